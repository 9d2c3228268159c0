/** Warns before submitted work approves itself unreviewed: one message for all of it, once for each threshold. */
import type * as vscode from 'vscode';
import type { Account } from '../account/account.ts';
import { nextWarning, type Warning, waitingByDeadline, warningsOf } from '../account/deadlines.ts';
import { storageKeys } from '../ids.ts';
import { relativeText } from '../mturk/times.ts';
import { environmentLabel } from '../profiles/profile.ts';
import type { Session, Sessions } from '../profiles/sessions.ts';
import { readWarningThresholds } from '../ui/settings.ts';
import { counted } from './groupRows.ts';

export interface ReviewWarningsOptions {
  readonly sessions: Sessions;
  readonly memento: vscode.Memento;
  /** Shows a message with actions and answers the one that was chosen. */
  readonly warn: (message: string, ...actions: string[]) => Promise<string | undefined>;
  readonly showReview: () => void;
  readonly showSettings: () => void;
}

/** Changes that come together are looked at together. */
const gatherDelay = 1000;
const longestSleep = 3600_000;

export class ReviewWarnings implements vscode.Disposable {
  readonly #options: ReviewWarningsOptions;
  readonly #subscription: vscode.Disposable;
  #listening: { dispose(): void } | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** One message at a time: what comes under a threshold meanwhile is told afterwards. */
  #telling = false;

  constructor(options: ReviewWarningsOptions) {
    this.#options = options;
    this.#subscription = options.sessions.onDidChange(session => this.#follow(session));
    this.#follow(options.sessions.current);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#listening?.dispose();
    this.#subscription.dispose();
  }

  #follow(session: Session): void {
    this.#listening?.dispose();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { account } = session;
    this.#listening = account?.onChange(({ assignments }) => {
      if (assignments.size > 0) this.#lookIn(gatherDelay, session, account);
    });
  }

  #lookIn(delay: number, session: Session, account: Account): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(session, account), delay);
    this.#timer.unref();
  }

  async #look(session: Session, account: Account): Promise<void> {
    if (this.#telling || this.#options.sessions.current.account !== account) return;
    const now = account.now();
    const thresholds = readWarningThresholds();
    const waiting = waitingByDeadline(account.works());
    const key = storageKeys.toldPrefix + session.profile.id;
    const before = readTold(this.#options.memento.get(key));
    const { warnings, told } = warningsOf(waiting, id => account.hit(id), thresholds, before, now);
    const next = nextWarning(waiting, thresholds, now);
    if (next !== undefined) this.#lookIn(Math.min(next - now, longestSleep), session, account);
    if (warnings.length === 0) return;
    this.#telling = true;
    try {
      await this.#options.memento.update(key, Object.fromEntries(told));
      await this.#tell(session, warnings, now);
    } finally {
      this.#telling = false;
    }
    if (this.#options.sessions.current.account === account) this.#lookIn(gatherDelay, session, account);
  }

  async #tell({ profile }: Session, warnings: readonly Warning[], now: number): Promise<void> {
    const count = warnings.reduce((sum, { assignments }) => sum + assignments.length, 0);
    const first = Math.min(...warnings.map(each => each.first));
    const one = count === 1;
    const text = `${counted(count, 'submitted assignment')} ${one ? 'approves itself' : 'approve themselves'} without your review soon, ${one ? '' : 'the first '}${relativeText(first, now)} (${profile.name}, ${environmentLabel(profile)}).`;
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
