import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { parseCsv } from '../../../src/files/csvTable.ts';
import { csvCell } from '../../../src/mturk/spreadsheet.ts';

const texts = (csv: string, delimiter = ',') =>
  parseCsv(csv, delimiter).map(({ cells }) => cells.map(each => each.text));
const faults = (csv: string) => parseCsv(csv, ',').flatMap(each => each.faults.map(({ message }) => message));
const cell = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'",;\t\r\n x') }));
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 });

describe('CSV tables', () => {
  it('hold what was written, with every separator and line end', () => {
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\r\n', '\n', '\r'),
        (rows, delimiter, end) => {
          const csv = rows.map(row => row.map(each => csvCell(each, delimiter)).join(delimiter)).join(end);
          assert.deepEqual(texts(csv, delimiter), rows);
        },
      ),
    );
  });

  it('agree with csv-parse on what is well formed', () => {
    fc.assert(
      fc.property(table, rows => {
        const csv = rows.map(row => row.map(each => csvCell(each)).join(',')).join('\n');
        const other: string[][] = parse(csv, { relax_column_count: true, skip_empty_lines: true });
        assert.deepEqual(texts(csv), other);
      }),
    );
  });

  it('know where every cell stands', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'",;\r\n ab') }), csv => {
        let last = 0;
        for (const record of parseCsv(csv, ',')) {
          assert.equal(record.start, record.cells[0]?.start);
          assert.equal(record.end, record.cells.at(-1)?.end);
          for (const { start, end } of record.cells) {
            assert.ok(start >= last && end >= start && end <= csv.length);
            last = end;
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('read on after a quote that is out of place', () => {
    assert.deepEqual(texts('a,b\n1,"2"x\n3,4\n'), [
      ['a', 'b'],
      ['1', '2x'],
      ['3', '4'],
    ]);
    assert.deepEqual(faults('a,b\n1,"2"x\n3,4\n'), ['text stands behind a closing quotation mark']);
    assert.deepEqual(texts('a,b\n1,"2\n3,4\n'), [
      ['a', 'b'],
      ['1', '"2'],
      ['3', '4'],
    ]);
    assert.deepEqual(faults('a,b\n1,"2\n3,4\n'), ['this quotation mark is never closed']);
  });

  it('ignore a byte order mark and blank lines, and read mixed line ends', () => {
    assert.deepEqual(texts('\uFEFF"a",b\r\n\r\n1,2\n3,4\r5,6'), [
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ]);
  });
});
