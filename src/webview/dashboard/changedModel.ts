/** Applies the changes that a page is sent. */
import type { DashboardChanges, DashboardModel } from '../../panels/dashboard/contract.ts';

/** The model after changes. What did not change is the very same value as before. */
export function changedModel(before: DashboardModel, changes: DashboardChanges): DashboardModel {
  const { charts, tables, ...rest } = changes;
  return {
    ...before,
    ...rest,
    ...(charts ? { charts: merged(before.charts, charts) } : {}),
    ...(tables ? { tables: merged(before.tables, tables) } : {}),
  };
}

function merged<T extends { readonly id: string }>(before: readonly T[], changed: readonly (T | string)[]): T[] {
  const byId = new Map(before.map(each => [each.id, each]));
  return changed.flatMap(each => (typeof each === 'string' ? (byId.get(each) ?? []) : [each]));
}
