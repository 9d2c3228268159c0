/** The ledger of each profile: a journal file in the extension's own storage. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Ledger } from '../../ledger/ledger.ts';

export class Ledgers {
  readonly #folder: string;
  readonly #open = new Map<string, Ledger>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  of(profileId: string): Ledger {
    const open = this.#open.get(profileId);
    if (open) return open;
    mkdirSync(this.#folder, { recursive: true });
    const ledger = Ledger.inFile(join(this.#folder, `${encodeURIComponent(profileId)}.jsonl`));
    this.#open.set(profileId, ledger);
    return ledger;
  }
}
