import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvDialectOf, readCsvTable } from '../../../src/mturk/csvDialect.ts';
import { parseCsv } from '../../../src/mturk/csvTable.ts';
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
    assert.deepEqual(faults('a,b\n1,"2"x\n3,4\n'), ['text follows a closing quotation mark']);
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

  it('read cells in quotes behind blanks, and keep quotation marks inside a text', () => {
    assert.deepEqual(texts('"a", "b" ,\t"c, d"\n1, say "hi", "x" y\n'), [
      ['a', 'b', 'c, d'],
      ['1', ' say "hi"', ' "x" y'],
    ]);
    assert.deepEqual(faults('"a", "b" ,\t"c, d"\n1, say "hi", "x" y\n'), []);
  });
});

describe('the dialect of a CSV file', () => {
  const namesOf = (text: string) => readCsvTable(text, csvDialectOf(text)).names;

  it('is found behind blank lines, byte order marks and a line that names the separator', () => {
    for (const text of [
      'a;b\n',
      '\uFEFFa;b',
      '\r\n \n\uFEFFa;b\n',
      'sep=;\r\na;b',
      '\uFEFF"sep=;"\n\uFEFFa;b',
      '\n\nsep=;\n\na;b',
    ])
      assert.deepEqual(namesOf(text), ['a', 'b'], JSON.stringify(text));
    assert.deepEqual(namesOf('sep=|\na|b,c'), ['a', 'b,c']);
    assert.deepEqual(namesOf('\tb\n1\t2\n'), ['', 'b']);
  });

  it('goes by whole headings, which may hold separators and line breaks', () => {
    assert.deepEqual(namesOf('"one, or\r\n""two""";"b;c"\r\n'), ['one, or\r\n"two"', 'b;c']);
    assert.deepEqual(csvDialectOf('"a;b;c",d\n').delimiter, ',');
    assert.equal(
      csvDialectOf('a,b', names => names.has('c')),
      undefined,
    );
  });

  it('has inputs in the files that people keep', () => {
    const text = readFileSync('test/fixtures/files/batch-input.csv', 'utf8');
    const { names, records } = readCsvTable(text, csvDialectOf(text));
    assert.deepEqual(names, ['id', 'candidate9-4', 'text', 'Answer.old']);
    assert.deepEqual(
      records.map(({ cells }) => cells[2]?.text),
      ['A <b>bold</b> & plain text', '“curly” quotes, and a comma'],
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'\uFEFF",;|\r\n sep=a') }), text => {
        const { names, header } = readCsvTable(text, csvDialectOf(text));
        assert.equal(names.length, header?.cells.length ?? 0);
      }),
    );
  });
});
