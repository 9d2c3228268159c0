import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { parse } from 'csv-parse/sync';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { readExisting, withColumns } from '../../../../src/files/export/existingFile.ts';
import { pseudonymOf } from '../../../../src/files/export/pseudonyms.ts';
import { factColumnNames } from '../../../../src/files/export/resultTable.ts';
import { resultFormats } from '../../../../src/files/export/writeResults.ts';
import { encodeAnswers } from '../../../../src/mturk/answers.ts';
import { cents } from '../../../../src/mturk/money.ts';
import { hitOf } from '../../../support/decisions.ts';
import { collected, downloaded, readAmazonFile, written } from './setup.ts';

const key = new Uint8Array(32).fill(7);
const text = (question: string, value: string) => ({ question, value: { kind: 'text' as const, text: value } });

/** One HIT whose texts name workers in every place that there is. */
function chatty() {
  const [one, other] = ['A2YUCJ28XANFOX', 'A3EXAMPLE0009Z'];
  const hit = hitOf('3HIT', { annotation: JSON.stringify({ seen: one, list: `x${other}y` }), title: `For ${other}` });
  const assignment = {
    id: '3ASSIGNMENT',
    hitId: '3HIT',
    workerId: one,
    status: 'Rejected' as const,
    accepted: downloaded - 90_000,
    submitted: downloaded,
    autoApproves: downloaded + 1000,
    rejected: downloaded + 500,
    feedback: `${one} and ${other}`,
    answer: encodeAnswers([
      text('me', `I am ${one.toLowerCase()}, not ${other}.`),
      text(one, `=HYPERLINK("https://x/?${one}${other}")`),
      text('taskAnswers', JSON.stringify([{ [other]: { id: one } }])),
    ]),
  };
  return { one, other, hit, assignment };
}

async function chattyCollection(names: 'amazon' | 'table' | 'none') {
  const { hit, assignment, other, one } = chatty();
  const collection = await collected(
    { hits: [hit], assignments: [], inputs: new Map([['3HIT', [{ name: `of ${other}`, text: one }]]]) },
    {
      names,
      note: () => ({ mark: 'Star', text: `Ask ${other}` }),
      dataFiles: () => [`data/${one}.json`],
    },
  );
  collection.count({ id: '3OTHER', workerId: other, status: 'Approved', approved: downloaded });
  collection.add('3HIT', [{ assignment, wire: { WorkerId: one, Answer: assignment.answer } }]);
  collection.addBonuses('3HIT', [
    { assignmentId: '3ASSIGNMENT', amount: cents(150), reason: `For ${one}`, paid: downloaded },
  ]);
  collection.addExtras('3HIT', { hit: { Question: `<a>${other}</a>` } });
  return collection;
}

describe('exports with pseudonyms', () => {
  for (const format of resultFormats)
    it(`hold no worker id in any byte of ${format}`, async () => {
      const names = format === 'amazon' ? 'amazon' : format === 'jsonl' ? 'none' : 'table';
      const { bytes } = await written(await chattyCollection(names), { format, pseudonymKey: key });
      const { one, other } = chatty();
      // Parquet packs its bytes: all of its values and names are looked through unpacked.
      const plain =
        format === 'parquet'
          ? JSON.stringify(await rowsOf(bytes)) + JSON.stringify(Object.keys((await rowsOf(bytes))[0] ?? {}))
          : bytes.toString('latin1');
      for (const id of [one, other]) assert.ok(!plain.toUpperCase().includes(id), `${id} stands in it`);
      assert.ok(plain.includes(pseudonymOf(one, key)));
      if (format !== 'parquet') assert.ok(!bytes.toString('utf16le').toUpperCase().includes(one));
    });

  it('give a worker the same pseudonym under one key, and another one under another', () => {
    assert.match(pseudonymOf('A2YUCJ28XANFOX', key), /^P[A-Z2-7]{20}$/);
    assert.equal(pseudonymOf('A2YUCJ28XANFOX', key), pseudonymOf('a2yucj28xanfox', key));
    assert.notEqual(pseudonymOf('A2YUCJ28XANFOX', key), pseudonymOf('A2YUCJ28XANFOX', new Uint8Array(32)));
    assert.notEqual(pseudonymOf('A2YUCJ28XANFOX', key), pseudonymOf('A2YUCJ28XANFOY', key));
  });
});

async function rowsOf(bytes: Buffer): Promise<Record<string, unknown>[]> {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
  const rows: Record<string, unknown>[] = await parquetReadObjects({ file });
  return rows.map(row => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plainValue(value)])));
}

function plainValue(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  return value instanceof Date ? value.toISOString() : value;
}

