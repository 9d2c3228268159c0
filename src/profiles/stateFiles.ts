/** Files in the extension's storage that keep the last known state of each profile, and what the user noted. */
import { createReadStream } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { StateFile } from '../account/account.ts';
import type { NotesFile } from '../account/notes.ts';
import { notesFile } from './noteFiles.ts';

export class StateFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  of(profileId: string): StateFile {
    const path = this.#path(profileId);
    return {
      async *read() {
        const input = createReadStream(path, 'utf8');
        try {
          yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
        } finally {
          input.destroy();
        }
      },
      write: async lines => {
        await mkdir(this.#folder, { recursive: true });
        // Another window may be writing too: each has its own file until it is whole.
        const whole = `${path}.${process.pid}`;
        try {
          await writeFile(whole, withBreaks(lines), { mode: 0o600 });
          await rename(whole, path);
        } catch (error) {
          await rm(whole, { force: true });
          throw error;
        }
      },
    };
  }

  notesOf(profileId: string): NotesFile {
    return notesFile(this.#folder, notesName(profileId));
  }

  async remove(profileId: string): Promise<void> {
    await rm(this.#path(profileId), { force: true });
  }

  async removeNotes(profileId: string): Promise<void> {
    await rm(join(this.#folder, notesName(profileId)), { force: true });
  }

  #path(profileId: string): string {
    return join(this.#folder, `${encodeURIComponent(profileId)}.jsonl`);
  }
}

function notesName(profileId: string): string {
  return `${encodeURIComponent(profileId)}.notes`;
}

async function* withBreaks(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}
