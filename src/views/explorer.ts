/** The five views together, with what keeps them fresh. */
import * as vscode from 'vscode';
import { settings, views } from '../ids.ts';
import type { LocalService } from '../local/localService.ts';
import type { Sessions } from '../profiles/sessions.ts';
import type { AccountRef, WorkRef } from '../refs.ts';
import { contextValue } from '../ui/contexts.ts';
import { readWarningThresholds } from '../ui/readSettings.ts';
import { soon } from '../ui/soon.ts';
import { Arrangement } from './arrangement.ts';
import { Decorations } from './decorations.ts';
import { FocusChanges } from './focusChanges.ts';
import { focusedRows } from './focusedRows.ts';
import { stillThere } from './followingRow.ts';
import { HITsView } from './hitsView.ts';
import { IdLinks } from './links/idLinks.ts';
import { type GroupNode, keyOf, type MoreNode, type Node } from './nodes.ts';
import { QualificationsView } from './qualificationsView.ts';
import { RejectedView } from './rejectedView.ts';
import { ReviewView } from './reviewView.ts';
import { ReviewWarnings } from './reviewWarnings.ts';
import { registerDropIds } from './treeOptions.ts';
import { ViewActivity } from './viewActivity.ts';
import { WorkersView } from './workersView.ts';

export interface ExplorerOptions {
  readonly context: vscode.ExtensionContext;
  readonly sessions: Sessions;
  readonly local: LocalService;
  readonly warn: (message: string, ...actions: string[]) => Promise<string | undefined>;
  readonly onSaveFailed: (error: unknown) => void;
}

/** VS Code's command that takes the focused row into the selection, or out of it, and opens and folds nothing. */
const toggleSelection = 'list.toggleSelection';

export class Explorer implements vscode.Disposable {
  readonly arrangement: Arrangement;
  readonly hits: HITsView;
  readonly review: ReviewView;
  readonly workers: WorkersView;
  readonly rejected: RejectedView;
  readonly qualifications: QualificationsView;
  readonly fresh: ViewActivity;
  /** The context keys of menus and welcome texts, as they were set last. */
  readonly contextValue = contextValue;
  readonly links: IdLinks;
  readonly decorations: Decorations;
  readonly #warnings: ReviewWarnings;
  readonly #focusChanges = new FocusChanges();
  readonly #disposables: vscode.Disposable[];
  #lastFocused: Promise<unknown> = Promise.resolve();

  constructor({ context, sessions, local, warn, onSaveFailed }: ExplorerOptions) {
    this.arrangement = new Arrangement(context);
    // Local may be running already, started by another window or before a reload.
    let joined: Promise<void> | undefined;
    const join = () => {
      joined ??= local.join();
      return joined;
    };
    this.review = new ReviewView(sessions, join, this.arrangement);
    this.hits = new HITsView(sessions, join, this.arrangement);
    this.workers = new WorkersView(sessions, join);
    this.rejected = new RejectedView(sessions, join);
    this.qualifications = new QualificationsView(sessions, join);
    const { hits, review, workers, rejected, qualifications } = this;
    const trees = { hits, review, workers, rejected, qualifications };
    this.fresh = new ViewActivity({ sessions, local, views: trees, onSaveFailed });
    this.links = new IdLinks(sessions);
    this.decorations = new Decorations(sessions);
    this.#warnings = new ReviewWarnings({
      thresholds: readWarningThresholds,
      after: (milliseconds, callback) => {
        const timer = setTimeout(callback, milliseconds);
        timer.unref();
        return { dispose: () => clearTimeout(timer) };
      },
      sessions,
      memento: context.globalState,
      warn,
      showReview: () => void vscode.commands.executeCommand(`${views.review}.focus`),
      showSettings: () => void vscode.commands.executeCommand('workbench.action.openSettings', settings.reviewWarnings),
    });
    this.#disposables = [
      review,
      hits,
      workers,
      rejected,
      qualifications,
      this.decorations,
      this.#focusChanges,
      this.fresh,
      this.links,
      soon(registerDropIds),
      this.#warnings,
      this.arrangement,
    ];
  }

  /** Shows something in the view where it has its place: its row, or the HITs of a type or a group. Returns whether it is there. */
  async show(named: AccountRef, options = { focus: true }): Promise<boolean> {
    switch (named.kind) {
      case 'worker':
        return this.workers.show(named.workerId, options);
      case 'hitType':
        return this.#filter(`type:${named.typeId}`);
      case 'hitGroup':
        return this.#filter(`group:${named.groupId}`);
      default:
        return this.hits.show(named, options);
    }
  }

  /** What a group shows below it, also what it would show only after more rows were asked for. */
  membersOf({ of, key }: GroupNode): readonly WorkRef[] {
    return of === 'hits' ? this.hits.membersOf(key) : this.review.membersOf(key);
  }

  /**
   * The rows that a key acts on: those selected in the view that has the keyboard, or else its focused one. `focusNext` takes the keyboard
   * to the next row if all of them are gone by then, and the user turned to nothing else meanwhile.
   */
  focusedRows(): Promise<{ readonly rows: readonly Node[]; focusNext(): Promise<void> }> {
    // One after another: two that toggle the selection at once would each see what the other one does.
    const found = this.#lastFocused.then(() =>
      focusedRows(this.#trees, () => vscode.commands.executeCommand(toggleSelection)),
    );
    this.#lastFocused = found.catch(() => undefined);
    return found.then(focused => {
      const { view, rows } = focused ?? { rows: [] };
      const following = view?.following(rows) ?? [];
      const before = this.#focusChanges.count;
      const focusNext = async () => {
        if (!view?.visible || rows.some(row => view.has(row))) return;
        const now = { selected: view.selection.map(keyOf), focusChanges: this.#focusChanges.count };
        if (!stillThere(rows.map(keyOf), before, now)) return;
        const next = following.find(row => view.has(row));
        if (next) await view.reveal(next, { focus: true });
      };
      return { rows, focusNext };
    });
  }

  /** Lets the samples be read without a warning of what auto-approves soon. */
  muteWarnings(): void {
    this.#warnings.mute();
  }

  showMore(node: MoreNode | undefined): void {
    for (const view of this.#trees) view.showMore(node);
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  get #trees() {
    return [this.review, this.hits, this.workers, this.rejected, this.qualifications];
  }

  async #filter(line: string): Promise<boolean> {
    await this.arrangement.filterBy(line);
    await vscode.commands.executeCommand(`${views.hits}.focus`);
    return true;
  }
}
