import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { commands } from '../../src/ids.ts';
import type { Operation } from '../../src/ledger/ledgerOperations.ts';
import { workOf } from '../../src/ledger/ledgerOperations.ts';
import type { Assignment } from '../../src/mturk/model.ts';
import { localProfile } from '../../src/profiles/profile.ts';
import type { WorkRef } from '../../src/refs.ts';
import { ScriptedPrompts } from '../support/scriptedPrompts.ts';
import { activated, type LocalAtHand, run, sampleLocal } from './support.ts';

describe('the ledger', () => {
  let at: LocalAtHand;
  let waiting: Assignment[];

  beforeEach(async () => {
    at = await sampleLocal();
    await Promise.all(at.account.hits().map(hit => at.account.refreshAssignments(hit.id)));
    waiting = at.account
      .hits()
      .flatMap(hit => at.account.assignments(hit.id))
      .filter(each => each.status === 'Submitted')
      .slice(0, 3);
    assert.equal(waiting.length, 3);
  });

  after(async () => run(commands.stopLocal, []));

  async function ledger() {
    const { workbench } = await activated();
    return workbench.ledgers.of(localProfile.id);
  }

  async function statuses(): Promise<(string | undefined)[]> {
    const read = waiting.map(({ id }) => at.independent.call('GetAssignment', { AssignmentId: id }));
    return (await Promise.all(read)).map(({ Assignment }) => Assignment?.AssignmentStatus);
  }

  /** A plan that was cancelled before anything was sent. */
  async function leaveUnfinished(): Promise<void> {
    const operations = waiting.map((assignment): Operation => {
      const hit = at.account.hit(assignment.hitId);
      assert.ok(hit);
      return { verb: 'approve', ...workOf(hit, assignment) };
    });
    const facts = {
      id: randomUUID(),
      title: 'Approve 3 assignments',
      environment: 'local',
      profile: localProfile.id,
      endpoint: at.local.endpoint,
    };
    await (await ledger()).start(facts, operations, { client: at.independent, signal: AbortSignal.abort() });
    assert.deepEqual(await statuses(), Array(3).fill('Submitted'));
  }

  it('writes every act down, with its outcome and its request id', async () => {
    const { storage } = await activated();
    const [first] = waiting;
    assert.ok(first);
    const target: WorkRef = { kind: 'assignment', hitId: first.hitId, assignmentId: first.id };
    await run(commands.sendBonus, [target], { type: '0.25' }, { type: 'Thorough' }, { confirm: true });
    const journal = readFileSync(join(storage.fsPath, 'ledger', 'local.jsonl'), 'utf8');
    const last = journal.trim().split('\n').slice(-3).join('\n');
    assert.match(last, new RegExp(first.id));
    assert.match(last, /"result":"done"/);
    assert.match(last, /"requestId":"[0-9a-f-]{36}"/);
    assert.ok(!journal.includes(at.local.secretAccessKey));
  });

  it('finds what was left unfinished, tells it once, and finishes it', async () => {
    await leaveUnfinished();
    const { workbench } = await activated();
    const prompts = new ScriptedPrompts();
    workbench.prompts = prompts;
    await workbench.sessions.switchTo(localProfile);
    await workbench.sessions.current.account?.refreshHITs();
    await prompts.heard('warn', /“Approve 3 assignments” \(LOCAL\) was interrupted: 0 of 3 done/);

    const resumed = await run(commands.resumeOperations, [], { pick: /Approve 3 assignments/ }, { confirm: true });
    await resumed.heard('inform', /^Resumed 3 operations \(LOCAL\)\.$/);
    assert.deepEqual(await statuses(), Array(3).fill('Approved'));
    const nothing = await run(commands.resumeOperations, []);
    await nothing.heard('inform', /no interrupted operations/);
  });

  it('gives up what is not wanted any more, and sends nothing for it', async () => {
    await leaveUnfinished();
    await run(commands.resumeOperations, [], { pick: /Approve 3 assignments/ }, { press: /Discard/ });
    assert.deepEqual(await statuses(), Array(3).fill('Submitted'));
    assert.deepEqual(await (await ledger()).openPlans(), []);
  });

  it('says what was paid before, and wants a yes of its own for the same bonus again', async () => {
    const [first] = waiting;
    assert.ok(first);
    const target: WorkRef = { kind: 'assignment', hitId: first.hitId, assignmentId: first.id };
    await run(commands.sendBonus, [target], { type: '0.40' }, { type: 'Thorough' }, { confirm: true });
    const declined = await run(
      commands.sendBonus,
      [target],
      { type: '0.40' },
      { type: 'Thorough' },
      { confirm: false },
    );
    await declined.heard('confirm', /^Pay the same bonus again[\s\S]*already paid \$0\.40 on .* for “Thorough”/);
    const other = await run(commands.sendBonus, [target], { type: '0.10' }, { type: 'Comment' }, { confirm: true });
    await other.heard('confirm', /^Send a bonus of \$0\.10 to \w+ in LOCAL[\s\S]*already paid \$0\.40/);
    const { BonusPayments } = await at.independent.call('ListBonusPayments', { AssignmentId: first.id });
    assert.deepEqual(BonusPayments?.map(({ BonusAmount }) => BonusAmount).sort(), ['0.10', '0.40']);
  });

  it('is shown with entries, totals and CSV, and takes a rejection back', async () => {
    const [first] = waiting;
    assert.ok(first);
    const target: WorkRef = { kind: 'assignment', hitId: first.hitId, assignmentId: first.id };
    await run(commands.reject, [target], { type: '=1+1 is not an answer' }, { confirm: true });
    await run(commands.showLedger, [], { pick: /Export as CSV/ });
    const csv = vscode.window.activeTextEditor?.document.getText() ?? '';
    assert.match(csv, new RegExp(`reject.*${first.id}`));
    assert.match(csv, /'=1\+1 is not an answer/);
    await run(commands.showLedger, [], { pick: /Totals per worker/ }, { pick: new RegExp(first.workerId) });
    assert.equal(await vscode.env.clipboard.readText(), first.workerId);
    await run(
      commands.showLedger,
      [],
      { pick: /^Entries/ },
      { pick: new RegExp(`^reject ${first.id}`) },
      { pick: /Reverse Rejection/ },
      { confirm: true },
    );
    const [status] = await statuses();
    assert.equal(status, 'Approved');
  });

  it('offers to take an act back right after it', async () => {
    const [first] = waiting;
    assert.ok(first);
    const target: WorkRef = { kind: 'assignment', hitId: first.hitId, assignmentId: first.id };
    const prompts = await run(
      commands.reject,
      [target],
      { type: 'A slip' },
      { confirm: true },
      { press: /Reverse Rejection/ },
      { confirm: true },
    );
    await prompts.heard('inform', /^Undid 1 operation \(LOCAL\)\.$/);
    const [status] = await statuses();
    assert.equal(status, 'Approved');
  });
});
