import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../src/ids.ts';
import { entriesOf } from '../../src/ledger/entries.ts';
import type { Assignment } from '../../src/mturk/model.ts';
import { localProfile } from '../../src/profiles/profile.ts';
import type { WorkRef } from '../../src/refs.ts';
import { storageKeys } from '../../src/storageKeys.ts';
import { activated, type LocalAtHand, run, sampleLocal, stateOf, submittedHIT } from './support.ts';

const target = ({ id, hitId }: Assignment): WorkRef => ({ kind: 'assignment', hitId, assignmentId: id });

describe('soft rejection', () => {
  let at: LocalAtHand;
  let waiting: readonly Assignment[];

  beforeEach(async () => {
    at = await sampleLocal();
    const { workbench } = await activated();
    await workbench.memory.update(storageKeys.exclusionPrefix + localProfile.id, undefined);
    const { hitId } = await submittedHIT(at, 3);
    waiting = at.account.assignments(hitId).toSorted((a, b) => a.workerId.localeCompare(b.workerId));
  });

  after(async () => run(commands.stopLocal, []));

  async function ownTypes() {
    const own = { MustBeRequestable: false, MustBeOwnedByCaller: true };
    return (await at.independent.call('ListQualificationTypes', own)).QualificationTypes ?? [];
  }

  async function holders(name: string): Promise<(string | undefined)[]> {
    const type = (await ownTypes()).find(({ Name }) => Name === name);
    const granted = { QualificationTypeId: type?.QualificationTypeId, Status: 'Granted' } as const;
    const { Qualifications } = await at.independent.call('ListWorkersWithQualificationType', granted);
    return (Qualifications ?? []).map(({ WorkerId }) => WorkerId).toSorted();
  }

  async function atService({ id }: Assignment) {
    const { Assignment } = await at.independent.call('GetAssignment', { AssignmentId: id });
    return { status: Assignment?.AssignmentStatus, feedback: Assignment?.RequesterFeedback };
  }

  const makeType = [{ pick: /^New qualification type/ }, { accept: true }, { accept: true }] as const;

  it('pays, excludes by a new qualification, tells the worker nothing, and keeps the note', async () => {
    const [first, second, third] = waiting;
    assert.ok(first && second && third);
    const typesBefore = (await ownTypes()).length;
    const prompts = await run(
      commands.softReject,
      [target(first), [first, second].map(target)],
      ...(typesBefore > 0 ? makeType : makeType.slice(1)),
      { type: 'Answers at random.' },
      { confirm: true },
      { press: /^Copy Requirement/ },
      { pick: /^JSON/ },
    );
    const asked = await prompts.heard('confirm', /^Soft Reject 2 assignments in LOCAL\?/);
    for (const words of [
      /\$0\.60 and \$0\.12 fees: \$0\.72\./,
      /2 assignments approved and paid\. Workers are not notified otherwise\./,
      /The qualification type “Took part before” is created first\./,
      /2 workers get the qualification “Took part before”, without a message/,
      /only from HITs that require that “Took part before” does not exist \(DoesNotExist\)\./,
    ])
      assert.match(asked, words);
    await prompts.heard('inform', /^Paid and excluded 2 workers \(LOCAL\)\.$/);
    await prompts.heard('inform', /^Copied: JSON\.$/);
    const [type] = (await ownTypes()).filter(({ Name }) => Name === 'Took part before');
    assert.equal(type?.QualificationTypeStatus, 'Active');
    assert.equal((await ownTypes()).length, typesBefore + 1);
    assert.deepEqual(JSON.parse(await vscode.env.clipboard.readText()), {
      QualificationTypeId: type?.QualificationTypeId,
      Comparator: 'DoesNotExist',
      ActionsGuarded: 'DiscoverPreviewAndAccept',
    });
    assert.deepEqual(await holders('Took part before'), [first.workerId, second.workerId]);
    assert.deepEqual(await atService(first), { status: 'Approved', feedback: undefined });
    assert.deepEqual(await atService(third), { status: 'Submitted', feedback: undefined });
    assert.equal(at.account.notes.of(first.id)?.text, 'Answers at random.');
    const state = await stateOf(at);
    assert.ok(state.some(line => line.includes(first.workerId)));
    assert.ok(!state.some(line => line.includes('"worker_messages"') && line.includes(first.workerId)), 'nobody wrote');
    assert.ok(!state.some(line => line.includes('Answers at random')), 'the note is private');
    const { workbench } = await activated();
    const entries = entriesOf(await (await workbench.ledgers.of(localProfile.id)).plans()).slice(-4);
    assert.deepEqual(
      new Set(entries.map(({ verb }) => verb)),
      new Set(['approve', 'assignQualification']),
      'both acts stand in one plan',
    );
    assert.equal(new Set(entries.map(({ plan }) => plan)).size, 1);
  });

  it('is safe to repeat: nothing is paid or granted twice', async () => {
    const [first, second] = waiting;
    assert.ok(first && second);
    const steps = (await ownTypes()).length > 0 ? makeType : makeType.slice(1);
    await run(commands.softReject, [target(first)], ...steps, { type: '' }, { confirm: true });
    const again = await run(commands.softReject, [target(first)], { pick: /used last/ }, { type: 'Seen again.' });
    await again.heard(
      'inform',
      /^Nothing to do: the assignment is approved, and its worker has “Took part before” already\. The note is saved\.$/,
    );
    assert.equal(at.account.notes.of(first.id)?.text, 'Seen again.');

    await at.independent.call('ApproveAssignment', { AssignmentId: second.id });
    await at.account.reread({ hitIds: [second.hitId], workers: false });
    const both = await run(
      commands.softReject,
      [target(first), [first, second].map(target)],
      { pick: /used last/ },
      { type: '' },
      { confirm: true },
    );
    const asked = await both.heard('confirm', /^Soft Reject 2 assignments/);
    assert.match(asked, /2 assignments already approved: nothing is paid again\./);
    assert.match(asked, /1 worker with “Took part before” already: nothing is granted again\./);
    assert.doesNotMatch(asked, /fees/);
    await both.heard('inform', /^Excluded 1 worker \(LOCAL\)\.$/);
    assert.deepEqual(await holders('Took part before'), [first.workerId, second.workerId]);
  });

  it('leaves rejected work alone, and changes nothing when the confirmation is declined', async () => {
    const [first, second] = waiting;
    assert.ok(first && second);
    await at.independent.call('RejectAssignment', { AssignmentId: first.id, RequesterFeedback: 'no' });
    await at.account.reread({ hitIds: [first.hitId], workers: false });
    const refused = await run(commands.softReject, [target(first)]);
    await refused.heard(
      'warn',
      /^Can’t soft reject assignment \w+: it is rejected, and a soft rejection pays; use Reverse Rejection first\.$/,
    );
    const types = (await ownTypes()).length;
    const steps = types > 0 ? makeType : makeType.slice(1);
    const declined = await run(
      commands.softReject,
      [target(first), [first, second].map(target)],
      ...steps,
      { type: 'x' },
      { confirm: false },
    );
    assert.match(await declined.heard('confirm', /^Soft Reject 1 assignment/), /Left out, 1 assignment: rejected/);
    assert.equal((await ownTypes()).length, types);
    assert.equal((await atService(second)).status, 'Submitted');
    assert.equal(at.account.notes.of(second.id), undefined);
  });

  it('says while it is typed that the name of a new qualification type is too long', async () => {
    const [first] = waiting;
    assert.ok(first);
    const [pick] = makeType;
    const steps = (await ownTypes()).length > 0 ? [pick] : [];
    const typed = await run(commands.softReject, [target(first)], ...steps, { type: 'n'.repeat(201) });
    assert.deepEqual(typed.objections, ['Use at most 200 characters; this has 201.']);
  });

  it('can be asked later for the requirement', async () => {
    const input = { Name: 'Seen', Description: 'Seen before.', QualificationTypeStatus: 'Active' } as const;
    const { QualificationType } = await at.independent.call('CreateQualificationType', input);
    await run(commands.copyExclusion, [], { pick: /^Seen/ }, { pick: /boto3/ });
    const text = await vscode.env.clipboard.readText();
    assert.ok(text.startsWith('# Not for workers with the qualification "Seen".\nQualificationRequirements=['), text);
    assert.ok(text.includes(`"QualificationTypeId": "${QualificationType?.QualificationTypeId}",`));
  });
});
