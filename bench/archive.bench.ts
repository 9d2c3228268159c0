/**
 * Archives an account of 10,000 HITs and 100,000 assignments under a rate limit and without one, kills the archiving ten times, opens the
 * archive, and imports the same account from files. `npm run bench -- archive [hits] [requests per second]`.
 */
import assert from 'node:assert/strict';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importFiles } from '../src/archive/importing.ts';
import { accountOn, archiveKilled, archiveRun, opened, rowsOf } from '../test/support/archiveRuns.ts';
import type { SpawnedLocal } from '../test/support/local.ts';
import { withBigDatabase } from './support/bigDatabase.ts';
import { median, report, words } from './support/measure.ts';
import { start } from './support/service.ts';

const hits = Number(process.argv[2] ?? 10_000);
// More than any requester was granted, and less than two cores do for the service and its caller together.
const rate = Number(process.argv[3] ?? 50);
const size = { hits, assignmentsEach: 10, waitingEvery: 10, questionLength: 2000 } as const;
const kills = 10;
const program = 'dist/mturk-local.cjs';
const rounds = 3;

async function callsOf(local: SpawnedLocal): Promise<{ readonly answered: number; readonly refused: number }> {
  const { operations } = (await local.control('stats')) as {
    operations: Record<string, { readonly calls: number; readonly errors: number }>;
  };
  const all = Object.values(operations);
  const refused = all.reduce((sum, { errors }) => sum + errors, 0);
  return { answered: all.reduce((sum, { calls }) => sum + calls, 0) - refused, refused };
}

function speed(requests: number, took: number): string {
  return `${requests} requests in ${(took / 1000).toFixed(1)} s, ${((requests / took) * 1000).toFixed(1)} a second`;
}

async function measure(local: SpawnedLocal, folder: string): Promise<void> {
  await local.control('limits', { requestsPerSecond: rate, burst: rate });
  const whole = await archiveRun(local, join(folder, 'whole.mturk-archive'), { program });
  const limited = await callsOf(local);
  const reached = limited.answered / (whole.took / 1000);
  report(
    `archiving ${hits} HITs at ${rate} requests a second`,
    `${speed(limited.answered, whole.took)}, ${(reached / rate).toFixed(3)} of the limit; ${limited.refused} throttled`,
    { words: '≥ 0.9 of the limit', met: reached >= 0.9 * rate },
  );

  await local.control('limits', { requestsPerSecond: null });
  const free = await archiveRun(local, join(folder, 'free.mturk-archive'), { program });
  const answered = (await callsOf(local)).answered - limited.answered;
  report(`archiving ${hits} HITs without a limit`, speed(answered, free.took));

  const file = join(folder, 'killed.mturk-archive');
  const { manifest, killed } = await archiveKilled(local, file, { kills, hits, program }, told =>
    console.log(`  ${told}`),
  );
  assert.deepEqual(manifest.checksums, whole.manifest?.checksums);
  report('killed while archiving', `${killed} times, the same checksums`, {
    words: `${kills} times`,
    met: killed >= kills - 1,
  });

  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    const archive = await opened(file);
    times.push(performance.now() - started);
    if (round === 0) {
      const live = accountOn(local, () => archive.served.ready.archive.asOf * 1000);
      await live.refreshHITs();
      const [shown, wanted] = [rowsOf(archive.account), rowsOf(live)];
      assert.equal(wanted.size, hits);
      assert.deepEqual(shown, wanted);
      report('rows that show what the live account shows', `${shown.size} of ${wanted.size}`);
      live.dispose();
    }
    await archive.close();
  }
  report(
    `opening the archive with all its HITs listed, ${(statSync(file).size / 2 ** 20).toFixed(0)} MB`,
    words(times),
    { words: '< 2000 ms', met: median(times) < 2000 },
  );
}

/** Listings as scripts save them, a response a line. */
async function importing(folder: string): Promise<void> {
  const file = join(folder, 'saved.jsonl');
  const out = createWriteStream(file);
  for (let hit = 0; hit < hits; hit += 1) {
    const HITId = `3HIT${hit}`;
    const Assignments = Array.from({ length: size.assignmentsEach }, (_, place) => ({
      AssignmentId: `3WORK${hit}X${place}`,
      HITId,
      WorkerId: `AWORKER${(hit * 7 + place) % 3000}`,
      AssignmentStatus: 'Approved',
      AcceptTime: '2024-03-05T10:15:30-08:00',
      SubmitTime: 1_709_662_600 + place,
      ApprovalTime: 1_709_762_600,
      Answer: `<QuestionFormAnswers><Answer><QuestionIdentifier>q</QuestionIdentifier><FreeText>${'word '.repeat(20)}</FreeText></Answer></QuestionFormAnswers>`,
    }));
    out.write(
      `${JSON.stringify({ HIT: { HITId, Title: 'Judge the colour of words', HITStatus: 'Reviewable', MaxAssignments: 10 } })}\n`,
    );
    if (!out.write(`${JSON.stringify({ Assignments, NumResults: 10 })}\n`))
      await new Promise<void>(resolve => out.once('drain', () => resolve()));
  }
  await new Promise<void>(resolve => out.end(() => resolve()));
  const started = performance.now();
  const before = process.memoryUsage().rss;
  let peak = before;
  const summary = await importFiles({
    paths: [file],
    to: join(folder, 'saved.mturk-archive'),
    now: Date.now,
    onProgress: () => {
      peak = Math.max(peak, process.memoryUsage().rss);
    },
  });
  const took = performance.now() - started;
  assert.equal(summary.counts.Assignment, hits * size.assignmentsEach);
  const number = hits * (size.assignmentsEach + 1);
  report(
    `importing ${(statSync(file).size / 2 ** 20).toFixed(0)} MB of JSON Lines`,
    `${(took / 1000).toFixed(1)} s, ${(number / took).toFixed(1)} objects a ms, ${((peak - before) / 2 ** 20).toFixed(0)} MB more memory`,
    { words: 'under 400 MB more', met: peak - before < 400 * 2 ** 20 },
  );
}

await withBigDatabase('archive', size, async database => {
  const folder = mkdtempSync(join(tmpdir(), 'mturk-archive-bench-'));
  const local = await start('--data', database);
  try {
    await measure(local, folder);
    await importing(folder);
  } finally {
    await local.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
