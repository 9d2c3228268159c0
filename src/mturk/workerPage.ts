/** Everything about one worker as a page of plain text. What strangers wrote stays on its line. */
import { answerFields, decodeAnswers } from './answers.ts';
import type { Assignment, HIT, Instant } from './model.ts';
import { type Cents, cents, formatDollars } from './money.ts';
import { printable } from './plainText.ts';
import { section, textPage } from './textPage.ts';
import { momentText, spanText } from './times.ts';

export interface WorkerPage {
  readonly workerId: string;
  /** Newest first or not: they are sorted here. */
  readonly assignments: readonly Assignment[];
  readonly hitOf: (hitId: string) => Pick<HIT, 'title' | 'reward'> | undefined;
  /** QuestionFormAnswers XML, where it is at hand. */
  readonly answerOf: (assignment: Assignment) => string | undefined;
  readonly bonuses: readonly { readonly amount: Cents; readonly reason: string; readonly paid: Instant }[];
  readonly qualifications: readonly { readonly name: string; readonly score?: number; readonly granted: Instant }[];
  readonly blockedFor: string | undefined;
  readonly note: string | undefined;
  readonly messages: readonly { readonly at: Instant; readonly subject: string; readonly state: string }[];
}

/** Assignments that are listed; the sums count all. */
const mostListed = 5000;
const longestAnswer = 200;

export interface WorkerSums {
  readonly approved: number;
  readonly rejected: number;
  readonly pending: number;
  readonly earned: Cents;
  readonly bonuses: Cents;
  /** Earned and bonuses for each hour of approved work; nothing before there is any. */
  readonly hourly: Cents | undefined;
}

export function workerSums({ assignments, hitOf, bonuses }: WorkerPage): WorkerSums {
  let [approved, rejected, pending, earned, worked] = [0, 0, 0, 0, 0];
  for (const { status, hitId, accepted, submitted } of assignments) {
    if (status === 'Submitted') pending += 1;
    else if (status === 'Rejected') rejected += 1;
    else {
      approved += 1;
      earned += hitOf(hitId)?.reward ?? 0;
      worked += Math.max(0, submitted - accepted);
    }
  }
  const paid = bonuses.reduce((sum, { amount }) => sum + amount, 0);
  const hours = worked / 3_600_000;
  return {
    approved,
    rejected,
    pending,
    earned: cents(earned),
    bonuses: cents(paid),
    hourly: hours > 0 ? cents(Math.round((earned + paid) / hours)) : undefined,
  };
}

export function workerPageText(page: WorkerPage): string {
  const { workerId, assignments, hitOf, answerOf, bonuses, qualifications, blockedFor, note, messages } = page;
  const sums = workerSums(page);
  const newest = assignments.toSorted((one, other) => other.submitted - one.submitted);
  return textPage([
    [
      `Worker ${printable(workerId) || 'without an ID'}`,
      '',
      `Assignments: ${sums.approved} approved, ${sums.rejected} rejected, ${sums.pending} pending review`,
      `Earned: ${formatDollars(sums.earned)}. Bonuses: ${formatDollars(sums.bonuses)}.`,
      `Effective hourly pay: ${sums.hourly === undefined ? 'no approved work yet' : formatDollars(sums.hourly)}`,
      ...(blockedFor === undefined ? [] : [`Blocked: ${printable(blockedFor) || 'without a reason'}`]),
      ...(note === undefined ? [] : [`Note: ${printable(note)}`]),
    ],
    section(
      'Qualifications',
      qualifications,
      ({ name, score, granted }) =>
        `${printable(name)}${score === undefined ? '' : `, score ${score}`}, granted ${momentText(granted)}`,
    ),
    section('Messages', messages, ({ at, subject, state }) => `${momentText(at)}  ${printable(subject)} (${state})`),
    section(
      'Bonuses',
      bonuses,
      ({ amount, reason, paid }) => `${momentText(paid)}  ${formatDollars(amount)}  ${printable(reason)}`,
    ),
    section(
      'Assignments',
      newest,
      assignment => {
        const { submitted, accepted, status, id, hitId } = assignment;
        const title = printable(hitOf(hitId)?.title ?? '') || printable(hitId);
        const answer = answerLine(answerOf(assignment));
        return `${momentText(submitted)}  ${status}  ${spanText(submitted - accepted)}  ${title}  ${printable(id)}${answer}`;
      },
      mostListed,
    ),
  ]);
}

function answerLine(answer: string | undefined): string {
  if (answer === undefined) return '';
  const decoded = decodeAnswers(answer);
  if (!decoded.ok) return '';
  const fields = answerFields(decoded.answers).map(({ name, text }) => `${name}: ${text}`);
  return `  ${printable(fields.join('; '), longestAnswer)}`;
}
