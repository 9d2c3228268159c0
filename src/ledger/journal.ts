/** The journal of a profile: what its lines add up to, and the only way to add to them. */
import { setImmediate as turn } from 'node:timers/promises';
import { Appender } from './appender.ts';
import { type Held, isHeld, type JournalLock } from './journalLock.ts';
import type { JournalStore } from './journalStore.ts';
import { type Plan, Plans } from './planState.ts';
import { DamagedLine, formatLine, JournalProblem, type Line, parseLine } from './records.ts';

const chunkSize = 1 << 18;
const newline = 10;
/** The longest line that this or any version writes is a HIT with its question, some hundred kB. */
const longestLine = 4 << 20;
/** So many damaged lines are named; a file full of them is not a journal. */
const mostDamage = 1_000;

/** Another window, or another process, is at work with this journal. */
export class JournalInUse extends JournalProblem {}

export interface JournalWriter {
  /** Adds lines that survive the end of this process. */
  write(lines: readonly Line[]): Promise<void>;
  /** Adds lines that survive a power cut. */
  writeDurably(lines: readonly Line[]): Promise<void>;
}

export class Journal {
  readonly #store: JournalStore;
  readonly #lock: JournalLock;
  #plans = new Plans();
  /** Up to here the file has been read; always the beginning of a line. */
  #position = 0;
  #line = 0;
  #damage: string[] = [];
  #reading: Promise<void> | undefined;
  #open: { readonly held: Held; readonly writer: JournalWriter; users: number } | undefined;
  #opening: Promise<unknown> = Promise.resolve();
  /** A write failed: what is in memory may be more than what is in the file. */
  #broken = false;

  constructor(store: JournalStore, lock: JournalLock) {
    this.#store = store;
    this.#lock = lock;
  }

  /** As of the last `refresh`, with what this process has written since. */
  get plans(): Iterable<Plan> {
    return this.#plans;
  }

  plan(id: string): Plan | undefined {
    return this.#plans.get(id);
  }

  /** Lines that could not be read, in words. They are passed over. */
  get damage(): readonly string[] {
    return this.#damage;
  }

  /** Reads what was added since. Throws JournalProblem if a newer version wrote it. */
  refresh(): Promise<void> {
    // While this process writes, it knows every line.
    if (this.#open) return Promise.resolve();
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  /** Whether anybody is writing now: this process, another window. */
  async writer(): Promise<'nobody' | 'here' | 'elsewhere'> {
    if (this.#open) return 'here';
    return (await this.#lock.owner()) ? 'elsewhere' : 'nobody';
  }

  /**
   * Calls `job` with the writer. The lock is taken for the first of the jobs that overlap and released after the last. Rejects
   * with JournalInUse while another process has it.
   */
  async writing<T>(job: (writer: JournalWriter) => Promise<T>): Promise<T> {
    const open = await this.#acquire();
    try {
      return await job(open.writer);
    } finally {
      await this.#exclusively(() => this.#release());
    }
  }

  #acquire(): Promise<{ readonly writer: JournalWriter }> {
    return this.#exclusively(async () => {
      if (this.#open) {
        this.#open.users += 1;
        return this.#open;
      }
      const held = await this.#lock.take();
      if (!isHeld(held))
        throw new JournalInUse(
          `another window is using this profile’s ledger (process ${held.pid}${held.host ? ` on ${held.host}` : ''}); wait until it is done`,
        );
      try {
        // What is read now can't change until the lock is released.
        await this.#reading?.catch(() => {});
        await this.#read();
        if ((await this.#store.size()) > this.#position) await this.#store.truncate(this.#position);
      } catch (error) {
        await held.release();
        throw error;
      }
      this.#open = { held, writer: this.#writer(held), users: 1 };
      return this.#open;
    });
  }

  async #release(): Promise<void> {
    if (!this.#open) return;
    this.#open.users -= 1;
    if (this.#open.users > 0) return;
    const { held } = this.#open;
    this.#open = undefined;
    if (this.#broken) this.#forget();
    await this.#store.close();
    await held.release();
  }

  /** Taking and releasing the lock never overlap within a process. */
  #exclusively<T>(job: () => Promise<T>): Promise<T> {
    const result = this.#opening.then(job);
    this.#opening = result.catch(() => {});
    return result;
  }

  #writer(held: Held): JournalWriter {
    const appender = new Appender(this.#store, async () => {
      if (!(await held.mine()))
        throw new JournalInUse('another window has taken over this profile’s ledger while this one was suspended');
    });
    const add = async (lines: readonly Line[], write: (text: string) => Promise<void>): Promise<void> => {
      let text = '';
      for (const [index, line] of lines.entries()) {
        // A plan of ten thousand operations must not stop the window.
        if (index % 500 === 499) await turn();
        text += formatLine(line);
        this.#take(line);
      }
      this.#position += Buffer.byteLength(text);
      this.#line += lines.length;
      try {
        await write(text);
      } catch (error) {
        this.#broken = true;
        throw error instanceof JournalProblem ? error : new JournalProblem(words(error), { cause: error });
      }
    };
    return {
      write: lines => add(lines, text => appender.write(text)),
      writeDurably: lines => add(lines, text => appender.writeDurably(text)),
    };
  }

  /** The next reading begins at the beginning. */
  #forget(): void {
    this.#broken = false;
    this.#plans = new Plans();
    this.#position = 0;
    this.#line = 0;
    this.#damage = [];
  }

  async #read(): Promise<void> {
    const size = await this.#store.size();
    // A file that shrank is another one.
    if (size < this.#position) this.#forget();
    let rest: Uint8Array[] = [];
    let length = 0;
    let position = this.#position;
    while (position < size) {
      const chunk = await this.#store.read(position, Math.min(chunkSize, size - position));
      if (chunk.length === 0) break;
      const end = chunk.lastIndexOf(newline) + 1;
      if (end > 0) {
        const tooLong = length > longestLine;
        const begin = tooLong ? chunk.indexOf(newline) + 1 : 0;
        if (tooLong) this.#passOver(`it is longer than ${longestLine >> 20} MB`);
        const lines = Buffer.concat([...rest, chunk.subarray(begin, end)]).toString('utf8');
        for (const line of lines.split('\n')) if (line !== '') this.#readLine(line);
        this.#position = position + end;
        rest = [];
        length = 0;
      }
      position += chunk.length;
      length += chunk.length - end;
      // What is too long need not be kept: its end alone is looked for.
      if (length > longestLine) rest = [];
      else if (end < chunk.length) rest.push(chunk.subarray(end));
    }
  }

  #passOver(words: string): void {
    this.#line += 1;
    this.#addDamage(words);
  }

  #addDamage(words: string): void {
    if (this.#damage.length < mostDamage) this.#damage.push(`line ${this.#line}: ${words}`);
    else if (this.#damage.length === mostDamage) this.#damage.push('and more lines after these');
  }

  #readLine(text: string): void {
    this.#line += 1;
    try {
      this.#take(parseLine(text));
    } catch (error) {
      if (!(error instanceof DamagedLine)) {
        const line = this.#line;
        this.#forget();
        throw error instanceof JournalProblem ? new JournalProblem(`line ${line}: ${error.message}`) : error;
      }
      this.#addDamage(error.message);
    }
  }

  #take(line: Line): void {
    const problem = this.#plans.add(line);
    if (problem) this.#addDamage(problem);
  }
}

function words(error: unknown): string {
  return `the ledger can’t be written: ${error instanceof Error ? error.message : String(error)}`;
}
