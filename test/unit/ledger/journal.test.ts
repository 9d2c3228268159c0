import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entriesCsv } from '../../../src/ledger/csv.ts';
import { entriesOf } from '../../../src/ledger/entries.ts';
import { Journal } from '../../../src/ledger/journal.ts';
import { fileLock, memoryLock } from '../../../src/ledger/journalLock.ts';
import { fileStore, type JournalStore, memoryStore } from '../../../src/ledger/journalStore.ts';
import type { Operation } from '../../../src/ledger/ledgerOperations.ts';
import { formatLine, JournalProblem, type Line } from '../../../src/ledger/records.ts';
import { at, block, deletion, planLines } from './journalLines.ts';

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
