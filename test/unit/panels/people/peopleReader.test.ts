import assert from 'node:assert/strict';
import { changeOf } from '../../../../src/account/change.ts';
import { MTurkError } from '../../../../src/mturk/errors.ts';
import { explain } from '../../../../src/mturk/explain.ts';
import { TimeSlices } from '../../../../src/mturk/timeSlices.ts';
import { shownPage } from '../../../../src/panels/people/pageSource.ts';
import { PeopleReader } from '../../../../src/panels/people/peopleReader.ts';
import type { WorkerRecords } from '../../../../src/panels/people/peopleSource.ts';
import { useAccounts } from '../../account/setup.ts';
import { useInnerBench } from '../../service/inside.ts';

const noRecords: WorkerRecords = { note: undefined, messages: [] };
const workerId = 'A1READER';
const worker = { kind: 'worker', workerId } as const;

describe('what the page of a worker or a type reads', () => {
  const bench = useInnerBench();
  const openAt = useAccounts();

  async function typeHeldBy(holder: string): Promise<string> {
    const { client } = openAt(bench().local).account;
    const { QualificationType } = await client.call('CreateQualificationType', {
      Name: 'Careful',
      Description: 'Reads.',
      QualificationTypeStatus: 'Active',
    });
    const typeId = QualificationType?.QualificationTypeId ?? '';
    await client.call('AssociateQualificationWithWorker', { QualificationTypeId: typeId, WorkerId: holder });
    return typeId;
  }

  const tableOf = async (reader: PeopleReader, id: string) =>
    (await shownPage(reader.page(), new Map(), new TimeSlices())).tables.find(each => each.id === id);

  it('goes on with the account that took over while another one was read', async () => {
    const typeId = await typeHeldBy('A1HOLDER');
    const [first, second] = [openAt(bench().local).account, openAt(bench().local).account];
    const reader = new PeopleReader({
      subject: { kind: 'qualificationType', typeId },
      records: async () => noRecords,
      changed: () => {},
    });
    reader.follow(first);
    const old = reader.read();
    reader.follow(second);
    await Promise.all([old, reader.read()]);
    assert.equal(reader.failure, undefined);
    assert.equal(reader.reading, false);
    assert.equal((await tableOf(reader, 'workers'))?.total, 1);
    reader.follow(undefined, 'It is not running.');
    assert.equal(reader.failure, 'It is not running.');
    assert.equal((await tableOf(reader, 'workers'))?.total, 1, 'what is shown stays');
  });

  it('is nothing more after the page was closed', async () => {
    const { account } = openAt(bench().local);
    let changes = 0;
    const asked: string[] = [];
    const reader = new PeopleReader({
      subject: worker,
      records: async id => {
        asked.push(id);
        return noRecords;
      },
      changed: () => (changes += 1),
    });
    reader.follow(account);
    const reading = reader.read();
    reader.dispose();
    const before = changes;
    await reading;
    assert.deepEqual([changes - before, asked], [0, []]);
  });

  it('says what could not be had of the ledger until it can, and rejects nothing', async () => {
    const { account } = openAt(bench().local);
    let works = false;
    const reader = new PeopleReader({
      subject: worker,
      records: async () => (works ? noRecords : Promise.reject(new Error('a newer version wrote the journal'))),
      changed: () => {},
    });
    reader.follow(account);
    await reader.read();
    const failure =
      'Couldn’t read the note and messages of this worker: a newer version wrote the journal. Refresh the page.';
    assert.equal(reader.failure, failure);
    await reader.readRecords();
    assert.equal(reader.failure, failure);
    works = true;
    await reader.readRecords();
    assert.equal(reader.failure, undefined);
  });

  it('keeps the records that were asked for last, whichever come first', async () => {
    const asked: ((records: WorkerRecords) => void)[] = [];
    const reader = new PeopleReader({
      subject: worker,
      records: () => new Promise(resolve => asked.push(resolve)),
      changed: () => {},
    });
    const reads = [reader.readRecords(), reader.readRecords()];
    asked[1]?.({ note: 'Writes clearly.', messages: [] });
    asked[0]?.({ note: 'Slow.', messages: [] });
    await Promise.all(reads);
    assert.ok(reader.page().facts.some(({ value }) => value === 'Writes clearly.'));
  });

  it('says what was not done, in the words for the failure', async () => {
    const { account } = openAt(bench().local);
    const reader = new PeopleReader({ subject: worker, records: async () => noRecords, changed: () => {} });
    reader.follow(account);
    await reader.read();
    reader.fail('copy the ID', new Error('the clipboard is busy'));
    assert.equal(reader.failure, 'Couldn’t copy the ID: the clipboard is busy. Try again.');
    const denied = new MTurkError({ kind: 'throttled', operation: 'ListWorkerBlocks', words: 'slow down', code: 'X' });
    const { reason, advice } = explain(denied, account.client.endpoint);
    reader.fail('block the worker', denied);
    assert.equal(reader.failure, `Couldn’t block the worker: ${reason}. ${advice}`);
    await reader.read();
    assert.equal(reader.failure, undefined);
  });

  it('reads the work of a worker again when it is refreshed', async () => {
    const { HITId } = await bench().createHIT();
    const assignmentId = await bench().work(HITId, workerId);
    const { account } = openAt(bench().local);
    await account.refreshReview();
    const reader = new PeopleReader({ subject: worker, records: async () => noRecords, changed: () => {} });
    reader.follow(account);
    await reader.read();
    await openAt(bench().local).account.client.call('ApproveAssignment', { AssignmentId: assignmentId });
    const statusOf = () => account.assignments(HITId).map(({ status }) => status);
    await reader.read();
    assert.deepEqual(statusOf(), ['Submitted'], 'coming back to the page reads only what is missing');
    const refreshing = reader.refresh();
    assert.equal(reader.reading, true);
    await refreshing;
    assert.deepEqual([statusOf(), reader.reading], [['Approved'], false]);
  });

  it('reads who holds a type again when it is refreshed', async () => {
    const typeId = await typeHeldBy('A1HOLDER');
    const { account } = openAt(bench().local);
    const subject = { kind: 'qualificationType', typeId } as const;
    const reader = new PeopleReader({ subject, records: async () => noRecords, changed: () => {} });
    reader.follow(account);
    await reader.read();
    await openAt(bench().local).account.client.call('AssociateQualificationWithWorker', {
      QualificationTypeId: typeId,
      WorkerId: 'A2HOLDER',
    });
    await reader.refresh();
    assert.equal((await tableOf(reader, 'workers'))?.total, 2);
  });

  it('follows the worker’s work alone', async () => {
    const { HITId: own } = await bench().createHIT();
    const { HITId: other } = await bench().createHIT();
    await bench().work(own, workerId);
    await bench().work(other, 'A2OTHER');
    const { account } = openAt(bench().local);
    await account.refreshReview();
    const reader = new PeopleReader({ subject: worker, records: async () => noRecords, changed: () => {} });
    reader.follow(account);
    await reader.read();
    reader.page();
    assert.ok(reader.concerns(changeOf({ hits: new Set([own]) })));
    assert.ok(reader.concerns(changeOf({ workers: true })));
    assert.ok(!reader.concerns(changeOf({ hits: new Set([other]), assignments: new Set([other]), listing: true })));
    const { HITId: later } = await bench().createHIT();
    await bench().work(later, workerId);
    await account.refreshReview();
    assert.ok(reader.concerns(changeOf({ assignments: new Set([later]) })), 'work on another HIT is theirs too');
  });
});
