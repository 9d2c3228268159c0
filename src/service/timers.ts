/**
 * What time alone brings about, in the order in which it falls due, each at its own time (reference.md §3.1, §4). What fails is
 * undone, reported and set aside, so that it delays nothing else: a step of a simulation ends its simulation, and any other is
 * tried again later.
 */

import type { SetAside } from './deferredEvents.ts';
import type { Tx } from './domain/tx.ts';
import { abandon, approve, dispose, expire } from './lifecycle.ts';
import { completeDisposal } from './qualificationRules.ts';
import { runStep } from './simulate/simulation.ts';
import { StorageFailure } from './storage/sqlite.ts';
import type { Store } from './storage/store.ts';
import type { DueEvent } from './storage/tableRows.ts';

interface DueOptions {
  /** What is due up to here, in ms. */
  readonly until: number;
  /** Asked after each event: whether it is time for something else. */
  readonly enough: () => boolean;
  readonly setAside: SetAside;
  readonly txAt: (at: number) => Tx;
  readonly report: (error: unknown) => void;
}

/** Applies what is due; says whether that was all that can be done now. Throws StorageFailure. */
export function applyDue(store: Store, { until, enough, setAside, txAt, report }: DueOptions): boolean {
  for (;;) {
    const due = setAside.isFull(until) ? undefined : store.nextDue(setAside.at(until));
    if (!due || due.at > until) return true;
    const tx = txAt(due.at);
    try {
      store.savepoint(() => apply(tx, due));
    } catch (error) {
      // Where storage can't be written, nothing is known about the event.
      if (error instanceof StorageFailure) throw error;
      report(new Error(`${due.kind} ${due.seq} failed, due at ${new Date(due.at).toISOString()}`, { cause: error }));
      if (due.kind !== 'simulate' || !endSimulation(tx, due.seq, error)) setAside.add(due, until);
    }
    if (enough()) return false;
  }
}

/** Ends the simulation of a step that failed; says whether that was possible. */
function endSimulation(tx: Tx, stepSeq: number, error: unknown): boolean {
  try {
    const words = error instanceof Error ? error.message : String(error);
    tx.store.savepoint(() => tx.store.simulations.fail(stepSeq, words));
    return true;
  } catch (failure) {
    if (failure instanceof StorageFailure) throw failure;
    return false;
  }
}

function apply(tx: Tx, due: DueEvent): void {
  const { hits, assignments, messages, qualificationTypes, tokens } = tx.store;
  switch (due.kind) {
    case 'abandon':
      abandon(tx, found(assignments.bySeq(due.seq)));
      break;
    case 'approve':
      approve(tx, found(assignments.bySeq(due.seq)), undefined);
      break;
    case 'expire':
      expire(tx, found(hits.bySeq(due.seq)));
      break;
    case 'dispose':
      dispose(tx, found(hits.bySeq(due.seq)));
      break;
    case 'disposeQualificationType':
      completeDisposal(tx, found(qualificationTypes.bySeq(due.seq)));
      break;
    case 'wakeMessage':
      messages.wake(due.seq);
      tx.post();
      break;
    case 'simulate':
      runStep(tx, due.seq);
      break;
    case 'forgetToken':
      tokens.forget(due.seq);
      break;
  }
}

function found<T>(row: T | undefined): T {
  if (row === undefined) throw new Error('a row that is due is not there');
  return row;
}
