/** What a row says, worked out without VS Code. */
import type { Account } from '../account/account.ts';
import type { Note } from '../account/notes.ts';
import type { HITName } from '../account/search/hitNames.ts';
import { rowTokens } from '../ids.ts';
import type { Counts } from '../mturk/counts.ts';
import type { Assignment, HIT, Instant } from '../mturk/model.ts';
import { mayApprove, mayReject, mayReverseRejection } from '../mturk/rules.ts';
import { relativeText, spanText } from '../mturk/times.ts';
import { answerPreview } from './answerPreview.ts';
import { noteSigns } from './noteSigns.ts';
import { hitName, longestName, printable, workerName } from './phrases.ts';
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

/** Where a row of a HIT is: below a group that says its title, or where nothing else does. */
export type Naming = Pick<HITName, 'member'> & { readonly titled?: boolean };

export function hitRow(hit: HIT, counts: Counts, now: Instant, naming?: Naming): Row {
  const taken = counts.submitted + counts.reviewed;
  const description = [
    // First what calls for an operation: a narrow side bar shows little more.
    ...(counts.submitted > 0 ? [`${counts.submitted.toLocaleString('en')} to review`] : []),
    `${taken.toLocaleString('en')} of ${hit.maxAssignments.toLocaleString('en')}`,
    timeLeft(hit, counts, now),
  ].join(' · ');
  return {
    label: hitLabel(hit, naming),
    description,
    ...hitIcon(hit, counts),
    contextValue: rowTokens.hit,
    accessible: spokenHIT(hit, counts, now, naming?.member),
  };
}

/** What distinguishes a HIT from others of its title comes before the title: a narrow side bar cuts off the end. */
export function hitLabel(hit: HIT, { member = '', titled = false }: Partial<Naming> = {}): string {
  const differs = printable(member, longestName);
  if (differs === '') return hitName(hit);
  return titled ? differs : `${differs} · ${hitName(hit)}`;
}

/** What belongs to an assignment, as far as it was read. */
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

export function timeLeft(hit: HIT, counts: Counts, now: Instant): string {
  if (hit.status === 'Unknown') return 'status unknown';
  if (hit.status === 'Reviewable' || hit.status === 'Reviewing')
    return counts.submitted + counts.unclear > 0 ? hit.status : 'done';
  return hit.expires > now ? `${spanText(hit.expires - now)} left` : 'expired';
}

interface Icon {
  readonly icon: string;
  readonly color?: string;
}

/** Only what needs the requester has a colour. */
function hitIcon(hit: HIT, counts: Counts): Icon {
  if (counts.submitted > 0) return { icon: 'inbox', color: 'charts.yellow' };
  switch (hit.status) {
    case 'Assignable':
      return { icon: 'broadcast' };
    case 'Unassignable':
      return { icon: 'person' };
    case 'Reviewable':
    case 'Reviewing':
      return counts.unclear > 0 ? { icon: 'inbox' } : { icon: 'pass' };
    case 'Disposed':
      return { icon: 'trash' };
    case 'Unknown':
      return { icon: 'question' };
  }
}

const assignmentIcons: Readonly<Record<Assignment['status'], Icon>> = {
  Submitted: { icon: 'circle-large-outline', color: 'charts.yellow' },
  Approved: { icon: 'check' },
  Rejected: { icon: 'close' },
};
