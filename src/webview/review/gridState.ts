/** What the page saves over a reload: which selection it shows, and how. Never data. */
import { type ReviewContract, type ReviewIdentity, readIdentity } from '../../panels/review/contract.ts';
import { groupings } from '../../review/arrangeRows.ts';
import type { Host } from '../base/host.ts';
import { readLayout } from './columnLayout.ts';
import { defaultPreferences, type GridPreferences } from './gridModel.ts';

/** Pixels: where the grid is narrower, the whole assignment shows when somebody asks for it, below the rows. */
const roomForReader = 1100;

export interface GridSettings {
  readonly preferences: GridPreferences;
  readonly reader: boolean;
}

export class GridState {
  readonly #host: Host<ReviewContract>;
  #identity: ReviewIdentity | undefined;
  #settings: GridSettings;

  constructor(host: Host<ReviewContract>) {
    this.#host = host;
    const before = record(host.readState());
    this.#identity = readIdentity(before);
    const reader = typeof before.reader === 'boolean' ? before.reader : window.innerWidth >= roomForReader;
    this.#settings = { preferences: readPreferences(before.preferences), reader };
  }

  get settings(): GridSettings {
    return this.#settings;
  }

  identify(identity: ReviewIdentity): void {
    this.#identity = identity;
    this.#save();
  }

  change(part: Partial<GridSettings>): void {
    this.#settings = { ...this.#settings, ...part };
    this.#save();
  }

  #save(): void {
    if (this.#identity) this.#host.saveState({ ...this.#identity, ...this.#settings });
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
