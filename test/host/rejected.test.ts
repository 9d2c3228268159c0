import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { rejectionsLeft, unreadRejections } from '../../src/account/rejections.ts';
import { commands, views } from '../../src/ids.ts';
import type { Assignment } from '../../src/mturk/model.ts';
import type { WorkRef } from '../../src/refs.ts';
import { activated, type LocalAtHand, run, sampleLocal } from './support.ts';

describe('the undo shelf', () => {
  let at: LocalAtHand;

  beforeEach(async () => {
    at = await sampleLocal();
  });
  after(async () => run(commands.stopLocal, []));

  const target = ({ id, hitId }: Assignment): WorkRef => ({ kind: 'assignment', hitId, assignmentId: id });

  /** Someone rejects, behind the workbench's back. */
  async function rejectOne(): Promise<Assignment> {
    for (const { id } of at.account.hits()) {
      await at.account.refreshAssignments(id);
      const [assignment] = at.account.assignments(id).filter(({ status }) => status === 'Submitted');
      if (!assignment) continue;
      await at.independent.call('RejectAssignment', { AssignmentId: assignment.id, RequesterFeedback: 'Empty.' });
      await at.account.refreshHIT(id);
      return assignment;
    }
    throw new Error('no sample HIT has work to reject');
  }

  /** The rows of the view, as VS Code would ask for them. */
  async function rows(): Promise<{ id: string; description: string }[]> {
    const { explorer } = await activated();
    const nodes = await explorer.rejected.getChildren();
    return nodes.flatMap(node =>
      node.kind === 'assignment'
        ? { id: node.assignmentId, description: String(explorer.rejected.getTreeItem(node).description) }
        : [],
    );
  }

  it('has what was rejected, with the days that are left, and gives it up when it is taken back', async () => {
    const { explorer } = await activated();
    await vscode.commands.executeCommand(`${views.rejected}.focus`);
    await explorer.fresh.looked();
    const rejected = await rejectOne();
    await explorer.fresh.looked();
    const before = await rows();
    const row = before.find(({ id }) => id === rejected.id);
    // Signs of notes that other tests left on it may stand before.
    assert.match(row?.description ?? '', /(?:^|· )\d+ d( \d+ h)? left · “Empty\.” · /);
    await run(commands.reverseRejection, [target(rejected)], { confirm: true });
    assert.deepEqual(
      (await rows()).map(({ id }) => id),
      before.map(({ id }) => id).filter(id => id !== rejected.id),
    );
  });

  it('is read in full on command', async () => {
    await run(commands.readRejections, []);
    assert.deepEqual(unreadRejections(at.account), []);
    const all = rejectionsLeft(at.account.works(), at.account.now());
    const said = await run(commands.readRejections, []);
    await said.heard('inform', /All rejections/);
    assert.deepEqual(
      (await rows()).map(({ id }) => id),
      all.map(({ id }) => id),
    );
  });

  it('is named before a HIT is deleted that holds some of it', async () => {
    const rejected = await rejectOne();
    const { hitId } = rejected;
    for (const each of at.account.assignments(hitId))
      if (each.status === 'Submitted') await at.independent.call('ApproveAssignment', { AssignmentId: each.id });
    await at.independent.call('UpdateExpirationForHIT', { HITId: hitId, ExpireAt: new Date(0) });
    await at.account.refreshHIT(hitId);
    if (at.account.hit(hitId)?.status !== 'Reviewable') return assert.fail('the HIT can be deleted');
    const prompts = await run(commands.deleteHIT, [{ kind: 'hit', hitId }], { confirm: false });
    const asked = await prompts.heard('confirm', /^Delete HIT “.+” \(\w+…\) in LOCAL/);
    assert.match(asked, /\d+ rejections? can then no longer be reversed:/);
    assert.match(asked, new RegExp(`• ${rejected.id} of ${rejected.workerId}, \\d+ d( \\d+ h)? left`));
  });
});
