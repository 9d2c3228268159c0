import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { snapshots } from '../../../src/service/storage/snapshot.ts';
import { openSql, type Sql } from '../../../src/service/storage/sqlite.ts';

describe('service: a copy of the database', () => {
  let folder: string;
  let sql: Sql;

  const open = (file: string | undefined) => {
    sql = openSql(file);
    sql.script('CREATE TABLE notes (words TEXT)');
    return snapshots(sql, file);
  };
  const add = (words: string) => sql.transaction(() => sql.run('INSERT INTO notes VALUES (?)', words));
  const notesIn = (file: string) => {
    const copy = new DatabaseSync(file, { readOnly: true });
    try {
      assert.deepEqual(copy.prepare('PRAGMA integrity_check').all().map(Object.values), [['ok']]);
      return copy
        .prepare('SELECT words FROM notes')
        .all()
        .map(({ words }) => words);
    } finally {
      copy.close();
    }
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mturk-snapshot-'));
  });
  afterEach(() => {
    sql.close();
    rmSync(folder, { recursive: true });
  });

  it('has what was there when it began, and lets others write meanwhile', async () => {
    const file = join(folder, 'local.db');
    const snapshot = open(file);
    add('before');
    const copied = snapshot(join(folder, 'copy.db'));
    // The copy is another process's work, which can't be over in the same turn.
    await Promise.resolve();
    for (let time = 0; time < 2000; time += 1) add('meanwhile');
    await copied;
    add('after');
    assert.deepEqual(notesIn(join(folder, 'copy.db')), ['before']);
    assert.equal(sql.get('SELECT count(*) AS all_notes FROM notes')?.all_notes, 2002);
  });

  it('is one of several that follow each other', async () => {
    const snapshot = open(join(folder, 'local.db'));
    const copies = [0, 1, 2].map(async each => {
      add(`${each}`);
      await snapshot(join(folder, `${each}.db`));
    });
    await Promise.all(copies);
    for (const each of [1, 2]) assert.deepEqual(notesIn(join(folder, `${each}.db`)), ['0', '1', '2']);
  });

  it('leaves the database to SQLite’s own care afterwards: its log does not grow for ever', async () => {
    const file = join(folder, 'local.db');
    const snapshot = open(file);
    await snapshot(join(folder, 'copy.db'));
    for (let time = 0; time < 3000; time += 1) add('x'.repeat(3000));
    assert.ok(statSync(`${file}-wal`).size < 8_000_000);
  });

  it('keeps the file locked against other processes', async () => {
    const file = join(folder, 'local.db');
    await open(file)(join(folder, 'copy.db'));
    const script = 'new (require("node:sqlite").DatabaseSync)(process.argv[1]).exec("BEGIN IMMEDIATE")';
    const { stderr } = spawnSync(process.execPath, ['-e', script, file], { encoding: 'utf8' });
    assert.match(stderr, /database is locked/);
  });

  it('is made of a database in memory, too', async () => {
    const snapshot = open(undefined);
    add('in memory');
    await snapshot(join(folder, 'copy.db'));
    assert.deepEqual(notesIn(join(folder, 'copy.db')), ['in memory']);
  });

  it('fails where there is no room for it, and the next one works', async () => {
    const snapshot = open(join(folder, 'local.db'));
    add('here');
    await assert.rejects(snapshot(join(folder, 'nowhere', 'copy.db')));
    assert.equal(existsSync(join(folder, 'nowhere')), false);
    await snapshot(join(folder, 'copy.db'));
    assert.deepEqual(notesIn(join(folder, 'copy.db')), ['here']);
  });

  it('fails when the service ends meanwhile', async () => {
    const snapshot = open(join(folder, 'local.db'));
    const copied = snapshot(join(folder, 'copy.db'));
    await Promise.resolve();
    sql.close();
    await assert.rejects(copied);
  });
});
