import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { serveArchive } from '../../../src/archive/archiveService.ts';
import { importFiles } from '../../../src/archive/importing.ts';
import { Collection } from '../../../src/files/export/collection.ts';
import { MTurkClient } from '../../../src/mturk/client.ts';
import { countsOf } from '../../../src/mturk/counts.ts';
import { readAssignment, readHIT } from '../../../src/mturk/model.ts';
import { mayDelete } from '../../../src/mturk/rules.ts';
import { assignmentRow, timeLeft } from '../../../src/views/rowLabels.ts';
import { spokenHIT } from '../../../src/views/spoken.ts';
import { assignmentTooltip, hitTooltip } from '../../../src/views/tooltips.ts';
import { folderWith } from '../../support/imports.ts';
import { written } from '../files/export/setup.ts';

/** What simple-amt keeps: neither status nor times but one. */
const lines = [
  {
    assignment_id: '3WORKA',
    hit_id: '3HITA',
    worker_id: 'AWORKERONE',
    output: 'x',
    submit_time: '2015-03-05 10:15:30-08:00',
  },
  {
    assignment_id: '3WORKB',
    hit_id: '3HITA',
    worker_id: 'AWORKERTWO',
    output: 'y',
    submit_time: '2015-03-05 10:16:30-08:00',
  },
];

describe('what saved data does not say', () => {
  it('is shown and exported as unknown, not as the beginning of time, as nothing or as open', async () => {
    const folder = folderWith({ 'results.jsonl': lines.map(line => JSON.stringify(line)).join('\n') });
    const to = join(folder.path, 'out.mturk-archive');
    await importFiles({ paths: [join(folder.path, 'results.jsonl')], to, now: () => 0 });
    const served = await serveArchive(to);
    try {
      const { endpoint, accessKeyId, secretAccessKey } = served.ready;
      const client = new MTurkClient({ endpoint, credentials: async () => ({ accessKeyId, secretAccessKey }) });
      const [hit] = ((await client.call('ListHITs', {})).HITs ?? []).map(readHIT);
      const work = (await client.call('ListAssignmentsForHIT', { HITId: '3HITA' })).Assignments ?? [];
      assert.ok(hit);
      const now = served.ready.archive.asOf * 1000;
      const counts = countsOf(hit, now, work.length);
      assert.equal(hit.status, 'Unknown');
      assert.equal(timeLeft(hit, counts, now), 'status unknown');
      assert.equal(mayDelete(hit, []).allowed, false);
      const assignments = work.map(readAssignment);
      const [first] = assignments;
      assert.ok(first);
      const shown = [
        spokenHIT(hit, counts, now),
        hitTooltip(hit, counts, now),
        assignmentTooltip(first, { hit }, now),
        JSON.stringify(assignmentRow(first, {}, now)),
      ].join('\n');
      assert.doesNotMatch(shown, /1970|\$0\.00|\d{4,} d|NaN|Assignable/);
      assert.match(shown, /reward unknown/);
      for (const format of ['amazon', 'csv'] as const) {
        const collection = await Collection.open({
          now,
          names: format === 'csv' ? 'table' : 'amazon',
          onlyApproved: false,
        });
        collection.addHITs([hit]);
        collection.add(
          hit.id,
          assignments.map(assignment => ({ assignment })),
        );
        const { text } = await written(collection, { format });
        assert.doesNotMatch(text, /1969|1970|\$0\.00|,0\.00/);
        assert.match(text, /2015/);
      }
    } finally {
      await served.stop();
      folder.remove();
    }
  });

  it('counts the work that is known to be reviewed', async () => {
    const Assignments = ['Approved', 'Rejected', 'Submitted'].map((AssignmentStatus, at) => ({
      AssignmentId: `3WORK${at}`,
      HITId: '3HITB',
      WorkerId: `AWORKER${at}`,
      AssignmentStatus,
    }));
    const HITs = [{ HITId: '3HITB', Title: 'Rate', MaxAssignments: 5 }];
    const folder = folderWith({ 'all.json': JSON.stringify({ HITs, Assignments }) });
    const to = join(folder.path, 'out.mturk-archive');
    await importFiles({ paths: [join(folder.path, 'all.json')], to, now: () => 0 });
    const served = await serveArchive(to);
    try {
      const { endpoint, accessKeyId, secretAccessKey } = served.ready;
      const client = new MTurkClient({ endpoint, credentials: async () => ({ accessKeyId, secretAccessKey }) });
      const listed = (await client.call('ListHITs', {})).HITs?.[0];
      const { HIT: got } = await client.call('GetHIT', { HITId: '3HITB' });
      for (const hit of [listed, got]) {
        assert.ok(hit);
        const { reviewed, submitted, unfilled, available } = countsOf(readHIT(hit), 1, 1);
        assert.deepEqual([reviewed, submitted, unfilled, available], [2, 1, 2, 0]);
      }
    } finally {
      await served.stop();
      folder.remove();
    }
  });
});
