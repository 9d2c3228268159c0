import assert from 'node:assert/strict';
import { costOf, laterCostOf } from '../../../src/ledger/costs.ts';
import { entriesCsv } from '../../../src/ledger/csv.ts';
import { earlierBonuses, earlierBonusText, equalBonuses } from '../../../src/ledger/earlierBonuses.ts';
import { entriesOf, filterEntries, totalsPerDay, totalsPerHIT, totalsPerWorker } from '../../../src/ledger/entries.ts';
import {
  messageOperations,
  type Operation,
  readOperation,
  refsOf,
  targetOf,
} from '../../../src/ledger/ledgerOperations.ts';
import { undoOf } from '../../../src/ledger/reversal.ts';
import { cents } from '../../../src/mturk/money.ts';
import { useBench } from '../service/setup.ts';
import { bonusOf, facts, fakeRuntime, newLedger, submitted } from './setup.ts';

const day = 86_400_000;
const noon = new Date(2026, 4, 3, 12).getTime();
const work = {
  assignmentId: '3A1',
  hitId: '3H1',
  workerId: 'A1',
  reward: cents(60),
  fee: cents(12),
  submitted: noon,
};

describe('acts', () => {
  it('cost what they spend, fees included, and tell what they may cost later', () => {
    const { reward, fee } = work;
    assert.deepEqual(costOf({ verb: 'approve', ...work }), { pay: 60, fees: 12, total: 72 });
    assert.deepEqual(costOf({ verb: 'override', ...work }), { pay: 60, fees: 12, total: 72 });
    assert.deepEqual(costOf(bonusOf(work)), { pay: 50, fees: 10, total: 60 });
    assert.equal(costOf({ verb: 'reject', ...work, feedback: '' }).total, 0);
    const more: Operation = { verb: 'addAssignments', hitId: '3H1', count: 3, before: 5, reward, fee };
    assert.deepEqual([costOf(more).total, laterCostOf(more).total], [0, 216]);
    const created: Operation = { verb: 'createHIT', input: { ...createInput, Reward: '1.00', MaxAssignments: 10 } };
    assert.deepEqual([costOf(created).total, laterCostOf(created).total], [0, 1400]);
  });

  const createInput = {
    Title: 'T',
    Reward: '0.10',
    Description: 'D',
    AssignmentDurationInSeconds: 60,
    LifetimeInSeconds: 60,
  };

  it('come back from JSON as they were', () => {
    const operations: Operation[] = [
      { verb: 'approve', ...work, feedback: 'thanks' },
      bonusOf(work),
      { verb: 'createHIT', input: { ...createInput, MaxAssignments: 3, QualificationRequirements: [] } },
      { verb: 'assignQualification', qualificationTypeId: '3Q', workerId: 'A1', score: 3 },
    ];
    assert.deepEqual(
      operations.map(operation => readOperation(JSON.parse(JSON.stringify(operation)))),
      operations,
    );
    assert.throws(() => readOperation({ ...bonusOf(work), amount: 0.5 }), /bonus: .*integer/);
    assert.throws(() => readOperation({ verb: 'toString' }), /no operation is called toString/);
  });

  it('to many workers are cut where the service’s limit is, and name nobody twice', () => {
    const ids = Array.from({ length: 230 }, (_, index) => `A${index % 220}`);
    const operations = messageOperations(ids, 'Hello', 'Hello.');
    assert.deepEqual(
      operations.map(({ workerIds }) => workerIds.length),
      [100, 100, 20],
    );
    assert.equal(new Set(operations.flatMap(({ workerIds }) => workerIds)).size, 220);
    assert.equal(operations[0] && targetOf(operations[0]), 'A0 and 99 more');
    assert.deepEqual(operations[2] && refsOf(operations[2])[0], { kind: 'worker', workerId: 'A200' });
  });
});

