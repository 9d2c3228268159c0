import assert from 'node:assert/strict';
import { readdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { describe, it } from 'mocha';
import { importFiles } from '../../../src/archive/importing.ts';
import { ImportProblem } from '../../../src/files/imports/importedRows.ts';
import { type Content, folderWith } from '../../support/imports.ts';
import { zipOf } from '../../support/zip.ts';

/** The problem that an import ends in; nothing may be left of it. */
async function problemOf(files: Readonly<Record<string, Content>>): Promise<string> {
  const folder = folderWith(files);
  try {
    const paths = Object.keys(files).map(name => join(folder.path, name));
    const before = readdirSync(folder.path).sort();
    const problem = await importFiles({ paths, to: join(folder.path, 'out.mturk-archive'), now: () => 0 }).then(
      () => undefined,
      (error: unknown) => error,
    );
    assert.ok(problem instanceof ImportProblem, String(problem));
    assert.deepEqual(readdirSync(folder.path).sort(), before);
    return problem.message;
  } finally {
    folder.remove();
  }
}

const good = JSON.stringify({
  Assignments: [{ AssignmentId: '3A', HITId: '3H', WorkerId: 'A1', AssignmentStatus: 'Approved' }],
});

describe('import of broken and hostile files', () => {
  it('refuses JSON that ends in the middle', async () => {
    assert.match(
      await problemOf({ 'good.json': good, 'cut.json': good.slice(0, -10) }),
      /^cut\.json can't be read: it ends in the middle/,
    );
  });

  it('refuses JSON that is none', async () => {
    assert.match(
      await problemOf({ 'bad.json': `{"HITs": [{"HITId": "3H" "Title": "x"}]}` }),
      /^bad\.json can't be read: it is not JSON near byte/,
    );
    assert.match(await problemOf({ 'bad.json': `{"HITs": [{"HITId": nope}]}` }), /^bad\.json can't be read/);
    assert.match(
      await problemOf({ 'bad.json': `{"HITs": [{"HITId": "3H", "Title": "x"}}` }),
      /^bad\.json can't be read/,
    );
  });

  it('refuses what nests without end', async () => {
    assert.match(
      await problemOf({ 'deep.json': `{"HITs": ${'['.repeat(100_000)}` }),
      /^deep\.json nests deeper than 64 levels/,
    );
    assert.match(
      await problemOf({ 'deep.txt': `{'HITs': ${'['.repeat(100_000)}` }),
      /deep\.txt nests deeper than 64 levels/,
    );
  });

  it('refuses 2 GB that are no JSON, and a text of more than 64 MB, without reading on', async () => {
    const folder = folderWith({ 'big.json': `{"HITs": [{"HITId": "3H", "Title": "x"}, ` });
    try {
      const path = join(folder.path, 'big.json');
      // Sparse: it takes no room.
      truncateSync(path, 2 ** 31 + 1);
      const to = join(folder.path, 'out.mturk-archive');
      await assert.rejects(
        importFiles({ paths: [path], to, now: () => 0 }),
        /^ImportProblem: big\.json can't be read: it is not JSON near byte/,
      );
      assert.deepEqual(readdirSync(folder.path), ['big.json']);
    } finally {
      folder.remove();
    }
    const text = Buffer.alloc(66 * 2 ** 20, 'x');
    const long = Buffer.concat([Buffer.from(`{"HITs": [{"HITId": "3H", "Title": "`), text, Buffer.from('"}]}')]);
    assert.match(
      await problemOf({ 'long.json': long }),
      /^long\.json holds a text of more than 64 MB\. Split the file or leave it out\.$/,
    );
  });

  it('refuses databases that are none by any reader', async () => {
    for (const name of ['database.db', 'pmt_data.db', 'participants.db', 'db.sqlite3']) {
      const broken = Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(5000, 7)]);
      assert.match(
        await problemOf({ [name]: broken, 'good.json': good }),
        new RegExp(`^${name.replace('.', '\\.')} can't be read as an SQLite database: `),
      );
    }
  });

  it('keeps members named as those of all objects to themselves', async () => {
    const text = `{"HITs": [{"HITId": "3H", "Title": "x", "__proto__": {"polluted": true}, "constructor": 1}]}`;
    const folder = folderWith({ 'p.json': text });
    try {
      await importFiles({
        paths: [join(folder.path, 'p.json')],
        to: join(folder.path, 'o.mturk-archive'),
        now: () => 0,
      });
      assert.equal('polluted' in {}, false);
    } finally {
      folder.remove();
    }
  });

  it('refuses a zip that was cut', async () => {
    const zip = zipOf([{ name: 'a.json', content: good }]);
    assert.match(
      await problemOf({ 'data.zip': zip.subarray(0, zip.length - 30) }),
      /^data\.zip can't be read as a zip file/,
    );
  });

  it('refuses a zip whose files lead outside', async () => {
    for (const name of ['../../evil.json', '/etc/evil.json', 'C:\\evil.json'])
      assert.match(
        await problemOf({ 'data.zip': zipOf([{ name, content: good }]) }),
        /^data\.zip (?:names a file outside|can't be read as a zip file: (?:absolute path|invalid relative path))/,
      );
  });

  it('refuses a zip that unpacks to more than it says, or to far more than it is', async () => {
    const many = Buffer.alloc(64 * 1024 * 1024, 0x20);
    const packed = deflateRawSync(many);
    assert.match(
      await problemOf({ 'data.zip': zipOf([{ name: 'a.json', packed, size: many.length }]) }),
      /^data\.zip unpacks to far more than it should/,
    );
    assert.match(
      await problemOf({ 'data.zip': zipOf([{ name: 'a.json', packed, size: 10 }]) }),
      /^data\.zip\/a\.json can't be read as a zip file: too many bytes/,
    );
  });

  it('says so where nothing is recognised', async () => {
    assert.match(await problemOf({ 'a.json': '{"name": "package"}' }), /^a\.json is not a file that Import can read/);
    assert.match(
      await problemOf({ 'a.json': '{}', 'b.bin': new Uint8Array(10) }),
      /^None of the 2 files is one that Import can read/,
    );
    assert.match(
      await problemOf({ 'empty.json': '{"HITs": []}' }),
      /^empty\.json held no HIT, assignment or other object\. Select other files\.$/,
    );
  });

  it('leaves an archive that is there as it was', async () => {
    const folder = folderWith({ 'out.mturk-archive': 'mine', 'cut.json': good.slice(0, -10) });
    try {
      await assert.rejects(
        importFiles({
          paths: [join(folder.path, 'cut.json')],
          to: join(folder.path, 'out.mturk-archive'),
          now: () => 0,
        }),
      );
      assert.deepEqual(readdirSync(folder.path).sort(), ['cut.json', 'out.mturk-archive']);
    } finally {
      folder.remove();
    }
  });
});
