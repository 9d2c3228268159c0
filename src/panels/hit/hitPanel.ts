/** One HIT panel: reads its account, holds its HIT while it shows, and posts what there is to show. */
import * as vscode from 'vscode';
import type { Account } from '../../account/account.ts';
import { HITDetails } from '../../account/hitDetails.ts';
import { type CommandId, commands } from '../../ids.ts';
import { spendsRealMoney } from '../../profiles/profile.ts';
import { type PanelPlace, placeOf } from '../openPanels.ts';
import type { PanelHost, PanelSession } from '../panelHost.ts';
import { tabIcon } from '../tabIcon.ts';
import { tabTitle } from '../tabTitle.ts';
import { WebviewHost } from '../webviewHost.ts';
import {
  type AssignmentAction,
  assignmentsStep,
  type HITAction,
  type HITContract,
  type HITViewModel,
  hitContract,
} from './contract.ts';
import type { History, HistorySource } from './historySource.ts';
import { type Review, reviewOf } from './reviewOf.ts';
import { hitViewModel, newestFirst } from './viewModel.ts';

export interface HITPanelsOptions extends PanelHost {
  /** What was done to a HIT from this machine. */
  readonly history: HistorySource;
}

const hitCommands: Readonly<Record<HITAction, CommandId>> = {
  refresh: commands.refreshHIT,
  openQuestion: commands.openQuestion,
};

const assignmentCommands: Readonly<Record<AssignmentAction, CommandId>> = {
  approve: commands.approve,
  reject: commands.reject,
  softReject: commands.softReject,
  bonus: commands.sendBonus,
  reverse: commands.reverseRejection,
  mark: commands.markAssignments,
  note: commands.editNote,
  openJson: commands.openJson,
  openAnswer: commands.openAnswer,
};

