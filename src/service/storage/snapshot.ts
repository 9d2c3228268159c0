/** Copies the database as it is now, while requests are answered. */
import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Sql } from './sqlite.ts';

const run = promisify(execFile);

/** `COPYFILE_FICLONE`: where the file system can, the copy shares its blocks. */
const copyFile = 'require("node:fs").copyFileSync(process.argv[1], process.argv[2], 2)';

/** Pages after which SQLite writes its log back by itself; its own default. */
const checkpointPages = 1000;

/**
 * Returns how to copy the database of a file, or one in memory, to a path. What is written while a copy runs is not in it. One copy
 * runs at a time. Throws what SQLite throws where there is no room.
 */
export function snapshots(sql: Sql, file: string | undefined): (to: string) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return to => {
    const copied = last.then(async () => {
      if (file !== undefined && (await copiedBeside(sql, file, to))) return;
      sql.run('VACUUM INTO ?', to);
    });
    last = copied.catch(() => undefined);
    return copied;
  };
}

/**
 * While the log isn't written back, the file stays as it is, and new rows are in the log alone. A process of its own reads it: closing
 * the file in this one would end the lock that SQLite has on it. Returns whether that went well.
 */
async function copiedBeside(sql: Sql, file: string, to: string): Promise<boolean> {
  const state = sql.get('PRAGMA wal_checkpoint(TRUNCATE)');
  if (state?.busy !== 0) return false;
  sql.script('PRAGMA wal_autocheckpoint = 0');
  try {
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' };
    await run(process.execPath, ['-e', copyFile, file, to], { env });
    // The log was written back when it was closed, maybe into what had not been read.
    return sql.isOpen();
  } catch {
    // The lock of Windows keeps others from reading one part of a file above 1 GB.
    await rm(to, { force: true });
    return false;
  } finally {
    if (sql.isOpen()) sql.script(`PRAGMA wal_autocheckpoint = ${checkpointPages}`);
  }
}
