/** A page of a worker or of a qualification type before its tables are sorted and cut into pages. */
import type { TimeSlices } from '../../mturk/timeSlices.ts';
import type { Arrangement, PeoplePage } from './contract.ts';
import { shownTable, type TableSource } from './peopleTables.ts';

export interface PageSource extends Omit<PeoplePage, 'tables'> {
  readonly tables: readonly TableSource[];
}

/** The page as its reader looks at it. Rejects once the slices are aborted. */
export async function shownPage(
  { tables, ...page }: PageSource,
  arrangements: ReadonlyMap<string, Arrangement>,
  slices: TimeSlices,
): Promise<PeoplePage> {
  const shown = [];
  for (const table of tables) shown.push(await shownTable(table, arrangements.get(table.id), slices));
  return { ...page, tables: shown };
}
