/** What the refresher of an account goes by: what can be seen, and what the window it works for gives it. */
import type { Account } from './account.ts';

/** What a person can see now. */
export interface Visibility {
  /** The window has the focus. */
  readonly focused: boolean;
  /** Any tree shows. */
  readonly listing: boolean;
  /** A tree of submitted assignments shows. */
  readonly review: boolean;
  /** A tree of workers shows. */
  readonly workers: boolean;
  /** A tree of rejected assignments shows. */
  readonly rejected: boolean;
  /** Anything shows that tells of blocks, qualifications or requests for them. */
  readonly people: boolean;
}

export const nothingSeen: Visibility = {
  focused: false,
  listing: false,
  review: false,
  workers: false,
  rejected: false,
  people: false,
};

export interface AutoRefreshOptions {
  readonly account: Account;
  /** The service tells what changes: there is nothing to poll for. */
  readonly pushes: boolean;
  /** Milliseconds between two readings, at best; `undefined` turns polling off. */
  readonly interval: () => number | undefined;
  /** Calls back once after so many milliseconds. */
  readonly after: (milliseconds: number, callback: () => void) => { dispose(): void };
  /** Told why the last known state couldn't be kept. */
  readonly onSaveFailed: (error: unknown) => void;
}
