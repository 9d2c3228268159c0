/** The ledger as people read it: what was done to whom, when and for how much. */
import { type Cost, cost } from '../mturk/fees.ts';
import type { Instant } from '../mturk/model.ts';
import { addCents, type Cents, cents } from '../mturk/money.ts';
import { idsIn } from '../refs.ts';
import { type Operation, refsOf, type Verb } from './ledgerOperations.ts';
import { outcomeOf } from './outcome.ts';
import type { Item, Plan } from './planState.ts';
import type { Result } from './records.ts';
import { definitionOf } from './verbs/list.ts';
import type { MissedWorker } from './verbs/verbDefinition.ts';

export interface Entry {
  readonly plan: string;
  readonly item: number;
  /** Of the outcome; of the plan while there is none. */
  readonly at: Instant;
  readonly environment: string;
  readonly profile: string;
  readonly operation: Operation;
  readonly verb: Verb;
  readonly hitId: string | undefined;
  readonly assignmentId: string | undefined;
  readonly qualificationTypeId: string | undefined;
  readonly workerIds: readonly string[];
  /** Of it all: the reason, the feedback, the subject, the title. */
  readonly about: string;
  /** Meant to be spent, in cents. */
  readonly meant: Cost;
  /** Spent by this operation: nothing where it was not done, or was done already. */
  readonly spent: Cost;
  /** `dropped` is what was not final when its plan was given up. */
  readonly result: Result | 'dropped';
  /** Why it failed, or what else is to be known. */
  readonly words: string;
  /** Whom a message did not reach. */
  readonly missed?: readonly MissedWorker[] | undefined;
  readonly requestId: string | undefined;
}

const nothing = cost(cents(0), cents(0));

/** The entries of plans, oldest first. */
export function entriesOf(plans: Iterable<Plan>): Entry[] {
  const entries: Entry[] = [];
  for (const plan of plans) for (const item of plan.items) entries.push(entryOf(plan, item));
  return entries.sort((one, other) => one.at - other.at);
}

function entryOf({ header, dropped }: Plan, item: Item): Entry {
  const { operation, pay, fees } = item;
  const outcome = outcomeOf(item);
  const refs = refsOf(operation);
  const definition = definitionOf(operation);
  const createdHere = (kind: 'hit' | 'qualificationType') =>
    definition.created?.kind === kind && 'created' in outcome ? outcome.created : undefined;
  const isOpen = item.outcome === undefined || outcome.result === 'notSent';
  const error = 'error' in outcome ? outcome.error.words : '';
  const meant = cost(pay, fees);
  return {
    plan: header.plan,
    item: item.index,
    at: item.outcome?.at ?? header.at,
    environment: header.environment,
    profile: header.profile,
    operation,
    verb: operation.verb,
    hitId: idsIn(refs, 'hitId')[0] ?? createdHere('hit'),
    assignmentId: idsIn(refs, 'assignmentId')[0],
    qualificationTypeId: idsIn(refs, 'typeId')[0] ?? createdHere('qualificationType'),
    workerIds: idsIn(refs, 'workerId'),
    about: definition.about?.(operation) ?? '',
    meant,
    spent: outcome.result === 'done' ? meant : nothing,
    result: dropped !== undefined && isOpen ? 'dropped' : outcome.result,
    words: [error, outcome.words ?? ''].filter(each => each !== '').join('; '),
    missed: outcome.missed,
    requestId: outcome.requestId,
  };
}

export interface EntryFilter {
  /** Every word must occur in an id, in the words or in the verb, whatever its case. */
  readonly text?: string;
  readonly verbs?: readonly Verb[];
  readonly results?: readonly Entry['result'][];
  readonly workerId?: string;
  readonly hitId?: string;
  /** From this time on, and before that. */
  readonly from?: Instant;
  readonly to?: Instant;
}

export function filterEntries(entries: readonly Entry[], filter: EntryFilter): Entry[] {
  const words = (filter.text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter(
    entry =>
      (filter.verbs?.includes(entry.verb) ?? true) &&
      (filter.results?.includes(entry.result) ?? true) &&
      (filter.workerId === undefined || entry.workerIds.includes(filter.workerId)) &&
      (filter.hitId === undefined || entry.hitId === filter.hitId) &&
      (filter.from === undefined || entry.at >= filter.from) &&
      (filter.to === undefined || entry.at < filter.to) &&
      (words.length === 0 || hasAll(entry, words)),
  );
}

function hasAll(entry: Entry, words: readonly string[]): boolean {
  const { verb, result, hitId, assignmentId, qualificationTypeId, workerIds, about, requestId, plan } = entry;
  const all = [
    verb,
    result,
    hitId,
    assignmentId,
    qualificationTypeId,
    ...workerIds,
    about,
    entry.words,
    requestId,
    plan,
  ];
  const text = all.join('\n').toLowerCase();
  return words.every(word => text.includes(word));
}

export interface Total {
  readonly key: string;
  /** Entries that were done. */
  readonly count: number;
  readonly spent: Cost;
  /** Meant to be spent by entries whose fate is unknown. */
  readonly uncertain: Cents;
}

/** Totals by a key of each entry, in the order in which the keys turn up; entries without one are left out. */
export function totalsBy(entries: readonly Entry[], keyOf: (entry: Entry) => string | undefined): Total[] {
  const totals = new Map<string, Total>();
  for (const entry of entries) {
    const key = keyOf(entry);
    if (key === undefined) continue;
    const { count, spent, uncertain } = totals.get(key) ?? { count: 0, spent: nothing, uncertain: cents(0) };
    totals.set(key, {
      key,
      count: count + (entry.result === 'done' ? 1 : 0),
      spent: cost(addCents(spent.pay, entry.spent.pay), addCents(spent.fees, entry.spent.fees)),
      uncertain: entry.result === 'unknown' ? addCents(uncertain, entry.meant.total) : uncertain,
    });
  }
  return [...totals.values()];
}

/** The day of an entry where the user is, as `2026-11-02`. */
export function dayOf({ at }: Entry): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export const totalsPerDay = (entries: readonly Entry[]) => totalsBy(entries, dayOf);
export const totalsPerHIT = (entries: readonly Entry[]) => totalsBy(entries, ({ hitId }) => hitId);
/** Money goes to one worker at a time; messages, which go to many, cost nothing and are left out. */
export const totalsPerWorker = (entries: readonly Entry[]) =>
  totalsBy(entries, ({ workerIds }) => (workerIds.length === 1 ? workerIds[0] : undefined));
