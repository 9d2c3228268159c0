/** What a page of a dashboard has been sent is not sent again. */
import type { ChartSpec, TableSpec } from '../../statistics/dashboard/chartSpec.ts';
import type { DashboardChanges, DashboardModel } from './contract.ts';

type Rest = Omit<DashboardModel, 'charts' | 'tables'>;

/** Keeps what one page has. */
export class SentModel {
  readonly #rest = new Map<keyof Rest, string>();
  readonly #charts = new SentList<ChartSpec>();
  readonly #tables = new SentList<TableSpec>();

  /** What differs from what was sent before; nothing if all is the same. */
  changes(model: DashboardModel): DashboardChanges | undefined {
    const { charts, tables, ...rest } = model;
    const changed: { -readonly [N in keyof DashboardChanges]: DashboardChanges[N] } = {};
    for (const [name, value] of Object.entries(rest)) {
      const text = JSON.stringify(value) ?? '';
      if (this.#rest.get(name as keyof Rest) === text) continue;
      this.#rest.set(name as keyof Rest, text);
      Object.assign(changed, { [name]: value });
    }
    const [newCharts, newTables] = [this.#charts.changes(charts), this.#tables.changes(tables)];
    if (newCharts) changed.charts = newCharts;
    if (newTables) changed.tables = newTables;
    return Object.keys(changed).length > 0 ? changed : undefined;
  }
}

class SentList<T extends { readonly id: string }> {
  #sent = new Map<string, { readonly value: T; readonly text: string }>();
  #order = '';

  changes(list: readonly T[]): (T | string)[] | undefined {
    const sent = new Map<string, { readonly value: T; readonly text: string }>();
    let isSame = true;
    const changed = list.map((value): T | string => {
      const before = this.#sent.get(value.id);
      const after = before?.value === value ? before : { value, text: JSON.stringify(value) };
      sent.set(value.id, after);
      if (before?.text === after.text) return value.id;
      isSame = false;
      return value;
    });
    const order = JSON.stringify([...sent.keys()]);
    if (isSame && order === this.#order) return undefined;
    this.#sent = sent;
    this.#order = order;
    return changed;
  }
}
