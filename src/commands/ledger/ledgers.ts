/** The ledger of each profile: a journal file in the extension's own storage. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Ledger } from '../../ledger/ledger.ts';

export class Ledgers {
  readonly #folder: string;
  readonly #open = new Map<string, Promise<Ledger>>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** One ledger for each profile; the same for all who ask. */
  of(profileId: string): Promise<Ledger> {
    const open = this.#open.get(profileId) ?? this.#load(profileId);
    this.#open.set(profileId, open);
    return open;
  }

  async #load(profileId: string): Promise<Ledger> {
    mkdirSync(this.#folder, { recursive: true });
    const { Ledger } = await import('../../ledger/ledger.ts');
    return Ledger.inFile(join(this.#folder, `${encodeURIComponent(profileId)}.jsonl`));
  }
}
