import assert from 'node:assert/strict';
import { columnsOf } from '../../../src/review/answerColumns.ts';
import { copiedText } from '../../../src/webview/review/clipboard.ts';
import { hostileTexts } from '../../support/hostile/corpus.ts';
import { tableOf } from '../review/rows.ts';

/** A number alone, or before what ends a cell somewhere. */
const number = /^[+-](?:\d+\.?\d*|\.\d+)(?:$|["\s,;\]}])/;

describe('rows that are copied from the grid', () => {
  it('are a table in which no spreadsheet finds a formula, quotes and spaces before it or not', () => {
    const texts = hostileTexts.filter(({ kind }) => kind !== 'length');
    const table = tableOf(...texts.map(({ text }) => ({ worker: text, answers: { [text]: text } })));
    const rows = texts.map((_, index) => index);
    const arranged = { lines: Int32Array.from(rows), groups: [], rows: rows.length };
    const copied = copiedText({
      table,
      columns: columnsOf(table),
      columnsOfRows: () => columnsOf(table),
      arranged,
      selected: new Set(rows),
      column: 0,
      focusedRow: 0,
    });
    const lines = copied.split('\n');
    assert.equal(lines.length, texts.length + 1);
    for (const line of lines)
      for (const cell of line.split('\t').map(each => each.replace(/^(?:[\s"\0]|\p{Cf})+/u, '')))
        assert.ok(!/^[=+\-@＝＋－＠]/.test(cell) || number.test(cell), cell);
  });
});
