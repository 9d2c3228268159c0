/** From nothing to the line that says "ready": a new process each time, on no database, a new one and an old one. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildDatabase } from './support/database.ts';
import { median, report, timed, words } from './support/measure.ts';
import { start } from './support/service.ts';

const rounds = 11;
const limit = 400;

const folder = await mkdtemp(join(tmpdir(), 'mturk-bench-'));
const old = join(folder, 'old.db');
buildDatabase(old, 1000, Date.now());
let files = 0;
const ways: readonly (readonly [string, () => string[]])[] = [
  ['in memory', () => ['--memory']],
  ['on a new file', () => ['--data', join(folder, `${files++}.db`)]],
  ['on a file of 1,000 HITs and 10,000 assignments', () => ['--data', old]],
];

try {
  const times = ways.map((): number[] => []);
  for (let round = 0; round < rounds; round++)
    for (const [index, [, args]] of ways.entries()) {
      let local: Awaited<ReturnType<typeof start>> | undefined;
      times[index]?.push(
        await timed(async () => {
          local = await start(...args());
        }),
      );
      await local?.stop();
    }
  for (const [index, [name]] of ways.entries()) {
    const taken = times[index] ?? [];
    report(`ready ${name}`, words(taken), { words: `under ${limit} ms`, met: median(taken) < limit });
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
