/** What tests read of a page about people: its tables as they show, and its facts by label. */
import assert from 'node:assert/strict';
import { TimeSlices } from '../../../../src/mturk/timeSlices.ts';
import type { PageTable } from '../../../../src/panels/people/contract.ts';
import type { PageSource } from '../../../../src/panels/people/pageSource.ts';
import { shownTable } from '../../../../src/panels/people/peopleTables.ts';

export function sourceOf({ tables }: PageSource, id: string) {
  const table = tables.find(each => each.id === id);
  assert.ok(table, id);
  return table;
}

export const tableOf = (page: PageSource, id: string): Promise<PageTable> =>
  shownTable(sourceOf(page, id), undefined, new TimeSlices());

export const factsOf = ({ facts }: PageSource) => Object.fromEntries(facts.map(({ label, value }) => [label, value]));
export const textsOf = ({ rows }: PageTable, column: number) => rows.map(cells => cells[column]?.text);
