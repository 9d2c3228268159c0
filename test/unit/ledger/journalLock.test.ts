import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Journal, JournalInUse } from '../../../src/ledger/journal.ts';
import { fileLock, isHeld } from '../../../src/ledger/journalLock.ts';
import { fileStore } from '../../../src/ledger/journalStore.ts';
import type { Line } from '../../../src/ledger/records.ts';
import { deletion, planLines } from './journalLines.ts';

describe('the lock of a journal file', () => {
  let folder = '';
  let path = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mturk-journal-'));
    path = join(folder, 'journal.jsonl');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const open = () => new Journal(fileStore(path), fileLock(`${path}.lock`));
  const write = (journal: Journal, lines: readonly Line[]) => journal.writing(writer => writer.writeDurably(lines));

  it('has one writer at a time, which says who it is', async () => {
    const [one, other] = [open(), open()];
    await one.writing(async () => {
      assert.equal(await one.writer(), 'here');
      assert.equal(await other.writer(), 'elsewhere');
      await assert.rejects(write(other, []), JournalInUse);
      // The same window may do two things at once.
      await write(one, planLines('one', [deletion]));
    });
    assert.equal(await other.writer(), 'nobody');
    await write(other, planLines('two', [deletion]));
  });

  it('is taken over from a process that died, even where another has its pid now', async () => {
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    const lock = `${path}.lock`;
    const { hostname } = await import('node:os');
    for (const pid of [dead, process.pid]) {
      writeFileSync(lock, JSON.stringify({ pid, host: hostname(), nonce: 'old' }));
      assert.equal(await open().writer(), 'nobody');
      await write(open(), planLines(`from-${pid}`, [deletion]));
    }
    assert.deepEqual(readdirSync(folder), ['journal.jsonl']);
  });

  it('is taken over from another machine only after a minute of silence', async () => {
    const lock = `${path}.lock`;
    writeFileSync(lock, JSON.stringify({ pid: 1, host: 'elsewhere', nonce: 'old' }));
    await assert.rejects(write(open(), []), /process 1 on elsewhere/);
    const then = Date.now() / 1000 - 61;
    utimesSync(lock, then, then);
    await write(open(), []);
  });

  it('is taken over after a minute where the lock holds anything else, or a link to nowhere at once', async () => {
    const lock = `${path}.lock`;
    for (const content of ['null', '5', '[]', '{"pid":"1"}', '', 'x'.repeat(1 << 20)]) {
      writeFileSync(lock, content);
      await assert.rejects(write(open(), []), JournalInUse, content.slice(0, 20));
      utimesSync(lock, 1, 1);
      assert.equal(await open().writer(), 'nobody');
      await write(open(), []);
    }
    symlinkSync(join(folder, 'gone'), lock);
    assert.equal(await open().writer(), 'nobody');
    await write(open(), planLines('linked', [deletion]));
    assert.deepEqual(readdirSync(folder), ['journal.jsonl']);
    mkdirSync(lock);
    await assert.rejects(write(open(), []), /lock .* is not a file; delete it/);
  });

  it('is not written any more by a process that lost it', async () => {
    const journal = open();
    await assert.rejects(
      journal.writing(async writer => {
        writeFileSync(`${path}.lock`, JSON.stringify({ pid: 1, host: 'elsewhere', nonce: 'new' }));
        await writer.write(planLines('one', [deletion]));
      }),
      JournalInUse,
    );
    assert.deepEqual(readdirSync(folder), ['journal.jsonl.lock'], 'and the new owner keeps its lock');
  });

  it('gives its lock to one of many who want it from a dead owner', async () => {
    const lock = `${path}.lock`;
    writeFileSync(lock, JSON.stringify({ pid: 1, host: 'elsewhere', nonce: 'old' }));
    utimesSync(lock, 1, 1);
    const taken = await Promise.all(Array.from({ length: 8 }, () => fileLock(lock).take()));
    const held = taken.filter(isHeld);
    const mine = await Promise.all(held.map(each => each.mine()));
    assert.equal(mine.filter(Boolean).length, 1);
    await Promise.all(held.map(each => each.release()));
  });
});
