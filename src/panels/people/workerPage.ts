/** The page of one worker: what they did and earned, what they have, and what was sent to them. Pure. */
import type { BonusPayment } from '../../account/accountBonuses.ts';
import type { Assignment, HIT, Instant } from '../../mturk/model.ts';
import { formatDollars } from '../../mturk/money.ts';
import { printable } from '../../mturk/plainText.ts';
import type { Holding } from '../../mturk/qualificationType.ts';
import { spanText } from '../../mturk/times.ts';
import { workerSums } from '../../mturk/workerSums.ts';
import type { Cell, Fact, PageTable, PeoplePage } from './contract.ts';
import type { SentMessage } from './peopleSource.ts';
import { answersText, numberCell, scoreCell, tableOf, textCell, timeCell } from './peopleTables.ts';

export interface WorkerFacts {
  readonly workerId: string;
  /** In any order. */
  readonly assignments: readonly Assignment[];
  readonly hitOf: (hitId: string) => Pick<HIT, 'title' | 'reward'> | undefined;
  /** QuestionFormAnswers XML, where it was read. */
  readonly answerOf: (assignment: Assignment) => string | undefined;
  readonly bonuses: readonly BonusPayment[];
  readonly qualifications: readonly (Holding & { readonly name: string })[];
  readonly blockedFor: string | undefined;
  readonly note: string | undefined;
  readonly messages: readonly SentMessage[];
}

/** Newest first. */
const byTime = { column: 0, descending: true } as const;

export function workerPage(facts: WorkerFacts): PeoplePage {
  const { workerId, blockedFor } = facts;
  return {
    heading: workerId,
    kind: 'Worker',
    facts: summary(facts),
    actions: [
      'message',
      'grant',
      'invite',
      'note',
      'copyId',
      'exclude',
      blockedFor === undefined ? 'block' : 'unblock',
      'refresh',
    ],
    tables: [
      assignmentsTable(facts),
      qualificationsTable(facts),
      bonusesTable(facts),
      messagesTable(facts),
      timeline(facts),
    ],
  };
}

function summary({ assignments, bonuses, hitOf, blockedFor, note }: WorkerFacts): Fact[] {
  const { approved, rejected, pending, earned, bonuses: paid, hourly } = workerSums(assignments, bonuses, hitOf);
  const decided = approved + rejected;
  const count = (value: number) => value.toLocaleString('en');
  return [
    { label: 'Approved', value: count(approved) },
    { label: 'Rejected', value: count(rejected) },
    { label: 'Pending review', value: count(pending) },
    { label: 'Approval rate', value: decided === 0 ? 'none decided' : `${((100 * approved) / decided).toFixed(1)} %` },
    { label: 'Earned', value: formatDollars(earned) },
    { label: 'Bonuses', value: formatDollars(paid) },
    { label: 'Effective hourly pay', value: hourly === undefined ? 'no approved work yet' : formatDollars(hourly) },
    ...(blockedFor === undefined ? [] : [{ label: 'Blocked', value: printable(blockedFor) || 'without a reason' }]),
    ...(note === undefined ? [] : [{ label: 'Your note', value: note }]),
  ];
}

function assignmentsTable({ assignments, hitOf, answerOf }: WorkerFacts): PageTable {
  const newest = assignments.toSorted((one, other) => other.submitted - one.submitted);
  const unread = assignments.filter(each => answerOf(each) === undefined).length;
  return tableOf(
    {
      id: 'assignments',
      title: 'Assignments',
      none: 'No assignments are known.',
      caption:
        unread > 0
          ? `Answers of ${unread.toLocaleString('en')} were not read. Open their HITs to read them.`
          : undefined,
      columns: ['Submitted', 'Status', 'HIT', 'Reward', 'Time spent', 'Answers', 'Assignment'],
      sorted: byTime,
    },
    newest,
    assignment => {
      const { id, hitId, status, submitted, accepted } = assignment;
      const hit = hitOf(hitId);
      const spent = Math.max(0, submitted - accepted);
      return [
        timeCell(submitted),
        textCell(status),
        textCell(hit?.title || hitId, { kind: 'hit', hitId }),
        numberCell(hit ? formatDollars(hit.reward) : 'unknown', hit?.reward ?? -1),
        numberCell(spanText(spent), spent),
        textCell(answersText(answerOf(assignment))),
        textCell(id, { kind: 'assignment', hitId, assignmentId: id }),
      ];
    },
  );
}

function qualificationsTable({ qualifications }: WorkerFacts): PageTable {
  return tableOf(
    {
      id: 'qualifications',
      title: 'Qualifications',
      none: 'The worker has none of your qualifications.',
      columns: ['Granted', 'Qualification type', 'Score'],
      sorted: byTime,
    },
    qualifications.toSorted((one, other) => other.granted - one.granted),
    ({ granted, name, score, typeId }) => [
      timeCell(granted),
      textCell(name || typeId, { kind: 'qualificationType', typeId }),
      scoreCell(score),
    ],
  );
}

function bonusesTable({ bonuses }: WorkerFacts): PageTable {
  return tableOf(
    {
      id: 'bonuses',
      title: 'Bonuses',
      none: 'No bonuses are known.',
      columns: ['Paid', 'Amount', 'Reason', 'Assignment'],
      sorted: byTime,
    },
    bonuses.toSorted((one, other) => other.paid - one.paid),
    ({ paid, amount, reason, assignmentId }) => [
      timeCell(paid),
      numberCell(formatDollars(amount), amount),
      textCell(reason),
      textCell(assignmentId),
    ],
  );
}

function messagesTable({ messages }: WorkerFacts): PageTable {
  return tableOf(
    {
      id: 'messages',
      title: 'Messages',
      none: 'No messages were sent from here.',
      columns: ['Sent', 'Subject', 'Result'],
      sorted: byTime,
    },
    messages.toSorted((one, other) => other.at - one.at),
    ({ at, subject, state }) => [timeCell(at), textCell(subject), textCell(state)],
  );
}

interface Moment {
  readonly at: Instant;
  readonly what: string;
  readonly details: Cell;
}

/** Everything about the worker in order. */
function timeline({ assignments, bonuses, qualifications, messages, hitOf }: WorkerFacts): PageTable {
  const moments: Moment[] = [];
  for (const { hitId, submitted, approved, rejected, feedback } of assignments) {
    const details = textCell(hitOf(hitId)?.title || hitId, { kind: 'hit', hitId });
    moments.push({ at: submitted, what: 'Submitted', details });
    if (approved !== undefined) moments.push({ at: approved, what: 'Approved', details });
    if (rejected !== undefined)
      moments.push({ at: rejected, what: feedback ? `Rejected: ${feedback}` : 'Rejected', details });
  }
  for (const { paid, amount, reason } of bonuses)
    moments.push({ at: paid, what: `Bonus of ${formatDollars(amount)}`, details: textCell(reason) });
  for (const { granted, name, typeId, score } of qualifications)
    moments.push({
      at: granted,
      what: score === undefined ? 'Qualification granted' : `Qualification granted, score ${score}`,
      details: textCell(name || typeId, { kind: 'qualificationType', typeId }),
    });
  for (const { at, subject, state } of messages)
    moments.push({ at, what: `Message: ${state}`, details: textCell(subject) });
  return tableOf(
    {
      id: 'timeline',
      title: 'Timeline',
      none: 'Nothing is known of this worker yet.',
      columns: ['Time', 'What happened', 'About'],
      sorted: byTime,
    },
    moments.sort((one, other) => other.at - one.at),
    ({ at, what, details }) => [timeCell(at), textCell(what), details],
  );
}
