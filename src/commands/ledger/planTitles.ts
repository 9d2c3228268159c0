/** A plan in words, for titles, confirmations and summaries. */

import type { Operation } from '../../ledger/ledgerOperations.ts';

export interface PlanWords {
  /** "Approve 3 assignments" */
  readonly title: string;
  /** "approve", for what could not be done. */
  readonly verb: string;
  /** "Approved" */
  readonly done: string;
  readonly noun: readonly [singular: string, plural: string];
  /** What several operations together are done to, where one operation is not one item. */
  readonly unitOf?: (operation: Operation) => string;
  /** Success needs no message: more follows. */
  readonly quiet?: true;
  /** Nothing is shown, and failures are in the log alone: the caller reports them. */
  readonly unreported?: true;
  /** What can be done with what was done: a button, and its work. */
  readonly next?: { readonly label: string; readonly run: () => Promise<void> };
}
