/** Two windows of one profile: a ledger each, one journal file, one service. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Claims } from '../../../src/ledger/claims.ts';
import { decidedText } from '../../../src/ledger/decidedText.ts';
import { Ledger } from '../../../src/ledger/ledger.ts';
import type { Operation } from '../../../src/ledger/ledgerOperations.ts';
import { cents } from '../../../src/mturk/money.ts';
import { useBench } from '../service/setup.ts';
import { bonusOf, clientOf, facts, resultsOf, submitted } from './setup.ts';

describe('two windows on one ledger', () => {
  const bench = useBench();
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mturk-windows-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const window = () => ({ ledger: Ledger.inFile(join(folder, 'local.jsonl')), client: clientOf(bench()) });

  async function oneSubmitted() {
    const { work, client } = await submitted(bench(), 1);
    const [only] = work;
    assert.ok(only);
    const paid = async () => {
      const { entries } = (await bench().local.control('ledger', {})) as { entries: { AssignmentId?: string }[] };
      return entries.filter(({ AssignmentId }) => AssignmentId === only.assignmentId).length;
    };
    return { work: only, client, paid };
  }

  it('tell the second that the first has approved, and pay once', async () => {
    const { work, paid } = await oneSubmitted();
    const [one, two] = [window(), window()];
    await one.ledger.start(facts('one', one.client), [{ verb: 'approve', ...work }], { client: one.client });
    const approving = await two.ledger.start(facts('two', two.client), [{ verb: 'approve', ...work }], two);
    assert.deepEqual(resultsOf(approving.outcomes), ['alreadyDone']);
    assert.match(approving.outcomes[0]?.words ?? '', /^it was approved on .+, by “one” of this ledger$/);
    const rejection: Operation = { verb: 'reject', ...work, feedback: 'no' };
    const rejecting = await two.ledger.start(facts('three', two.client), [rejection], two);
    const [refused] = rejecting.outcomes;
    assert.ok(refused?.result === 'failed');
    assert.match(refused.error.words, /^it was approved on .+, by “one” of this ledger, and paid$/);
    assert.equal(await paid(), 1);
    assert.equal(await bench().status(work.assignmentId), 'Approved');
  });

  it('tell the second that the first has rejected, with which reason the worker was left', async () => {
    const { work, client, paid } = await oneSubmitted();
    const [one, two] = [window(), window()];
    const reject = (feedback: string): Operation => ({ verb: 'reject', ...work, feedback });
    await one.ledger.start(facts('one', one.client), [reject('too fast')], { client: one.client });
    const words = async (id: string, operation: Operation) => {
      const { outcomes } = await two.ledger.start(facts(id, two.client), [operation], two);
      const [outcome] = outcomes;
      return [outcome?.result, outcome?.result === 'failed' ? outcome.error.words : outcome?.words].join(': ');
    };
    assert.match(
      await words('two', reject('too fast')),
      /^alreadyDone: it was rejected on .+, by “one” of this ledger$/,
    );
    assert.match(
      await words('three', reject('other')),
      /^alreadyDone: .+, by “one” of this ledger, with another reason$/,
    );
    assert.match(
      await words('four', { verb: 'approve', ...work }),
      /^failed: it was rejected on .+, by “one” of this ledger; use Reverse Rejection to approve it$/,
    );
    const { Assignment } = await client.call('GetAssignment', { AssignmentId: work.assignmentId });
    assert.equal(Assignment?.RequesterFeedback, 'too fast');
    assert.equal(await paid(), 0);
  });

  it('say when nobody did it but time', async () => {
    const { work } = await oneSubmitted();
    await bench().advance(40 * 86_400);
    const { ledger, client } = window();
    const rejection: Operation = { verb: 'reject', ...work, feedback: 'no' };
    const { outcomes } = await ledger.start(facts('late', client), [rejection], { client });
    const [refused] = outcomes;
    assert.ok(refused?.result === 'failed');
    assert.match(refused.error.words, /^it was auto-approved on .+, and paid$/);
  });

  it('at the same moment do it once: the other is told, or finds it done', async () => {
    const { work, paid } = await oneSubmitted();
    const windows = [window(), window(), window()];
    const settled = await Promise.allSettled(
      windows.map(({ ledger, client }, index) =>
        ledger.start(facts(`w${index}`, client), [{ verb: 'approve', ...work }], { client }),
      ),
    );
    const became = settled.map(each =>
      each.status === 'fulfilled' ? resultsOf(each.value.outcomes).join() : String(each.reason.message),
    );
    assert.equal(became.filter(each => each === 'done').length, 1, became.join('; '));
    for (const each of became) assert.match(each, /^(done|alreadyDone|another window is using .+)$/);
    assert.equal(await paid(), 1);
  });

  it('read a decision in words', () => {
    const at = Date.UTC(2026, 10, 22, 14, 3);
    const style = { locale: 'en-GB', timeZone: 'Europe/Berlin' };
    const decided = { done: 'approved', at, autoApproves: at + 5000 } as const;
    const decider = { title: 'Approve 3 assignments', at: at + 60_000 };
    assert.equal(
      decidedText(decided, decider, style),
      'it was approved on 22 Nov 2026, 15:03 CET, by “Approve 3 assignments” of this ledger',
    );
    assert.equal(
      decidedText(decided, undefined, style),
      'it was approved on 22 Nov 2026, 15:03 CET, not through this ledger',
    );
    assert.equal(
      decidedText({ ...decided, autoApproves: at + 3_600_000 }, { ...decider, at: at - 3_600_000 }, style),
      'it was approved on 22 Nov 2026, 15:03 CET',
    );
    assert.equal(
      decidedText({ ...decided, autoApproves: at }, undefined, style),
      'it was auto-approved on 22 Nov 2026, 15:03 CET',
    );
    assert.equal(
      decidedText({ done: 'rejected', at: undefined, autoApproves: at }, undefined),
      'it was rejected, not through this ledger',
    );
  });
});

describe('what a window does at a time', () => {
  const work = {
    assignmentId: '3A',
    hitId: '3H',
    workerId: 'A1',
    reward: cents(60),
    fee: cents(12),
    submitted: 0,
  };

  it('is one decision on an assignment, and one bonus to it', () => {
    const claims = new Claims();
    const approve: Operation = { verb: 'approve', ...work };
    const reject: Operation = { verb: 'reject', ...work, feedback: 'no' };
    const held = claims.take([approve]);
    assert.ok(claims.has(approve) && claims.has(reject));
    assert.ok(!claims.has({ ...approve, assignmentId: '3B' }));
    assert.ok(!claims.has(bonusOf(work)));
    // Who comes second gives back only what it took itself.
    claims.take([reject, bonusOf(work)]).release();
    assert.ok(claims.has(reject) && !claims.has(bonusOf(work)));
    held.release();
    assert.ok(!claims.has(approve));
  });

  it('may be any number of messages and new HITs', () => {
    const claims = new Claims();
    const message: Operation = { verb: 'message', subject: 's', text: 't', workerIds: ['A1'] };
    claims.take([message]);
    assert.ok(!claims.has(message));
  });
});