describe('tables', () => {
  it('say the same as CSV and as Parquet', async () => {
    const csv = await written(await chattyCollection('table'), { format: 'csv' });
    const parquet = await written(await chattyCollection('table'), { format: 'parquet' });
    const [row]: Record<string, string>[] = parse(csv.text, { columns: true });
    const [same] = await rowsOf(parquet.bytes);
    assert.ok(row && same);
    assert.equal(row.Reward, '0.60');
    assert.equal(same.Reward, 0.6);
    assert.equal(row.Bonus, '1.50');
    assert.equal(row.WorkTimeInSeconds, '90');
    assert.equal(same.WorkTimeInSeconds, 90);
    assert.equal(row.RejectionTime, new Date(downloaded + 500).toISOString());
    assert.equal(same.RejectionTime, row.RejectionTime);
    assert.deepEqual(
      Object.keys(same),
      Object.keys(row).map(name => name.replace(/^'/, '')),
    );
    assert.equal(csv.guarded, 1);
  });

  it('leave out the columns that are not wanted', async () => {
    const { text } = await written(await chattyCollection('table'), {
      format: 'csv',
      columns: new Set(['WorkerId', 'answers']),
    });
    assert.match(text, /^WorkerId,Answer\.me,/);
    assert.doesNotMatch(text, /HITId|Input\./);
  });

  it('are written by Parquet in groups of rows', async () => {
    const work = readAmazonFile();
    const [hit, assignment] = [work.hits[0], work.assignments[0]];
    if (!hit || !assignment) throw new Error('the file has rows');
    const assignments = Array.from({ length: 12_000 }, (_, at) => ({ ...assignment, hitId: hit.id, id: `3A${at}` }));
    const { bytes } = await written(await collected({ ...work, assignments }, { names: 'table' }), {
      format: 'parquet',
    });
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
    const { num_rows, row_groups } = parquetMetadata(file);
    assert.equal(Number(num_rows), 12_000);
    assert.equal(row_groups.length, 3);
    assert.equal((await rowsOf(bytes)).length, 12_000);
  });
});

describe('adding to a file', () => {
  it('writes the rows that it lacks, in its columns', async () => {
    const work = readAmazonFile();
    for (const format of ['amazon', 'csv', 'jsonl'] as const) {
      const names = format === 'amazon' ? 'amazon' : format === 'csv' ? 'table' : 'none';
      const whole = await written(await collected(work, { names }), { format });
      const first = await written(await collected({ ...work, assignments: work.assignments.slice(0, 3) }, { names }), {
        format,
      });
      const existing = readExisting(first.text);
      assert.ok(existing.ok, format);
      assert.equal(existing.format, format);
      assert.equal(existing.assignmentIds.size, 3);
      const rest = await written(await collected(work, { names, without: existing.assignmentIds }), {
        format,
        existing: existing.columns,
      });
      assert.equal(rest.rows, 3);
      if (format === 'jsonl') assert.equal(first.text + rest.text, whole.text);
      else assert.equal((first.text + rest.text).split('3EXAMPLEASSIGNMENT').length, 7);
    }
  });

  it('names the HITs that are in it', async () => {
    const work = readAmazonFile();
    for (const format of ['amazon', 'csv'] as const) {
      const names = format === 'amazon' ? 'amazon' : 'table';
      const existing = readExisting((await written(await collected(work, { names }), { format })).text);
      assert.ok(existing.ok, format);
      assert.deepEqual(existing.hitIds, new Set(work.hits.map(({ id }) => id)));
    }
    const lines = readExisting(
      '{"AssignmentId":"3A","Assignment":{"HITId":"3H1"}}\n{"AssignmentId":"3B","Assignment":null,"HIT":{"HITId":"3H2"}}\n',
    );
    assert.ok(lines.ok);
    assert.deepEqual(lines.hitIds, new Set(['3H1', '3H2']));
  });

  it('gives a file further columns without touching what stands in it', async () => {
    const { text: amazon } = await written(await collected(readAmazonFile()));
    const existing = readExisting(amazon);
    assert.ok(existing.ok);
    const { names } = existing.columns;
    const at = names.indexOf('Answer.c2');
    const widened = withColumns(amazon, names, [...names.slice(0, at), 'Answer.c11', ...names.slice(at)], true);
    assert.equal(withColumns(widened, readNames(widened), [...names], true), amazon);
  });

  it('says why it can’t', () => {
    assert.deepEqual(readExisting(''), { ok: false, reason: 'it is empty' });
    assert.equal(readExisting('a,b\r\n1,2\r\n').ok, false);
    assert.equal(readExisting('{"a":1}\n').ok, false);
    assert.equal(readExisting('{nonsense').ok, false);
  });
});

function readNames(text: string): readonly string[] {
  const existing = readExisting(text);
  assert.ok(existing.ok);
  return existing.columns.names;
}

describe('JSON lines', () => {
  it('have what the service says, the answers read, bonuses and notes', async () => {
    const { text } = await written(await chattyCollection('none'), { format: 'jsonl' });
    const row = JSON.parse(text) as Record<string, unknown>;
    assert.deepEqual(row.Note, { Mark: 'Star', Text: 'Ask A3EXAMPLE0009Z' });
    assert.deepEqual(row.HIT, { Question: '<a>A3EXAMPLE0009Z</a>' });
    assert.equal((row.BonusPayments as { BonusAmount: string }[])[0]?.BonusAmount, '1.50');
    assert.ok(factColumnNames.length > 20);
  });
});

it('nothing is left behind that was put aside', () => {
  assert.ok(existsSync(tmpdir()));
  assert.deepEqual(
    readdirSync(tmpdir()).filter(name => name.startsWith(`mturk-export-${process.pid}-`)),
    [],
  );
});
