/** What one row must say of what it stands for, told a second time: from what the service says, without the product's own words. */
import { printable } from '../../../src/mturk/plainText.ts';
import type { TrueAssignment, TrueHIT, Truth } from './service.ts';
import type { ShownRow, ViewName } from './shown.ts';

/** Something that a list must show. */
export interface Expected {
  readonly id: string;
  readonly label: string;
  /** What a row about it says that is not so. */
  faults(row: ShownRow): string[];
}

const hour = 3600_000;
/** Rows that tell of time are refreshed each minute: around a moment that changes what they say, either is right. */
const minute = 60_000;
const overrideWindow = 30 * 24 * hour;

export const waiting = (hit: TrueHIT): TrueAssignment[] =>
  hit.assignments.filter(({ status }) => status === 'Submitted');

export function takenBackLeft({ assignments }: TrueHIT, now: number): TrueAssignment[] {
  return assignments.filter(({ status, submitted }) => status === 'Rejected' && submitted + overrideWindow > now);
}

export function expectedHIT(hit: TrueHIT, view: ViewName, truth: Truth): Expected {
  return {
    id: hit.id,
    label: shownName(hit.title, hit.id),
    faults: row => [
      ...(view === 'review' ? queueFaults(row, hit) : hitFaults(row, hit, truth.now)),
      ...markFaults(row, hitMark(hit)),
    ],
  };
}

export function expectedAssignment(assignment: TrueAssignment, view: ViewName, { now }: Truth): Expected {
  const { id, hitId, workerId, status, title, autoApproves } = assignment;
  const left = autoApproves - now - 24 * hour;
  const marks: Readonly<Record<string, string>> = { Approved: 'A', Rejected: 'R', Submitted: left < 0 ? '!' : '' };
  return {
    id,
    label: view === 'workers' ? shownName(title, hitId) : shownName(workerId, 'Worker without an ID'),
    faults: row => [
      ...(row.accessible.includes(status) ? [] : [`its state is not ${status}`]),
      ...(row.accessible.includes(shownName(workerId, 'Worker without an ID')) ? [] : [`it is not of ${workerId}`]),
      ...(Math.abs(left) < minute ? [] : markFaults(row, marks[status] ?? '')),
    ],
  };
}

export function expectedWorker(id: string, work: readonly TrueAssignment[], { blocked }: Truth): Expected {
  const count = (wanted: string) => work.filter(({ status }) => status === wanted).length;
  const earned = work.reduce((sum, { status, reward }) => (status === 'Approved' ? sum + reward : sum), 0);
  return {
    id,
    label: shownName(id, 'Worker without an ID'),
    faults: ({ description }) => {
      const said = (pattern: RegExp) => Number(pattern.exec(description)?.[1]?.replaceAll(/\D/g, '') ?? 0);
      return [
        ...compared('waiting', said(/(?:^| )([\d,]+) to review/), count('Submitted')),
        ...compared('approved', said(/(?:^| )([\d,]+) approved/), count('Approved')),
        ...compared('rejected', said(/(?:^| )([\d,]+) rejected/), count('Rejected')),
        ...(earned > 0 ? compared('cents earned', said(/(\$[\d,]+\.\d\d)/), earned) : []),
        ...compared('blocked', Number(/^blocked/.test(description)), Number(blocked.has(id))),
      ];
    },
  };
}

/** As an amount is shown. */
export function dollars(cents: number): string {
  return `$${(cents / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}

export function compared(what: string, shown: number | string, so: number | string): string[] {
  return shown === so ? [] : [`${what}: shown ${shown || 'nothing'}, in the service ${so || 'nothing'}`];
}

function hitFaults(row: ShownRow, hit: TrueHIT, now: number): string[] {
  const said = /^(?:([\d,]+) to review · )?([\d,]+) of ([\d,]+) · (.+)$/.exec(row.description);
  if (!said) return [`it can't be read: ${row.description}`];
  const [, toReview = '0', taken = '', max = '', time = ''] = said;
  return [
    ...compared('to review', Number(toReview.replaceAll(',', '')), waiting(hit).length),
    ...compared('taken', Number(taken.replaceAll(',', '')), hit.assignments.length),
    ...compared('places', Number(max.replaceAll(',', '')), hit.max),
    ...compared('reward', /, reward (\$[\d,.]+),/.exec(row.accessible)?.[1] ?? '', dollars(hit.reward)),
    ...(row.accessible.includes(`, ${hit.status}`) ? [] : [`its state is not ${hit.status}`]),
    ...(Math.abs(hit.expires - now) < minute ? [] : timeFaults(time, hit, now)),
  ];
}

function timeFaults(time: string, hit: TrueHIT, now: number): string[] {
  const over = hit.status === 'Reviewable' || hit.status === 'Reviewing';
  const right = over ? (waiting(hit).length > 0 ? hit.status : 'done') : hit.expires > now ? 'left' : 'expired';
  return compared('time', time.endsWith(' left') ? 'left' : time, right);
}

function queueFaults(row: ShownRow, hit: TrueHIT): string[] {
  return compared('to review', Number(/^(\d+) · first /.exec(row.description)?.[1] ?? -1), waiting(hit).length);
}

function hitMark(hit: TrueHIT): string {
  const count = waiting(hit).length;
  if (count > 0) return count > 99 ? '…' : String(count);
  const done = hit.status !== 'Assignable' && hit.status !== 'Unassignable' && hit.working === 0;
  return done ? '✓' : '';
}

function markFaults({ mark }: ShownRow, right: string): string[] {
  return mark === undefined ? [] : compared('badge', mark, right);
}

function shownName(text: string, otherwise: string): string {
  return printable(text, 300) || printable(otherwise, 300);
}
