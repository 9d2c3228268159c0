/** How the user wants the HITs view: its order, groups and filter, kept for the workspace; and the filters kept by name. */
import * as vscode from 'vscode';
import { type Grouping, groupings, type Sorting, sortings } from '../account/search/arrangeHITs.ts';
import { parseQuery, type Query } from '../account/search/searchQuery.ts';
import { storageKeys } from '../storageKeys.ts';

export const reviewGroupings = ['hit', 'deadline'] as const;
export type ReviewGrouping = (typeof reviewGroupings)[number];

export class Arrangement implements vscode.Disposable {
  readonly #workspace: vscode.Memento;
  readonly #everywhere: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<'hits' | 'review'>();
  /** Reports which view is to be arranged differently. */
  readonly onDidChange = this.#changed.event;

  constructor(context: Pick<vscode.ExtensionContext, 'workspaceState' | 'globalState'>) {
    this.#workspace = context.workspaceState;
    this.#everywhere = context.globalState;
  }

  get grouping(): Grouping {
    return this.#choice(storageKeys.hitsGrouping, groupings);
  }

  get sorting(): Sorting {
    return this.#choice(storageKeys.hitsSorting, sortings);
  }

  get reviewGrouping(): ReviewGrouping {
    return this.#choice(storageKeys.reviewGrouping, reviewGroupings);
  }

  /** The search line; empty for none. */
  get filter(): string {
    const line = this.#workspace.get<unknown>(storageKeys.hitsFilter);
    return typeof line === 'string' ? line : '';
  }

  /** What the search line asks for; all, if it can't be read. */
  get query(): Query {
    const parsed = parseQuery(this.filter);
    return parsed.ok ? parsed.query : [];
  }

  get savedFilters(): readonly string[] {
    const saved = this.#everywhere.get<unknown>(storageKeys.savedFilters);
    return Array.isArray(saved) ? saved.filter(line => typeof line === 'string') : [];
  }

  async group(grouping: Grouping): Promise<void> {
    await this.#set('hits', storageKeys.hitsGrouping, grouping);
  }

  async sort(sorting: Sorting): Promise<void> {
    await this.#set('hits', storageKeys.hitsSorting, sorting);
  }

  async groupReview(grouping: ReviewGrouping): Promise<void> {
    await this.#set('review', storageKeys.reviewGrouping, grouping);
  }

  async filterBy(line: string): Promise<void> {
    await this.#set('hits', storageKeys.hitsFilter, line.trim() === '' ? undefined : line.trim());
  }

  async saveFilter(line: string): Promise<void> {
    const rest = this.savedFilters.filter(each => each !== line);
    await this.#everywhere.update(storageKeys.savedFilters, [line, ...rest]);
  }

  async forgetFilter(line: string): Promise<void> {
    await this.#everywhere.update(
      storageKeys.savedFilters,
      this.savedFilters.filter(each => each !== line),
    );
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #choice<T extends string>(key: string, all: readonly [T, ...T[]]): T {
    const saved = this.#workspace.get<unknown>(key);
    // The name in version 0.1.
    const chosen = saved === 'waiting' ? 'unreviewed' : saved;
    return all.find(each => each === chosen) ?? all[0];
  }

  async #set(view: 'hits' | 'review', key: string, value: string | undefined): Promise<void> {
    // What is set counts at once; only keeping it takes time.
    const kept = this.#workspace.update(key, value);
    this.#changed.fire(view);
    await kept;
  }
}
