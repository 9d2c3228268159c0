import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { GuardedLines, guardCell, unguardCell } from '../../../src/mturk/spreadsheet.ts';

const odd = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'=+-@＝＋－＠\t\r\n\0\',;"1.eE]} a') }),
);
/** Each a way in which the text could be cut into cells, in whatever country the spreadsheet is. */
const cuts = [/,/, /;/, /\t/, /[\r\n]/, /[,\r\n]/, /[;\r\n]/, /[\t\r\n]/, /[,;\t\r\n]/];
const runs = /^[=+\-@＝＋－＠\t\r\n\0]/;
const isNumber = /^[+-](\d+\.?\d*|\.\d+)(e[+-]?\d+)?[\]}]?/i;

describe('cells for spreadsheets', () => {
  it('come back as they were, whatever they hold', () => {
    fc.assert(
      fc.property(odd, text => assert.equal(unguardCell(guardCell(text)), text)),
      { numRuns: 2000 },
    );
  });

  it('begin no formula, wherever a spreadsheet cuts them', () => {
    fc.assert(
      fc.property(odd, text => {
        const guarded = guardCell(text);
        for (const cut of cuts)
          for (const piece of guarded.split(cut)) assert.ok(!runs.test(piece) || isNumber.test(piece), piece);
      }),
      { numRuns: 2000 },
    );
  });

  it('guard what runs, and leave numbers, lists of numbers and prose alone', () => {
    for (const [text, guarded] of [
      ['=1+1', "'=1+1"],
      ["'=1", "''=1"],
      ['-1+cmd|x', "'-1+cmd|x"],
      ['a;=HYPERLINK("x");b', 'a;\'=HYPERLINK("x");b'],
      ['yes\n- perhaps', "yes\n'- perhaps"],
      ['-5', '-5'],
      ['+3.20', '+3.20'],
      ['-1e-7', '-1e-7'],
      ['[1,-2,-3.5]', '[1,-2,-3.5]'],
      ["it's, well - fine", "it's, well - fine"],
      ["'quoted'", "'quoted'"],
    ] as const)
      assert.equal(guardCell(text), guarded);
  });

  it('are written so that another reader of CSV reads the same cells', () => {
    fc.assert(
      fc.property(fc.array(fc.array(odd, { minLength: 2, maxLength: 4 }), { minLength: 1 }), rows => {
        const lines = new GuardedLines();
        const text = rows.map(row => lines.line(row)).join('');
        const read: string[][] = parse(text, { relax_column_count: true, record_delimiter: '\r\n' });
        assert.deepEqual(
          read.map(row => row.map(unguardCell)),
          rows,
        );
      }),
    );
  });
});
