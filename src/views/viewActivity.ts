/** Reports to the refresher of the session's account what the user can see: the window's focus, the views, the setting. */
import * as vscode from 'vscode';
import { AutoRefresh } from '../account/autoRefresh.ts';
import type { Interest } from '../account/interests.ts';
import { settings } from '../ids.ts';
import type { LocalService } from '../local/localService.ts';
import { isLocal } from '../profiles/profile.ts';
import type { Session, Sessions } from '../profiles/sessions.ts';
import { readNotices, readRefreshInterval } from '../ui/readSettings.ts';

/** A view, as far as it matters here. */
export interface Seen {
  readonly visible: boolean;
  readonly onDidChangeVisibility: vscode.Event<unknown>;
  mayRead: () => boolean;
  readUnread(): void;
}

export interface ViewActivityOptions {
  readonly sessions: Sessions;
  readonly local: LocalService;
  readonly views: Readonly<Record<'hits' | 'review' | 'workers' | 'rejected' | 'qualifications', Seen>>;
  readonly onSaveFailed: (error: unknown) => void;
}

/** A view that is shown for a moment on the way to another one is not worth a request. */
const settleDelay = 200;

export class ViewActivity implements vscode.Disposable {
  readonly #options: ViewActivityOptions;
  readonly #subscriptions: { dispose(): void }[];
  #autoRefresh: AutoRefresh | undefined;
  #holding: { dispose(): void } | undefined;
  #due: NodeJS.Timeout | undefined;
  readonly #looked = new vscode.EventEmitter<void>();
  /** Replaced in tests, where no window ever has the focus. */
  focused: () => boolean = () => vscode.window.state.focused;

  constructor(options: ViewActivityOptions) {
    this.#options = options;
    const { sessions, local, views } = options;
    const look = () => this.look();
    for (const view of Object.values(views)) view.mayRead = () => this.focused();
    this.#subscriptions = [
      this.#looked,
      sessions.onDidChange(session => this.#follow(session)),
      local.onChanged(changed => {
        if (isLocal(sessions.current.profile)) this.#autoRefresh?.push(changed);
      }),
      local.onBeat(() => {
        if (isLocal(sessions.current.profile)) this.#autoRefresh?.agree();
      }),
      local.onClock(() => {
        if (isLocal(sessions.current.profile)) sessions.current.account?.timeChanged();
      }),
      vscode.window.onDidChangeWindowState(look),
      ...Object.values(views).map(view => view.onDidChangeVisibility(look)),
      vscode.workspace.onDidChangeConfiguration(event => {
        const isOurs = (setting: string) => event.affectsConfiguration(setting);
        if ([settings.refreshInterval, settings.notices, settings.noticesInBackground].some(isOurs)) look();
      }),
    ];
    this.#follow(sessions.current);
  }

  /** Resolves when nothing is being read any more. */
  async idle(): Promise<void> {
    await this.#autoRefresh?.idle();
  }

  /** Looks anew at what can be seen, soon. */
  look(): void {
    clearTimeout(this.#due);
    this.#due = setTimeout(() => {
      this.#due = undefined;
      this.#attend();
      this.#looked.fire();
    }, settleDelay);
  }

  /** Resolves when what can be seen was looked at, if that is due, and read. */
  async looked(): Promise<void> {
    if (this.#due)
      await new Promise<void>(resolve => {
        const subscription = this.#looked.event(() => {
          subscription.dispose();
          resolve();
        });
      });
    await this.idle();
  }

  dispose(): void {
    clearTimeout(this.#due);
    this.#holding?.dispose();
    this.#autoRefresh?.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #follow({ profile, account }: Session): void {
    this.#autoRefresh?.dispose();
    this.#holding?.dispose();
    this.#autoRefresh =
      account &&
      new AutoRefresh({
        account,
        pushes: isLocal(profile),
        interval: readRefreshInterval,
        after: (milliseconds, callback) => {
          const timer = setTimeout(callback, milliseconds);
          return { dispose: () => clearTimeout(timer) };
        },
        onSaveFailed: this.#options.onSaveFailed,
      });
    const look = () => this.look();
    const holds = account && [account.openHITs.onHold(look), account.interests.onChange(look)];
    this.#holding = holds && vscode.Disposable.from(...holds);
    this.#attend();
  }

  #attend(): void {
    const { review, workers, rejected, qualifications } = this.#options.views;
    const all = Object.values(this.#options.views);
    const { kinds, inBackground } = readNotices();
    // Somebody who chose to be notified of events looks at the account, whatever shows.
    const notices = kinds.size > 0 && (this.focused() || inBackground);
    const { account } = this.#options.sessions.current;
    const shows = (interest: Interest) => account?.interests.has(interest) === true;
    const held = shows('background');
    this.#autoRefresh?.attend({
      focused: this.focused() || notices || held,
      listing: all.some(({ visible }) => visible) || notices || held || shows('listing'),
      review: review.visible,
      workers: workers.visible || shows('workers'),
      rejected: rejected.visible,
      people: workers.visible || qualifications.visible || shows('people') || (notices && kinds.has('requests')),
    });
    if (this.focused()) for (const view of all) view.readUnread();
  }
}
