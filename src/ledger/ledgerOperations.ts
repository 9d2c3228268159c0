/**
 * Operations: what a requester does to HITs, assignments and workers, as plain values. An operation carries the ids and the facts it
 * needs and nothing else, so that a journal can hold it and a later version can read it back.
 */
import * as v from 'valibot';
import { assignmentFee, termsOf } from '../mturk/fees.ts';
import type { Assignment, HIT } from '../mturk/model.ts';
import { idOf, idsIn, type Ref } from '../refs.ts';
import { definitionOf, type Operation, type OperationOf, type Verb, verbs } from './verbs/list.ts';
import { mostRecipients } from './verbs/message.ts';

export type { Operation, OperationOf, Verb } from './verbs/list.ts';

/** Reads an operation from JSON. Throws, in words, for a verb or a form that this version does not know. */
export function readOperation(json: unknown): Operation {
  const { verb } = json as { readonly verb?: unknown };
  if (typeof verb !== 'string' || !Object.hasOwn(verbs, verb))
    throw new Error(`no operation is called ${String(verb)}`);
  const read = v.safeParse(verbs[verb as Verb].schema, json);
  if (!read.success) throw new Error(`${verb}: ${v.summarize(read.issues)}`);
  return read.output;
}

/** The facts of an assignment that acts on it carry. */
export function workOf(hit: HIT, assignment: Assignment) {
  return {
    assignmentId: assignment.id,
    hitId: assignment.hitId,
    workerId: assignment.workerId,
    reward: hit.reward,
    fee: assignmentFee(termsOf(hit)),
    submitted: assignment.submitted,
  };
}

/** More assignments for a HIT, with what each may cost. */
export function addAssignmentsOperation(hit: HIT, count: number): OperationOf<'addAssignments'> {
  const { id: hitId, maxAssignments: before, reward } = hit;
  return { verb: 'addAssignments', hitId, count, before, reward, fee: assignmentFee(termsOf(hit)) };
}

/** As many messages as the service's limit makes of so many workers, nobody twice. */
export function messageOperations(
  workerIds: readonly string[],
  subject: string,
  text: string,
): OperationOf<'message'>[] {
  const all = [...new Set(workerIds)];
  return Array.from({ length: Math.ceil(all.length / mostRecipients) }, (_, page) => ({
    verb: 'message',
    subject,
    text,
    workerIds: all.slice(page * mostRecipients, (page + 1) * mostRecipients),
  }));
}

/** What an operation is about: its HIT or assignment first, then its qualification type and request, then workers. */
export function refsOf(operation: Operation): readonly Ref[] {
  const refs: Ref[] = [];
  if ('assignmentId' in operation)
    refs.push({ kind: 'assignment', hitId: operation.hitId, assignmentId: operation.assignmentId });
  else if ('hitId' in operation) refs.push({ kind: 'hit', hitId: operation.hitId });
  if ('qualificationTypeId' in operation)
    refs.push({ kind: 'qualificationType', typeId: operation.qualificationTypeId });
  if ('requestId' in operation) refs.push({ kind: 'request', requestId: operation.requestId });
  const workerIds =
    'workerIds' in operation ? operation.workerIds : 'workerId' in operation ? [operation.workerId] : [];
  return [...refs, ...workerIds.map((workerId): Ref => ({ kind: 'worker', workerId }))];
}

/** The thing acted on, for words: an assignment's, a HIT's or a worker's id; a title for what has no id yet. */
export function targetOf(operation: Operation): string {
  const named = definitionOf(operation).target?.(operation);
  if (named !== undefined) return named;
  const refs = refsOf(operation);
  const [work] = refs;
  if (work?.kind === 'assignment' || work?.kind === 'hit') return idOf(work);
  const [worker = '', ...others] = idsIn(refs, 'workerId');
  return others.length === 0 ? worker : `${worker} and ${others.length} more`;
}

/** The HIT whose state an operation changes, if it changes that of one that is there already. */
export function hitIdOf(operation: Operation): string | undefined {
  return idsIn(refsOf(operation), 'hitId')[0];
}
