/** What time alone brings about, in the order in which it falls due, each at its own time (mturk-api.md §3.1, §4). */
import type { Tx } from './engine.ts';
import { abandon, approve, dispose, expire } from './lifecycle.ts';
import { completeDisposal } from './qualifications.ts';
import { runStep } from './simulate/simulation.ts';
import type { DueEvent } from './storage/rows.ts';
import type { Store } from './storage/store.ts';

/** Applies what is due up to a time, in ms, but so many things at most; gives how many it were. */
export function applyDue(store: Store, until: number, most: number, txAt: (at: number) => Tx): number {
  let count = 0;
  for (; count < most; count++) {
    const due = store.nextDue();
    if (!due || due.at > until) break;
    apply(txAt(due.at), due);
  }
  return count;
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
