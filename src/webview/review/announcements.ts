/** What the grid announces to screen readers. */
import { counted } from '../../mturk/plurals.ts';
import type { ReadProgress } from '../../panels/review/contract.ts';
import type { GridModel } from './gridModel.ts';

type Counts = Pick<GridModel, 'table' | 'unreviewed'>;

/** All assignments were read, or reading them failed. */
export function readingEnded({ table, unreviewed }: Counts, { failure }: ReadProgress): string {
  return failure
    ? `${table.size > 0 ? 'Couldn’t read everything' : 'Couldn’t read the assignments'}: ${failure.reason}.`
    : `${counted(table.size, 'assignment')}, ${unreviewed} to review.`;
}

/** Other states of these rows came in. */
export function assignmentsChanged({ table, unreviewed }: Counts, changed: readonly number[]): string {
  const [only] = changed;
  const what =
    changed.length === 1 && only !== undefined
      ? `The assignment of ${table.workers.text(only)} is ${table.status(only).toLowerCase()}.`
      : `${counted(changed.length, 'assignment')} changed.`;
  return `${what} ${unreviewed} to review.`;
}