export class HITPanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #profile: PanelSession['profile'];
  readonly #hitId: string;
  readonly #host: WebviewHost<HITContract>;
  readonly #run: HITPanelsOptions['run'];
  readonly #historyOf: HistorySource;
  #history: History;
  #review: Review = { levels: [] };
  /** What is read. It stays readable when its session has ended, until another one has something to show. */
  #account: Account | undefined;
  #next: Account | undefined;
  #subscription: { dispose(): void } | undefined;
  #held: { dispose(): void } | undefined;
  #limit = assignmentsStep;
  /** The service was asked about the HIT and has answered: if it is not known then, it is gone. */
  #asked = false;
  #revealing: string | undefined;
  #closed = false;

  constructor(
    panel: vscode.WebviewPanel,
    session: PanelSession,
    hitId: string,
    options: HITPanelsOptions,
    onDispose: () => void,
  ) {
    this.#panel = panel;
    this.#profile = session.profile;
    this.#hitId = hitId;
    this.#run = options.run;
    this.#historyOf = options.history;
    panel.iconPath = tabIcon(options.extensionUri);
    this.#name();
    this.#host = new WebviewHost({
      panel,
      asset: (...parts) => vscode.Uri.joinPath(options.extensionUri, 'dist', 'webview', ...parts),
      name: 'hit',
      framesMarkup: true,
      contract: hitContract,
      handlers: {
        requests: { question: () => ({ source: this.#account?.question(hitId) ?? '' }) },
        commands: {
          perform: ({ action }) => this.#perform(action),
          performOnAssignment: ({ action, assignmentId }) => this.#performOnAssignment(action, assignmentId),
          copy: ({ text }) => void vscode.env.clipboard.writeText(text),
          // The address was checked to be http or https; VS Code asks before it leaves for an untrusted site.
          openLink: ({ url }) => void vscode.env.openExternal(vscode.Uri.parse(url, true)),
          showAssignments: ({ count }) => {
            this.#limit = Math.max(this.#limit, count);
            this.#update();
          },
        },
      },
      send: () => this.#update(),
      onDispose: () => {
        this.#closed = true;
        this.#subscription?.dispose();
        this.#held?.dispose();
        onDispose();
      },
    });
    panel.onDidChangeViewState(() => this.#hold());
    this.follow(session.account);
  }

  get profileId(): string {
    return this.#profile.id;
  }

  get place(): PanelPlace {
    return placeOf(this.#panel);
  }

  get hitId(): string {
    return this.#hitId;
  }

  /** Whether its tab is the one in front of the group that was used last. */
  get isActive(): boolean {
    return this.#panel.active;
  }

  /** Whether its tab is in front of its group, and so has a title bar. */
  get isVisible(): boolean {
    return this.#panel.visible;
  }

  bringToFront(account: Account | undefined, preserveFocus: boolean): void {
    this.#panel.reveal(undefined, preserveFocus);
    if (account === this.#next) void this.#read();
    else this.follow(account);
  }

  reveal(assignmentId: string): void {
    this.#revealing = assignmentId;
    this.#update();
  }

  /** Reads another account from now on, or none. What was known stays until the new one has answered. */
  follow(account: Account | undefined): void {
    this.#subscription?.dispose();
    this.#next = account;
    this.#asked = false;
    this.#account ??= account;
    this.#hold();
    const changes = account?.onChange(({ hits, assignments, workers }) => {
      if (workers || hits.has(this.#hitId) || assignments.has(this.#hitId)) this.#update();
    });
    const operations = account?.onTouched(({ hitIds }) => {
      if (!hitIds.has(this.#hitId)) return;
      void this.#readHistory();
      const { levels, failure } = this.#review;
      if (levels.length > 0 || failure !== undefined) void this.#readReview(account).then(() => this.#update());
    });
    this.#subscription = {
      dispose: () => {
        changes?.dispose();
        operations?.dispose();
      },
    };
    this.#update();
    void this.#read();
  }

  dispose(): void {
    this.#host.dispose();
  }

  /** What shows is kept up; a panel behind another one is not. */
  #hold(): void {
    const before = this.#held;
    this.#held = !this.#closed && this.#panel.visible ? this.#next?.openHITs.hold(this.#hitId) : undefined;
    before?.dispose();
  }

  async #read(): Promise<void> {
    const account = this.#next;
    void this.#readHistory();
    if (!account) return;
    const hitId = this.#hitId;
    await Promise.all([
      account.refreshHIT(hitId),
      account.refreshAssignments(hitId),
      account.workers.bonuses.refresh(hitId),
    ]);
    if (account !== this.#next) return;
    this.#asked = true;
    this.#update();
    const requirements = account.hit(hitId)?.requirements ?? [];
    await Promise.all([
      this.#readReview(account),
      account.qualificationTypes.read(requirements.map(each => each.qualificationTypeId)),
    ]);
    if (account === this.#next) this.#update();
  }

  async #readReview(account: Account): Promise<void> {
    const details = new HITDetails(account.client);
    const review = await reviewOf(() => details.review(this.#hitId), this.#review, account.client.endpoint);
    if (account === this.#next) this.#review = review;
  }

  async #readHistory(): Promise<void> {
    try {
      this.#history = await this.#historyOf(this.#profile.id, this.#hitId);
    } catch (error) {
      this.#history = { failure: error instanceof Error ? error.message : String(error) };
    }
    this.#update();
  }

  #perform(action: HITAction): void {
    // What can't be shown can still be asked for again, without a HIT that a command could act on.
    if (action === 'refresh' && !this.#next?.hit(this.#hitId)) void this.#read();
    else this.#run(hitCommands[action], { kind: 'hit', hitId: this.#hitId });
  }

  #performOnAssignment(action: AssignmentAction, assignmentId: string): void {
    const known = this.#account?.assignments(this.#hitId).some(({ id }) => id === assignmentId);
    if (known) this.#run(assignmentCommands[action], { kind: 'assignment', hitId: this.#hitId, assignmentId });
  }

  #update(): void {
    // A closed panel has no title to set.
    if (this.#closed) return;
    if (this.#next && (this.#asked || this.#next.hit(this.#hitId))) this.#account = this.#next;
    this.#name();
    if (!this.#host.listening) return;
    this.#showRevealed();
    this.#host.notify('model', this.#model());
    const revealed = this.#revealing;
    if (revealed !== undefined && this.#position(revealed) !== -1) {
      this.#revealing = undefined;
      this.#host.notify('reveal', { assignmentId: revealed });
    }
  }

  /** What is revealed must be among what is shown, however far down. */
  #showRevealed(): void {
    if (this.#revealing === undefined) return;
    const position = this.#position(this.#revealing);
    if (position >= this.#limit) this.#limit = Math.ceil((position + 1) / assignmentsStep) * assignmentsStep;
  }

  #position(assignmentId: string): number {
    const assignments = this.#account?.assignments(this.#hitId) ?? [];
    return assignments.toSorted(newestFirst).findIndex(({ id }) => id === assignmentId);
  }

  #model(): HITViewModel {
    const account = this.#account;
    const { id, name, environment } = this.#profile;
    const now = account?.now() ?? Date.now();
    return {
      hitId: this.#hitId,
      profile: { id, name, environment },
      now,
      state: hitViewModel(account, this.#hitId, now, {
        limit: this.#limit,
        realMoney: spendsRealMoney(environment),
        asked: this.#asked,
        history: this.#history,
        review: this.#review,
        offline: this.#next === undefined ? name : undefined,
      }),
    };
  }

  #name(): void {
    const title = this.#account?.hit(this.#hitId)?.title;
    if (title !== undefined || this.#panel.title === '') this.#panel.title = tabTitle(title ?? this.#hitId);
  }
}
