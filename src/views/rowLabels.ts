/** What a row says, worked out without VS Code. */
import type { Account } from '../account/account.ts';
import type { Note } from '../account/notes.ts';
import { rowTokens } from '../ids.ts';
import type { Counts } from '../mturk/counts.ts';
import type { Assignment, HIT, Instant } from '../mturk/model.ts';
import { formatDollars } from '../mturk/money.ts';
import { mayApprove, mayReject, mayReverseRejection } from '../mturk/rules.ts';
import { relativeText, spanText } from '../mturk/times.ts';
import { answerPreview } from './answerPreview.ts';
import { noteSigns } from './noteSigns.ts';
import { hitName, workerName } from './phrases.ts';
import { spokenAssignment, spokenHIT } from './spoken.ts';

export { countsText, hitName, printable, workerName } from './phrases.ts';

export interface Row {
  readonly label: string;
  readonly description: string;
  /** A codicon. */
  readonly icon: string;
  /** A theme colour, or none. */
  readonly color?: string;
  readonly contextValue: string;
  readonly accessible: string;
  /** Whether the rows below show from the start. */
  readonly unfolded?: boolean;
}

export function hitRow(hit: HIT, counts: Counts, now: Instant): Row {
  const taken = counts.submitted + counts.reviewed;
  const description = [
    // First what calls for an operation: a narrow side bar shows little more.
    ...(counts.submitted > 0 ? [`${counts.submitted} to review`] : []),
    `${countsBar(counts, hit.maxAssignments)} ${taken}/${hit.maxAssignments}`,
    formatDollars(hit.reward),
    timeLeft(hit, counts, now),
  ].join(' · ');
  return {
    label: hitName(hit),
    description,
    ...hitIcon(hit, counts),
    contextValue: rowTokens.hit,
    accessible: spokenHIT(hit, counts, now),
  };
}

/** What belongs to an assignment, as far as it is at hand. */
export interface Attached {
  readonly answer?: string | undefined;
  readonly note?: Note | undefined;
}

export function attachedTo(account: Pick<Account, 'answer' | 'notes'>, { id, hitId }: Assignment): Attached {
  return { answer: account.answer(hitId, id), note: account.notes.of(id) };
}

export function assignmentRow(assignment: Assignment, { answer, note }: Attached, now: Instant): Row {
  const preview = answerPreview(answer);
  const age = relativeText(assignment.submitted, now);
  const deadline =
    assignment.status === 'Submitted' ? [`auto-approves ${relativeText(assignment.autoApproves, now)}`] : [];
  const tokens = [
    rowTokens.assignment,
    ...(mayApprove(assignment).allowed ? [rowTokens.approvable] : []),
    ...(mayReject(assignment).allowed ? [rowTokens.rejectable] : []),
    ...(mayReverseRejection(assignment, now).allowed ? [rowTokens.overridable] : []),
  ];
  return {
    label: workerName(assignment.workerId),
    description: [...noteSigns(note), assignment.status, age, ...deadline, ...(preview ? [preview] : [])].join(' · '),
    ...assignmentIcons[assignment.status],
    contextValue: tokens.join('+'),
    accessible: spokenAssignment(assignment, { answer, note }, now),
  };
}

const barCells = 6;

/** A bar of reviewed █, submitted ▓, working ▒ and open ░ places, in a fixed width. What exists at all has a cell. */
export function countsBar(counts: Counts, max: number): string {
  const parts = [
    { cell: '█', count: counts.reviewed },
    { cell: '▓', count: counts.submitted + counts.unclear },
    { cell: '▒', count: counts.working },
    { cell: '░', count: counts.available + counts.unfilled },
  ].map(part => ({ ...part, cells: part.count > 0 ? 1 : 0, share: (part.count / max) * barCells }));
  // The other cells go, one after another, to the part that is furthest below its share.
  for (let left = barCells - parts.filter(part => part.cells > 0).length; left > 0; left -= 1) {
    const poorest = parts.reduce((a, b) => (b.share - b.cells > a.share - a.cells ? b : a));
    poorest.cells += 1;
  }
  return parts.map(part => part.cell.repeat(part.cells)).join('');
}

export function timeLeft(hit: HIT, counts: Counts, now: Instant): string {
  if (hit.status === 'Reviewable' || hit.status === 'Reviewing')
    return counts.submitted + counts.unclear > 0 ? hit.status : 'done';
  return hit.expires > now ? `${spanText(hit.expires - now)} left` : 'expired';
}

interface Icon {
  readonly icon: string;
  readonly color?: string;
}

function hitIcon(hit: HIT, counts: Counts): Icon {
  if (counts.submitted > 0) return { icon: 'inbox', color: 'charts.yellow' };
  switch (hit.status) {
    case 'Assignable':
      return { icon: 'broadcast', color: 'charts.green' };
    case 'Unassignable':
      return { icon: 'person', color: 'charts.blue' };
    case 'Reviewable':
    case 'Reviewing':
      return counts.unclear > 0 ? { icon: 'inbox' } : { icon: 'pass' };
    case 'Disposed':
      return { icon: 'trash' };
  }
}

const assignmentIcons: Readonly<Record<Assignment['status'], Icon>> = {
  Submitted: { icon: 'circle-large-outline', color: 'charts.yellow' },
  Approved: { icon: 'check', color: 'charts.green' },
  Rejected: { icon: 'close', color: 'charts.red' },
};
