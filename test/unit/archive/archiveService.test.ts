import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'mocha';
import { type ArchiveService, serveArchive } from '../../../src/archive/archiveService.ts';
import { importFiles } from '../../../src/archive/importing.ts';
import { verify } from '../../../src/archive/manifest.ts';
import { openArchiveFile } from '../../../src/archive/schema.ts';
import { MTurkClient } from '../../../src/mturk/client.ts';
import { folderWith } from '../../support/imports.ts';

const hits = Array.from({ length: 25 }, (_, index) => ({
  HITId: `3HIT${String(index).padStart(3, '0')}`,
  HITTypeId: '3TYPE',
  Title: `Task ${index}`,
  HITStatus: index % 5 === 0 ? 'Disposed' : 'Reviewable',
  CreationTime: 1_700_000_000 + index,
  Expiration: 1_700_100_000,
  MaxAssignments: 2,
  Reward: '0.10',
  // A file may have anything in a list.
  QualificationRequirements:
    index === 3 ? [{ QualificationTypeId: '3Q', Comparator: 'Exists' }] : index === 4 ? [null, 'none'] : [],
}));
const assignments = ['Approved', 'Submitted'].map((AssignmentStatus, index) => ({
  AssignmentId: `3ASG${index}`,
  HITId: '3HIT001',
  WorkerId: `A1W${index}`,
  AssignmentStatus,
  SubmitTime: 1_700_001_000 + index,
  // Long past: an archive that lived on would have approved it.
  AutoApprovalTime: 1_700_002_000,
}));

describe('a service on an archive', () => {
  let folder: ReturnType<typeof folderWith>;
  let file: string;
  let service: ArchiveService;
  let client: MTurkClient;

  before(async () => {
    folder = folderWith({
      'a.json': JSON.stringify({ HITs: hits, Assignments: assignments }),
      'b.json': JSON.stringify({
        BonusPayments: [
          { AssignmentId: '3ASG0', WorkerId: 'A1W0', BonusAmount: '0.50', Reason: 'Thanks', GrantTime: 1_700_003_000 },
        ],
        QualificationTypes: [{ QualificationTypeId: '3Q', Name: 'Stroop done', QualificationTypeStatus: 'Active' }],
      }),
    });
    file = join(folder.path, 'a.mturk-archive');
    await importFiles({ paths: [join(folder.path, 'a.json'), join(folder.path, 'b.json')], to: file, now: () => 0 });
    service = await serveArchive(file);
    const { endpoint, accessKeyId, secretAccessKey } = service.ready;
    client = new MTurkClient({ endpoint, credentials: async () => ({ accessKeyId, secretAccessKey }) });
  });
  after(async () => {
    await service.stop();
    folder.remove();
  });

  it('lists all HITs in pages, the deleted ones too, newest first', async () => {
    const ids: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const page = await client.call('ListHITs', { MaxResults: 10, ...(NextToken ? { NextToken } : {}) });
      ids.push(...(page.HITs ?? []).map(({ HITId }) => HITId));
      NextToken = page.NextToken;
    } while (NextToken);
    assert.deepEqual(ids, hits.map(({ HITId }) => HITId).reverse());
  });

  it('answers every operation that reads', async () => {
    const { Assignments = [] } = await client.call('ListAssignmentsForHIT', {
      HITId: '3HIT001',
      AssignmentStatuses: ['Submitted'],
    });
    assert.deepEqual(
      Assignments.map(({ AssignmentId, SubmitTime }) => [AssignmentId, SubmitTime?.getTime()]),
      [['3ASG1', 1_700_001_001_000]],
    );
    assert.equal((await client.call('GetAssignment', { AssignmentId: '3ASG0' })).HIT?.Title, 'Task 1');
    assert.equal((await client.call('GetHIT', { HITId: '3HIT002' })).HIT?.Reward, '0.10');
    for (const whose of [{ HITId: '3HIT001' }, { AssignmentId: '3ASG0' }])
      assert.equal((await client.call('ListBonusPayments', whose)).BonusPayments?.[0]?.BonusAmount, '0.50');
    assert.equal(
      (await client.call('ListHITsForQualificationType', { QualificationTypeId: '3Q' })).HITs?.[0]?.HITId,
      '3HIT003',
    );
    assert.equal((await client.call('ListReviewableHITs', { HITTypeId: '3TYPE', MaxResults: 100 })).HITs?.length, 20);
    const types = await client.call('ListQualificationTypes', { MustBeRequestable: false, Query: 'stroop' });
    assert.equal(types.QualificationTypes?.[0]?.Name, 'Stroop done');
    assert.equal((await client.call('ListWorkerBlocks', {})).WorkerBlocks?.length, 0);
  });

  it('refuses what changes something, and says why', async () => {
    await assert.rejects(
      client.call('ApproveAssignment', { AssignmentId: '3ASG1' }),
      /This is an archive, which is read-only: ApproveAssignment/,
    );
    await assert.rejects(client.call('DeleteHIT', { HITId: '3HIT001' }), /read-only/);
  });

  it('stands still: what was due long ago has not happened, and no file changes', async () => {
    const read = await client.call('GetAssignment', { AssignmentId: '3ASG1' });
    assert.equal(read.Assignment?.AssignmentStatus, 'Submitted');
    assert.equal(service.ready.archive.asOf, 1_700_003_000);
    assert.equal(existsSync(`${file}-wal`), false);
  });

  it('is found out where anybody changes it', () => {
    const copy = join(folder.path, 'copy.mturk-archive');
    writeFileSync(copy, readFileSync(file));
    const before = openArchiveFile(copy);
    assert.equal(verify(before).ok, true);
    before.close();
    const database = new DatabaseSync(copy);
    database.exec(`UPDATE objects SET content = replace(content, 'Approved', 'Rejected') WHERE id = '3ASG0'`);
    database.close();
    const changed = openArchiveFile(copy);
    const found = verify(changed);
    changed.close();
    assert.deepEqual(found, {
      ok: false,
      problems: ['Assignment: 2 objects, and at least one was changed after the archive was written'],
    });
  });

  it('refuses a file that is no archive', async () => {
    await assert.rejects(serveArchive(join(folder.path, 'a.json')), /is not an archive/);
  });
});
