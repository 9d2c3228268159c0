/** What rows that stand for several things say, worked out without VS Code. */
import type { Freshness } from '../account/freshness.ts';
import type { Group } from '../account/search/arrangeHITs.ts';
import type { WorkerSummary } from '../account/workerSummaries.ts';
import { rowTokens } from '../ids.ts';
import type { Counts } from '../mturk/counts.ts';
import type { HIT, Instant } from '../mturk/model.ts';
import { type Cents, formatDollars } from '../mturk/money.ts';
import { printable } from '../mturk/plainText.ts';
import { counted } from '../mturk/plurals.ts';
import { relativeText } from '../mturk/times.ts';
import { longestName } from './phrases.ts';
import { type Row, workerName } from './rowLabels.ts';
import { spokenGroup, spokenWorker } from './spoken.ts';

/** A group of HITs: what is pending review, and how much work was submitted. */
export function groupRow({ label, hits }: Group, countsOf: (hit: HIT) => Counts, unfolded: boolean): Row {
  let unreviewed = 0;
  let taken = 0;
  let places = 0;
  for (const hit of hits) {
    const counts = countsOf(hit);
    unreviewed += counts.submitted;
    taken += counts.submitted + counts.reviewed;
    places += hit.maxAssignments;
  }
  const description = [
    ...(unreviewed > 0 ? [`${unreviewed} to review`] : []),
    counted(hits.length, 'HIT'),
    `${taken} of ${places}`,
  ].join(' · ');
  const text = printable(label, longestName) || 'Without a name';
  return {
    label: text,
    description,
    icon: 'folder',
    ...(unreviewed > 0 ? { color: 'charts.yellow' } : {}),
    contextValue: `${rowTokens.group}+${rowTokens.ofHITs}`,
    accessible: spokenGroup(text, hits.length, unreviewed, taken, places),
    unfolded,
  };
}

export function workerRow(worker: WorkerSummary, now: Instant): Row {
  const { approved, rejected, unreviewed, earned, bonuses, blocked, qualifications } = worker;
  const parts = [
    ...(blocked ? ['blocked'] : []),
    ...(unreviewed > 0 ? [`${unreviewed} to review`] : []),
    ...(approved > 0 ? [`${approved} approved`] : []),
    ...(rejected > 0 ? [`${rejected} rejected`] : []),
    ...(earned > 0 || bonuses > 0 ? [moneyText(earned, bonuses)] : []),
    ...(qualifications.length > 0 ? [counted(qualifications.length, 'qualification')] : []),
    ...(worker.last > 0 ? [relativeText(worker.last, now)] : []),
  ];
  const label = workerName(worker.id);
  return {
    label,
    description: parts.join(' · '),
    icon: blocked ? 'circle-slash' : 'person',
    ...(blocked ? { color: 'charts.red' } : unreviewed > 0 ? { color: 'charts.yellow' } : {}),
    contextValue: rowTokens.worker,
    accessible: spokenWorker(worker, now),
  };
}

function moneyText(earned: Cents, bonuses: Cents): string {
  return bonuses > 0 ? `${formatDollars(earned)} + ${formatDollars(bonuses)} bonus` : formatDollars(earned);
}

/** How old what is shown is, and whether the last try to read it failed; nothing while it was never read. */
export function ageText(freshness: Freshness, now: Instant): string[] {
  if (freshness.updated === undefined) return [];
  const age = relativeText(freshness.updated, now);
  // The row that says why is at the top, out of sight for somebody who scrolled down.
  if (freshness.state === 'failed' && freshness.error.kind !== 'cancelled') return ['refresh failed', `as of ${age}`];
  return [freshness.state === 'never' ? `as of ${age}` : `updated ${age}`];
}
