/** A thin, typed layer over node:sqlite: opening with clear refusals, cached statements, transactions. */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { DatabaseRefusal, prepareFile } from './databaseFile.ts';

export { DatabaseRefusal } from './databaseFile.ts';

/** The database can't be written or read just now: nothing of the transaction has happened, and it may be tried again. */
export class StorageFailure extends Error {
  override readonly name = 'StorageFailure';
}

export type Row = Readonly<Record<string, unknown>>;
type Parameter = SQLInputValue | undefined;

export interface Sql {
  all(sql: string, ...parameters: Parameter[]): Row[];
  get(sql: string, ...parameters: Parameter[]): Row | undefined;
  /** Gives the rowid of an insert. */
  run(sql: string, ...parameters: Parameter[]): number;
  script(sql: string): void;
  transaction<T>(work: () => T): T;
  savepoint<T>(work: () => T): T;
  /** Aborted by `close`. */
  readonly closed: AbortSignal;
  close(): void;
}

/**
 * Opens a database file, or one in memory, for this process alone: the lock is the operating system's, so it ends with the
 * process however that ends. A commit is on disk when it returns. Throws DatabaseRefusal.
 */
export function openSql(file: string | undefined): Sql {
  const module = loadSqlite();
  const database = open(module, file);
  const closing = new AbortController();
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    const known = statements.get(sql);
    if (known) return known;
    const statement = database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  const bind = (parameters: readonly Parameter[]): SQLInputValue[] => parameters.map(value => value ?? null);

  const undoable = <T>(begin: string, commit: string, undo: string, work: () => T): T => {
    database.exec(begin);
    try {
      const result = work();
      database.exec(commit);
      return result;
    } catch (error) {
      // Some failures, a full disk among them, have already ended the whole transaction.
      const lost = !database.isTransaction;
      if (!lost) database.exec(undo);
      if (error instanceof StorageFailure || (!lost && !isStorageFailure(error))) throw error;
      const words = error instanceof Error ? error.message : String(error);
      throw new StorageFailure(`The database could not be used: ${words}.`, { cause: error });
    }
  };

  return {
    all: (sql, ...parameters) => prepare(sql).all(...bind(parameters)),
    get: (sql, ...parameters) => prepare(sql).get(...bind(parameters)),
    run: (sql, ...parameters) => Number(prepare(sql).run(...bind(parameters)).lastInsertRowid),
    script: sql => database.exec(sql),
    transaction: work => undoable('BEGIN', 'COMMIT', 'ROLLBACK', work),
    savepoint: work => undoable('SAVEPOINT job', 'RELEASE job', 'ROLLBACK TO job; RELEASE job', work),
    closed: closing.signal,
    close: () => {
      closing.abort();
      if (database.isOpen) database.close();
    },
  };
}

/** Node's own SQLite. Throws DatabaseRefusal where there is none. */
export function loadSqlite(): typeof import('node:sqlite') {
  const module: typeof import('node:sqlite') | undefined = process.getBuiltinModule?.('node:sqlite');
  if (!module)
    throw new DatabaseRefusal(
      'unsupportedNode',
      `This Node.js (${process.version}) has no SQLite built in: Local needs Node.js 22.13 or later.`,
    );
  return module;
}

function open(module: typeof import('node:sqlite'), file: string | undefined): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    if (file !== undefined) prepareFile(module, file);
    database = new module.DatabaseSync(file ?? ':memory:');
    database.exec(`
      PRAGMA busy_timeout = 0;
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA foreign_keys = ON;
      PRAGMA temp_store = MEMORY;
      BEGIN IMMEDIATE; COMMIT;
    `);
    return database;
  } catch (error) {
    database?.close();
    throw error instanceof DatabaseRefusal ? error : refusal(file ?? ':memory:', error);
  }
}

// SQLite's primary result codes.
const busy = 5;
const corrupt = 11;
const notADatabase = 26;
/** BUSY, LOCKED, NOMEM, READONLY, IOERR, FULL, CANTOPEN. */
const storageFailures: readonly number[] = [busy, 6, 7, 8, 10, 13, 14];

/** SQLite's primary result code; 0 for an error that isn't SQLite's. */
function codeOf(error: unknown): number {
  return typeof error === 'object' && error !== null && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
}

/** Whether SQLite came upon something in the file that can't be. */
export function isDamage(error: unknown): boolean {
  const code = codeOf(error instanceof StorageFailure ? error.cause : error);
  return code === corrupt || code === notADatabase;
}

function isStorageFailure(error: unknown): boolean {
  return storageFailures.includes(codeOf(error));
}

function refusal(file: string, error: unknown): DatabaseRefusal {
  const code = codeOf(error);
  if (code === busy) return new DatabaseRefusal('inUse', `${file} is in use by another process.`);
  if (code === notADatabase) return new DatabaseRefusal('notADatabase', `${file} is not a database.`);
  if (code === corrupt) return new DatabaseRefusal('damaged', `${file} is damaged.`);
  const words = error instanceof Error ? error.message : String(error);
  return new DatabaseRefusal('unreadable', `${file} can't be opened: ${words}.`);
}
