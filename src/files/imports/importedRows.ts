/**
 * What an import reads, whatever program wrote it: objects of the API, each with what its source knows and nothing else. What a
 * source does not say is absent, so that unknown stays unknown.
 */

const recordKinds = [
  'HIT',
  'Assignment',
  'BonusPayment',
  'QualificationType',
  'Qualification',
  'QualificationRequest',
  'WorkerBlock',
  'ReviewPolicyResult',
  'Account',
  'Inputs',
  'InputRow',
  'ResultFile',
  'ResultRow',
  'Worker',
  'HITType',
  'NotificationSetting',
  'Message',
  'Event',
] as const;
export type RecordKind = (typeof recordKinds)[number];

/** A member of an object: text as the API has it, counts, times in seconds since the epoch, amounts as `0.50`, lists and trees as JSON. */
export type FieldValue = string | number | boolean | readonly unknown[] | { readonly [name: string]: unknown };
export type Fields = Readonly<Record<string, FieldValue>>;

export type SavedEnvironment = 'sandbox' | 'production';

export interface ImportedRecord {
  readonly kind: RecordKind;
  /** Names the object within its kind. */
  readonly id: string;
  /** What it belongs to: the HIT of an assignment, the assignment of a bonus, the type of a qualification. */
  readonly parent?: string | undefined;
  readonly fields: Fields;
  /** Where the source says which service it comes from. Objects of the two are never merged. */
  readonly environment?: SavedEnvironment | undefined;
}

/** `dropped` was read and can't be carried over, `unread` was not understood, `assumed` was read in one of several ways. */
export type NoteKind = 'dropped' | 'unread' | 'assumed';

/** Takes what a reader finds in one source. */
export interface Sink {
  add(record: ImportedRecord): void;
  /** The same note again only raises its count. */
  note(kind: NoteKind, text: string, count?: number): void;
  /** How times without a zone are read. */
  readonly zone: Zone;
}

/** `UTC`, or a name of the time zone database. */
export type Zone = string;

/** Ends an import: nothing of it stays. The message names the file and says what to do. */
export class ImportProblem extends Error {
  override readonly name = 'ImportProblem';
}

/** A file of the chosen ones; the path has slashes and starts at what was chosen. */
export interface SourceFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** The first bytes, at most 256 kB. */
  head(): Promise<Uint8Array>;
  chunks(): AsyncIterable<Uint8Array>;
  /** Opens it as an SQLite database, for reading only. Rejects with ImportProblem. */
  database(): Promise<Tables>;
}

/** A database that is read and never written. */
export interface Tables {
  /** Column names by table. */
  readonly columns: ReadonlyMap<string, readonly string[]>;
  rows(table: string): Iterable<Readonly<Record<string, unknown>>>;
  close(): void;
}

/** One thing to read: a file, or a folder of files that belong together. */
export interface Source {
  /** Shown in the summary. */
  readonly path: string;
  /** Which program wrote it. */
  readonly format: string;
  /** The files that it is made of: no other reader looks at them. */
  readonly files: readonly SourceFile[];
  read(sink: Sink): Promise<void>;
}

/** Finds what it can read among files. Looks at names and first bytes only. */
export type Finder = (files: readonly SourceFile[]) => Promise<readonly Source[]>;

export function fileName({ path }: Pick<SourceFile, 'path'>): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The folder of a file with its last slash; empty at the top. */
export function folderOf({ path }: Pick<SourceFile, 'path'>): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
