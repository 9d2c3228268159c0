/** A batch as a page of plain text: how far its rows are, what it cost and will cost, and which HIT is which row. */

import type { Counts } from '../../mturk/counts.ts';
import { rewardCost, termsOf } from '../../mturk/fees.ts';
import type { HIT, Instant } from '../../mturk/model.ts';
import { addCents, cents, formatDollars } from '../../mturk/money.ts';
import { printable } from '../../mturk/plainText.ts';
import { counted } from '../../mturk/plurals.ts';
import { textPage } from '../../mturk/textPage.ts';
import type { TimeSlices } from '../../mturk/timeSlices.ts';
import { momentText, relativeText } from '../../mturk/times.ts';
import { type Batch, type BatchHIT, missingHITs } from './batches.ts';

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
  /** Whether all HITs of the account are listed: what is not among them then is deleted. */
  readonly isListed: boolean;
  /** Why the HITs could not be read, a sentence with what to do. */
  readonly failure?: string;
}

export interface BatchSums {
  /** Rows all of whose planned HITs were created. */
  readonly rows: number;
  readonly created: number;
  /** HITs that were planned and not created, by why. */
  readonly missing: readonly BatchHIT[];
  /** HITs that were created, and are deleted or were not read. */
  readonly absent: number;
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

/** Rejects once the slices are aborted. */
export async function batchSums({ batch, hits, countsOf, now }: BatchPage, slices: TimeSlices): Promise<BatchSums> {
  const created = batch.hits.filter(({ hitId }) => hitId !== undefined);
  const missing = missingHITs(batch);
  const incomplete = new Set(missing.map(({ row }) => row));
  const listed = new Set(hits.map(({ id }) => id));
  if (slices.over) await slices.rest();
  const sums = { done: 0, submitted: 0, unclear: 0, reviewed: 0, working: 0, available: 0 };
  let [spent, toCome] = [cents(0), cents(0)];
  for (const hit of hits) {
    const { submitted, unclear, reviewed, working, available } = countsOf(hit);
    sums.done += hit.completed >= hit.maxAssignments ? 1 : 0;
    sums.submitted += submitted;
    sums.unclear += unclear;
    sums.reviewed += reviewed;
    sums.working += working;
    sums.available += available;
    const terms = termsOf(hit);
    spent = addCents(spent, rewardCost(terms, hit.completed).total);
    const open = submitted + unclear + working + (hit.expires > now ? available : 0);
    toCome = addCents(toCome, rewardCost(terms, open).total);
    if (slices.over) await slices.rest();
  }
  return {
    rows: new Set(created.map(({ row }) => row).filter(row => !incomplete.has(row))).size,
    created: created.length,
    missing,
    absent: created.filter(({ hitId }) => !listed.has(hitId ?? '')).length,
    ...sums,
    spent: formatDollars(spent),
    toCome: formatDollars(toCome),
  };
}

/** The name of the file at an address; as the address has it where that is malformed. */
function fileName(address: string): string {
  const last = address.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

function hitCount(count: number): string {
  return counted(count, 'HIT');
}

/** The text of the page. Rejects once the slices are aborted. */
export async function batchPageText(page: BatchPage, slices: TimeSlices): Promise<string> {
  const { batch, environment, hits, countsOf, now, updated, isListed, failure } = page;
  const { facts, begun, interrupted } = batch;
  const sums = await batchSums(page, slices);
  if (slices.over) await slices.rest();
  const byId = new Map(hits.map(hit => [hit.id, hit]));
  const absent = isListed ? 'deleted' : 'not read';
  const from = [
    fileName(facts.definition),
    ...(facts.data === undefined ? [] : [`data ${facts.data}`]),
    ...(facts.commit === undefined ? [] : [`commit ${facts.commit.slice(0, 12)}`]),
  ];
  return textPage([
    [
      `Batch ${printable(facts.name)} (${facts.id}) in ${environment}`,
      `Published ${momentText(begun)}, ${relativeText(begun, now)}, from ${printable(from.join(', '))}`,
      ...(facts.exclusion
        ? [
            `Excluded: workers of ${counted(facts.exclusion.batches.length, 'batch', 'batches')}, by “${printable(facts.exclusion.name)}”`,
          ]
        : []),
      ...(interrupted ? ['Publishing was interrupted. Resume it to publish the rest.'] : []),
      updated === undefined ? 'The HITs have not been read yet.' : `As of ${momentText(updated)}`,
      ...(failure === undefined ? [] : [failure]),
    ],
    [
      'Progress',
      `  ${sums.rows} of ${facts.rows} rows published, in ${hitCount(sums.created)}`,
      `  ${hitCount(sums.done)} done: all work is reviewed`,
      `  Assignments: ${sums.submitted} pending review, ${sums.reviewed} reviewed, ${sums.working} being worked on, ${sums.available} open`,
      ...(sums.unclear > 0
        ? [`  Assignments that were submitted or never taken: ${sums.unclear}. Open their HITs to find out`]
        : []),
      ...(sums.absent > 0
        ? [
            `  ${hitCount(sums.absent)} ${isListed ? 'deleted, or not in the account' : 'not read, and not counted here'}`,
          ]
        : []),
    ],
    [
      'Cost, with fees',
      `  At most ${sums.spent} so far: reviewed work, as if all of it was approved`,
      `  At most ${sums.toCome} to come: work pending review, being worked on and open`,
    ],
    await section(
      'Rows without a HIT',
      sums.missing.filter(({ missing }) => missing !== 'unclear'),
      hit =>
        `${rowName(hit)}  ${hit.missing === 'failed' ? `refused: ${printable(hit.reason ?? '')}` : 'not sent'}  ${cellsOf(hit)}`,
      slices,
    ),
    await section(
      'Unclear whether they were created',
      sums.missing.filter(({ missing }) => missing === 'unclear'),
      hit => `${rowName(hit)}  ${cellsOf(hit)}`,
      slices,
    ),
    await section(
      'HITs',
      batch.hits.filter(({ hitId }) => hitId !== undefined),
      hit => {
        const found = byId.get(hit.hitId ?? '');
        return `${rowName(hit)}  ${printable(hit.hitId ?? '')}  ${found ? stateText(found, countsOf(found), now) : absent}  ${cellsOf(hit)}`;
      },
      slices,
    ),
  ]);
}

/** A title with the number of HITs, and a line for each. */
async function section(
  title: string,
  hits: readonly BatchHIT[],
  lineOf: (hit: BatchHIT) => string,
  slices: TimeSlices,
): Promise<string[]> {
  const lines = [`${title} (${hits.length})`];
  for (const hit of hits.slice(0, mostListed)) {
    lines.push(`  ${lineOf(hit)}`);
    if (slices.over) await slices.rest();
  }
  if (hits.length > mostListed) lines.push(`  ${hits.length - mostListed} more`);
  if (hits.length === 0) lines.push('  none');
  return lines;
}

function rowName({ row, replica }: BatchHIT): string {
  return `Row ${row}${replica > 1 ? `.${replica}` : ''}`;
}

/** "2 of 3 reviewed, 1 pending review, expired" */
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

/** The cells of a row never change, and a page writes those of thousands each time. */
const cellTexts = new WeakMap<readonly string[], string>();

function cellsOf({ columns, cells }: BatchHIT): string {
  const known = cellTexts.get(cells);
  if (known !== undefined) return known;
  const text = printable(columns.map((name, at) => `${name}: ${cells[at] ?? ''}`).join('; '), longestCells);
  cellTexts.set(cells, text);
  return text;
}
