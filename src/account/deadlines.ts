/** What is pending review, by the time at which it auto-approves, and when to warn of that. */
import type { Assignment, HIT, Instant } from '../mturk/model.ts';

/** All submitted assignments, first those that auto-approve first. */
export function unreviewedByDeadline(works: Iterable<readonly Assignment[]>): Assignment[] {
  const unreviewed: Assignment[] = [];
  for (const items of works) for (const each of items) if (each.status === 'Submitted') unreviewed.push(each);
  return unreviewed.sort((a, b) => a.autoApproves - b.autoApproves || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

const hour = 3600_000;

/** Parts of the time ahead, nearest first. */
export const deadlineSpans = [
  { key: 'over', label: 'Auto-approves now', until: 0 },
  { key: 'hour', label: 'Within an hour', until: hour },
  { key: 'day', label: 'Within a day', until: 24 * hour },
  { key: 'three days', label: 'Within three days', until: 72 * hour },
  { key: 'later', label: 'Later', until: Number.POSITIVE_INFINITY },
] as const;

type DeadlineSpan = (typeof deadlineSpans)[number];

export function spanOf(assignment: Assignment, now: Instant): DeadlineSpan {
  const left = assignment.autoApproves - now;
  return deadlineSpans.find(({ until }) => left <= until) ?? deadlineSpans[4];
}

export interface Warning {
  /** Hours before the deadline. */
  readonly threshold: number;
  readonly assignments: readonly Assignment[];
  readonly first: Instant;
}

interface Warnings {
  /** One for each threshold that something has come under since the last time. */
  readonly warnings: readonly Warning[];
  /** What was reported until now, to be passed next time: the smallest threshold reported of each assignment that is still pending. */
  readonly reported: ReadonlyMap<string, number>;
}

/**
 * What to warn of. Each assignment is reported once for each threshold, and of those that it is under already only for the
 * smallest. What auto-approves sooner after its submission than a threshold is not reported for it: nobody missed anything.
 */
export function warningsOf(
  unreviewed: readonly Assignment[],
  hitOf: (id: string) => HIT | undefined,
  thresholds: readonly number[],
  reported: ReadonlyMap<string, number>,
  now: Instant,
): Warnings {
  const next = new Map<string, number>();
  const due = new Map<number, Assignment[]>();
  for (const assignment of unreviewed) {
    const key = warningKey(assignment);
    const before = reported.get(key) ?? Number.POSITIVE_INFINITY;
    const left = assignment.autoApproves - now;
    const delay = (hitOf(assignment.hitId)?.autoApprovalDelay ?? Number.POSITIVE_INFINITY) * 1000;
    const under = thresholds.filter(threshold => left > 0 && left <= threshold * hour && delay > threshold * hour);
    const smallest = Math.min(...under);
    if (smallest < before) due.set(smallest, [...(due.get(smallest) ?? []), assignment]);
    const known = Math.min(smallest, before);
    if (known !== Number.POSITIVE_INFINITY) next.set(key, known);
  }
  const warnings = [...due]
    .sort(([a], [b]) => a - b)
    .map(([threshold, assignments]) => ({
      threshold,
      assignments,
      first: Math.min(...assignments.map(({ autoApproves }) => autoApproves)),
    }));
  return { warnings, reported: next };
}

/** An id can come again with another worker (reference.md §4.2). */
function warningKey({ id, workerId }: Assignment): string {
  return `${id} ${workerId}`;
}

/** When the next assignment comes under a threshold; `undefined` if none will. */
export function nextWarning(
  unreviewed: readonly Assignment[],
  thresholds: readonly number[],
  now: Instant,
): Instant | undefined {
  let next: Instant | undefined;
  for (const { autoApproves } of unreviewed)
    for (const threshold of thresholds) {
      const at = autoApproves - threshold * hour;
      if (at > now && (next === undefined || at < next)) next = at;
    }
  return next;
}
