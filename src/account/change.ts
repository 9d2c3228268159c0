/** What an account tells its listeners: ids only. They read the account for the rest. */

export interface Change {
  /** HITs came or went. */
  readonly listing: boolean;
  /** How fresh the listing or the review is has changed. */
  readonly freshness: boolean;
  /** HITs whose own facts or counts changed. */
  readonly hits: ReadonlySet<string>;
  /** HITs whose assignments, or their freshness, changed. */
  readonly assignments: ReadonlySet<string>;
  /** Blocks, qualifications held or bonuses changed. */
  readonly workers: boolean;
  readonly balance: boolean;
  /** Assignments whose note or mark changed. Their HITs are among `assignments`. */
  readonly notes: ReadonlySet<string>;
}

/** HITs that were read again after an operation. */
export interface Touched {
  readonly hitIds: ReadonlySet<string>;
  /** Those that said something else than before the operation. */
  readonly changed: ReadonlySet<string>;
}

const nothing: ReadonlySet<string> = new Set();

export function changeOf(part: Partial<Change>): Change {
  return {
    listing: false,
    freshness: false,
    hits: nothing,
    assignments: nothing,
    workers: false,
    balance: false,
    notes: nothing,
    ...part,
  };
}

/** HITs that were read again after an operation. */
export interface Touched {
  readonly hitIds: ReadonlySet<string>;
  /** Those that said something else than before the operation. */
  readonly changed: ReadonlySet<string>;
}
