/** Asks the service whether an act has happened already. Reads only. */
import { MTurkError } from '../mturk/errors.ts';
import type { Instant } from '../mturk/model.ts';
import { parseAmount } from '../mturk/money.ts';
import { pages } from '../mturk/paging.ts';
import type { Act, ActOf } from './acts.ts';
import { clockTolerance } from './clocks.ts';
import { type Decider, decidedText } from './decisions.ts';
import type { Caller } from './requests.ts';

export type Finding =
  | {
      readonly found: 'happened';
      /** When, where the service keeps that. */
      readonly at?: Instant | undefined;
      /** Whether it bears the marks of this very act, such as its feedback; not known where it has none. */
      readonly marks?: 'same' | 'other' | undefined;
      readonly created?: string | undefined;
      /** Since when and by whom, a clause. */
      readonly words?: string | undefined;
    }
  | {
      readonly found: 'not';
      /** What stands in the way of it now, if something does. */
      readonly obstacle?: string;
    }
  /** The service keeps no trace that would tell. */
  | { readonly found: 'noTrace'; readonly words: string };

/** What else the asker must know of an act. */
export interface Circumstances {
  /** Since when it may have happened. */
  readonly since: Instant;
  /** When the plan was made. */
  readonly planned: Instant;
  /** Other items of the journal that had an equal bonus paid: each accounts for one payment between two times. */
  readonly claims: readonly Claim[];
  /** The plan that decided on the assignment before, where the journal has one. */
  readonly decider: Decider | undefined;
  /** Ids that other items of the journal account for. */
  readonly knownHITs: ReadonlySet<string>;
  readonly now: Instant;
}

export interface Claim {
  readonly since: Instant;
  readonly until: Instant;
}

const happened = { found: 'happened' } as const;
const not = { found: 'not' } as const;

/** Throws MTurkError when the asking itself fails. */
export async function ask(client: Caller, act: Act, circumstances: Circumstances): Promise<Finding> {
  switch (act.verb) {
    case 'approve':
    case 'override':
    case 'reject':
      return askAssignment(client, act, circumstances);
    case 'bonus':
      return askBonus(client, act, circumstances);
    case 'message':
      return { found: 'noTrace', words: 'the service does not tell which messages were sent' };
    case 'addAssignments':
    case 'setExpiration':
    case 'expire':
    case 'delete':
    case 'setReviewing':
    case 'revertReviewing':
    case 'changeHITType':
      return askHIT(client, act, circumstances);
    case 'createHIT':
    case 'createHITWithType':
      return askCreated(client, act, circumstances);
    case 'block':
    case 'unblock':
      return askBlocks(client, act);
    case 'createQualificationType':
      return askQualificationType(client, act);
    case 'assignQualification':
    case 'revokeQualification':
      return askQualification(client, act);
  }
}

async function askAssignment(
  client: Caller,
  act: ActOf<'approve' | 'override' | 'reject'>,
  { decider }: Circumstances,
): Promise<Finding> {
  const read = await unlessGone(() => client.call('GetAssignment', { AssignmentId: act.assignmentId }));
  if ('gone' in read) return { found: 'noTrace', words: `the assignment can’t be read any more: ${read.gone}` };
  const { AssignmentStatus, ApprovalTime, RejectionTime, AutoApprovalTime, RequesterFeedback } =
    read.value.Assignment ?? {};
  const autoApproves = AutoApprovalTime?.getTime();
  if (AssignmentStatus === 'Approved') {
    const at = ApprovalTime?.getTime();
    const words = decidedText({ done: 'approved', at, autoApproves }, decider);
    return act.verb === 'reject' ? { found: 'not', obstacle: `${words}, and paid` } : { ...happened, at, words };
  }
  if (AssignmentStatus === 'Rejected' && act.verb !== 'override') {
    const at = RejectionTime?.getTime();
    const words = decidedText({ done: 'rejected', at, autoApproves }, decider);
    if (act.verb === 'approve') return { found: 'not', obstacle: `${words}; taking that back is an act of its own` };
    const same = RequesterFeedback === act.feedback;
    return { ...happened, at, marks: same ? 'same' : 'other', words: same ? words : `${words}, with another reason` };
  }
  return not;
}

async function askBonus(client: Caller, act: ActOf<'bonus'>, circumstances: Circumstances): Promise<Finding> {
  const { since, planned, claims } = circumstances;
  const equal: Instant[] = [];
  for await (const { BonusPayments = [] } of pages(client, 'ListBonusPayments', { AssignmentId: act.assignmentId }))
    for (const { BonusAmount = '', Reason, GrantTime } of BonusPayments)
      if (parseAmount(BonusAmount) === act.amount && Reason === act.reason) equal.push(GrantTime?.getTime() ?? since);
  if (act.equalBefore !== undefined)
    return equal.length > act.equalBefore + claims.filter(claim => claim.since >= planned).length ? happened : not;
  const granted = unclaimed(equal, claims).findLast(at => at >= since - clockTolerance);
  return granted === undefined ? not : { ...happened, at: granted };
}

/**
 * The times of payments that no claim accounts for, in order. A claim is taken to be for the first payment that it can be for:
 * where that is wrong, a payment seems to have happened that has not. The other mistake would be to pay twice.
 */
