/** A batch as a page of plain text: how far its rows are, what it cost and will cost, and which HIT is which row. */

import type { Counts } from '../../mturk/counts.ts';
import { addCosts, rewardCost, termsOf } from '../../mturk/fees.ts';
import type { HIT, Instant } from '../../mturk/model.ts';
import { formatDollars } from '../../mturk/money.ts';
import { printable } from '../../mturk/plainText.ts';
import { section, textPage } from '../../mturk/textPage.ts';
import { momentText, relativeText } from '../../mturk/times.ts';
import { counted } from '../ledger/planTitles.ts';
import type { Batch, BatchHIT } from './batches.ts';

export interface BatchPage {
  readonly batch: Batch;
  /** "LOCAL" */
  readonly environment: string;
  /** The HITs of the batch that the service has. */
  readonly hits: readonly HIT[];
  readonly countsOf: (hit: HIT) => Counts;
  readonly now: Instant;
  /** As of when the service was read; nothing while it was not. */
  readonly updated: Instant | undefined;
}

export interface BatchSums {
  /** Rows all of whose planned HITs were created. */
  readonly rows: number;
  readonly created: number;
  /** HITs that were planned and not created, by why. */
  readonly missing: readonly BatchHIT[];
  /** HITs that were created and are no longer there. */
  readonly gone: number;
  readonly done: number;
  readonly submitted: number;
  readonly unclear: number;
  readonly reviewed: number;
  readonly working: number;
  readonly available: number;
  /** "$7.20" */
  readonly spent: string;
  readonly toCome: string;
}

const mostListed = 10_000;
const longestCells = 120;

export function batchSums({ batch, hits, countsOf, now }: BatchPage): BatchSums {
  const created = batch.hits.filter(({ hitId }) => hitId !== undefined);
  // One that failed and was published later is not missing.
  const there = new Set(created.map(keyOf));
  const missing = [
    ...new Map(batch.hits.filter(hit => !there.has(keyOf(hit))).map(hit => [keyOf(hit), hit] as const)).values(),
  ];
  const incomplete = new Set(missing.map(({ row }) => row));
  const listed = new Set(hits.map(({ id }) => id));
  const all = hits.map(countsOf);
  const sum = (of: (counts: Counts) => number) => all.reduce((total, counts) => total + of(counts), 0);
  const toCome = hits.map((hit, at) => {
    const { submitted = 0, unclear = 0, working = 0, available = 0 } = all[at] ?? {};
    return rewardCost(termsOf(hit), submitted + unclear + working + (hit.expires > now ? available : 0));
  });
  return {
    rows: new Set(created.map(({ row }) => row).filter(row => !incomplete.has(row))).size,
    created: created.length,
    missing,
    gone: created.filter(({ hitId }) => !listed.has(hitId ?? '')).length,
    done: hits.filter(hit => hit.completed >= hit.maxAssignments).length,
    submitted: sum(({ submitted }) => submitted),
    unclear: sum(({ unclear }) => unclear),
    reviewed: sum(({ reviewed }) => reviewed),
    working: sum(({ working }) => working),
    available: sum(({ available }) => available),
    spent: formatDollars(addCosts(hits.map(hit => rewardCost(termsOf(hit), hit.completed))).total),
    toCome: formatDollars(addCosts(toCome).total),
  };
}

function hitCount(count: number): string {
  return counted({ noun: ['HIT', 'HITs'] }, count);
}

function keyOf({ row, replica }: Pick<BatchHIT, 'row' | 'replica'>): string {
  return `${row}.${replica}`;
}

export function batchPageText(page: BatchPage): string {
  const { batch, environment, hits, countsOf, now, updated } = page;
  const { facts, begun, interrupted } = batch;
  const sums = batchSums(page);
  const byId = new Map(hits.map(hit => [hit.id, hit]));
  const rowName = ({ row, replica }: BatchHIT) => `Row ${row}${replica > 1 ? `.${replica}` : ''}`;
  const file = decodeURI(facts.definition.split('/').at(-1) ?? '');
  const from = [
    file,
    ...(facts.data === undefined ? [] : [`data ${facts.data}`]),
    ...(facts.commit === undefined ? [] : [`commit ${facts.commit.slice(0, 12)}`]),
  ];
  return textPage([
    [
      `Batch ${printable(facts.name)} (${facts.id}) in ${environment}`,
      `Published ${momentText(begun)}, ${relativeText(begun, now)}, from ${printable(from.join(', '))}`,
      ...(facts.exclusion
        ? [
            `Excluded: workers of ${counted({ noun: ['batch', 'batches'] }, facts.exclusion.batches.length)}, by “${printable(facts.exclusion.name)}”`,
          ]
        : []),
      ...(interrupted ? ['Publishing was interrupted. Resume it to publish the rest.'] : []),
      updated === undefined ? 'The HITs have not been read yet.' : `As of ${momentText(updated)}`,
    ],
    [
      'Progress',
      `  ${sums.rows} of ${facts.rows} rows published, in ${hitCount(sums.created)}`,
      `  ${hitCount(sums.done)} done: all work is reviewed`,
      `  Assignments: ${sums.submitted} pending review, ${sums.reviewed} reviewed, ${sums.working} being worked on, ${sums.available} open`,
      ...(sums.unclear > 0
        ? [`  Assignments that were submitted or never taken: ${sums.unclear}. Open their HITs to know`]
        : []),
      ...(sums.gone > 0 ? [`  ${hitCount(sums.gone)} deleted, or not in the account`] : []),
    ],
    [
      'Cost, with fees',
      `  At most ${sums.spent} so far: reviewed work, as if all of it was approved`,
      `  At most ${sums.toCome} to come: work pending review, being worked on and open`,
    ],
    section(
      'Rows without a HIT',
      sums.missing.filter(({ missing }) => missing !== 'unclear'),
      hit =>
        `${rowName(hit)}  ${hit.missing === 'failed' ? `refused: ${printable(hit.reason ?? '')}` : 'not sent'}  ${cellsOf(hit)}`,
      mostListed,
    ),
    section(
      'Unclear whether they were created',
      sums.missing.filter(({ missing }) => missing === 'unclear'),
      hit => `${rowName(hit)}  ${cellsOf(hit)}`,
      mostListed,
    ),
    section(
      'HITs',
      batch.hits.filter(({ hitId }) => hitId !== undefined),
      hit => {
        const found = byId.get(hit.hitId ?? '');
        return `${rowName(hit)}  ${printable(hit.hitId ?? '')}  ${found ? stateText(found, countsOf(found), now) : 'deleted'}  ${cellsOf(hit)}`;
      },
      mostListed,
    ),
  ]);
}

/** "2 of 3 reviewed, 1 pending review, open" */
function stateText({ maxAssignments, expires }: HIT, counts: Counts, now: Instant): string {
  const { reviewed, submitted, working, unclear } = counts;
  return [
    `${reviewed} of ${maxAssignments} reviewed`,
    ...(submitted > 0 ? [`${submitted} pending review`] : []),
    ...(working > 0 ? [`${working} being worked on`] : []),
    ...(unclear > 0 ? [`${unclear} unclear`] : []),
    ...(expires <= now ? ['expired'] : []),
  ].join(', ');
}

function cellsOf({ columns, cells }: BatchHIT): string {
  return printable(columns.map((name, at) => `${name}: ${cells[at] ?? ''}`).join('; '), longestCells);
}
