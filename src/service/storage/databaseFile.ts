/** What is asked about a database file before SQLite may write to it: another program's file must stay as it is. */
import { chmodSync, closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';

/** Why a database file can't be used, in words for a person. */
export class DatabaseRefusal extends Error {
  override readonly name = 'DatabaseRefusal';
  readonly reason: 'notADatabase' | 'inUse' | 'newerSchema' | 'unsupportedNode' | 'damaged' | 'unreadable';

  constructor(reason: DatabaseRefusal['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

/** Marks the file as Local's ("MTWL"). */
export const applicationId = 0x4d54574c;

const magic = 'SQLite format 3\0';
const headerSize = 105;
const versionPlace = 60;
const applicationPlace = 68;
/** The schema’s table begins here: the kind of its first page, and two places on the number of its rows. */
const schemaPlace = 100;
const leafPage = 0x0d;

/**
 * Makes a file ready to be opened: creates it for this user alone, because it holds keys and answers, and takes other users' access
 * away from an older one. Throws DatabaseRefusal for a file of another program, which stays untouched, or an error of the file system.
 */
export function prepareFile(module: typeof import('node:sqlite'), file: string): void {
  const descriptor = openSync(file, 'a+', 0o600);
  let header: Buffer;
  try {
    header = Buffer.alloc(headerSize);
    const size = readSync(descriptor, header, 0, headerSize, 0);
    if (size > 0 && header.subarray(0, Math.min(size, magic.length)).toString('latin1') !== magic.slice(0, size))
      throw new DatabaseRefusal('notADatabase', `${file} is not a database.`);
    if (fstatSync(descriptor).size > 0 && !isOurs(module, file, header))
      throw new DatabaseRefusal('notADatabase', `${file} is a database of another program.`);
  } finally {
    closeSync(descriptor);
  }
  // Windows keeps files of a user's folders from other users by itself.
  if (process.platform !== 'win32') chmodSync(file, 0o600);
}

/** By the header of the format (sqlite.org/fileformat.html), because opening a file may already write beside it. */
function isOurs(module: typeof import('node:sqlite'), file: string, header: Buffer): boolean {
  const application = header.readUInt32BE(applicationPlace);
  if (application !== 0) return application === applicationId;
  if (header.readUInt32BE(versionPlace) !== 0) return false;
  // A crash right after the beginning leaves our marks in the log, which only SQLite can read.
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false });
  if (!log || log.size === 0) return header[schemaPlace] === leafPage && header.readUInt16BE(schemaPlace + 3) === 0;
  const database = new module.DatabaseSync(file, { readOnly: true });
  try {
    const value = (query: string): number => Number(Object.values(database.prepare(query).get() ?? {})[0]);
    return value('PRAGMA application_id') === applicationId || value('SELECT count(*) FROM sqlite_schema') === 0;
  } finally {
    database.close();
  }
}
