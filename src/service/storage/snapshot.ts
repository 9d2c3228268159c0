/** Copies the database as it is now, while requests are answered. */
import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { type Sql, StorageFailure } from './sqlite.ts';

const run = promisify(execFile);

/** `COPYFILE_FICLONE`, 2: where the file system can, the copy shares its blocks. Copying alone wouldn't notice a damaged file. */
const copyAndCheck = `
const [, from, to] = process.argv;
require('node:fs').copyFileSync(from, to, 2);
const copy = new (require('node:sqlite').DatabaseSync)(to, { readOnly: true });
const { quick_check: result } = copy.prepare('PRAGMA quick_check(1)').get();
copy.close();
if (result !== 'ok') throw new Error(result);
`;

/** Pages after which SQLite writes its log back by itself; its own default. */
const checkpointPages = 1000;

export interface SnapshotLimits {
  /** Meanwhile the log only grows. */
  readonly minutes: number;
  /** Bytes that SQLite itself copies in less time than a process takes to start. */
  readonly small: number;
}

const usual: SnapshotLimits = { minutes: 10, small: 16 * 1024 * 1024 };

/**
 * Returns how to copy the database of a file, or one in memory, to a path. What is written while a copy runs is not in it. One copy
 * runs at a time. Throws what SQLite throws where there is no room, and StorageFailure where the copy takes too long.
 */
export function snapshots(sql: Sql, file: string | undefined, limits = usual): (to: string) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return to => {
    const copied = last.then(async () => {
      const isBeside = file !== undefined && isLargeAndWrittenBack(sql, limits.small);
      if (isBeside && (await copiedBeside(sql, file, to, limits.minutes))) return;
      sql.run('VACUUM INTO ?', to);
    });
    last = copied.catch(() => undefined);
    return copied;
  };
}

/** Writes the log back, which may fail where the file can't grow, and there is none outside WAL. */
function isLargeAndWrittenBack(sql: Sql, small: number): boolean {
  try {
    const size = Number(sql.get('PRAGMA page_count')?.page_count) * Number(sql.get('PRAGMA page_size')?.page_size);
    if (size <= small) return false;
    const state = sql.get('PRAGMA wal_checkpoint(TRUNCATE)');
    return state?.busy === 0 && state.log === 0;
  } catch {
    return false;
  }
}

/**
 * While the log isn't written back, the file doesn't change, and new rows go into the log. A child process reads the file: closing it in
 * this process would release SQLite's lock. Returns whether the copy succeeded.
 */
async function copiedBeside(sql: Sql, file: string, to: string, minutes: number): Promise<boolean> {
  sql.script('PRAGMA wal_autocheckpoint = 0');
  try {
    await run(process.execPath, ['-e', copyAndCheck, file, to], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' },
      signal: sql.closed,
      timeout: minutes * 60_000,
      killSignal: 'SIGKILL',
      windowsHide: true,
    });
    // The log was written back when it was closed, maybe into what had not been read.
    return !sql.closed.aborted;
  } catch (error) {
    // The lock of Windows keeps others from reading one part of a file above 1 GB.
    for (const part of ['', '-wal', '-shm']) await rm(`${to}${part}`, { force: true });
    // What took that long here would keep every request waiting for as long.
    if (error instanceof Error && 'killed' in error && error.killed === true)
      throw new StorageFailure(`The database could not be copied within ${minutes} minutes.`, { cause: error });
    return false;
  } finally {
    if (!sql.closed.aborted) sql.script(`PRAGMA wal_autocheckpoint = ${checkpointPages}`);
  }
}
