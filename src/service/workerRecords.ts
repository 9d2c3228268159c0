/** Workers as this service knows them: made on first use, with a record of what they did (reference.md §3.5, §6.8). */
import { countNow } from './counting.ts';
import type { Tx } from './domain/tx.ts';
import { invalidWorker } from './serviceErrors.ts';
import type { Worker, WorkRecord } from './storage/peopleRows.ts';

const workerIdPattern = /^A[A-Z0-9]{1,63}$/;

/** Refuses what can't be a worker's id. Throws RequestError. */
export function checkWorkerId(workerId: string): void {
  if (!workerIdPattern.test(workerId)) throw invalidWorker(workerId);
}

/** What is assumed of a worker of whom nothing was said: an adult in the US, no Master. */
function newWorker(id: string, now: number): Worker {
  return { id, locale: { country: 'US' }, adult: true, masters: false, created: now };
}

/** A worker for looking at: nothing is written. */
export function workerOf(tx: Tx, workerId: string): Worker {
  return tx.store.workers.get(workerId) ?? newWorker(workerId, tx.now);
}

/** The worker, made if this is their first use. Throws RequestError for what is no worker id. */
export function ensureWorker(tx: Tx, workerId: string): Worker {
  const known = tx.store.workers.get(workerId);
  if (known) return known;
  checkWorkerId(workerId);
  const worker = newWorker(workerId, tx.now);
  tx.store.workers.save(worker);
  return worker;
}

/** Adds a step of a worker's to their record with a requester. */
export function countStep(
  tx: Tx,
  { workerId, requesterId }: { readonly workerId: string; readonly requesterId: number },
  steps: Partial<WorkRecord>,
): void {
  tx.store.workers.count(workerId, requesterId, steps);
  countNow(tx, requesterId, steps);
}

/** Leaves a message for a worker, as the mail that Amazon's service would send. */
export function sendMessage(tx: Tx, workerId: string, requesterId: number, subject: string, text: string): void {
  tx.store.workerMessages.add({ workerId, requesterId, subject, text, sent: tx.now });
}
