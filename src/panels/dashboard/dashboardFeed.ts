/**
 * Keeps the rows of a dashboard: read from the account as for a review grid, and brought up to date row by row. What follows
 * quickly is sent at once; agreement and statistics, which take longer, once nothing has changed for a moment.
 */
import type { Account } from '../../account/account.ts';
import { TimeSlices } from '../../mturk/timeSlices.ts';
import type { ReviewHIT } from '../../review/row.ts';
import { ReviewTable } from '../../review/table.ts';
import type { TableSpec } from '../../statistics/dashboard/chartSpec.ts';
import { fieldReport } from '../../statistics/dashboard/fieldReport.ts';
import type { StudyInput } from '../../statistics/dashboard/study.ts';
import type { NotificationName, NotificationParams } from '../contract.ts';
import type { ReadProgress, ReviewContract, ReviewSelection } from '../review/contract.ts';
import { ReviewFeed } from '../review/feed.ts';
import { hitsOf } from '../review/selection.ts';
import { firstField, type Shown, shownOf } from './dashboardModel.ts';
import { type ServiceStatistics, statisticsTable } from './statisticsTable.ts';

export interface DashboardFeedOptions {
  readonly account: Account;
  readonly selection: ReviewSelection;
  /** Cents per hour. */
  readonly minimumWage: () => number | undefined;
  /** What the service itself tells of the account, where it does. */
  readonly serviceStatistics: () => Promise<ServiceStatistics | undefined>;
  readonly changed: () => void;
  /** Calls back after so many milliseconds. */
  readonly after?: (milliseconds: number, callback: () => void) => { dispose(): void };
}

/** Milliseconds: changes that come together are sent together. */
const together = 100;
const quiet = 1_500;
/** So many HITs have their bonuses read without asking. */
const bonusesUnasked = 50;

export class DashboardFeed {
  readonly #options: DashboardFeedOptions;
  readonly #table = new ReviewTable();
  readonly #hitIds = new Set<string>();
  readonly #feed: ReviewFeed;
  readonly #timers = new Map<'soon' | 'later', { dispose(): void }>();
  #progress: ReadProgress = { reading: true, done: 0, total: 0, stopped: false };
  #chosen: string | undefined;
  #tables: readonly TableSpec[] = [];
  #working: Promise<void> = Promise.resolve();
  #disposed = false;

  constructor(options: DashboardFeedOptions) {
    this.#options = options;
    const { account, selection } = options;
    this.#feed = new ReviewFeed({ account, selection, notify: (name, params) => this.#take(name, params) });
  }

  get progress(): ReadProgress {
    return this.#progress;
  }

