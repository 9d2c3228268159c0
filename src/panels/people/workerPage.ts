/** The page of one worker: what they did and earned, what they have, and what was sent to them. Pure. */

import type { BonusPayment } from '../../account/accountBonuses.ts';
import type { Assignment, HIT, Instant } from '../../mturk/model.ts';
import { formatDollars } from '../../mturk/money.ts';
import { percentText } from '../../mturk/percentText.ts';
import { printable } from '../../mturk/plainText.ts';
import type { Holding } from '../../mturk/qualificationType.ts';
import { spanText } from '../../mturk/times.ts';
import { workerSums } from '../../mturk/workerSums.ts';
import type { Fact } from './contract.ts';
import { answersCell } from './decodedAnswers.ts';
import type { PageSource } from './pageSource.ts';
import type { SentMessage } from './peopleSource.ts';
import { type Content, numberCell, scoreCell, type TableSource, tableOf, textCell, timeCell } from './peopleTables.ts';

export interface WorkerFacts {
  readonly workerId: string;
  /** In any order. */
  readonly assignments: readonly Assignment[];
  readonly hitOf: (hitId: string) => Pick<HIT, 'title' | 'reward'> | undefined;
  /** QuestionFormAnswers XML, where it was read. */
  readonly answerOf: (assignment: Assignment) => string | undefined;
  readonly bonuses: readonly BonusPayment[];
  /** HITs of theirs whose bonuses were not read. */
  readonly unreadBonuses: number;
  /** HITs of the account whose work was not read: some of it may be theirs. */
  readonly unreadHITs: number;
  readonly qualifications: readonly (Holding & { readonly name: string })[];
  readonly blockedFor: string | undefined;
  readonly note: string | undefined;
  readonly messages: readonly SentMessage[];
}

/** Newest first. */
const byTime = { column: 0, descending: true } as const;

