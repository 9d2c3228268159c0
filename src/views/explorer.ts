/** The three views together, with what keeps them fresh. */
import * as vscode from 'vscode';
import type { Named } from '../account/idIndex.ts';
import { settings, views } from '../ids.ts';
import type { LocalService } from '../local/localService.ts';
import type { Sessions } from '../profiles/sessions.ts';
import type { Target } from '../targets.ts';
import { Arrangement } from './arrangement.ts';
import { Decorations } from './decorations.ts';
import { HITsView } from './hitsView.ts';
import { KeepFresh } from './keepFresh.ts';
import type { GroupNode, MoreNode } from './nodes.ts';
import { ReviewView } from './reviewView.ts';
import { ReviewWarnings } from './reviewWarnings.ts';
import { WorkersView } from './workersView.ts';

export interface ExplorerOptions {
  readonly context: vscode.ExtensionContext;
  readonly sessions: Sessions;
  readonly local: LocalService;
  readonly warn: (message: string, ...actions: string[]) => Promise<string | undefined>;
  readonly onSaveFailed: (error: unknown) => void;
}

export class Explorer implements vscode.Disposable {
  readonly arrangement: Arrangement;
  readonly hits: HITsView;
  readonly review: ReviewView;
  readonly workers: WorkersView;
  readonly fresh: KeepFresh;
  readonly #disposables: vscode.Disposable[];

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
    const { hits, review, workers } = this;
    this.fresh = new KeepFresh({ sessions, local, views: { hits, review, workers }, onSaveFailed });
    const warnings = new ReviewWarnings({
      sessions,
      memento: context.globalState,
      warn,
      showReview: () => void vscode.commands.executeCommand(`${views.review}.focus`),
      showSettings: () => void vscode.commands.executeCommand('workbench.action.openSettings', settings.reviewWarnings),
    });
    this.#disposables = [review, hits, workers, new Decorations(sessions), this.fresh, warnings, this.arrangement];
  }

  /** Shows something in the view where it has its place: its row, or the HITs of a type or a group. Gives whether it is there. */
  async show(named: Named, options = { focus: true }): Promise<boolean> {
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

  /** What a row that stands for several things stands for. */
  targetsOf({ key }: GroupNode): Target[] {
    const hits = this.hits.hitIds(key).map((hitId): Target => ({ kind: 'hit', hitId }));
    return hits.length > 0 ? hits : this.review.waitingIn(key);
  }

  showMore(node: MoreNode | undefined): void {
    for (const view of [this.review, this.hits, this.workers]) view.showMore(node);
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  async #filter(line: string): Promise<boolean> {
    await this.arrangement.filterBy(line);
    await vscode.commands.executeCommand(`${views.hits}.focus`);
    return true;
  }
}
