/** The ledger of each profile: a journal file in the extension's own storage. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Claims } from '../../ledger/claims.ts';
import type { Ledger } from '../../ledger/ledger.ts';

export class Ledgers {
  readonly #folder: string;
  readonly #open = new Map<string, Promise<Ledger>>();
  readonly #claims = new Map<string, Claims>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** One ledger for each profile; the same for all who ask. */
  of(profileId: string): Promise<Ledger> {
    const open = this.#open.get(profileId) ?? this.#load(profileId);
    this.#open.set(profileId, open);
    return open;
  }

  /** What acts of a profile are under way in this window. */
  claimsOf(profileId: string): Claims {
    const claims = this.#claims.get(profileId) ?? new Claims();
    this.#claims.set(profileId, claims);
    return claims;
  }

  async #load(profileId: string): Promise<Ledger> {
    mkdirSync(this.#folder, { recursive: true });
    const { Ledger } = await import('../../ledger/ledger.ts');
    return Ledger.inFile(join(this.#folder, `${encodeURIComponent(profileId)}.jsonl`));
  }
}
