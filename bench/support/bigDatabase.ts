/** Big accounts for measurements, made once and kept: making one takes longer than measuring. */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/command.ts';
import { startLocal } from '../../test/support/local.ts';
import { type ManyHITs, seedMany } from '../../test/support/manyHITs.ts';

const folder = join(root, 'artifacts/bench');

/** The path of a database file with many HITs, to be copied before use. What makes it different is in its name. */
async function bigDatabase(name: string, many: ManyHITs): Promise<string> {
  // One that an earlier version made may lack what this one wants.
  const schema = createHash('sha256')
    .update(readFileSync(join(root, 'src/service/storage/schema.ts')))
    .digest('hex');
  const sizes = Object.values(many).filter(value => typeof value === 'number');
  const file = join(folder, `${name}-${sizes.join('-')}-${schema.slice(0, 8)}.db`);
  if (existsSync(file)) return file;
  console.log(`making ${many.hits} HITs with ${many.hits * many.assignmentsEach} assignments …`);
  mkdirSync(folder, { recursive: true });
  const half = `${file}.half`;
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${half}${suffix}`, { force: true });
  const local = await startLocal({ data: half, clock: 'real' });
  await seedMany(local.service, many);
  await local.stop();
  renameSync(half, file);
  return file;
}

/** Works on a copy of a big database, in a folder that is gone afterwards. */
export async function withBigDatabase<T>(name: string, many: ManyHITs, work: (file: string) => Promise<T>): Promise<T> {
  const database = await bigDatabase(name, many);
  const scratch = mkdtempSync(join(tmpdir(), 'mturk-bench-'));
  const file = join(scratch, 'local.db');
  copyFileSync(database, file);
  try {
    return await work(file);
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}
