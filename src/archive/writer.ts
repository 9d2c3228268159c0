/** Writes an archive: records come in, are merged with what is there, and the file is sealed with its manifest. */
import { chmodSync, existsSync, renameSync, rmSync } from 'node:fs';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { Fields, ImportedRecord, NoteKind, RecordKind } from '../files/imports/importedRows.ts';
import { merge } from '../files/imports/merge.ts';
import { loadSqlite } from '../service/storage/sqlite.ts';
import { checksums, type Manifest, writeManifest } from './manifest.ts';
import { ArchiveRefusal, archiveApplicationId, archiveVersion, kindOfFile, tables } from './schema.ts';
import { completeObjects } from './sealing.ts';

/** Conflicts that are kept with their values; of the rest, the number. */
const mostConflicts = 10_000;
/** Changes in one transaction. */
const perTransaction = 5000;

interface WriterCounts {
  readonly conflicts: number;
  /** Objects that several sources had. */
  readonly merged: number;
}

export class ArchiveWriter {
  readonly database: DatabaseSync;
  readonly #file: string;
  readonly #working: string;
  readonly #statements = new Map<string, StatementSync>();
  #changes = 0;
  #conflicts = 0;
  #merged = 0;
  #source = 0;
  #completed = false;

  private constructor(file: string, working: string, database: DatabaseSync) {
    this.#file = file;
    this.#working = working;
    this.database = database;
    database.exec('BEGIN');
  }

  /** The file that is written until the archive is complete. */
  static workingFile(file: string): string {
    return `${file}.part`;
  }

  /** Begins an archive beside where it is to be. What was left of an earlier attempt is deleted. Throws an error of the file system. */
  static create(file: string): ArchiveWriter {
    const working = ArchiveWriter.workingFile(file);
    for (const ending of ['', '-journal', '-wal', '-shm']) rmSync(working + ending, { force: true });
    const { DatabaseSync } = loadSqlite();
    const database = new DatabaseSync(working);
    // It holds worker IDs and answers.
    if (process.platform !== 'win32') chmodSync(working, 0o600);
    // A file that is left half written is thrown away: nothing has to be on disk before the end.
    database.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;');
    database.exec(
      `${tables} PRAGMA application_id = ${archiveApplicationId}; PRAGMA user_version = ${archiveVersion};`,
    );
    return new ArchiveWriter(file, working, database);
  }

  /** Goes on with an archive that was begun, or begins it; every commit is on disk. Throws ArchiveRefusal for another's file. */
  static resume(file: string): ArchiveWriter {
    const working = ArchiveWriter.workingFile(file);
    const found = existsSync(working);
    if (found && kindOfFile(working) !== 'archive')
      throw new ArchiveRefusal(`${working} is not an incomplete archive.`);
    const { DatabaseSync } = loadSqlite();
    const database = new DatabaseSync(working);
    if (process.platform !== 'win32') chmodSync(working, 0o600);
    database.exec(
      'PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL;',
    );
    if (!found)
      database.exec(
        `BEGIN; ${tables} PRAGMA application_id = ${archiveApplicationId}; PRAGMA user_version = ${archiveVersion}; COMMIT;`,
      );
    const archive = new ArchiveWriter(file, working, database);
    const last = archive.get('SELECT max(seq) AS seq FROM sources');
    archive.#source = Number(last?.seq ?? 0);
    return archive;
  }

