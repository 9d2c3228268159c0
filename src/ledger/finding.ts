/** What the service was found to have of something that may have been done, and what the search for it must know. */
import type { Instant } from '../mturk/model.ts';
import type { Decider } from './decidedText.ts';

export type Finding =
  | {
      readonly found: 'happened';
      /** When, where the service keeps that. */
      readonly at?: Instant | undefined;
      /** Whether it bears the marks of this very operation, such as its feedback; not known where it has none. */
      readonly marks?: 'same' | 'other' | undefined;
      readonly created?: string | undefined;
      /** Since when and by whom, a clause. */
      readonly words?: string | undefined;
    }
  | {
      readonly found: 'not';
      /** What prevents it now, if anything does. */
      readonly obstacle?: string;
    }
  /** The service keeps no trace that would show it. */
  | { readonly found: 'noTrace'; readonly words: string };

export const happened = { found: 'happened' } as const;
export const notHappened = { found: 'not' } as const;

/** What else the search must know. */
export interface Circumstances {
  /** Since when it may have happened. */
  readonly since: Instant;
  /** When the plan was made. */
  readonly planned: Instant;
  /** Other items of the journal that had an equal bonus paid: each accounts for one payment between two times. */
  readonly claims: readonly Claim[];
  /** The plan that decided on the assignment before, where the journal has one. */
  readonly decider: Decider | undefined;
  /** Ids that other items of the journal account for. */
  readonly knownHITs: ReadonlySet<string>;
  readonly now: Instant;
}

export interface Claim {
  readonly since: Instant;
  readonly until: Instant;
}
