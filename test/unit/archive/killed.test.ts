import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { verify } from '../../../src/archive/manifest.ts';
import { openArchiveFile } from '../../../src/archive/schema.ts';
import { accountOn, archiveKilled, archiveRun, opened, rowsOf } from '../../support/archiveRuns.ts';
import { startLocal } from '../../support/local.ts';
import { seedMany } from '../../support/manyHITs.ts';

const size = { hits: 90, assignmentsEach: 3, waitingEvery: 4 } as const;
const kills = 3;

describe('archiving by the program', () => {
  let local: Awaited<ReturnType<typeof startLocal>>;
  let folder: string;
  before(async () => {
    local = await startLocal();
    await seedMany(local.service, size);
    folder = mkdtempSync(join(tmpdir(), 'mturk-archive-'));
  });
  after(async () => {
    await local.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('goes on after SIGKILL, ends the same, and shows the counts of the account', async function () {
    this.timeout(120_000);
    const whole = await archiveRun(local, join(folder, 'whole.mturk-archive'));
    // Slow enough that it reports on its way.
    await local.control('limits', { requestsPerSecond: 150, burst: 20 });
    const file = join(folder, 'killed.mturk-archive');
    const { manifest, killed } = await archiveKilled(local, file, { kills, hits: size.hits });
    await local.control('limits', { requestsPerSecond: null });
    assert.ok(killed >= kills - 1, `killed ${killed} times`);
    assert.deepEqual(manifest.checksums, whole.manifest?.checksums);
    assert.equal(manifest.counts.Assignment, size.hits * size.assignmentsEach);
    const database = openArchiveFile(file);
    assert.equal(verify(database).ok, true);
    database.close();

    const archive = await opened(file);
    const live = accountOn(local, () => archive.served.ready.archive.asOf * 1000);
    try {
      await live.refreshHITs();
      assert.equal(rowsOf(live).size, size.hits);
      assert.deepEqual(rowsOf(archive.account), rowsOf(live));
    } finally {
      live.dispose();
      await archive.close();
    }
  });
});
