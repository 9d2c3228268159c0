import assert from 'node:assert/strict';
import { tableOf } from '../../corpus/table.ts';
import { merged, pagesOf, recordsOf } from '../../corpus/templates.ts';

describe('corpus: templates and their data', () => {
  it('replaces what names a column, as it is, and leaves what belongs to scripts', () => {
    const columns = new Map([
      ['text', `a <b> & $1 \${text}`],
      ['candidate9-4', 'first'],
    ]);
    const template = `<p>\${text} \${candidate9-4} \${other}</p>\`row \${1 + 1}\` "\${LIST" + id + "}" \${constructor}`;
    const expected = `<p>a <b> & $1 \${text} first \${other}</p>\`row \${1 + 1}\` "\${LIST" + id + "}" \${constructor}`;
    assert.equal(merged(template, columns), expected);
  });

  it('reads the first rows of a data file as people keep them', () => {
    const rows = recordsOf('\uFEFFid,candidate9-4\r\n1,"a, ""b""\nc"\r\n2\r\n3,x\r\n', 2);
    assert.deepEqual(
      rows.map(row => Object.fromEntries(row)),
      [
        { id: '1', 'candidate9-4': 'a, "b"\nc' },
        { id: '2', 'candidate9-4': '' },
      ],
    );
  });

  it('makes a page of each row, or of a template without data', () => {
    const names = pagesOf('test/fixtures/corpus', 2).map(({ name }) => name);
    assert(names.includes('layout-without-form.html row 2'));
    assert(names.includes('gup.html'));
    assert(names.length >= 30);
  });

  it('prints a line for each page, with why', () => {
    const table = tableOf([
      { page: 'a.html', outcome: 'submitted', answers: 2, reasons: [], read: new Map() },
      {
        page: 'b.html',
        outcome: 'failed',
        answers: 0,
        reasons: ['Submit stays\ndisabled', 'zip: Fill in'],
        read: new Map(),
      },
    ]);
    assert.deepEqual(table.split('\n'), [
      'page    outcome    answers  reason',
      'a.html  submitted  2',
      'b.html  failed     0        Submit stays disabled; zip: Fill in',
      '',
      '2 pages: 1 submitted, 0 not covered, 1 failed',
    ]);
  });
});
