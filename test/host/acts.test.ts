import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { Ledgers } from '../../src/commands/ledger/ledgers.ts';
import { commands } from '../../src/ids.ts';
import { type Operation, workOf } from '../../src/ledger/ledgerOperations.ts';
import type { Assignment, HIT } from '../../src/mturk/model.ts';
import { localProfile } from '../../src/profiles/profile.ts';
import type { WorkRef } from '../../src/refs.ts';
import { ScriptedPrompts } from '../support/scriptedPrompts.ts';
import { activated, type LocalAtHand, run, sampleLocal } from './support.ts';

const target = ({ id, hitId }: Assignment): WorkRef => ({ kind: 'assignment', hitId, assignmentId: id });
const hitTarget = ({ id }: HIT): WorkRef => ({ kind: 'hit', hitId: id });

describe('acts on sample HITs', () => {
  let at: LocalAtHand;

  beforeEach(async () => {
    at = await sampleLocal();
  });

  after(async () => run(commands.stopLocal, []));

  async function waiting(count: number): Promise<{ hit: HIT; assignments: Assignment[] }> {
    for (const hit of at.account.hits()) {
      await at.account.refreshAssignments(hit.id);
      const assignments = at.account.assignments(hit.id).filter(each => each.status === 'Submitted');
      if (assignments.length >= count) return { hit, assignments: assignments.slice(0, count) };
    }
    throw new Error(`no sample HIT has ${count} assignments to review`);
  }

  async function statusAtService(id: string): Promise<string | undefined> {
    return (await at.independent.call('GetAssignment', { AssignmentId: id })).Assignment?.AssignmentStatus;
  }

  it('approve a selection with one confirmation that names environment and cost', async () => {
    const { hit, assignments } = await waiting(2);
    const [first] = assignments;
    assert.ok(first);
    const prompts = await run(commands.approve, [target(first), assignments.map(target)], { confirm: true });
    const asked = await prompts.heard('confirm', /^Approve 2 assignments in LOCAL\?/);
    assert.match(asked, /\$\d+\.\d\d and \$\d+\.\d\d fees: \$\d+\.\d\d\./);
    assert.doesNotMatch(asked, /Balance/, 'no money moves in sandbox mode');
    await prompts.heard('inform', /^Approved 2 assignments \(LOCAL\)\.$/);
    for (const { id } of assignments) {
      assert.equal(await statusAtService(id), 'Approved');
      assert.equal(at.account.assignment(id)?.status, 'Approved');
    }
    assert.equal(at.account.hit(hit.id)?.completed, hit.completed + 2);
  });

  it('change nothing when the confirmation is declined', async () => {
    const { assignments } = await waiting(1);
    const [assignment] = assignments;
    assert.ok(assignment);
    await run(commands.approve, [target(assignment)], { confirm: false });
    assert.equal(await statusAtService(assignment.id), 'Submitted');
  });

  it('reject with a reason, never without, and take it back', async () => {
    const { assignments } = await waiting(1);
    const [assignment] = assignments;
    assert.ok(assignment);
    const empty = await run(commands.reject, [target(assignment)], { type: '  ' });
    assert.match(empty.objections.join(), /Enter a reason/);
    assert.equal(await statusAtService(assignment.id), 'Submitted');

    const prompts = await run(
      commands.reject,
      [target(assignment)],
      { type: 'All answers are “blue”.' },
      { confirm: true },
    );
    assert.match(await prompts.heard('confirm', /^Reject 1 assignment in LOCAL/), /reads: “All answers are “blue”\.”/);
    const { Assignment } = await at.independent.call('GetAssignment', { AssignmentId: assignment.id });
    assert.equal(Assignment?.AssignmentStatus, 'Rejected');
    assert.equal(Assignment?.RequesterFeedback, 'All answers are “blue”.');

    const refused = await run(commands.approve, [target(assignment)]);
    await refused.heard('warn', /Can’t approve assignment .*: it is rejected/);
    await run(commands.reverseRejection, [target(assignment)], { confirm: true });
    assert.equal(await statusAtService(assignment.id), 'Approved');
  });

  it('say by which rule something can’t be done, before any request', async () => {
    const { assignments } = await waiting(1);
    const [assignment] = assignments;
    assert.ok(assignment);
    await run(commands.approve, [target(assignment)], { confirm: true });
    const before = (await at.independent.call('GetAssignment', { AssignmentId: assignment.id })).Assignment
      ?.ApprovalTime;
    const prompts = await run(commands.reject, [target(assignment)]);
    await prompts.heard(
      'warn',
      /Can’t reject assignment .*: it is already approved and paid\. It was approved on .+, by “Approve 1 assignment” of this ledger\.$/,
    );
    const after = (await at.independent.call('GetAssignment', { AssignmentId: assignment.id })).Assignment
      ?.ApprovalTime;
    assert.deepEqual(after, before);
  });

  it('tell what the service refused, and show the state that it has', async () => {
    const { assignments } = await waiting(1);
    const [assignment] = assignments;
    assert.ok(assignment);
    const prompts = await run(commands.approve, [target(assignment)], {
      confirm: true,
      // Somebody else is faster while the question stands.
      before: () =>
        at.independent.call('RejectAssignment', { AssignmentId: assignment.id, RequesterFeedback: 'too fast' }),
    });
    await prompts.heard(
      'reportError',
      /^Couldn’t approve assignment \w+ \(LOCAL\): it was rejected on .+; use Reverse Rejection to approve it\./,
    );
    assert.equal(await statusAtService(assignment.id), 'Rejected');
    assert.equal(at.account.assignment(assignment.id)?.status, 'Rejected');
  });

  it('tell the second of two windows that the first has decided, when and by what, and do nothing twice', async () => {
    const { workbench, storage } = await activated();
    const { hit, assignments } = await waiting(2);
    const [first, second] = assignments;
    assert.ok(first && second);
    // The other window has a ledger of its own on the same journal.
    const other = await new Ledgers(join(storage.fsPath, 'ledger')).of(localProfile.id);
    const decide = (operation: Operation) => async () => {
      const facts = {
        id: randomUUID(),
        title: 'Look through the pilot',
        environment: 'local',
        profile: localProfile.id,
      };
      const options = { client: at.independent };
      const { outcomes } = await other.start({ ...facts, endpoint: at.local.endpoint }, [operation], options);
      assert.equal(outcomes[0]?.result, 'done');
    };
    const approval: Operation = { verb: 'approve', ...workOf(hit, first) };
    const late = await run(commands.approve, [target(first)], { confirm: true, before: decide(approval) });
    await late.heard(
      'warn',
      /^Nothing to do for assignment \w+ \(LOCAL\): it was approved on .+, by “Look through the pilot” of this ledger\. Nothing was done twice\.$/,
    );
    assert.ok(!late.said.some(({ message }) => message.startsWith('Approved')));
    const { entries } = (await workbench.local.control('ledger', {})) as { entries: { AssignmentId?: string }[] };
    assert.equal(entries.filter(({ AssignmentId }) => AssignmentId === first.id).length, 1);

    const rejection: Operation = { verb: 'reject', ...workOf(hit, second), feedback: 'Too fast.' };
    const differing = await run(
      commands.reject,
      [target(second)],
      { type: 'All the same.' },
      { confirm: true, before: decide(rejection) },
    );
    await differing.heard(
      'warn',
      /it was rejected on .+ of this ledger, with another reason\. Nothing was done twice\.$/,
    );
    const { Assignment } = await at.independent.call('GetAssignment', { AssignmentId: second.id });
    assert.equal(Assignment?.RequesterFeedback, 'Too fast.');
    assert.equal(workbench.sessions.current.account?.assignment(second.id)?.status, 'Rejected');
  });

  it('ask once, however often the command is run while the question stands', async () => {
    const { workbench } = await activated();
    const { assignments } = await waiting(2);
    const [first, second] = assignments;
    assert.ok(first && second);
    const again = new ScriptedPrompts({ confirm: false });
    const outer = await run(commands.approve, [target(first)], {
      confirm: true,
      before: async () => {
        const { prompts } = workbench;
        workbench.prompts = again;
        await vscode.commands.executeCommand(commands.approve, target(first));
        await vscode.commands.executeCommand(commands.approve, target(first), [first, second].map(target));
        workbench.prompts = prompts;
      },
    });
    await again.heard('warn', /^Can’t approve assignment \w+: another operation on it is in progress\.$/);
    assert.match(
      await again.heard('confirm', /^Approve 1 assignment in LOCAL/),
      /Left out, 1 assignment: another operation on it is in progress/,
    );
    await outer.heard('inform', /^Approved 1 assignment \(LOCAL\)\.$/);
    assert.equal(await statusAtService(second.id), 'Submitted');
    await run(commands.approve, [target(second)], { confirm: true });
    assert.equal(await statusAtService(second.id), 'Approved');
  });

  it('send a bonus from the palette', async () => {
    const { hit, assignments } = await waiting(1);
    const [assignment] = assignments;
    assert.ok(assignment);
    const prompts = await run(
      commands.sendBonus,
      [],
      { pick: new RegExp(hit.id) },
      { pick: new RegExp(assignment.id) },
      { type: '$1.50' },
      { type: 'Thorough work' },
      { confirm: true },
    );
    await prompts.heard('confirm', /\$1\.50 and \$0\.30 fees: \$1\.80/);
    await prompts.heard('inform', /^Sent 1 bonus of \$1\.50 \(LOCAL\)\.$/);
    const { BonusPayments } = await at.independent.call('ListBonusPayments', { AssignmentId: assignment.id });
    assert.deepEqual(
      BonusPayments?.map(({ WorkerId, BonusAmount, Reason }) => ({ WorkerId, BonusAmount, Reason })),
      [{ WorkerId: assignment.workerId, BonusAmount: '1.50', Reason: 'Thorough work' }],
    );
  });

  it('extend by assignments and by time at once, and know the limit of a year', async () => {
    const hit = at.account.hits().find(each => each.maxAssignments < 9 && each.status === 'Assignable');
    assert.ok(hit);
    const tooLong = await run(commands.extendHIT, [hitTarget(hit)], { type: '1' }, { type: '53 w' });
    assert.match(tooLong.objections.join(), /365 days/);
    const prompts = await run(commands.extendHIT, [hitTarget(hit)], { type: '1' }, { type: '2 d' }, { confirm: true });
    await prompts.heard('confirm', /1 more assignment\.\n2 d more/);
    await prompts.heard('inform', /^Extended 1 HIT \(LOCAL\)/);
    const { HIT } = await at.independent.call('GetHIT', { HITId: hit.id });
    assert.equal(HIT?.MaxAssignments, hit.maxAssignments + 1);
    assert.equal(HIT?.Expiration?.getTime(), hit.expires + 2 * 24 * 3600 * 1000);
    assert.equal(at.account.hit(hit.id)?.maxAssignments, hit.maxAssignments + 1);
  });

  it('publish further HITs of the same type where ten assignments can’t be reached, at the price that was shown', async () => {
    const hit = at.account.hits().find(each => each.maxAssignments < 9 && each.status === 'Assignable');
    assert.ok(hit);
    const before = new Set(at.account.hits().map(({ id }) => id));
    const prompts = await run(
      commands.extendHIT,
      [hitTarget(hit)],
      { type: '20' },
      { type: '' },
      { pick: /At most 9 assignments each/ },
      { confirm: true },
    );
    const [offers = []] = prompts.offers;
    assert.equal(offers.length, 3, 'small HITs, one large HIT, only what fits');
    const added = 9 - hit.maxAssignments;
    assert.equal((await at.independent.call('GetHIT', { HITId: hit.id })).HIT?.MaxAssignments, 9);
    const further = at.account.hits().filter(({ id }) => !before.has(id));
    assert.equal(
      further.reduce((sum, each) => sum + each.maxAssignments, 0),
      20 - added,
    );
    for (const each of further) {
      assert.equal(each.typeId, hit.typeId);
      assert.ok(each.maxAssignments <= 9);
    }
    await prompts.heard('inform', /^Extended 1 HIT \(LOCAL\)/);
  });

  it('expire, and delete only when nothing waits for review', async () => {
    const { hit, assignments } = await waiting(1);
    const [assignment] = assignments;
    assert.ok(assignment);
    if (hit.expires > Date.now()) await run(commands.expireHIT, [hitTarget(hit)], { confirm: true });
    const { HIT } = await at.independent.call('GetHIT', { HITId: hit.id });
    assert.ok((HIT?.Expiration?.getTime() ?? Number.POSITIVE_INFINITY) <= Date.now());
    assert.notEqual(HIT?.HITStatus, 'Assignable');
    const refused = await run(commands.deleteHIT, [hitTarget(hit)]);
    await refused.heard('warn', /Can’t delete HIT/);

    const done = at.account
      .hits()
      .find(each => at.account.counts(each).submitted === 0 && each.status === 'Reviewable');
    assert.ok(done);
    await run(commands.deleteHIT, [hitTarget(done)], { confirm: true });
    assert.equal(at.account.hit(done.id), undefined);
    const { HITs } = await at.independent.call('ListHITs', { MaxResults: 100 });
    assert.ok(HITs?.every(({ HITId }) => HITId !== done.id));
  });

  it('disable: approve all that is submitted, and delete', async () => {
    const { hit, assignments } = await waiting(1);
    const [assignment] = assignments;
    assert.ok(assignment);
    const alone = at.account.hit(hit.id)?.pending === 0;
    const prompts = await run(commands.disableHIT, [hitTarget(hit)], { confirm: true });
    await prompts.heard('confirm', /^Disable HIT “.*Approves \d+ submitted/s);
    const { HITs = [] } = await at.independent.call('ListHITs', { MaxResults: 100 });
    assert.equal(
      HITs.some(({ HITId }) => HITId === hit.id),
      !alone,
    );
    await prompts.heard(
      'inform',
      alone ? /^Disabled and deleted 1 HIT \(LOCAL\)/ : /when the workers on it have finished/,
    );
  });

  it('finish disabling a HIT when the last worker on it is through', async () => {
    const hit = at.account.hits().find(({ pending }) => pending > 0);
    assert.ok(hit, 'the samples have a HIT with somebody at work');
    const prompts = await run(commands.disableHIT, [hitTarget(hit)], { confirm: true });
    await prompts.heard('inform', /deleted when the workers on it have finished/);
    assert.ok(at.account.hit(hit.id), 'it can’t be deleted while somebody works on it');
    const deleted = new Promise<void>(resolve => {
      const subscription = at.account.onChange(() => {
        if (at.account.hit(hit.id)) return;
        subscription.dispose();
        resolve();
      });
    });
    // The place of who doesn't come back is given up when the time for the assignment has passed.
    await run(commands.advanceClock, [], { type: '30 d' });
    await deleted;
  });

  it('copy the ids of a selection', async () => {
    const { assignments } = await waiting(2);
    const [first] = assignments;
    assert.ok(first);
    await run(commands.copyId, [target(first), assignments.map(target)]);
    assert.equal(await vscode.env.clipboard.readText(), assignments.map(({ id }) => id).join('\n'));
  });

  it('show what changed elsewhere without being asked', async () => {
    const { assignments } = await waiting(1);
    const [assignment] = assignments;
    assert.ok(assignment);
    const changed = new Promise<void>(resolve => {
      const subscription = at.account.onChange(() => {
        if (at.account.assignment(assignment.id)?.status !== 'Approved') return;
        subscription.dispose();
        resolve();
      });
    });
    await at.independent.call('ApproveAssignment', { AssignmentId: assignment.id });
    await changed;
  });
});