describe('undoing', () => {
  const done = { at: noon };
  const undo = (operation: Operation, now = noon, created?: string) =>
    undoOf(operation, { at: noon, created }, now)?.operation;

  it('takes back a rejection for 30 days', () => {
    const { submitted: _, ...rest } = work;
    const operation: Operation = { verb: 'reject', ...rest, submitted: noon, feedback: 'no' };
    assert.deepEqual(undo(operation, noon + 30 * day), { verb: 'override', ...work });
    assert.equal(undo(operation, noon + 30 * day + 1), undefined);
  });

  it('finds the opposite of what can be turned round, and nothing for money and messages', () => {
    assert.deepEqual(undo({ verb: 'block', workerId: 'A1', reason: 'r' }), { verb: 'unblock', workerId: 'A1' });
    const qualified = { verb: 'assignQualification', qualificationTypeId: '3Q', workerId: 'A1', score: 9 } as const;
    assert.equal(undo(qualified)?.verb, 'revokeQualification');
    assert.deepEqual(undo({ ...qualified, before: 4 }), { ...qualified, score: 4, before: 9 });
    assert.equal(undo({ verb: 'revokeQualification', qualificationTypeId: '3Q', workerId: 'A1' }), undefined);
    assert.deepEqual(undo({ verb: 'setReviewing', hitId: '3H' }), { verb: 'revertReviewing', hitId: '3H' });
    assert.deepEqual(undo({ verb: 'changeHITType', hitId: '3H', hitTypeId: '3N', before: '3O' }), {
      verb: 'changeHITType',
      hitId: '3H',
      hitTypeId: '3O',
      before: '3N',
    });
    assert.equal(undo(bonusOf(work)), undefined);
    assert.equal(undo({ verb: 'delete', hitId: '3H' }), undefined);
    assert.equal(undoOf({ verb: 'message', subject: 's', text: 't', workerIds: ['A1'] }, done, noon), undefined);
  });

  it('expires again what had expired; an expiration that lies ahead is never made earlier', () => {
    const operation = (before: number): Operation => ({
      verb: 'setExpiration',
      hitId: '3H',
      at: noon + 2 * day,
      before,
    });
    assert.equal(undo(operation(noon - day))?.verb, 'expire');
    assert.equal(undo(operation(noon + day)), undefined);
    const expired: Operation = { verb: 'expire', hitId: '3H', before: noon + day };
    assert.equal(undo(expired)?.verb, 'setExpiration');
    assert.equal(undo(expired, noon + 2 * day), undefined);
    assert.equal(undo(expired, noon + day - 60_000), undefined, 'too close to be set again');
    const created: Operation = {
      verb: 'createHITWithType',
      input: { HITTypeId: '3T', LifetimeInSeconds: 60 },
      title: 't',
      reward: work.reward,
      fee: work.fee,
    };
    assert.deepEqual(undo(created, noon, '3NEW'), { verb: 'expire', hitId: '3NEW', before: noon + 60_000 });
    assert.equal(undo(created, noon + day, '3NEW'), undefined);
  });
});

