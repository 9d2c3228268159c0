import assert from 'node:assert/strict';
import { deadlineSpans } from '../../../src/account/deadlines.ts';
import { deadlineSearch } from '../../../src/commands/review/deadlineSearch.ts';
import { columnsOf } from '../../../src/review/answerColumns.ts';
import { parseSearch } from '../../../src/review/columnSearch.ts';
import { filterRows } from '../../../src/review/filterRows.ts';
import { ReviewTable } from '../../../src/review/table.ts';
import { hitOf, rowOf, started } from '../review/rows.ts';

const minute = 60_000;
const hour = 60 * minute;

describe('the search for a part of the time ahead', () => {
  const left = [
    -90 * hour,
    -5 * hour,
    0,
    minute,
    hour,
    hour + minute,
    24 * hour,
    25 * hour,
    72 * hour,
    73 * hour,
    700 * hour,
  ];
  const table = new ReviewTable();
  table.putHITs([hitOf('H1')]);
  table.put([
    ...left.map((ms, index) => ({ ...rowOf(index, {}), autoApproves: started + ms })),
    { ...rowOf(left.length, { status: 'Approved' }), autoApproves: started + 25 * hour },
  ]);

  function found(line: string): number[] {
    const parsed = parseSearch(line);
    assert.ok(parsed.ok);
    const marked = () => new Uint8Array(table.size);
    const filtered = filterRows({ table, columns: columnsOf(table), now: started, marked }, parsed.terms);
    assert.ok(filtered.ok);
    return [...filtered.rows.keys()].filter(row => filtered.rows[row] === 1);
  }

  it('finds what waits in it, its end included, and nothing else', () => {
    const expected = { hour: [0, 1, 2, 3, 4], day: [5, 6], 'three days': [7, 8], later: [9, 10] };
    for (const [key, rows] of Object.entries(expected)) assert.deepEqual(found(deadlineSearch(key) ?? ''), rows, key);
    assert.deepEqual(found(deadlineSearch('over') ?? ''), expected.hour);
  });

  it('is there for every part, and for nothing else', () => {
    for (const { key } of deadlineSpans) assert.ok(deadlineSearch(key), key);
    assert.equal(deadlineSearch('a HIT type'), undefined);
  });
});
