import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entriesCsv } from '../../../src/ledger/csv.ts';
import { entriesOf } from '../../../src/ledger/entries.ts';
import { Journal, JournalInUse } from '../../../src/ledger/journal.ts';
import { fileLock, isHeld, memoryLock } from '../../../src/ledger/journalLock.ts';
import { fileStore, type JournalStore, memoryStore } from '../../../src/ledger/journalStore.ts';
import type { Operation } from '../../../src/ledger/ledgerOperations.ts';
import { formatLine, JournalProblem, type Line } from '../../../src/ledger/records.ts';
import { cents } from '../../../src/mturk/money.ts';

const at = Date.UTC(2026, 4, 3);
const nothing = cents(0);

function planLines(plan: string, operations: readonly Operation[]): Line[] {
  const about = { title: plan, environment: 'local', profile: 'local', endpoint: 'http://local' };
  return [
    { record: 'plan', plan, at, ...about, count: operations.length },
    ...operations.map(
      (operation, item): Line => ({ record: 'item', plan, item, operation, pay: nothing, fees: nothing }),
    ),
  ];
}

const deletion: Operation = { verb: 'delete', hitId: '3HIT' };
const block: Operation = { verb: 'block', workerId: 'A1', reason: '“robot”, ünïcode\nand a new line' };

