import assert from 'node:assert/strict';
import { type Batch, type BatchHIT, missingHITs } from '../../../src/commands/definition/batches.ts';
import { type BatchPage, batchPageText } from '../../../src/commands/definition/batchPage.ts';
import { countsOf } from '../../../src/mturk/counts.ts';
import { readHIT } from '../../../src/mturk/model.ts';
import { TimeSlices } from '../../../src/mturk/timeSlices.ts';
import { batchFacts } from '../../support/batches.ts';

const now = Date.UTC(2026, 10, 29, 12);
const hour = 3_600_000;
const planned = (row: number, more: Partial<BatchHIT> = {}): BatchHIT => ({
  row,
  replica: 1,
  maxAssignments: 3,
  cells: [`word ${row}`],
  columns: ['word'],
  hitId: `H${row}`,
  ...more,
});
const hit = (HITId: string, [available, pending, completed]: readonly [number, number, number], expires = now + hour) =>
  readHIT({
    HITId,
    Title: 'Judge',
    Reward: '0.50',
    MaxAssignments: 3,
    NumberOfAssignmentsAvailable: available,
    NumberOfAssignmentsPending: pending,
    NumberOfAssignmentsCompleted: completed,
    Expiration: new Date(expires),
    CreationTime: new Date(now - hour),
  });

describe('The page of a batch', () => {
  const batch: Batch = {
    facts: {
      ...batchFacts,
      name: 'colors',
      definition: 'file:///study/my%20colors.hit.json',
      rows: 5,
      data: 'words.csv',
    },
    begun: now - hour,
    interrupted: true,
    plans: [],
    hits: [
      planned(1),
      planned(2),
      planned(3, { hitId: undefined, missing: 'failed', reason: 'the balance is too low' }),
      planned(4, { hitId: undefined, missing: 'unclear' }),
      planned(5, { hitId: undefined, missing: 'failed', reason: 'no' }),
      // Row 5 was published again, and its HIT deleted since.
      planned(5, { hitId: 'H5' }),
      planned(2, { replica: 2, hitId: undefined, missing: 'notSent', maxAssignments: 1 }),
    ],
  };
  const page = (hits: readonly ReturnType<typeof hit>[], more: Partial<BatchPage> = {}) =>
    batchPageText(
      {
        batch,
        environment: 'LOCAL',
        hits,
        countsOf: each => countsOf(each, now),
        now,
        updated: now,
        isListed: true,
        ...more,
      },
      new TimeSlices(),
    );

  it('counts rows, work and money, and lists what has no HIT with the reason', async () => {
    const text = await page([hit('H1', [1, 1, 0]), hit('H2', [0, 0, 3])]);
    assert.match(
      text,
      /^Batch colors \(soaksoak23\) in LOCAL\nPublished .*, from my colors\.hit\.json, data words\.csv\n/,
    );
    assert.match(text, /\nPublishing was interrupted\. /);
    // Row 2 lacks its second HIT.
    assert.match(text, /\n {2}2 of 5 rows published, in 3 HITs\n {2}1 HIT done/);
    assert.match(text, /\n {2}Assignments: 1 pending review, 3 reviewed, 1 being worked on, 1 open\n {2}1 HIT deleted/);
    // A reward of $0.50 costs $0.60 with fees.
    assert.match(text, /\n {2}At most \$1\.80 so far/);
    assert.match(text, /\n {2}At most \$1\.80 to come/);
    assert.match(
      text,
      /\nRows without a HIT \(2\)\n {2}Row 3 {2}refused: the balance is too low {2}word: word 3\n {2}Row 2\.2 {2}not sent {2}word: word 2\n/,
    );
    assert.match(text, /\nUnclear whether they were created \(1\)\n {2}Row 4 {2}word: word 4\n/);
    assert.match(text, /\n {2}Row 1 {2}H1 {2}0 of 3 reviewed, 1 pending review, 1 being worked on {2}word: word 1\n/);
    assert.match(text, /\n {2}Row 5 {2}H5 {2}deleted {2}word: word 5\n/);
  });

  it('names its file as the disk does', async () => {
    const from = async (name: string) => {
      const definition = `file:///study/${name}`;
      const text = await page([], { batch: { ...batch, facts: { ...batch.facts, definition } } });
      return /, from (.*), data words\.csv\n/.exec(text)?.[1];
    };
    assert.equal(await from('red%2C%20green%2Bblue%23.hit.json'), 'red, green+blue#.hit.json');
    assert.equal(await from('100%.hit.json'), '100%.hit.json');
  });

  it('calls no HIT deleted while the HITs were not read', async () => {
    const text = await page([], { isListed: false, failure: 'Couldn’t list the HITs: no answer. Try again.' });
    assert.doesNotMatch(text, /deleted/);
    assert.match(text, /\nCouldn’t list the HITs: no answer\. Try again\.\n/);
    assert.match(text, /\n {2}3 HITs not read, and not counted here\n/);
    assert.match(text, /\n {2}Row 5 {2}H5 {2}not read {2}word: word 5\n/);
  });

  it('counts no HIT as missing that was published later', () => {
    assert.deepEqual(
      missingHITs(batch).map(({ row, replica }) => `${row}.${replica}`),
      ['3.1', '4.1', '2.2'],
    );
  });

  it('is written in slices', async () => {
    const ended = new AbortController();
    ended.abort();
    let time = 0;
    const slices = new TimeSlices(ended.signal, () => (time += 1000));
    const { hits, countsOf } = { hits: [], countsOf: () => assert.fail('no HIT is counted') };
    const facts = { batch, environment: 'LOCAL', hits, countsOf, now, updated: now, isListed: true };
    await assert.rejects(batchPageText(facts, slices), { name: 'AbortError' });
  });

  it('keeps what strangers wrote on its line', async () => {
    const cells = ['a\nRow 9  H9\u202E'];
    const text = await page([], { batch: { ...batch, hits: [planned(1, { cells })] }, updated: undefined });
    assert.ok(!/\nRow 9|\u202E/.test(text));
    assert.match(text, /The HITs have not been read yet\./);
  });
});
