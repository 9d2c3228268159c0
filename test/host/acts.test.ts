import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { Ledgers } from '../../src/commands/ledger/ledgers.ts';
import { commands } from '../../src/ids.ts';
import { type Operation, workOf } from '../../src/ledger/ledgerOperations.ts';
import { localProfile } from '../../src/profiles/profile.ts';
import { ScriptedPrompts } from '../support/scriptedPrompts.ts';
import { statusOf, target, waitingWork } from './sampleWork.ts';
import { activated, type LocalAtHand, run, sampleLocal } from './support.ts';

describe('acts on sample assignments', () => {
  let at: LocalAtHand;

  beforeEach(async () => {
    at = await sampleLocal();
  });

  after(async () => run(commands.stopLocal, []));

  const waiting = (count: number) => waitingWork(at, count);
  const statusAtService = (id: string) => statusOf(at, id);

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

  it('name the HIT of the one assignment that the rules leave, in a selection of more', async () => {
    const { hit, assignments } = await waiting(2);
    const [first, second] = assignments;
    assert.ok(first && second);
    await run(commands.approve, [target(first)], { confirm: true });
    const prompts = await run(commands.approve, [target(first), [target(first), target(second)]], { confirm: false });
    const asked = await prompts.heard('confirm', /^Approve the assignment of \w+ in LOCAL\?/);
    assert.match(asked, new RegExp(`The assignment belongs to HIT “.+” \\(${hit.id.slice(0, 5)}…\\)\\.`));
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
    assert.match(
      await prompts.heard('confirm', /^Reject the assignment of \w+ in LOCAL/),
      /reads: “All answers are “blue”\.”/,
    );
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
      /Can’t reject assignment .*: it is already approved and paid\. It was approved on .+, by “Approve the assignment of \w+” of this ledger\.$/,
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
      await again.heard('confirm', /^Approve the assignment of \w+ in LOCAL/),
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
