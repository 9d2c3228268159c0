/** What time alone brings about, in the order in which it falls due, each at its own time (mturk-api.md §3.1, §4). */
import type { Tx } from './engine.ts';
import { abandon, approve, dispose, expire } from './lifecycle.ts';
import type { DueEvent } from './storage/rows.ts';
import type { Store } from './storage/store.ts';

/** Applies everything due up to a time, in ms. */
export function applyDue(store: Store, until: number, txAt: (at: number) => Tx): void {
  for (let due = store.nextDue(); due && due.at <= until; due = store.nextDue()) apply(txAt(due.at), due);
}

function apply(tx: Tx, due: DueEvent): void {
  const { hits, assignments, tokens } = tx.store;
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
    case 'forgetToken':
      tokens.forget(due.seq);
      break;
  }
}

function found<T>(row: T | undefined): T {
  if (row === undefined) throw new Error('a row that is due is not there');
  return row;
}