function unclaimed(payments: readonly Instant[], claims: readonly Claim[]): Instant[] {
  const left = payments.toSorted((one, other) => one - other);
  for (const { since, until } of claims.toSorted((one, other) => one.since - other.since)) {
    const index = left.findIndex(at => at >= since - clockTolerance && at <= until + clockTolerance);
    if (index >= 0) left.splice(index, 1);
  }
  return left;
}

type OnHIT = ActOf<
  'addAssignments' | 'setExpiration' | 'expire' | 'delete' | 'setReviewing' | 'revertReviewing' | 'changeHITType'
>;

async function askHIT(client: Caller, act: OnHIT, { now }: Circumstances): Promise<Finding> {
  const read = await unlessGone(() => client.call('GetHIT', { HITId: act.hitId }));
  if ('gone' in read) return act.verb === 'delete' ? happened : { found: 'not', obstacle: read.gone };
  const { HITStatus, HITTypeId, MaxAssignments = 0, Expiration } = read.value.HIT ?? {};
  const expires = Expiration?.getTime();
  switch (act.verb) {
    case 'delete':
      return HITStatus === 'Disposed' ? happened : not;
    case 'setReviewing':
      return HITStatus === 'Reviewing' ? happened : not;
    case 'revertReviewing':
      return HITStatus === 'Reviewable' ? happened : not;
    case 'changeHITType':
      return HITTypeId === act.hitTypeId ? happened : not;
    case 'setExpiration':
      // The service keeps whole seconds.
      return expires !== undefined && Math.abs(expires - act.at) < 1000 ? happened : not;
    case 'expire':
      return expires !== undefined && (expires <= now || expires <= act.before - 1000) ? happened : not;
    case 'addAssignments':
      if (MaxAssignments === act.before) return not;
      if (MaxAssignments === act.before + act.count) return happened;
      return {
        found: 'noTrace',
        words: `the HIT has ${MaxAssignments} assignments, neither the ${act.before} it had nor ${act.before + act.count}`,
      };
  }
}

async function askCreated(
  client: Caller,
  act: ActOf<'createHIT' | 'createHITWithType'>,
  { since, knownHITs }: Circumstances,
): Promise<Finding> {
  const { RequesterAnnotation, MaxAssignments = 1 } = act.input;
  const alike: { id: string; at: Instant }[] = [];
  for await (const { HITs = [] } of pages(client, 'ListHITs', {}))
    for (const hit of HITs) {
      const at = hit.CreationTime?.getTime() ?? since;
      const typed = act.verb === 'createHIT' ? hit.Title === act.input.Title : hit.HITTypeId === act.input.HITTypeId;
      const same = typed && hit.MaxAssignments === MaxAssignments && hit.RequesterAnnotation === RequesterAnnotation;
      if (same && at >= since - clockTolerance && hit.HITId && !knownHITs.has(hit.HITId))
        alike.push({ id: hit.HITId, at });
    }
  const [first] = alike;
  if (!first) return not;
  // Only an annotation tells which of several equal HITs is meant, and whether the ledger made it at all.
  if (RequesterAnnotation) return { ...happened, at: first.at, created: first.id };
  return {
    found: 'noTrace',
    words: `HIT ${first.id} looks like it, but without an annotation that can’t be told for sure`,
  };
}

async function askBlocks(client: Caller, act: ActOf<'block' | 'unblock'>): Promise<Finding> {
  for await (const { WorkerBlocks = [] } of pages(client, 'ListWorkerBlocks', {})) {
    const block = WorkerBlocks.find(({ WorkerId }) => WorkerId === act.workerId);
    if (!block) continue;
    return act.verb === 'block' ? { ...happened, marks: block.Reason === act.reason ? 'same' : 'other' } : not;
  }
  return act.verb === 'block' ? not : happened;
}

/** Names are unique among a requester's own types (§3.4). */
async function askQualificationType(client: Caller, act: ActOf<'createQualificationType'>): Promise<Finding> {
  const own = { MustBeRequestable: false, MustBeOwnedByCaller: true };
  for await (const { QualificationTypes = [] } of pages(client, 'ListQualificationTypes', own)) {
    const type = QualificationTypes.find(({ Name }) => Name === act.name);
    if (!type) continue;
    return {
      ...happened,
      at: type.CreationTime?.getTime(),
      marks: type.Description === act.description ? 'same' : 'other',
      created: type.QualificationTypeId,
    };
  }
  return not;
}

async function askQualification(
  client: Caller,
  act: ActOf<'assignQualification' | 'revokeQualification'>,
): Promise<Finding> {
  const { qualificationTypeId: QualificationTypeId, workerId: WorkerId } = act;
  const read = await unlessGone(() => client.call('GetQualificationScore', { QualificationTypeId, WorkerId }));
  const { Status, IntegerValue } = 'gone' in read ? {} : (read.value.Qualification ?? {});
  const granted = Status === 'Granted';
  if (act.verb === 'revokeQualification') return granted ? not : happened;
  return granted && (act.score === undefined || act.score === IntegerValue) ? happened : not;
}

/** The service's refusal to read something is an answer too. */
export async function unlessGone<T>(
  read: () => Promise<T>,
): Promise<{ readonly value: T } | { readonly gone: string }> {
  try {
    return { value: await read() };
  } catch (error) {
    if (error instanceof MTurkError && error.kind === 'refused') return { gone: error.words };
    throw error;
  }
}
