/** Bonuses that an assignment has got before, from the service and from the journal. */
import { MTurkError } from '../mturk/errors.ts';
import type { Instant } from '../mturk/model.ts';
import { type Cents, cents, formatDollars, parseAmount } from '../mturk/money.ts';
import { pages } from '../mturk/paging.ts';
import { type MomentStyle, momentText } from '../mturk/times.ts';
import type { Plan } from './planState.ts';
import type { Caller } from './requests.ts';

export interface EarlierBonus {
  readonly assignmentId: string;
  readonly workerId: string;
  readonly amount: Cents;
  readonly reason: string;
  readonly at: Instant;
  /** `paid` by the service's own list; `done` by the journal, where the service does not list it; `unknown` by the journal. */
  readonly known: 'paid' | 'done' | 'unknown';
}

/**
 * The earlier bonuses of assignments, oldest first, by the assignment's id. One listing for each HIT, or for the assignment
 * where it is the only one of its HIT. Throws MTurkError; what the service refuses to list is taken from the journal alone.
 */
export async function earlierBonuses(
  client: Caller,
  plans: Iterable<Plan>,
  assignments: readonly { readonly assignmentId: string; readonly hitId: string }[],
): Promise<Map<string, EarlierBonus[]>> {
  const found = new Map<string, EarlierBonus[]>(assignments.map(({ assignmentId }) => [assignmentId, []]));
  for (const [hitId, ids] of byHIT(assignments)) {
    const [only, ...others] = ids;
    const subject = only !== undefined && others.length === 0 ? { AssignmentId: only } : { HITId: hitId };
    for (const bonus of await listed(client, subject)) found.get(bonus.assignmentId)?.push(bonus);
  }
  const counted = new Set<EarlierBonus>();
  for (const bonus of journaled(plans)) {
    const list = found.get(bonus.assignmentId);
    if (!list) continue;
    const same = list.find(each => !counted.has(each) && each.known === 'paid' && isEqual(each, bonus));
    if (same) counted.add(same);
    else list.push(bonus);
  }
  for (const list of found.values()) list.sort((one, other) => one.at - other.at);
  return found;
}

/** Those of the earlier bonuses that are equal in amount and reason: sending it again needs an explicit yes. */
export function equalBonuses(earlier: readonly EarlierBonus[], amount: Cents, reason: string): EarlierBonus[] {
  return earlier.filter(each => isEqual(each, { amount, reason }));
}

/** "already paid $1.00 on 3 May 2026, 14:03 GMT+2 for “thorough work”". */
export function earlierBonusText({ amount, reason, at, known }: EarlierBonus, style?: MomentStyle): string {
  const what = known === 'unknown' ? 'perhaps paid' : 'already paid';
  return `${what} ${formatDollars(amount)} on ${momentText(at, style)} for “${reason}”`;
}

function isEqual(one: { amount: Cents; reason: string }, other: { amount: Cents; reason: string }): boolean {
  return one.amount === other.amount && one.reason.trim() === other.reason.trim();
}

function byHIT(assignments: readonly { readonly assignmentId: string; readonly hitId: string }[]) {
  const hits = new Map<string, Set<string>>();
  for (const { hitId, assignmentId } of assignments) hits.set(hitId, (hits.get(hitId) ?? new Set()).add(assignmentId));
  return hits;
}

async function listed(
  client: Caller,
  subject: { readonly AssignmentId: string } | { readonly HITId: string },
): Promise<EarlierBonus[]> {
  const bonuses: EarlierBonus[] = [];
  try {
    for await (const { BonusPayments = [] } of pages(client, 'ListBonusPayments', subject))
      for (const payment of BonusPayments)
        bonuses.push({
          assignmentId: payment.AssignmentId ?? '',
          workerId: payment.WorkerId ?? '',
          amount: parseAmount(payment.BonusAmount ?? '') ?? cents(0),
          reason: payment.Reason ?? '',
          at: payment.GrantTime?.getTime() ?? 0,
          known: 'paid',
        });
  } catch (error) {
    // A deleted HIT, for one.
    if (!(error instanceof MTurkError) || error.kind !== 'refused') throw error;
  }
  return bonuses;
}

function* journaled(plans: Iterable<Plan>): Generator<EarlierBonus> {
  for (const { items, dropped } of plans)
    for (const { operation, outcome, sentSince } of items) {
      if (operation.verb !== 'bonus') continue;
      const open = sentSince !== undefined && outcome === undefined;
      const known = outcome?.result === 'done' ? 'done' : outcome?.result === 'unknown' || open ? 'unknown' : undefined;
      if (known === undefined) continue;
      const { assignmentId, workerId, amount, reason } = operation;
      yield { assignmentId, workerId, amount, reason, at: outcome?.at ?? sentSince ?? dropped ?? 0, known };
    }
}