describe('the ledger as people read it', () => {
  const bench = useBench();

  async function filled() {
    const { client, work: works } = await submitted(bench(), 3);
    const means = fakeRuntime(noon);
    const ledger = newLedger(undefined, means);
    const [first, second, third] = works;
    assert.ok(first && second && third);
    const operations: Operation[] = [
      { verb: 'approve', ...first },
      { verb: 'reject', ...second, feedback: '=HYPERLINK("http://x"), "quoted"' },
      { ...bonusOf(third), workerId: 'A1SOMEBODYELSE' },
    ];
    await ledger.start(facts('monday', client), operations, { client, parallel: 1 });
    means.advance(day);
    await ledger.start(facts('tuesday', client), [bonusOf(first), bonusOf(third, 100)], { client, parallel: 1 });
    return { ledger, client, works, entries: entriesOf(await ledger.plans()) };
  }

  it('is a list that can be filtered', async () => {
    const { entries, works } = await filled();
    assert.deepEqual(
      entries.map(({ verb, result, spent }) => [verb, result, spent.total]),
      [
        ['approve', 'done', 72],
        ['reject', 'done', 0],
        ['bonus', 'failed', 0],
        ['bonus', 'done', 60],
        ['bonus', 'done', 120],
      ],
    );
    const count = (filter: Parameters<typeof filterEntries>[1]) => filterEntries(entries, filter).length;
    assert.equal(count({}), 5);
    assert.equal(count({ verbs: ['bonus'] }), 3);
    assert.equal(count({ verbs: ['bonus'], results: ['done'] }), 2);
    assert.equal(count({ workerId: works[0]?.workerId ?? '' }), 2);
    assert.equal(count({ hitId: works[0]?.hitId ?? '' }), 5);
    assert.equal(count({ from: noon + day }), 2);
    assert.equal(count({ to: noon + day }), 3);
    assert.equal(count({ text: 'BONUS somebody' }), 1);
    assert.equal(count({ text: 'bonus nothingofthesort' }), 0);
  });

  it('adds up per day, HIT and worker', async () => {
    const { entries, works } = await filled();
    assert.deepEqual(
      totalsPerDay(entries).map(({ key, count, spent }) => [key, count, spent.total]),
      [
        ['2026-05-03', 2, 72],
        ['2026-05-04', 2, 180],
      ],
    );
    assert.deepEqual(
      totalsPerHIT(entries).map(({ key, spent }) => [key, spent.pay, spent.fees]),
      [[works[0]?.hitId, 210, 42]],
    );
    const workers = new Map(totalsPerWorker(entries).map(({ key, spent }) => [key, spent.total]));
    assert.equal(workers.get(works[0]?.workerId ?? ''), 132);
    assert.equal(workers.get('A1SOMEBODYELSE'), 0);
  });

  it('is exported as CSV that no spreadsheet takes for formulas', async () => {
    const { entries } = await filled();
    const { text, guarded } = entriesCsv(entries);
    const lines = text.split('\r\n');
    assert.equal(lines.length, 7);
    assert.match(lines[0] ?? '', /^Time,Environment,Profile,Operation,Result,HITId,/);
    assert.match(lines[1] ?? '', /^2026-05-0\dT.*,local,local,approve,done,3.*,0\.60,0\.12,0\.72,0\.72,/);
    assert.ok(text.includes(`,"'=HYPERLINK(""http://x""), ""quoted""",`));
    assert.equal(guarded, 1);
    const [first] = entries;
    assert.ok(first);
    for (const about of ['+A1', '-A1', '@SUM', '＝1', '\tx', "'=1", 'plain', '-1', "it's"]) {
      const { guarded: count } = entriesCsv([{ ...first, about }]);
      assert.equal(count, ['plain', '-1', "it's"].includes(about) ? 0 : 1, about);
    }
  });

  it('knows earlier bonuses from the service, and those that only the journal knows', async () => {
    const { ledger, client, works } = await filled();
    const [first, second, third] = works;
    assert.ok(first && second && third);
    await client.call('SendBonus', {
      AssignmentId: second.assignmentId,
      WorkerId: second.workerId,
      BonusAmount: '1.00',
      Reason: 'by hand',
    });
    const found = await earlierBonuses(client, await ledger.plans(), works);
    const texts = (id: string) => (found.get(id) ?? []).map(each => [each.amount, each.reason, each.known]);
    assert.deepEqual(texts(first.assignmentId), [[50, 'thorough', 'paid']]);
    assert.deepEqual(texts(second.assignmentId), [[100, 'by hand', 'paid']]);
    assert.deepEqual(texts(third.assignmentId), [[100, 'thorough', 'paid']]);
    const alone = await earlierBonuses(client, [], [first]);
    assert.equal(alone.get(first.assignmentId)?.length, 1);
    const nowhere = await earlierBonuses(client, await ledger.plans(), [
      { assignmentId: '3UNKNOWN', hitId: '3UNKNOWN' },
    ]);
    assert.deepEqual(nowhere.get('3UNKNOWN'), []);

    const earlier = found.get(first.assignmentId) ?? [];
    assert.equal(equalBonuses(earlier, cents(50), 'thorough ').length, 1);
    assert.equal(equalBonuses(earlier, cents(51), 'thorough').length, 0);
    assert.equal(equalBonuses(earlier, cents(50), 'careful').length, 0);
    const [paid] = earlier;
    assert.ok(paid);
    assert.equal(
      earlierBonusText({ ...paid, at: noon }, { locale: 'en-GB', timeZone: 'America/New_York' }),
      'already paid $0.50 on 3 May 2026, 08:00 GMT-4 for “thorough”',
    );
    assert.match(earlierBonusText({ ...paid, known: 'unknown' }), /^perhaps paid \$0\.50 on /);
  });
});