  get counts(): WriterCounts {
    return { conflicts: this.#conflicts, merged: this.#merged };
  }

  run(sql: string, ...values: SQLInputValue[]): void {
    this.#prepare(sql).run(...values);
  }

  get(sql: string, ...values: SQLInputValue[]): Record<string, unknown> | undefined {
    return this.#prepare(sql).get(...values);
  }

  /** What comes now comes from here. */
  startSource(path: string, format: string): number {
    this.#source += 1;
    this.run('INSERT INTO sources (seq, path, format, objects) VALUES (?, ?, ?, 0)', this.#source, path, format);
    return this.#source;
  }

  add(record: ImportedRecord): void {
    const { kind, id, fields } = record;
    const known = this.get('SELECT seq, content, source, parent FROM objects WHERE kind = ? AND id = ?', kind, id);
    if (!known) {
      this.run(
        'INSERT INTO objects (kind, id, parent, at, status, source, content) VALUES (?, ?, ?, ?, ?, ?, ?)',
        kind,
        id,
        record.parent ?? null,
        orderOf(kind, fields),
        statusOf(kind, fields),
        this.#source,
        JSON.stringify(fields),
      );
    } else this.#merge(record, known);
    this.run('UPDATE sources SET objects = objects + 1 WHERE seq = ?', this.#source);
    this.#changed();
  }

  /** Puts an object in the place of what was known of it: the endpoint itself says so. */
  put(record: ImportedRecord): void {
    const { kind, id, fields } = record;
    this.run(
      `INSERT INTO objects (kind, id, parent, at, status, source, content) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (kind, id) DO UPDATE SET parent = excluded.parent, at = excluded.at, status = excluded.status, content = excluded.content`,
      kind,
      id,
      record.parent ?? null,
      orderOf(kind, fields),
      statusOf(kind, fields),
      this.#source,
      JSON.stringify(fields),
    );
  }

  note(kind: NoteKind, text: string, count = 1): void {
    this.run(
      `INSERT INTO notes (source, kind, text, count) VALUES (?, ?, ?, ?)
       ON CONFLICT (source, kind, text) DO UPDATE SET count = count + excluded.count`,
      this.#source,
      kind,
      text.slice(0, 300),
      count,
    );
  }

  conflict(kind: RecordKind, id: string, field: string, kept: unknown, other: unknown, source: number): void {
    this.#conflicts += 1;
    if (this.#conflicts > mostConflicts) return;
    this.run(
      'INSERT INTO conflicts (kind, id, field, kept, other, source, other_source) VALUES (?, ?, ?, ?, ?, ?, ?)',
      kind,
      id,
      field,
      short(kept),
      short(other),
      source,
      this.#source,
    );
  }

  set(name: string, value: string): void {
    this.run(
      'INSERT INTO archive (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      name,
      value,
    );
  }

  value(name: string): string | undefined {
    const found = this.get('SELECT value FROM archive WHERE name = ?', name);
    return found && String(found.value);
  }

  /** Writes what was done since the last time to the file. */
  commit(): void {
    this.database.exec('COMMIT; BEGIN');
    this.#changes = 0;
  }

  /** Adds what follows from all that was read; once. */
  complete(): void {
    if (!this.#completed) completeObjects(this);
    this.#completed = true;
  }

  /** Completes the archive and gives it its name. What had that name is replaced. */
  finish(about: Omit<Manifest, 'checksums' | 'counts'>): Manifest {
    this.complete();
    const manifest = { ...about, ...checksums(this.database) };
    writeManifest(this, manifest);
    this.set('conflicts', String(this.#conflicts));
    this.set('complete', 'true');
    this.database.exec('COMMIT; PRAGMA optimize; PRAGMA journal_mode = DELETE; PRAGMA locking_mode = NORMAL;');
    this.close();
    renameSync(this.#working, this.#file);
    return manifest;
  }

  close(): void {
    this.#statements.clear();
    if (!this.database.isOpen) return;
    if (this.database.isTransaction) this.database.exec('COMMIT');
    this.database.close();
  }

  /** Leaves nothing behind. */
  abandon(): void {
    this.#statements.clear();
    if (this.database.isOpen) this.database.close();
    for (const ending of ['', '-journal', '-wal', '-shm']) rmSync(this.#working + ending, { force: true });
  }

  #merge({ kind, id, fields, parent }: ImportedRecord, known: Record<string, unknown>): void {
    const merged = merge(kind, JSON.parse(String(known.content)) as Fields, fields);
    if (Number(known.source) !== this.#source) this.#merged += 1;
    if (merged.changed || (parent && known.parent === null))
      this.run(
        'UPDATE objects SET content = ?, parent = COALESCE(parent, ?), at = ?, status = ? WHERE seq = ?',
        JSON.stringify(merged.fields),
        parent ?? null,
        orderOf(kind, merged.fields),
        statusOf(kind, merged.fields),
        Number(known.seq),
      );
    for (const { field, kept, other } of merged.conflicts)
      this.conflict(kind, id, field, kept, other, Number(known.source));
  }

  #changed(): void {
    this.#changes += 1;
    if (this.#changes >= perTransaction) this.commit();
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

function short(value: unknown): string {
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 500);
}

function orderOf(kind: RecordKind, fields: Fields): number {
  const names = kind === 'HIT' || kind === 'QualificationType' ? ['CreationTime'] : ['SubmitTime', 'GrantTime', 'At'];
  for (const name of names) if (typeof fields[name] === 'number') return fields[name];
  return 0;
}

function statusOf(kind: RecordKind, fields: Fields): string | null {
  const name = { HIT: 'HITStatus', Assignment: 'AssignmentStatus', Qualification: 'Status' }[String(kind)];
  const value = name === undefined ? undefined : fields[name];
  return typeof value === 'string' ? value : null;
}
