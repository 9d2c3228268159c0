/** The files that a definition names, read through whoever has them: an editor with unsaved text, a terminal, a test. */
import { type DataFormat, type DataTable, largestData } from './dataTable.ts';
import { Lines, type Problem } from './problems.ts';
import { readDataTable } from './readDataTable.ts';
import { shared } from './sharedWork.ts';
import { decodeText } from './utf8.ts';

export type ReadFile =
  /** `version` differs when the content does: a document's version, a file's size and time. */
  | { readonly ok: true; readonly version: string; readonly content: () => Promise<string | Uint8Array> }
  /** `missing`: there is no such file. `words` says why otherwise, a clause. */
  | { readonly ok: false; readonly missing: boolean; readonly words: string; readonly size?: number };

export interface FileReader {
  /** Looks for a file by its path, as the definition names it. Never rejects. Files over `most` bytes are not read. */
  find(path: string, most: number): Promise<ReadFile>;
}

/** Bytes. A template is at most a Question of 65,535 bytes and what is replaced in it. */
const largestText = 4_000_000;

export interface LoadedFile {
  readonly path: string;
  readonly version: string;
  readonly text: string;
  readonly lines: Lines;
  /** What kept it from being read as text. */
  readonly problem: Problem | undefined;
}

const mostMade = 4;

type Found = { readonly ok: true; readonly file: LoadedFile } | (ReadFile & { readonly ok: false });

/** Files that were read before, so that a keystroke in the definition reads none of them again. Holds the last version of each. */
export class FileCache {
  readonly #files = new Map<string, LoadedFile>();
  readonly #tables = new WeakMap<LoadedFile, Promise<DataTable>>();
  readonly #made = new Map<string, Promise<object>>();
  readonly #ids = new WeakMap<object, number>();
  #lastId = 0;
  /** Of files that a definition no longer names, the oldest go. */
  readonly #most: number;

  constructor(most = 8) {
    this.#most = most;
  }

  /** A text file; a cached one where its version is the same. Never rejects. */
  async text(reader: FileReader, path: string, most = largestText): Promise<Found> {
    const found = await reader.find(path, most);
    if (!found.ok) {
      this.#files.delete(path);
      return found;
    }
    const known = this.#files.get(path);
    if (known?.version === found.version) return { ok: true, file: known };
    try {
      const content = await found.content();
      const file = loaded(path, found.version, content);
      this.#keep(path, file);
      return { ok: true, file };
    } catch (error) {
      return { ok: false, missing: false, words: error instanceof Error ? error.message : String(error) };
    }
  }

  /** A data file as rows. Rejects only with the signal's reason. */
  async table(file: LoadedFile, format: DataFormat, signal?: AbortSignal): Promise<DataTable> {
    const known = this.#tables.get(file);
    if (known) return shared(known, signal, () => this.table(file, format, signal));
    const reading = readDataTable(file.text, format, signal);
    this.#tables.set(file, reading);
    // An aborted reading is begun again by the next who asks.
    reading.catch(() => this.#tables.delete(file));
    return reading;
  }

  /** What was made of a definition and its files, while its key is the same: the last ones alone. */
  async made<T extends object>(key: readonly unknown[], make: () => Promise<T>): Promise<T> {
    const name = JSON.stringify(key.map(each => (typeof each === 'object' && each !== null ? this.#idOf(each) : each)));
    const known = this.#made.get(name) as Promise<T> | undefined;
    if (known) return known;
    const making = make();
    this.#made.set(name, making);
    making.catch(() => this.#made.delete(name));
    for (const oldest of this.#made.keys()) {
      if (this.#made.size <= mostMade) break;
      this.#made.delete(oldest);
    }
    return making;
  }

  #idOf(thing: object): number {
    const id = this.#ids.get(thing) ?? ++this.#lastId;
    this.#ids.set(thing, id);
    return id;
  }

  #keep(path: string, file: LoadedFile): void {
    this.#files.delete(path);
    this.#files.set(path, file);
    for (const oldest of this.#files.keys()) {
      if (this.#files.size <= this.#most) break;
      this.#files.delete(oldest);
    }
  }
}

export { largestData, largestText };

function loaded(path: string, version: string, content: string | Uint8Array): LoadedFile {
  const decoded = typeof content === 'string' ? ({ ok: true, text: content } as const) : decodeText(content);
  if (decoded.ok) return { path, version, text: decoded.text, lines: new Lines(decoded.text), problem: undefined };
  const { message, line, column } = decoded;
  const problem: Problem = {
    code: 'encoding',
    severity: 'error',
    message,
    file: path,
    span: { start: 0, end: 0 },
    line,
    column,
  };
  return { path, version, text: '', lines: new Lines(''), problem };
}
