import assert from 'node:assert/strict';
import { checkDefinition } from '../../../src/definitions/checkDefinition.ts';
import { FileCache } from '../../../src/definitions/files.ts';
import { readDataTable } from '../../../src/definitions/readDataTable.ts';
import { basics, inMemory, load } from './files.ts';

const definition = { ...basics, question: 'task.html', data: 'rows.csv' };
const page = { 'task.html': '<form>${a}<button>Send</button></form>' };

describe('Data of a definition', () => {
  it('is read in every form that people keep', async () => {
    const cells = async (text: string, format: 'csv' | 'tsv' | 'json' | 'jsonl') => {
      const table = await readDataTable(text, format);
      assert.deepEqual(table.findings, []);
      return [table.columns, ...Array.from({ length: table.count }, (_, at) => table.row(at + 1).cells)];
    };
    const expected = [
      ['a', 'b'],
      ['1', 'x,y'],
      ['2', 'z\nz'],
    ];
    assert.deepEqual(await cells('\uFEFFa,b,Answer.c\r\n1,"x,y",3\r\n\r\n2,"z\nz",4', 'csv'), expected);
    assert.deepEqual(await cells('a;b\n1;x,y\n2;"z\nz"\n', 'csv'), expected);
    assert.deepEqual(await cells('a\tb\n1\tx,y\n2\t"z\nz"\n', 'tsv'), expected);
    assert.deepEqual(await cells('[{"a":1,"b":"x,y"},\n {"b":"z\\nz","a":"2"}]', 'json'), expected);
    assert.deepEqual(await cells('{"a":1,"b":"x,y"}\n\n{"b":"z\\nz","a":"2"}\n', 'jsonl'), expected);
    assert.deepEqual(await cells('[1, [2, "]"], {"k": [3]}, "x"]', 'json'), [
      ['input', 'k'],
      ['1', ''],
      ['[2,"]"]', ''],
      ['', '[3]'],
      ['x', ''],
    ]);
    // Amazon’s results end before Approve and Reject.
    assert.deepEqual(await cells('"Input.w","Answer.x","Approve","Reject"\r\n"blue","1"', 'csv'), [
      ['Input.w'],
      ['blue'],
    ]);
  });

  it('is read for whoever still wants it when the one who began is gone', async () => {
    const cache = new FileCache();
    const found = await cache.text(inMemory({ 'rows.csv': `a,b\n${'1,2\n'.repeat(100_000)}` }), 'rows.csv', 1e7);
    assert.ok(found.ok);
    const first = new AbortController();
    const gone = cache.table(found.file, 'csv', first.signal);
    const wanted = cache.table(found.file, 'csv', new AbortController().signal);
    first.abort();
    await assert.rejects(gone, { name: 'AbortError' });
    assert.equal((await wanted).count, 100_000);
  });

  it('gives one problem with its place for each way of being wrong', async () => {
    const wrong = async (rows: string | Uint8Array | undefined, data = 'rows.csv') => {
      const loaded = await load({ ...definition, data }, rows === undefined ? page : { ...page, [data]: rows });
      const problems = await checkDefinition(loaded, { thorough: true });
      const errors = problems.filter(({ severity }) => severity !== 'hint');
      assert.equal(errors.length, 1, JSON.stringify(errors));
      return errors.flatMap(({ code, file, line, column }) => [code, file, line, column]);
    };
    assert.deepEqual(await wrong(undefined), ['missingFile', undefined, 8, 11]);
    assert.deepEqual(await wrong(''), ['empty', 'rows.csv', 1, 1]);
    assert.deepEqual(await wrong('\r\n \n'), ['empty', 'rows.csv', 1, 1]);
    assert.deepEqual(await wrong('a,b\n'), ['noRows', 'rows.csv', 1, 1]);
    assert.deepEqual(await wrong('a,b\n1,2\n3\n4\n'), ['raggedRow', 'rows.csv', 3, 1]);
    assert.deepEqual(await wrong('a,b\n1,2,3\n'), ['raggedRow', 'rows.csv', 2, 5]);
    assert.deepEqual(await wrong('a,b\n1,"2\n'), ['quotes', 'rows.csv', 2, 3]);
    assert.deepEqual(await wrong('a,a\n1,2\n'), ['doubleColumn', 'rows.csv', 1, 3]);
    assert.deepEqual(await wrong(Buffer.from('a,b\n1,caf\xe9\n', 'latin1')), ['encoding', 'rows.csv', 2, 6]);
    assert.deepEqual(await wrong('{"a":1}', 'rows.json'), ['dataSyntax', 'rows.json', 1, 1]);
    assert.deepEqual(await wrong('[{"a":1} {"a":2}]', 'rows.json'), ['dataSyntax', 'rows.json', 1, 10]);
    assert.deepEqual(await wrong('{"a":1}\n{"a":\n', 'rows.jsonl'), ['dataSyntax', 'rows.jsonl', 2, 1]);
    const deep = `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`;
    assert.deepEqual(await wrong(`{"a":1}\n${deep}\n`, 'rows.jsonl'), ['dataSyntax', 'rows.jsonl', 2, 1]);
    assert.deepEqual(await wrong('x', 'rows.xlsx'), ['dataFormat', undefined, 8, 11]);
  });

  it('takes a byte order mark and UTF-16', async () => {
    for (const bytes of [Buffer.from('\uFEFFa\n1\n'), Buffer.from('\uFEFFa\n1\n', 'utf16le')]) {
      const { problems, rowCount, data } = await load(definition, { ...page, 'rows.csv': bytes });
      assert.deepEqual([problems, rowCount, data?.columns], [[], 1, ['a']]);
    }
  });

  it('leaves a file alone that is too large, before it is read', async () => {
    const { loadDefinition } = await import('../../../src/definitions/load.ts');
    const reader = {
      find: async (path: string, most: number) =>
        path === 'rows.csv' && most < 200_000_000
          ? { ok: false as const, missing: false, words: 'it is too large', size: 200_000_000 }
          : { ok: true as const, version: '1', content: async () => '<form></form>' },
    };
    const { problems } = await loadDefinition(JSON.stringify(definition), reader);
    assert.match(problems.map(({ message }) => message).join(), /200 MB and may have 64 MB/);
  });
});
