/** Which HITs of a batch are missing, and which replace its rejected work. */
import type { Wanted } from '../../definitions/publishing.ts';
import { originOf } from '../../mturk/batchAnnotation.ts';
import type { HIT } from '../../mturk/model.ts';
import type { BatchHIT } from './batches.ts';

/**
 * One assignment for each rejected one, less those of replacements that were published before, even where these were deleted
 * since. `parts`: how many HITs the definition makes of a row; `rejected`: rejected assignments by HIT.
 */
export function replacementsOf(
  planned: readonly Pick<BatchHIT, 'row' | 'replica' | 'maxAssignments' | 'hitId'>[],
  hits: readonly Pick<HIT, 'id' | 'annotation' | 'maxAssignments'>[],
  rejected: ReadonlyMap<string, number>,
  { parts, rowCount }: { readonly parts: number; readonly rowCount: number },
): Wanted[] {
  const published = new Map<string, { row: number; replica: number; maxAssignments: number; rejected: number }>();
  for (const { row, replica, maxAssignments, hitId } of planned)
    if (hitId !== undefined) published.set(`${row}.${replica}`, { row, replica, maxAssignments, rejected: 0 });
  // The service knows of assignments that were added, and of HITs that this ledger doesn't know.
  for (const { id, annotation, maxAssignments } of hits) {
    const origin = originOf(annotation);
    if (!origin) continue;
    const { row, replica } = origin;
    published.set(`${row}.${replica}`, { row, replica, maxAssignments, rejected: rejected.get(id) ?? 0 });
  }
  const byRow = new Map<number, { rejected: number; again: number; last: number }>();
  for (const { row, replica, maxAssignments, rejected: count } of published.values()) {
    const sum = byRow.get(row) ?? { rejected: 0, again: 0, last: parts };
    byRow.set(row, sum);
    sum.last = Math.max(sum.last, replica);
    sum.rejected += count;
    if (replica > parts) sum.again += maxAssignments;
  }
  return [...byRow].flatMap(([row, sum]) =>
    sum.rejected > sum.again && row <= rowCount
      ? [{ row, replica: sum.last + 1, maxAssignments: sum.rejected - sum.again }]
      : [],
  );
}

/** Those of `all` that neither the ledger created nor the service lists. */
export function missingOf(
  all: readonly Wanted[],
  planned: readonly Pick<BatchHIT, 'row' | 'replica' | 'hitId'>[],
  hits: readonly Pick<HIT, 'annotation'>[],
): Wanted[] {
  const there = new Set([
    ...planned.flatMap(({ row, replica, hitId }) => (hitId === undefined ? [] : [`${row}.${replica}`])),
    ...hits.flatMap(({ annotation }) => originOf(annotation) ?? []).map(({ row, replica }) => `${row}.${replica}`),
  ]);
  return all.filter(({ row, replica }) => !there.has(`${row}.${replica}`));
}
