/** What a row says aloud: all that it shows, bars and colours too, in words. First what distinguishes it from its neighbours. */
import type { Note } from '../account/notes.ts';
import type { WorkerSummary } from '../account/workerSummaries.ts';
import type { Counts } from '../mturk/counts.ts';
import { type Assignment, type HIT, type Instant, knowsReward } from '../mturk/model.ts';
import { formatDollars } from '../mturk/money.ts';
import { counted } from '../mturk/plurals.ts';
import { relativeWords, spanWords } from '../mturk/times.ts';
import { answerPreview } from './answerPreview.ts';
import { noteWords } from './noteSigns.ts';
import { countsText, hitName, longestName, printable, workerName } from './phrases.ts';

/** Every place of the HIT is in one of the counts. */
export function spokenHIT(hit: HIT, counts: Counts, now: Instant, member = ''): string {
  return [
    ...spokenName(hit, member),
    'HIT',
    `${countsText(counts)} of ${hit.maxAssignments}`,
    `reward ${knowsReward(hit) ? formatDollars(hit.reward) : 'unknown'}`,
    hit.status === 'Unknown' ? 'status unknown' : hit.status,
    ...(hit.status === 'Assignable' || hit.status === 'Unassignable'
      ? [hit.expires > now ? `${spanWords(hit.expires - now)} left` : 'expired']
      : []),
  ].join(', ');
}

/** What distinguishes it from others of its title comes first. */
function spokenName(hit: HIT, member: string): string[] {
  const differs = printable(member, longestName);
  return [...(differs === '' ? [] : [differs]), hitName(hit)];
}

/** A HIT as the review queue shows it. */
export function spokenQueue(hit: HIT, unreviewed: number, first: Instant, now: Instant, member = ''): string {
  return `${spokenName(hit, member).join(', ')}, HIT, ${unreviewed} to review, the first auto-approves ${relativeWords(first, now)}`;
}

/** `title` is that of the HIT, where the row does not stand below it. */
export function spokenAssignment(
  assignment: Assignment,
  { answer, note }: { readonly answer?: string | undefined; readonly note?: Note | undefined },
  now: Instant,
  title?: string,
): string {
  const preview = answerPreview(answer);
  return [
    `Worker ${workerName(assignment.workerId)}`,
    assignment.status,
    ...(assignment.status === 'Submitted' ? [`auto-approves ${relativeWords(assignment.autoApproves, now)}`] : []),
    `submitted ${relativeWords(assignment.submitted, now)}`,
    ...noteWords(note),
    ...(preview === '' ? [] : [`answers ${preview}`]),
    ...(title === undefined ? [] : [`HIT ${printable(title, longestName)}`]),
  ].join(', ');
}

export function spokenGroup(label: string, hits: number, unreviewed: number, taken: number, places: number): string {
  return [
    label,
    'group',
    ...(unreviewed > 0 ? [`${unreviewed} to review`] : []),
    counted(hits, 'HIT'),
    `${taken} of ${places} assignments are in`,
  ].join(', ');
}

export function spokenWorker(worker: WorkerSummary, now: Instant): string {
  const { approved, rejected, unreviewed, earned, bonuses, blocked, qualifications, last } = worker;
  return [
    `Worker ${workerName(worker.id)}`,
    ...(blocked ? ['blocked'] : []),
    ...(unreviewed > 0 ? [`${unreviewed} to review`] : []),
    ...(approved > 0 ? [`${approved} approved`] : []),
    ...(rejected > 0 ? [`${rejected} rejected`] : []),
    ...(earned > 0 ? [`earned ${formatDollars(earned)}`] : []),
    ...(bonuses > 0 ? [`bonuses ${formatDollars(bonuses)}`] : []),
    ...(qualifications.length > 0
      ? [`holds ${printable(qualifications.map(({ name }) => printable(name, longestName)).join(' and '))}`]
      : []),
    ...(last > 0 ? [`last seen ${relativeWords(last, now)}`] : []),
  ].join(', ');
}
