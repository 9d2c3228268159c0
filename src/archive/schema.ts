/** The file of an archive: an SQLite database with its own application ID, which no program changes once it is complete. */
import { closeSync, openSync, readSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { loadSqlite } from '../service/storage/sqlite.ts';

/** Marks the file as an archive ("MTWA"). */
export const archiveApplicationId = 0x4d545741;
export const archiveVersion = 1;
const magic = 'SQLite format 3\0';
const applicationPlace = 68;
const versionPlace = 60;

/** Why a file can't be used as an archive, in a sentence. */
export class ArchiveRefusal extends Error {
  override readonly name = 'ArchiveRefusal';
}

export const tables = `
  CREATE TABLE archive (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

  -- What was read: files of an import, or operations of an endpoint.
  CREATE TABLE sources (
    seq INTEGER PRIMARY KEY,
    path TEXT NOT NULL,
    format TEXT NOT NULL,
    objects INTEGER NOT NULL
  );

  -- Objects as the API gives them, as JSON; what is not known is absent. Times in it are seconds.
  CREATE TABLE objects (
    seq INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    parent TEXT,
    -- Seconds: what a list of the kind is ordered by.
    at REAL NOT NULL,
    status TEXT,
    source INTEGER NOT NULL,
    content TEXT NOT NULL,
    UNIQUE (kind, id)
  );
  CREATE INDEX objects_listed ON objects (kind, at, seq);
  CREATE INDEX objects_of_parent ON objects (kind, parent, at, seq) WHERE parent IS NOT NULL;

  CREATE TABLE notes (
    source INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (source, kind, text)
  ) WITHOUT ROWID;

  CREATE TABLE conflicts (
    seq INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    field TEXT NOT NULL,
    kept TEXT NOT NULL,
    other TEXT NOT NULL,
    source INTEGER NOT NULL,
    other_source INTEGER NOT NULL
  );
`;

/** What the first bytes say: an archive, a database of something else, or no database. */
export function kindOfFile(file: string): 'archive' | 'newer' | 'other' {
  const header = Buffer.alloc(100);
  const descriptor = openSync(file, 'r');
  try {
    if (readSync(descriptor, header, 0, header.length, 0) < header.length) return 'other';
  } finally {
    closeSync(descriptor);
  }
  if (header.subarray(0, magic.length).toString('latin1') !== magic) return 'other';
  if (header.readUInt32BE(applicationPlace) !== archiveApplicationId) return 'other';
  return header.readUInt32BE(versionPlace) > archiveVersion ? 'newer' : 'archive';
}

/** Opens a complete archive, which stays as it is. Throws ArchiveRefusal, or an error of the file system. */
export function openArchiveFile(file: string): DatabaseSync {
  const kind = kindOfFile(file);
  if (kind === 'other') throw new ArchiveRefusal(`${file} is not an archive.`);
  if (kind === 'newer')
    throw new ArchiveRefusal(`${file} was written by a newer version of MTurk Workbench. Update it.`);
  const { DatabaseSync } = loadSqlite();
  try {
    const database = new DatabaseSync(file, { readOnly: true });
    database.exec('PRAGMA query_only = ON; PRAGMA cache_size = -65536; PRAGMA mmap_size = 268435456;');
    if (database.prepare(`SELECT value FROM archive WHERE name = 'complete'`).get()?.value !== 'true') {
      database.close();
      throw new ArchiveRefusal(`${file} is not complete. Archive the account again to continue it.`);
    }
    return database;
  } catch (error) {
    if (error instanceof ArchiveRefusal) throw error;
    throw new ArchiveRefusal(`${file} is damaged: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