describe('a journal file', () => {
  let folder = '';
  let path = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mturk-journal-'));
    path = join(folder, 'journal.jsonl');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const open = () => new Journal(fileStore(path), fileLock(`${path}.lock`));
  const write = (journal: Journal, lines: readonly Line[]) => journal.writing(writer => writer.writeDurably(lines));

  it('that is not there has no plans, and is made with the first line', async () => {
    const journal = open();
    await journal.refresh();
    assert.deepEqual([...journal.plans], []);
    await write(journal, planLines('one', [deletion, block]));
    assert.deepEqual(readdirSync(folder), ['journal.jsonl']);
    const again = open();
    await again.refresh();
    assert.deepEqual(
      again.plan('one')?.items.map(({ operation }) => operation),
      [deletion, block],
    );
  });

  it('gives what other processes added since the last look', async () => {
    const [one, other] = [open(), open()];
    await write(one, planLines('one', [deletion]));
    await other.refresh();
    await write(one, [{ record: 'outcome', plan: 'one', item: 0, at, result: 'done' }]);
    await write(one, planLines('two', [block]));
    assert.equal(other.plan('one')?.items[0]?.outcome, undefined);
    await other.refresh();
    assert.equal(other.plan('one')?.items[0]?.outcome?.result, 'done');
    assert.ok(other.plan('two'));
  });

  it('passes over a last line that was torn, and cuts it off before it writes', async () => {
    await write(open(), planLines('one', [deletion]));
    const whole = readFileSync(path);
    appendFileSync(path, formatLine({ record: 'outcome', plan: 'one', item: 0, at, result: 'done' }).slice(0, 40));
    const journal = open();
    await journal.refresh();
    assert.equal(journal.plan('one')?.items[0]?.outcome, undefined);
    assert.deepEqual(journal.damage, []);
    await write(journal, []);
    assert.deepEqual(readFileSync(path), whole);
  });

  it('does not show a plan whose intent was cut off', async () => {
    const [header, first] = planLines('one', [deletion, block]);
    assert.ok(header && first);
    writeFileSync(path, formatLine(header) + formatLine(first));
    const journal = open();
    await journal.refresh();
    assert.equal(journal.plan('one'), undefined);
    assert.deepEqual([...journal.plans], []);
  });

  it('says which lines are damaged, and reads the others', async () => {
    const lines = planLines('one', [deletion]).map(formatLine).join('');
    const strange = '{"v":1,"record":"item","plan":"one","item":0,"act":{"verb":"juggle"},"pay":0,"fees":0}\n';
    writeFileSync(path, `\0\0\0\n${lines}${strange}{"v":1,"record":"gossip"}\n`);
    const journal = open();
    await journal.refresh();
    assert.equal(journal.plan('one')?.items.length, 1);
    assert.deepEqual(journal.damage, [
      'line 1: a line is not JSON',
      'line 4: an operation can’t be read: no operation is called juggle',
      'line 5: it holds an unknown kind of line, "gossip"',
    ]);
  });

  it('keeps a line with an absurd number to itself: a time that is no date, an amount that no sum can hold', async () => {
    const outcome = { v: 1, record: 'outcome', plan: 'two', item: 0, result: 'done' };
    const absurd = [
      { ...outcome, at: 1e300 },
      { v: 1, record: 'dropped', plan: 'one', at: -9e15 },
      { v: 1, record: 'item', plan: 'two', item: 0, operation: deletion, pay: 9e15, fees: 9e15 },
      {
        v: 1,
        record: 'item',
        plan: 'two',
        item: 0,
        operation: { verb: 'expire', hitId: '3H', before: 9e15 },
        pay: 0,
        fees: 0,
      },
    ].map(line => `${JSON.stringify(line)}\n`);
    writeFileSync(path, [...planLines('one', [deletion]).map(formatLine), ...absurd].join(''));
    const journal = open();
    await journal.refresh();
    assert.equal(journal.plan('one')?.items.length, 1);
    assert.deepEqual(
      journal.damage.map(words => /^line \d/.exec(words)?.[0]),
      ['line 3', 'line 4', 'line 5', 'line 6'],
    );
    const entries = entriesOf([...journal.plans]);
    assert.equal(entries.length, 1);
    assert.match(entriesCsv(entries).text, /3HIT/);
  });

  it('passes over a line of 200 MB without holding it, and names it', async () => {
    const [one, two] = [planLines('one', [deletion]), planLines('two', [block])].map(lines =>
      lines.map(formatLine).join(''),
    );
    assert.ok(one && two);
    const long = 200 << 20;
    const bytes = (text: string) => Buffer.from(text);
    const parts = [bytes(one), { length: long }, bytes(`\n${two}`)];
    const store: JournalStore = {
      ...memoryStore(),
      size: async () => parts.reduce((sum, { length }) => sum + length, 0),
      read: async (position, length) => {
        let start = position;
        for (const part of parts) {
          if (start < part.length)
            return 'subarray' in part
              ? part.subarray(start, start + length)
              : Buffer.alloc(Math.min(length, part.length - start), 'x');
          start -= part.length;
        }
        return Buffer.alloc(0);
      },
    };
    const journal = new Journal(store, memoryLock());
    await journal.refresh();
    assert.ok(journal.plan('one') && journal.plan('two'));
    assert.deepEqual(journal.damage, ['line 3: it is longer than 4 MB']);
  });

  it('of a newer version is refused in words, for reading and for writing', async () => {
    await write(open(), planLines('one', [deletion]));
    appendFileSync(path, '{"v":2,"record":"plan","plan":"two"}\n');
    const refusal = (error: unknown) =>
      error instanceof JournalProblem &&
      /^line 3: it was written by a newer version of the workbench/.test(error.message);
    await assert.rejects(open().refresh(), refusal);
    await assert.rejects(write(open(), []), refusal);
    assert.deepEqual(readdirSync(folder), ['journal.jsonl'], 'the lock is released');
  });

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

describe('a journal', () => {
  it('shares one fsync among lines that come together', async () => {
    const store = memoryStore();
    let syncs = 0;
    let appends = 0;
    const counting: JournalStore = {
      ...store,
      append: async bytes => {
        appends += 1;
        await store.append(bytes);
      },
      sync: async () => {
        syncs += 1;
        await store.sync();
      },
    };
    const journal = new Journal(counting, memoryLock());
    await journal.writing(async writer => {
      await writer.writeDurably(planLines('one', Array(8).fill(deletion)));
      [syncs, appends] = [0, 0];
      await Promise.all(
        Array.from({ length: 8 }, (_, item) =>
          writer.writeDurably([{ record: 'sending', plan: 'one', items: [item], at }]),
        ),
      );
    });
    assert.deepEqual([syncs, appends], [1, 1]);
  });

  it('ends a run in words where the disk is full, and trusts only what is in the file', async () => {
    const store = memoryStore();
    let full = false;
    const failing: JournalStore = {
      ...store,
      append: bytes => (full ? Promise.reject(new Error('ENOSPC: no space left on device')) : store.append(bytes)),
    };
    const journal = new Journal(failing, memoryLock());
    await assert.rejects(
      journal.writing(async writer => {
        await writer.writeDurably(planLines('one', [deletion]));
        full = true;
        await writer.write([{ record: 'outcome', plan: 'one', item: 0, at, result: 'done' }]);
      }),
      /the ledger can’t be written: ENOSPC/,
    );
    full = false;
    await journal.refresh();
    assert.equal(journal.plan('one')?.items[0]?.outcome, undefined);
  });

  it('is read whole however the chunks fall into its letters', async () => {
    const store = memoryStore();
    const text = 'ü'.repeat(300_000);
    const operations: Operation[] = [{ ...block, reason: text }, block, { ...block, reason: `x${text}` }];
    await store.append(Buffer.from(planLines('one', operations).map(formatLine).join('')));
    const journal = new Journal(store, memoryLock());
    await journal.refresh();
    assert.deepEqual(
      journal.plan('one')?.items.map(({ operation }) => operation),
      operations,
    );
  });
});
