/** The life of a HIT in order: what happened, as far as the service, the ledger and this window know, and what is to come. */
import type { BonusPayment } from '../../account/accountBonuses.ts';
import type { ObservedChange } from '../../account/observedChanges.ts';
import type { Assignment, HIT, Instant } from '../../mturk/model.ts';
import { formatDollars } from '../../mturk/money.ts';
import type { TimelineEvent, TimelineKind } from './contract.ts';
import type { HistoryEntry } from './historySource.ts';

export interface TimelineFacts {
  readonly hit: HIT;
  readonly assignments: readonly Assignment[];
  readonly bonuses: readonly BonusPayment[];
  readonly history: readonly HistoryEntry[];
  readonly observedChanges: readonly ObservedChange[];
  readonly now: Instant;
}

interface Moment {
  readonly kind: TimelineKind;
  readonly at: Instant;
  readonly detail?: string;
}

/** Events of a kind that are no further than this from the first of them are shown as one. */
const together = 24 * 3600_000;

/** Oldest first. What lies ahead comes after what is over, also where clocks disagree. */
export function timeline(facts: TimelineFacts): TimelineEvent[] {
  const { hit, now } = facts;
  const events = [...marks(facts), ...grouped(works(facts))].filter(({ at }) => at > 0);
  const order = (event: TimelineEvent) => (event.ahead ? 1 : 0);
  return events
    .map(event => ({ ...event, ahead: event.at > now && event.kind !== 'created' }))
    .sort((a, b) => order(a) - order(b) || a.at - b.at || rank(a, hit) - rank(b, hit));
}

/** At the same instant, a HIT is created before anything else and expires after it. */
function rank({ kind }: TimelineEvent, hit: HIT): number {
  return kind === 'created' ? 0 : kind === 'expires' && hit.expires > hit.created ? 2 : 1;
}

/** What happens to the HIT itself: each is its own entry. */
function marks({ hit, history, observedChanges }: TimelineFacts): TimelineEvent[] {
  const single = ({ kind, at, detail }: Moment): TimelineEvent => ({
    kind,
    at,
    count: 1,
    ahead: false,
    ...(detail === undefined ? {} : { detail }),
  });
  const given = history.filter(({ result, gave }) => result === 'done' && gave !== undefined);
  return [
    { kind: 'created', at: hit.created } as const,
    ...given.flatMap(entry => extension(entry)),
    ...observedChanges.flatMap(change => seen(change, given)),
    { kind: 'expires', at: hit.expires } as const,
  ].map(single);
}

function extension({ at, gave }: HistoryEntry): Moment[] {
  switch (gave?.kind) {
    case 'places':
      return [{ kind: 'extended', at, detail: placesText(gave.count, gave.max) }];
    case 'time':
      return [{ kind: 'rescheduled', at }];
    case 'end':
      return [{ kind: 'ended', at }];
    case undefined:
      return [];
  }
}

/** Observed changes that the ledger did not cause, so that nothing is shown twice. */
function seen({ at, max, expires }: ObservedChange, given: readonly HistoryEntry[]): Moment[] {
  const ours = (test: (gave: NonNullable<HistoryEntry['gave']>) => boolean) =>
    given.some(each => each.gave && test(each.gave));
  const moments: Moment[] = [];
  if (max && !ours(gave => gave.kind === 'places' && gave.max === max.after))
    moments.push({ kind: 'extended', at, detail: placesText(max.after - max.before, max.after) });
  if (!expires || ours(gave => gave.kind === 'time' && Math.abs(gave.expires - expires.after) < 1000)) return moments;
  const isEnd = expires.after <= at;
  if (!(isEnd && ours(gave => gave.kind === 'end'))) moments.push({ kind: isEnd ? 'ended' : 'rescheduled', at });
  return moments;
}

function placesText(count: number, max: number): string {
  return `${count.toLocaleString('en')} more, ${max.toLocaleString('en')} in all`;
}

function works({ assignments, bonuses }: TimelineFacts): Moment[] {
  return [
    ...assignments.flatMap(({ status, submitted, autoApproves, approved, rejected }): Moment[] => [
      { kind: 'submitted', at: submitted },
      ...(approved === undefined ? [] : [{ kind: 'approved', at: approved } as const]),
      ...(rejected === undefined ? [] : [{ kind: 'rejected', at: rejected } as const]),
      ...(status === 'Submitted' ? [{ kind: 'autoApproves', at: autoApproves } as const] : []),
    ]),
    ...bonuses.map(({ paid, amount }): Moment => ({ kind: 'bonus', at: paid, detail: formatDollars(amount) })),
  ];
}

/** Things of a kind that lie close together as one, with the first time and the last. */
function grouped(moments: readonly Moment[]): TimelineEvent[] {
  const events: TimelineEvent[] = [];
  const open = new Map<TimelineKind, number>();
  for (const { kind, at, detail } of moments.toSorted((a, b) => a.at - b.at)) {
    const index = open.get(kind);
    const event = index === undefined ? undefined : events[index];
    if (index !== undefined && event && at - event.at <= together) {
      const { detail: _, ...rest } = event;
      events[index] = { ...rest, until: at, count: event.count + 1 };
    } else {
      open.set(kind, events.length);
      events.push({ kind, at, count: 1, ahead: false, ...(detail === undefined ? {} : { detail }) });
    }
  }
  return events;
}
