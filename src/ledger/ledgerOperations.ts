/**
 * Acts: what a requester does to HITs, assignments and workers, as plain values. An act carries the ids and the facts it
 * needs and nothing else, so that a journal can hold it and a later version can read it back.
 */
import * as v from 'valibot';
import { assignmentFee, termsOf } from '../mturk/fees.ts';
import type { Assignment, HIT } from '../mturk/model.ts';
import { type Act, type ActOf, definitionOf, type Verb, verbs } from './verbs/list.ts';
import { mostRecipients } from './verbs/message.ts';

export type { Act, ActOf, Verb } from './verbs/list.ts';

/** Reads an act from JSON. Throws, in words, for a verb or a form that this version does not know. */
export function readAct(json: unknown): Act {
  const { verb } = json as { readonly verb?: unknown };
  if (typeof verb !== 'string' || !Object.hasOwn(verbs, verb)) throw new Error(`no act is called ${String(verb)}`);
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
export function addAssignmentsAct(hit: HIT, count: number): ActOf<'addAssignments'> {
  const { id: hitId, maxAssignments: before, reward } = hit;
  return { verb: 'addAssignments', hitId, count, before, reward, fee: assignmentFee(termsOf(hit)) };
}

/** As many messages as the service's limit makes of so many workers, nobody twice. */
export function messageActs(workerIds: readonly string[], subject: string, text: string): ActOf<'message'>[] {
  const all = [...new Set(workerIds)];
  return Array.from({ length: Math.ceil(all.length / mostRecipients) }, (_, page) => ({
    verb: 'message',
    subject,
    text,
    workerIds: all.slice(page * mostRecipients, (page + 1) * mostRecipients),
  }));
}

/** What an act is about, by id. */
export interface Subject {
  readonly hitId?: string;
  readonly assignmentId?: string;
  readonly qualificationTypeId?: string;
  readonly workerIds: readonly string[];
}

export function subjectOf(act: Act): Subject {
  return {
    ...('hitId' in act ? { hitId: act.hitId } : {}),
    ...('assignmentId' in act ? { assignmentId: act.assignmentId } : {}),
    ...('qualificationTypeId' in act ? { qualificationTypeId: act.qualificationTypeId } : {}),
    workerIds: 'workerIds' in act ? act.workerIds : 'workerId' in act ? [act.workerId] : [],
  };
}

/** The thing acted on, for words: an assignment's, a HIT's or a worker's id; a title for what has no id yet. */
export function targetOf(act: Act): string {
  const named = definitionOf(act).target?.(act);
  if (named !== undefined) return named;
  const { assignmentId, hitId, workerIds } = subjectOf(act);
  const [worker = '', ...others] = workerIds;
  return assignmentId ?? hitId ?? (others.length === 0 ? worker : `${worker} and ${others.length} more`);
}

/** The HIT whose state an act changes, if it changes that of one that is there already. */
export function hitIdOf(act: Act): string | undefined {
  return subjectOf(act).hitId;
}
