/** One review grid: feeds its page with the assignments of a selection, and passes on what the user decides there. */
import * as vscode from 'vscode';
import type { Account } from '../../account/account.ts';
import { type CommandId, commands } from '../../ids.ts';
import type { Ref } from '../../refs.ts';
import { type PanelPlace, placeOf } from '../openPanels.ts';
import type { PanelHost, PanelSession } from '../panelHost.ts';
import { tabIcon } from '../tabIcon.ts';
import { WebviewHost } from '../webviewHost.ts';
import {
  type GridMessage,
  type ReviewAction,
  type ReviewContract,
  type ReviewSelection,
  reviewContract,
} from './contract.ts';
import { ReviewFeed } from './feed.ts';
import { titleOf } from './selection.ts';
import { StatusLine } from './statusLine.ts';

const actionCommands: Readonly<Record<ReviewAction, CommandId>> = {
  approve: commands.approve,
  reject: commands.reject,
  bonus: commands.sendBonus,
  reverse: commands.reverseRejection,
  reread: commands.refreshHIT,
};

export class ReviewPanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #profile: PanelSession['profile'];
  readonly #selection: ReviewSelection;
  readonly #host: WebviewHost<ReviewContract>;
  readonly #run: PanelHost['run'];
  readonly #batchInputs: PanelHost['batchInputs'];
  readonly #status: StatusLine;
  #account: Account | undefined;
  #feed: ReviewFeed | undefined;
  /** What the page is sent as soon as it listens. */
  #revealing: Ref<'assignment'> | undefined;
  #searching: { readonly line?: string } | undefined;
  #operations = 0;
  /** The account that the message of the status line is about. */
  #reportedOn: Account | undefined;
  /** Something else is to be read as soon as somebody sees it. */
  #due = false;

  constructor(
    panel: vscode.WebviewPanel,
    session: PanelSession,
    selection: ReviewSelection,
    options: PanelHost,
    onDispose: () => void,
  ) {
    this.#panel = panel;
    this.#profile = session.profile;
    this.#selection = selection;
    this.#run = options.run;
    this.#batchInputs = options.batchInputs;
    this.#account = session.account;
    panel.iconPath = tabIcon(options.extensionUri);
    panel.title = titleOf(session.account, selection);
    this.#host = new WebviewHost({
      panel,
      asset: (...parts) => vscode.Uri.joinPath(options.extensionUri, 'dist', 'webview', ...parts),
      name: 'review',
      contract: reviewContract,
      handlers: {
        requests: {},
        commands: {
          perform: ({ action, rows }) => void this.#perform(action, rows),
          openHIT: row => this.#openHIT(row),
          copy: ({ text }) => void vscode.env.clipboard.writeText(text),
          // The address was checked to be http or https; VS Code asks before it leaves for an untrusted site.
          openLink: ({ url }) => void vscode.env.openExternal(vscode.Uri.parse(url, true)),
          refresh: () => this.#begin(),
          stop: () => this.#feed?.stop(),
          takeKeyboard: () => {
            if (this.#panel.active) this.#panel.reveal();
          },
          inViewport: ({ hitIds }) => void this.#feed?.readBonuses(hitIds),
          answer: ({ id, action }) => this.#status.answered(id, action),
        },
      },
      // The page keeps its rows while it is hidden; it asks again only when it was made anew.
      retained: true,
      send: () => this.#begin(),
      onDispose: () => {
        this.#status.close();
        this.#feed?.dispose();
        this.#feed = undefined;
        onDispose();
      },
    });
    this.#status = new StatusLine(message => this.#host.notify('report', message ? { message } : {}));
    panel.onDidChangeViewState(() => {
      this.#feed?.show(panel.visible);
      if (this.#due) this.#begin();
    });
  }

  get profileId(): string {
    return this.#profile.id;
  }

  get place(): PanelPlace {
    return placeOf(this.#panel);
  }

  bringToFront(): void {
    this.#panel.reveal();
  }

  reveal(row: Ref<'assignment'>): void {
    this.#revealing = row;
    if (this.#host.listening && this.#feed) this.#sendTargets();
  }

  /** Whether it is visible, and has rows of all these HITs. */
  shows(hitIds: readonly string[]): boolean {
    return this.#panel.visible && this.#host.listening && hitIds.every(id => this.#feed?.has(id));
  }

  /** Whether it is the editor that was used last. */
  get isActive(): boolean {
    return this.#panel.active;
  }

  /** Whether an operation that began in it is under way. */
  get isOperating(): boolean {
    return this.#operations > 0;
  }

  /** Shows a message in the status line, and answers the action that is chosen there. */
  report(message: GridMessage): Promise<string | undefined> {
    return this.#status.show(message);
  }

  /** Searches for a line; without one, no longer for what an earlier opening put there. */
  search(line: string | undefined): void {
    this.#searching = line === undefined ? {} : { line };
    if (this.#host.listening && this.#feed) this.#sendTargets();
  }

  /** Reads another account from now on. Without one, what is shown stays. */
  follow(account: Account | undefined): void {
    if (account === this.#account) return;
    this.#account = account;
    if (account) this.#begin();
  }

  dispose(): void {
    this.#host.dispose();
  }

  #begin(): void {
    this.#feed?.dispose();
    this.#feed = undefined;
    this.#due = !this.#panel.visible;
    if (this.#due) return;
    const account = this.#account;
    if (!this.#host.listening) return;
    const { id: profileId, name, environment } = this.#profile;
    if (account !== this.#reportedOn) this.#status.close();
    this.#reportedOn = account;
    this.#host.notify('begin', {
      identity: { profileId, selection: this.#selection },
      title: titleOf(account, this.#selection),
      profile: { name, environment },
      now: account?.now() ?? Date.now(),
    });
    // The page may be a new one.
    this.#status.showAgain();
    if (!account) {
      const failure = { reason: `${name} is not running`, advice: 'Start it to continue.' };
      this.#host.notify('progress', { reading: false, done: 0, total: 0, stopped: false, failure });
      return;
    }
    const feed = new ReviewFeed({
      account,
      selection: this.#selection,
      inputs: () => this.#batchInputs(this.#profile.id),
      notify: (message, params) => this.#host.notify(message, params),
    });
    this.#feed = feed;
    feed.show(this.#panel.visible);
    this.#sendTargets();
    void feed.start().then(() => {
      // A closed panel has no title to set.
      if (this.#feed === feed) this.#panel.title = titleOf(account, this.#selection);
    });
  }

  #sendTargets(): void {
    if (this.#searching) this.#host.notify('search', this.#searching);
    if (this.#revealing) this.#host.notify('reveal', this.#revealing);
    this.#searching = undefined;
    this.#revealing = undefined;
  }

  async #perform(action: ReviewAction, rows: readonly Ref<'assignment'>[]): Promise<void> {
    const targets = rows.filter(({ hitId }) => this.#feed?.has(hitId));
    const [first] = targets;
    this.#operations += 1;
    try {
      if (first) await this.#run(actionCommands[action], first, targets);
    } finally {
      this.#operations -= 1;
    }
    if (action === 'bonus') await this.#feed?.recheckBonuses(new Set(targets.map(({ hitId }) => hitId)));
    this.#host.notify('acted', {});
  }

  #openHIT(target: Ref<'assignment'>): void {
    void this.#run(commands.openHIT, target, [target]);
  }
}
