/**
 * Acts: what a requester does to HITs, assignments and workers, as plain values. An act carries the ids and the facts it
 * needs and nothing else, so that a journal can hold it and a later version can read it back.
 */
import * as v from 'valibot';
import { assignmentFee, termsOf } from '../mturk/fees.ts';
import type { Assignment, HIT } from '../mturk/model.ts';
import { amountPattern, type Cents, cents } from '../mturk/money.ts';
import type { Input } from '../mturk/operations.ts';

/** The service takes this many workers in one NotifyWorkers (mturk-api.md §3.5). */
export const mostRecipients = 100;

const id = v.pipe(v.string(), v.minLength(1));
const whole = v.pipe(v.number(), v.safeInteger());
const instant = whole;
const amount = v.pipe(
  whole,
  v.minValue(0),
  v.transform((value): Cents => cents(value)),
);

/** A submitted assignment and what approving it costs. */
const work = {
  assignmentId: id,
  hitId: id,
  workerId: id,
  reward: amount,
  fee: amount,
  /** When it was submitted: a rejection can be taken back for 30 days from then. */
  submitted: instant,
};

/** The parameters of a request whose members are all JSON; only what prices and names the act is looked at here. */
const createInput = v.looseObject({
  Title: v.string(),
  Reward: v.pipe(v.string(), v.regex(amountPattern)),
  MaxAssignments: v.optional(whole),
});
const createWithTypeInput = v.looseObject({ HITTypeId: id, MaxAssignments: v.optional(whole) });

const schemas = {
  approve: v.object({ verb: v.literal('approve'), ...work, feedback: v.optional(v.string()) }),
  /** Approves what was rejected. An act of its own: a plain approval never overrides. */
  override: v.object({ verb: v.literal('override'), ...work, feedback: v.optional(v.string()) }),
  reject: v.object({ verb: v.literal('reject'), ...work, feedback: v.string() }),
  bonus: v.object({
    verb: v.literal('bonus'),
    assignmentId: id,
    hitId: id,
    workerId: id,
    amount,
    reason: v.string(),
    /** How many payments of this amount and reason the assignment had when the plan was made, where that was looked up. */
    equalBefore: v.optional(whole),
  }),
  message: v.object({
    verb: v.literal('message'),
    subject: v.string(),
    text: v.string(),
    workerIds: v.pipe(v.array(id), v.minLength(1), v.maxLength(mostRecipients)),
  }),
  addAssignments: v.object({
    verb: v.literal('addAssignments'),
    hitId: id,
    count: v.pipe(whole, v.minValue(1)),
    /** MaxAssignments before. */
    before: whole,
    reward: amount,
    fee: amount,
  }),
  setExpiration: v.object({ verb: v.literal('setExpiration'), hitId: id, at: instant, before: instant }),
  expire: v.object({ verb: v.literal('expire'), hitId: id, before: instant }),
  delete: v.object({ verb: v.literal('delete'), hitId: id }),
  createHIT: v.object({ verb: v.literal('createHIT'), input: createInput }),
  createHITWithType: v.object({
    verb: v.literal('createHITWithType'),
    input: createWithTypeInput,
    title: v.string(),
    reward: amount,
    /** The fee for one assignment. */
    fee: amount,
  }),
  block: v.object({ verb: v.literal('block'), workerId: id, reason: v.string() }),
  unblock: v.object({ verb: v.literal('unblock'), workerId: id, reason: v.optional(v.string()) }),
  /** Makes a qualification type that workers have to ask or be given for, without a test. */
  createQualificationType: v.object({
    verb: v.literal('createQualificationType'),
    /** Unique among the requester's own. */
    name: id,
    description: id,
  }),
  /** Grants a qualification, or changes its score. `before` is the score so far, where there was one. */
  assignQualification: v.object({
    verb: v.literal('assignQualification'),
    qualificationTypeId: id,
    workerId: id,
    score: v.optional(whole),
    notify: v.optional(v.boolean()),
    before: v.optional(whole),
  }),
  revokeQualification: v.object({
    verb: v.literal('revokeQualification'),
    qualificationTypeId: id,
    workerId: id,
    reason: v.optional(v.string()),
    before: v.optional(whole),
  }),
  /** Reviewable → Reviewing. */
  setReviewing: v.object({ verb: v.literal('setReviewing'), hitId: id }),
  /** Reviewing → Reviewable. */
  revertReviewing: v.object({ verb: v.literal('revertReviewing'), hitId: id }),
  changeHITType: v.object({ verb: v.literal('changeHITType'), hitId: id, hitTypeId: id, before: v.optional(id) }),
};

export type Verb = keyof typeof schemas;
type Facts = { readonly [V in Verb]: Readonly<v.InferOutput<(typeof schemas)[V]>> };

/** The parameters of CreateHIT and CreateHITWithHITType; the ledger adds the token. */
export type CreateHITInput = Omit<Input<'CreateHIT'>, 'UniqueRequestToken'> & { Title: string; Reward: string };
export type CreateHITWithTypeInput = Omit<Input<'CreateHITWithHITType'>, 'UniqueRequestToken'> & { HITTypeId: string };

export type Act = {
  [V in Verb]: V extends 'createHIT'
    ? Omit<Facts[V], 'input'> & { readonly input: CreateHITInput }
    : V extends 'createHITWithType'
      ? Omit<Facts[V], 'input'> & { readonly input: CreateHITWithTypeInput }
      : Facts[V];
}[Verb];
export type ActOf<V extends Verb> = Extract<Act, { verb: V }>;

export const verbs = Object.keys(schemas) as readonly Verb[];

/** Reads an act from JSON. Throws, in words, for a verb or a form that this version does not know. */
export function readAct(json: unknown): Act {
  const { verb } = json as { readonly verb?: unknown };
  if (typeof verb !== 'string' || !Object.hasOwn(schemas, verb)) throw new Error(`no act is called ${String(verb)}`);
  const read = v.safeParse(schemas[verb as Verb], json);
  if (!read.success) throw new Error(`${verb}: ${v.summarize(read.issues)}`);
  return read.output as Act;
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
  if (act.verb === 'createHIT') return act.input.Title;
  if (act.verb === 'createHITWithType') return act.title;
  if (act.verb === 'createQualificationType') return act.name;
  const { assignmentId, hitId, workerIds } = subjectOf(act);
  const [worker = '', ...others] = workerIds;
  return assignmentId ?? hitId ?? (others.length === 0 ? worker : `${worker} and ${others.length} more`);
}

/** The HIT whose state an act changes, if it changes that of one that is there already. */
export function hitIdOf(act: Act): string | undefined {
  return subjectOf(act).hitId;
}
