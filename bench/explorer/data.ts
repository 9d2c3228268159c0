/** The big account of the measurements, made once and kept: making it takes longer than measuring. */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/command.ts';
import { startLocal } from '../../test/support/local.ts';
import { seedMany } from '../../test/support/manyHITs.ts';

export const size = { hits: 10_000, assignmentsEach: 10, waitingEvery: 10, questionLength: 2000 } as const;

const folder = join(root, 'artifacts/bench');

/** The path of a database file with 10,000 HITs and 100,000 assignments, to be copied before use. */
export async function bigDatabase(): Promise<string> {
  // One that an earlier version made may lack what this one wants.
  const schema = createHash('sha256')
    .update(readFileSync(join(root, 'src/service/storage/schema.ts')))
    .digest('hex');
  const file = join(folder, `explorer-${Object.values(size).join('-')}-${schema.slice(0, 8)}.db`);
  if (existsSync(file)) return file;
  console.log(`making ${size.hits} HITs with ${size.hits * size.assignmentsEach} assignments …`);
  mkdirSync(folder, { recursive: true });
  const half = `${file}.half`;
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${half}${suffix}`, { force: true });
  const local = await startLocal({ data: half, clock: 'real' });
  await seedMany(local.service, size);
  await local.stop();
  renameSync(half, file);
  return file;
}

/** Works on a copy of the big database, in a folder that is gone afterwards. */
export async function withCopy<T>(work: (file: string) => Promise<T>): Promise<T> {
  const database = await bigDatabase();
  const scratch = mkdtempSync(join(tmpdir(), 'mturk-bench-'));
  const file = join(scratch, 'local.db');
  copyFileSync(database, file);
  try {
    return await work(file);
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}
