/** What the page keeps over a reload: what it shows and how it is looked at. Never data. */
import { type ReviewContract, type ReviewIdentity, readIdentity } from '../../panels/review/contract.ts';
import { groupings } from '../../review/arrangeRows.ts';
import type { Host } from '../base/host.ts';
import { readLayout } from './columnLayout.ts';
import { defaultPreferences, type GridPreferences } from './gridModel.ts';

/** Pixels: where the grid is narrower, the whole assignment shows when somebody asks for it, below the rows. */
const roomForReader = 1100;

export interface Kept {
  readonly preferences: GridPreferences;
  readonly reader: boolean;
}

export class KeptState {
  readonly #host: Host<ReviewContract>;
  #identity: ReviewIdentity | undefined;
  #kept: Kept;

  constructor(host: Host<ReviewContract>) {
    this.#host = host;
    const before = record(host.readState());
    this.#identity = readIdentity(before);
    const reader = typeof before.reader === 'boolean' ? before.reader : window.innerWidth >= roomForReader;
    this.#kept = { preferences: readPreferences(before.preferences), reader };
  }

  get kept(): Kept {
    return this.#kept;
  }

  identify(identity: ReviewIdentity): void {
    this.#identity = identity;
    this.#keep();
  }

  keep(part: Partial<Kept>): void {
    this.#kept = { ...this.#kept, ...part };
    this.#keep();
  }

  #keep(): void {
    if (this.#identity) this.#host.keepState({ ...this.#identity, ...this.#kept });
  }
}

export function readPreferences(value: unknown): GridPreferences {
  const { search, columnSearches, sortings, grouping, layout } = record(value);
  const searches = Object.entries(record(columnSearches)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return {
    search: typeof search === 'string' ? search : defaultPreferences.search,
    columnSearches: Object.fromEntries(searches),
    sortings: (Array.isArray(sortings) ? sortings : [])
      .map(record)
      .flatMap(({ column, descending }) =>
        typeof column === 'string' ? [{ column, descending: descending === true }] : [],
      ),
    grouping: groupings.find(each => each === grouping) ?? defaultPreferences.grouping,
    layout: readLayout(layout),
  };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
