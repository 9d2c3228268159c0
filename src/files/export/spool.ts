/** Rows put aside in a file while the others are read: what an export holds in memory is where each row is, not what it says. */
import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SpoolPlace {
  readonly offset: number;
  readonly length: number;
}

/** Bytes that are written in one go. */
const pieceSize = 1 << 20;

export class Spool {
  readonly #folder: string;
  readonly #file: number;
  #pending: Buffer[] = [];
  #pendingSize = 0;
  #written = 0;

  private constructor(folder: string, file: number) {
    this.#folder = folder;
    this.#file = file;
  }

  /** Makes an empty one, in a folder that only this user can read. */
  static async open(): Promise<Spool> {
    const folder = await mkdtemp(join(tmpdir(), `mturk-export-${process.pid}-`));
    return new Spool(folder, openSync(join(folder, 'rows'), 'wx+', 0o600));
  }

  /** Puts a value aside. */
  add(value: unknown): SpoolPlace {
    const bytes = Buffer.from(JSON.stringify(value) ?? 'null');
    const place = { offset: this.#written + this.#pendingSize, length: bytes.length };
    this.#pending.push(bytes);
    this.#pendingSize += bytes.length;
    if (this.#pendingSize >= pieceSize) this.#flush();
    return place;
  }

  /** A value that was put aside. */
  read({ offset, length }: SpoolPlace): unknown {
    if (this.#pendingSize > 0) this.#flush();
    const bytes = Buffer.allocUnsafe(length);
    let done = 0;
    while (done < length) {
      const count = readSync(this.#file, bytes, done, length - done, offset + done);
      if (count === 0) throw new Error('the file of rows that were put aside ends early');
      done += count;
    }
    return JSON.parse(bytes.toString());
  }

  /** Removes all of it. */
  async dispose(): Promise<void> {
    closeSync(this.#file);
    await rm(this.#folder, { recursive: true, force: true });
  }

  #flush(): void {
    const bytes = Buffer.concat(this.#pending);
    let done = 0;
    while (done < bytes.length) done += writeSync(this.#file, bytes, done, bytes.length - done, this.#written + done);
    this.#written += bytes.length;
    this.#pending = [];
    this.#pendingSize = 0;
  }
}