  get fields(): string[] {
    return [...this.#table.fields.keys()];
  }

  get field(): string | undefined {
    return this.#chosen !== undefined && this.#table.fields.has(this.#chosen) ? this.#chosen : firstField(this.#table);
  }

  get tables(): readonly TableSpec[] {
    return this.#tables;
  }

  get bonusesUnread(): number {
    const { bonuses } = this.#options.account.workers;
    return [...this.#hitIds].filter(id => !bonuses.of(id)).length;
  }

  /** What follows changes at once; worked out anew each time it is asked for. */
  shown(): Shown {
    return shownOf(this.#input(), this.field);
  }

  /** Reads all there is. Resolves when that is over. */
  async start(): Promise<void> {
    await this.#feed.start();
    if (this.#hitIds.size <= bonusesUnasked) await this.#feed.readBonuses([...this.#hitIds]);
    this.#plan('soon');
    this.#plan('later');
  }

  /** Resolves when what takes longer is worked out, as far as that has begun. */
  idle(): Promise<void> {
    return this.#working;
  }

  show(shown: boolean): void {
    this.#feed.show(shown);
  }

  stop(): void {
    this.#feed.stop();
  }

  /** Reads the bonuses of all HITs, a part at a time. */
  async readBonuses(): Promise<void> {
    const ids = [...this.#hitIds];
    for (let first = 0; first < ids.length && !this.#disposed; first += bonusesUnasked)
      await this.#feed.readBonuses(ids.slice(first, first + bonusesUnasked));
    this.#plan('soon');
  }

  choose(field: string): void {
    this.#chosen = field;
    this.#options.changed();
    this.#plan('later');
  }

  dispose(): void {
    this.#disposed = true;
    this.#feed.dispose();
    for (const timer of this.#timers.values()) timer.dispose();
  }

  #take<N extends NotificationName<ReviewContract>>(name: N, params: NotificationParams<ReviewContract, N>): void {
    const table = this.#table;
    const taken = params as NotificationParams<ReviewContract, NotificationName<ReviewContract>>;
    if ('hits' in taken) {
      for (const { id } of taken.hits as readonly ReviewHIT[]) this.#hitIds.add(id);
      table.putHITs(taken.hits);
    } else if ('rows' in taken) table.put(taken.rows);
    else if ('states' in taken) table.update(taken.states);
    else if ('paid' in taken) table.putBonuses(taken.hitId, taken.paid);
    else if (name === 'gone' && 'hitIds' in taken) {
      for (const id of taken.hitIds) this.#hitIds.delete(id);
      table.forget(taken.hitIds);
    } else if (name === 'progress') this.#progress = taken as ReadProgress;
    else return;
    this.#plan('soon');
    this.#plan('later');
  }

  #input(): StudyInput {
    const { account, selection, minimumWage } = this.#options;
    const ids = new Set(this.#hitIds);
    // HITs without any work yet have places too.
    if (selection.kind !== 'unreviewed') for (const { id } of hitsOf(account, selection, true)) ids.add(id);
    const wage = minimumWage();
    return {
      table: this.#table,
      hits: [...ids].flatMap(id => account.hit(id) ?? []),
      now: account.now(),
      bonuses: new Map(
        [...ids].flatMap(id => {
          const paid = account.workers.bonuses.of(id);
          return paid ? [[id, paid] as const] : [];
        }),
      ),
      ...(wage === undefined ? {} : { minimumWage: wage }),
    };
  }

  #plan(when: 'soon' | 'later'): void {
    if (this.#disposed) return;
    // What is planned soon stays planned; what comes later is delayed until nothing changes any more.
    if (when === 'soon' && this.#timers.has('soon')) return;
    this.#timers.get(when)?.dispose();
    const { after = realTime } = this.#options;
    this.#timers.set(
      when,
      after(when === 'soon' ? together : quiet, () => {
        this.#timers.delete(when);
        if (when === 'soon') this.#options.changed();
        else this.#working = this.#workOut();
      }),
    );
  }

  async #workOut(): Promise<void> {
    const { account, selection, serviceStatistics, changed } = this.#options;
    const { field } = this;
    const version = this.#table.version;
    // Rows that arrive meanwhile, and another field, have a later report planned.
    const isCurrent = () => !this.#disposed && this.#table.version === version && this.field === field;
    const slices = new TimeSlices();
    const report =
      field === undefined
        ? undefined
        : await fieldReport(this.#table, field, async () => {
            if (slices.over) await slices.rest();
            return isCurrent();
          });
    if (field !== undefined && !report) return;
    const isAccount = selection.kind === 'search' && selection.line.trim() === '';
    const own = isAccount ? await serviceStatistics().catch(() => undefined) : undefined;
    if (!isCurrent()) return;
    this.#tables = [
      ...(report ? [report.agreement] : []),
      ...(report?.workers ? [report.workers] : []),
      ...(report?.labels ? [report.labels] : []),
      ...(isAccount ? [statisticsTable(account, own)] : []),
    ];
    changed();
  }
}

function realTime(milliseconds: number, callback: () => void): { dispose(): void } {
  const timer = setTimeout(callback, milliseconds);
  return { dispose: () => clearTimeout(timer) };
}
