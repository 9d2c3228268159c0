import assert from 'node:assert/strict';
import { hitHistory } from '../../../src/commands/ledger/hitHistory.ts';
import { addAssignmentsOperation } from '../../../src/ledger/ledgerOperations.ts';
import { useBench } from '../service/setup.ts';
import { bonusOf, facts, newLedger, submitted } from './setup.ts';

describe('the ledger of one HIT, for its panel', () => {
  const bench = useBench();

  it('has what was done to it, newest first, with what it was given', async () => {
    const { client, hit, work } = await submitted(bench(), 2);
    const [first, second] = work;
    assert.ok(first && second);
    const ledger = newLedger();
    await ledger.start(facts('one', client), [{ verb: 'approve', ...first }, bonusOf(first)], { client });
    await ledger.start(facts('two', client), [addAssignmentsOperation(hit, 3)], { client });
    const reject = { verb: 'reject', ...second, feedback: 'Empty.' } as const;
    await ledger.start(facts('three', client), [reject], { client });
    await ledger.start(facts('four', client), [{ verb: 'block', workerId: 'A1', reason: 'x' }], { client });
    const entries = await hitHistory(ledger, hit.id);
    assert.deepEqual(
      entries.map(({ label, result, spent, about }) => [label, result, spent, about]),
      [
        ['Reject', 'done', 0, 'Empty.'],
        ['More assignments', 'done', 0, '3 more assignments'],
        ['Bonus', 'done', 60, 'thorough'],
        ['Approve', 'done', first.reward + first.fee, ''],
      ],
    );
    assert.deepEqual(entries[1]?.gave, { kind: 'places', count: 3, max: 5 });
    assert.deepEqual(await hitHistory(ledger, '3OTHER'), []);
  });
});
