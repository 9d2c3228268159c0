/** What the row of a rejection that can still be reversed says, worked out without VS Code. */
import { reversibleUntil } from '../account/rejections.ts';
import type { Assignment, Instant } from '../mturk/model.ts';
import { spanText } from '../mturk/times.ts';
import { noteSigns, noteWords } from './noteSigns.ts';
import { longestName, printable, workerName } from './phrases.ts';
import { type Attached, assignmentRow, type Row } from './rowLabels.ts';

const day = 24 * 3600_000;
const longestReason = 60;

export interface RejectionFacts {
  readonly note?: Attached['note'];
  /** Its HIT's, if it was read. */
  readonly title?: string | undefined;
}

export function rejectionRow(assignment: Assignment, { note, title }: RejectionFacts, now: Instant): Row {
  const { workerId, feedback = '' } = assignment;
  const left = reversibleUntil(assignment) - now;
  const short = printable(feedback, longestReason);
  return {
    ...assignmentRow(assignment, { note }, now),
    description: [
      ...noteSigns(note),
      `${spanText(left)} left`,
      ...(short === '' ? [] : [`“${short}”`]),
      ...(title === undefined ? [] : [printable(title, longestName)]),
    ].join(' · '),
    icon: 'discard',
    color: left < day ? 'charts.red' : left < 7 * day ? 'charts.yellow' : 'charts.foreground',
    accessible: [
      `Rejected assignment of worker ${workerName(workerId)}`,
      `${spanText(left)} left to reverse it`,
      ...(short === '' ? [] : [`rejected because ${short}`]),
      ...(title === undefined ? [] : [printable(title, longestName)]),
      ...noteWords(note),
    ].join(', '),
  };
}
