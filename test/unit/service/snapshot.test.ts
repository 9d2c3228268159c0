import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { applicationId } from '../../../src/service/storage/databaseFile.ts';
import { snapshots } from '../../../src/service/storage/snapshot.ts';
import { openSql, type Sql } from '../../../src/service/storage/sqlite.ts';

/** However small the database is. */
const limits = { minutes: 10, small: 0 };

describe('service: a copy of the database', () => {
  let folder: string;
  let sql: Sql;

  const open = (file: string | undefined) => {
    sql = openSql(file);
    sql.script('CREATE TABLE notes (words TEXT)');
    return snapshots(sql, file, limits);
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

  /** The same database, which counts what SQLite copies itself. */
  const spy = (other: Partial<Sql> = {}) => {
    let count = 0;
    const run: Sql['run'] = (words, ...parameters) => {
      if (words.startsWith('VACUUM')) count++;
      return sql.run(words, ...parameters);
    };
    const vacuums = () => count;
    return { sql: { ...sql, ...other, run }, vacuums };
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

  it('is one of several that follow each other, each with what was there when it began', async () => {
    const snapshot = open(join(folder, 'local.db'));
    add('first');
    const copies = [0, 1, 2].map(each => snapshot(join(folder, `${each}.db`)));
    await copies[0];
    // The second has begun by now.
    await Promise.resolve();
    const many = Array.from({ length: 1500 }, (_, time) => `${time}${'x'.repeat(4000)}`);
    for (const words of many) add(words);
    await Promise.all(copies);
    assert.deepEqual(notesIn(join(folder, '0.db')), ['first']);
    assert.deepEqual(notesIn(join(folder, '1.db')), ['first']);
    assert.deepEqual(notesIn(join(folder, '2.db')), ['first', ...many]);
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
    await assert.rejects(copied, /not open/);
  });

  it('ends with the service, even where it hangs', async function () {
    if (process.platform === 'win32') this.skip();
    const to = join(folder, 'read-by-nobody');
    spawnSync('mkfifo', [to]);
    const processes = () => process.getActiveResourcesInfo().filter(name => name === 'ProcessWrap').length;
    const before = processes();
    const copied = open(join(folder, 'local.db'))(to);
    while (processes() === before) await sleep(10);
    sql.close();
    await assert.rejects(copied, /not open/);
    while (processes() > before) await sleep(10);
  });

  it('fails when it takes too long, and the next one works', async () => {
    const file = join(folder, 'local.db');
    open(file);
    const limit = { minutes: 1 / 60_000, small: 0 };
    const spied = spy();
    const snapshot = snapshots(spied.sql, file, limit);
    add('here');
    await assert.rejects(snapshot(join(folder, 'copy.db')), /could not be copied within/);
    assert.deepEqual(Object.values(sql.get('PRAGMA wal_autocheckpoint') ?? {}), [1000]);
    assert.equal(existsSync(join(folder, 'copy.db')), false);
    limit.minutes = 10;
    await snapshot(join(folder, 'copy.db'));
    assert.deepEqual(notesIn(join(folder, 'copy.db')), ['here']);
    assert.equal(spied.vacuums(), 0);
  });

  it('is SQLite’s own work where the database is small', async () => {
    const file = join(folder, 'local.db');
    open(file);
    add('here');
    const spied = spy();
    await snapshots(spied.sql, file)(join(folder, 'copy.db'));
    assert.deepEqual(notesIn(join(folder, 'copy.db')), ['here']);
    assert.equal(spied.vacuums(), 1);
  });

  it('is SQLite’s own work where the log can’t be written back', async () => {
    const file = join(folder, 'local.db');
    open(file);
    add('here');
    const get: Sql['get'] = () => {
      throw new Error('database or disk is full');
    };
    const spied = spy({ get });
    await snapshots(spied.sql, file, limits)(join(folder, 'copy.db'));
    assert.deepEqual(notesIn(join(folder, 'copy.db')), ['here']);
    assert.equal(spied.vacuums(), 1);
  });

  it('is SQLite’s own work where the database has no log', async () => {
    const file = join(folder, 'local.db');
    open(file);
    sql.script('PRAGMA journal_mode = DELETE');
    add('here');
    const spied = spy();
    await snapshots(spied.sql, file, limits)(join(folder, 'copy.db'));
    assert.deepEqual(notesIn(join(folder, 'copy.db')), ['here']);
    assert.equal(spied.vacuums(), 1);
  });

  it('fails where the database is damaged', async () => {
    const file = join(folder, 'local.db');
    open(file);
    sql.script(`PRAGMA application_id = ${applicationId}`);
    for (let time = 0; time < 100; time += 1) add('x'.repeat(3000));
    sql.close();
    const descriptor = openSync(file, 'r+');
    writeSync(descriptor, Buffer.alloc(4096, 0xff), 0, 4096, 50 * 4096);
    closeSync(descriptor);
    sql = openSql(file);
    await assert.rejects(snapshots(sql, file, limits)(join(folder, 'copy.db')), /malformed/);
  });
});
