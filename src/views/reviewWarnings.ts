/** Warns before submitted work auto-approves unreviewed: one message for all of it, once for each threshold. */
import type * as vscode from 'vscode';
import type { Account } from '../account/account.ts';
import { nextWarning, unreviewedByDeadline, type Warning, warningsOf } from '../account/deadlines.ts';
import { counted } from '../mturk/plurals.ts';
import { relativeText } from '../mturk/times.ts';
import { environmentLabel, isLocal } from '../profiles/profile.ts';
import type { Session, Sessions } from '../profiles/sessions.ts';
import { storageKeys } from '../storageKeys.ts';

export interface ReviewWarningsOptions {
  readonly sessions: Pick<Sessions, 'current' | 'onDidChange'>;
  readonly memento: Pick<vscode.Memento, 'get' | 'update'>;
  /** Hours before the deadline. */
  readonly thresholds: () => readonly number[];
  /** Calls back once after so many milliseconds. */
  readonly after: (milliseconds: number, callback: () => void) => { dispose(): void };
  /** Shows a message with actions and answers the one that was chosen. */
  readonly warn: (message: string, ...actions: string[]) => Promise<string | undefined>;
  readonly showReview: () => void;
  readonly showSettings: () => void;
}

/** Changes that come together are looked at together. */
const gatherDelay = 1000;
const longestSleep = 3600_000;
/** A message that nobody answers for so long is no longer waited for. */
const longestStanding = 600_000;

export class ReviewWarnings implements vscode.Disposable {
  readonly #options: ReviewWarningsOptions;
  readonly #subscription: { dispose(): void };
  #listening: { dispose(): void } | undefined;
  #timer: { dispose(): void } | undefined;
  /** The account whose first reading is not reported until all submitted assignments were read; unknown until the samples are there. */
  #muted: { account?: Account } | undefined;
  /** Whose message is open: what comes under a threshold meanwhile is reported afterwards, in one message. */
  #standing: { readonly patience: { dispose(): void } } | undefined;

  constructor(options: ReviewWarningsOptions) {
    this.#options = options;
    this.#subscription = options.sessions.onDidChange(session => this.#follow(session));
    this.#follow(options.sessions.current);
  }

  /** What comes under a threshold while the samples are first read is not reported: nobody has been late with them. */
  mute(): void {
    this.#muted = {};
  }

  dispose(): void {
    this.#timer?.dispose();
    this.#standing?.patience.dispose();
    this.#listening?.dispose();
    this.#subscription.dispose();
  }

  #follow(session: Session): void {
    this.#listening?.dispose();
    this.#timer?.dispose();
    this.#standing?.patience.dispose();
    this.#standing = undefined;
    const { account } = session;
    this.#listening = account?.onChange(({ assignments }) => {
      // Samples are Local's: nothing of another profile goes unsaid.
      if (this.#muted && isLocal(session.profile)) this.#muted.account ??= account;
      if (assignments.size > 0) this.#lookIn(gatherDelay, session, account);
    });
  }

  #lookIn(delay: number, session: Session, account: Account): void {
    this.#timer?.dispose();
    this.#timer = this.#options.after(delay, () => this.#look(session, account));
  }

  #look(session: Session, account: Account): void {
    if (this.#standing || this.#options.sessions.current.account !== account) return;
    const now = account.now();
    const thresholds = this.#options.thresholds();
    const unreviewed = unreviewedByDeadline(account.works());
    const before = readTold(this.#options.memento.get(storageKeys.warnedPrefix + session.profile.id));
    const { warnings, reported } = warningsOf(unreviewed, id => account.hit(id), thresholds, before, now);
    const next = nextWarning(unreviewed, thresholds, now);
    if (next !== undefined) this.#lookIn(Math.min(next - now, longestSleep), session, account);
    if (this.#muted?.account === account) {
      if (account.review.state === 'fresh') this.#muted = undefined;
      void this.#options.memento.update(storageKeys.warnedPrefix + session.profile.id, Object.fromEntries(reported));
      return;
    }
    if (warnings.length === 0) return;
    const over = () => {
      if (this.#standing !== standing) return;
      standing.patience.dispose();
      this.#standing = undefined;
      this.#lookIn(gatherDelay, session, account);
    };
    const standing = { patience: this.#options.after(longestStanding, over) };
    this.#standing = standing;
    void this.#report(session, warnings, now, reported).finally(over);
  }

  async #report(
    { profile }: Session,
    warnings: readonly Warning[],
    now: number,
    reported: ReadonlyMap<string, number>,
  ): Promise<void> {
    await this.#options.memento.update(storageKeys.warnedPrefix + profile.id, Object.fromEntries(reported));
    const count = warnings.reduce((sum, { assignments }) => sum + assignments.length, 0);
    const first = Math.min(...warnings.map(each => each.first));
    const one = count === 1;
    const text = `${counted(count, 'submitted assignment')} ${one ? 'auto-approves' : 'auto-approve'} without your review soon, ${one ? '' : 'the first '}${relativeText(first, now)} (${profile.name}, ${environmentLabel(profile)}).`;
    const review = 'Review';
    const settings = 'Settings';
    const chosen = await this.#options.warn(text, review, settings);
    if (chosen === review) this.#options.showReview();
    if (chosen === settings) this.#options.showSettings();
  }
}

function readTold(stored: unknown): ReadonlyMap<string, number> {
  if (typeof stored !== 'object' || stored === null) return new Map();
  return new Map(Object.entries(stored).filter((entry): entry is [string, number] => typeof entry[1] === 'number'));
}