export function workerPage(facts: WorkerFacts): PageSource {
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

function summary({ assignments, bonuses, hitOf, unreadBonuses, blockedFor, note }: WorkerFacts): Fact[] {
  const { approved, rejected, pending, earned, bonuses: paid, hourly } = workerSums(assignments, bonuses, hitOf);
  const decided = approved + rejected;
  const count = (value: number) => value.toLocaleString('en');
  const rewardsKnown = assignments.every(({ status, hitId }) => status !== 'Approved' || hitOf(hitId) !== undefined);
  const atLeast = (known: boolean, text: string) => (known ? text : `at least ${text}`);
  const hourlyText = hourly === undefined ? 'no approved work yet' : formatDollars(hourly);
  return [
    { label: 'Approved', value: count(approved) },
    { label: 'Rejected', value: count(rejected) },
    { label: 'Pending review', value: count(pending) },
    { label: 'Approval rate', value: decided === 0 ? 'no decisions yet' : percentText(approved / decided) },
    { label: 'Earned', value: atLeast(rewardsKnown, formatDollars(earned)) },
    { label: 'Bonuses', value: atLeast(unreadBonuses === 0, formatDollars(paid)) },
    {
      label: 'Effective hourly pay',
      value: atLeast(hourly === undefined || (rewardsKnown && unreadBonuses === 0), hourlyText),
    },
    ...(blockedFor === undefined ? [] : [{ label: 'Blocked', value: printable(blockedFor) || 'without a reason' }]),
    ...(note === undefined ? [] : [{ label: 'Your note', value: note }]),
  ];
}

/** "HIT" or "HITs" with their number. */
function hitCount(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'HIT' : 'HITs'}`;
}

function assignmentsTable({ assignments, hitOf, answerOf, unreadHITs }: WorkerFacts): TableSource {
  const unread = assignments.reduce((count, each) => count + (answerOf(each) === undefined ? 1 : 0), 0);
  const captions = [
    ...(unreadHITs > 0
      ? [`The work on ${hitCount(unreadHITs)} was not read. Some of it may be theirs. Read it in the Workers view.`]
      : []),
    ...(unread > 0 ? [`Answers of ${unread.toLocaleString('en')} were not read. Open their HITs to read them.`] : []),
  ];
  return tableOf(
    {
      id: 'assignments',
      title: 'Assignments',
      none: 'No assignments found.',
      caption: captions.join(' ') || undefined,
      sorted: byTime,
    },
    assignments,
    [
      ['Submitted', ({ submitted }) => timeCell(submitted)],
      ['Status', ({ status }) => textCell(status)],
      ['HIT', ({ hitId }) => textCell(hitOf(hitId)?.title || hitId, { kind: 'hit', hitId })],
      [
        'Reward',
        ({ hitId }) => {
          const hit = hitOf(hitId);
          return numberCell(hit ? formatDollars(hit.reward) : 'unknown', hit?.reward ?? -1);
        },
      ],
      [
        'Time spent',
        ({ submitted, accepted }) => {
          const spent = Math.max(0, submitted - accepted);
          return numberCell(spanText(spent), spent);
        },
      ],
      ['Answers', assignment => answersCell(assignment, answerOf(assignment))],
      ['Assignment', ({ id, hitId }) => textCell(id, { kind: 'assignment', hitId, assignmentId: id })],
    ],
  );
}

function qualificationsTable({ qualifications }: WorkerFacts): TableSource {
  return tableOf(
    {
      id: 'qualifications',
      title: 'Qualifications',
      none: 'The worker has none of your qualifications.',
      sorted: byTime,
    },
    qualifications,
    [
      ['Granted', ({ granted }) => timeCell(granted)],
      ['Qualification type', ({ name, typeId }) => textCell(name || typeId, { kind: 'qualificationType', typeId })],
      ['Score', ({ score }) => scoreCell(score)],
    ],
  );
}

function bonusesTable({ bonuses, unreadBonuses }: WorkerFacts): TableSource {
  return tableOf(
    {
      id: 'bonuses',
      title: 'Bonuses',
      none: 'No bonuses are known.',
      ...(unreadBonuses > 0
        ? { caption: `Bonuses for ${hitCount(unreadBonuses)} were not read. Refresh to read more.` }
        : {}),
      sorted: byTime,
    },
    bonuses,
    [
      ['Paid', ({ paid }) => timeCell(paid)],
      ['Amount', ({ amount }) => numberCell(formatDollars(amount), amount)],
      ['Reason', ({ reason }) => textCell(reason)],
      ['Assignment', ({ assignmentId }) => textCell(assignmentId)],
    ],
  );
}

function messagesTable({ messages }: WorkerFacts): TableSource {
  return tableOf(
    {
      id: 'messages',
      title: 'Messages',
      none: 'No messages were sent from here.',
      sorted: byTime,
    },
    messages,
    [
      ['Sent', ({ at }) => timeCell(at)],
      ['Subject', ({ subject }) => textCell(subject)],
      ['Result', ({ state }) => textCell(state)],
    ],
  );
}

interface Moment {
  readonly at: Instant;
  readonly what: string;
  readonly about: () => Content;
}

/** Everything about the worker in order. */
function timeline({ assignments, bonuses, qualifications, messages, hitOf }: WorkerFacts): TableSource {
  const moments: Moment[] = [];
  for (const { hitId, submitted, approved, rejected, feedback } of assignments) {
    const about = () => textCell(hitOf(hitId)?.title || hitId, { kind: 'hit', hitId });
    moments.push({ at: submitted, what: 'Submitted', about });
    if (approved !== undefined) moments.push({ at: approved, what: 'Approved', about });
    if (rejected !== undefined)
      moments.push({ at: rejected, what: feedback ? `Rejected: ${feedback}` : 'Rejected', about });
  }
  for (const { paid, amount, reason } of bonuses)
    moments.push({ at: paid, what: `Bonus of ${formatDollars(amount)}`, about: () => textCell(reason) });
  for (const { granted, name, typeId, score } of qualifications)
    moments.push({
      at: granted,
      what: score === undefined ? 'Qualification granted' : `Qualification granted, score ${score}`,
      about: () => textCell(name || typeId, { kind: 'qualificationType', typeId }),
    });
  for (const { at, subject, state } of messages)
    moments.push({ at, what: `Message: ${state}`, about: () => textCell(subject) });
  return tableOf(
    {
      id: 'timeline',
      title: 'Timeline',
      none: 'No activity yet.',
      sorted: byTime,
    },
    moments,
    [
      ['Time', ({ at }) => timeCell(at)],
      ['Event', ({ what }) => textCell(what)],
      ['About', ({ about }) => about()],
    ],
  );
}
