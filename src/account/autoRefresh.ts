/**
 * Keeps an account fresh without being asked: reads what is looked at again, in an interval that grows while nothing changes;
 * follows operations until their effect shows; reads what the service says has changed. Sends nothing while nobody looks.
 */
import { largestPage } from '../mturk/paging.ts';
import type { Touched } from './account.ts';
import { unreadRejections } from './rejections.ts';
import { unreadHITs } from './unread.ts';
import { UnsettledHITs } from './unsettledHITs.ts';
import { type AutoRefreshOptions, nothingSeen, type Visibility } from './visibility.ts';

export type { AutoRefreshOptions, Visibility } from './visibility.ts';

/** The interval grows to so many times its length while nothing changes. */
const slowest = 8;
/** Up to so many HITs are read for the workers or the rejections without being asked. */
const littleWork = 50;
/** Up to so many holders of qualifications are listed with each poll. */
const fewPeople = 500;
/** Changes are kept on disk so long after they came. */
const saveDelay = 5000;

export class AutoRefresh {
  readonly #options: AutoRefreshOptions;
  readonly #subscriptions: { dispose(): void }[];
  #visibility: Visibility = nothingSeen;
  #slowness = 1;
  #next: { dispose(): void } | undefined;
  #saving: { dispose(): void } | undefined;
  /** What the service said has changed and was not read since. */
  readonly #stale = new Set<string>();
  #allStale = false;
  /** The same of what shows by itself: the trees may be out of sight. */
  #heldStale = false;
  /** The same of blocks, qualifications, requests for them and their types. */
  #peopleStale = false;
  /** Changes were missed: not even what looks as before can be relied on. */
  #missed = false;
  readonly #unsettled = new UnsettledHITs();
  #lastRead: number | undefined;
  #working: Promise<void> | undefined;
  #again = false;
  #ended = false;

  constructor(options: AutoRefreshOptions) {
    this.#options = options;
    const { account } = options;
    this.#subscriptions = [
      account.onTouched(touched => this.#onTouched(touched)),
      account.onChange(({ hits, assignments, listing }) => {
        if (listing || hits.size > 0 || assignments.size > 0) this.#save();
      }),
    ];
  }

  dispose(): void {
    this.#ended = true;
    this.#next?.dispose();
    this.#saving?.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Says what can be seen from now on. What came into sight is brought up to date. */
  attend(visibility: Visibility): void {
    const before = this.#visibility;
    this.#visibility = visibility;
    if (visibility.listing) void this.#options.account.restore();
    if (!this.#looking) {
      this.#next?.dispose();
      return;
    }
    if (visibility.focused && !before.focused) this.#slowness = 1;
    this.#run();
  }

  /** The service says what has changed. It is read when somebody looks. */
  push(changed: readonly string[] | 'everything' | 'missed' | 'people'): void {
    if (changed === 'people') this.#peopleStale = true;
    else if (changed === 'everything' || changed === 'missed') {
      this.#peopleStale = true;
      this.#allStale = true;
      this.#heldStale = true;
      this.#missed ||= changed === 'missed';
    } else for (const id of changed) this.#stale.add(id);
    if (this.#looking) this.#run();
  }

  /** The service says that it has reported all changes until now: what is shown is so now, unless some of it is still to be read. */
  agree(): void {
    const due =
      this.#allStale ||
      (this.#peopleStale && this.#visibility.people) ||
      this.#stale.size > 0 ||
      this.#working !== undefined;
    if (!due) this.#options.account.agree();
  }

  /** Resolves when nothing is being read any more. */
  async idle(): Promise<void> {
    while (this.#working) await this.#working;
  }

  get #looking(): boolean {
    const { focused, listing, people } = this.#visibility;
    return !this.#ended && focused && (listing || people || this.#options.account.openHITs.size > 0);
  }

  #onTouched({ hitIds, changed }: Touched): void {
    this.#slowness = 1;
    if (this.#options.pushes) return;
    this.#unsettled.add(hitIds, changed);
    if (this.#looking) this.#plan();
  }

  /** Does what is due, one thing after another, then plans. */
  #run(): void {
    if (this.#working) {
      this.#again = true;
      return;
    }
    this.#working = this.#work().finally(() => {
      this.#working = undefined;
      const again = this.#again;
      this.#again = false;
      if (!this.#looking) return;
      if (again) this.#run();
      else this.#plan();
    });
  }

  async #work(): Promise<void> {
    const { account } = this.#options;
    if (this.#visibility.listing && account.listing.state === 'never') {
      await this.#readAll();
      await this.#readReviewed();
      return;
    }
    if (this.#visibility.review && account.review.state === 'never') await account.readReview();
    await this.#readStale();
    await this.#readUnsettled();
    if (this.#pollDue()) await this.#poll();
    await this.#readReviewed();
  }

  /** What workers, qualifications and rejections need beyond the HITs themselves. */
  async #readReviewed(): Promise<void> {
    if (this.#visibility.people) await this.#readPeople();
    if (this.#visibility.workers) await this.#readWorkers();
    if (this.#visibility.rejected) await this.#readRejections();
  }

  /** Who is blocked, holds what and asks for what: at first, and when the service says that it changed. */
  async #readPeople(): Promise<void> {
    const stale = this.#peopleStale;
    this.#peopleStale = false;
    await this.#options.account.people.keepUp(stale);
  }

  /** The work of all HITs, if it is little. */
  async #readWorkers(): Promise<void> {
    const { account } = this.#options;
    const unread = unreadHITs(account).map(({ id }) => id);
    if (unread.length <= littleWork) await account.readWork(unread);
  }

  /** The rejections of all HITs, if few HITs may hold any. */
  async #readRejections(): Promise<void> {
    const { account } = this.#options;
    const unread = unreadRejections(account);
    if (unread.length > littleWork) return;
    await account.readWork(
      unread.map(({ id }) => id),
      { bonuses: false },
    );
  }

  async #readAll(): Promise<void> {
    const { account } = this.#options;
    this.#stale.clear();
    this.#allStale = false;
    this.#missed = false;
    this.#lastRead = account.now();
    await Promise.all([
      this.#visibility.review ? account.refreshReview() : account.refreshHITs(),
      account.refreshBalance(),
    ]);
  }

  async #readStale(): Promise<void> {
    const { account } = this.#options;
    if (this.#allStale && this.#visibility.listing) {
      const missed = this.#missed;
      this.#stale.clear();
      this.#allStale = false;
      this.#heldStale = false;
      this.#missed = false;
      await (missed ? account.resync() : account.refreshAll());
      await account.workers.bonuses.readAgain(account.openHITs.ids());
      return;
    }
    if (this.#heldStale) {
      this.#heldStale = false;
      await account.recheck(account.openHITs.ids());
    }
    const ids = this.#seen([...this.#stale]);
    if (ids.length === 0) return;
    for (const id of ids) this.#stale.delete(id);
    if (this.#cheaperOneByOne(ids.length)) await account.recheck(ids);
    else await account.resync(ids);
    await account.refreshBalance();
  }

  async #readUnsettled(): Promise<void> {
    const ids = this.#seen(this.#unsettled.ids());
    if (ids.length > 0) this.#unsettled.read(ids, await this.#options.account.recheck(ids));
  }

  /** Reads what may have changed by itself: in the trees what is not final, else the HITs that show by themselves. */
  async #poll(): Promise<void> {
    const { account } = this.#options;
    this.#lastRead = account.now();
    const open = this.#open();
    const { listing } = this.#visibility;
    const oneByOne = !listing || this.#cheaperOneByOne(open.length);
    let changed = false;
    const watching = account.onChange(change => {
      changed ||= change.listing || change.hits.size > 0;
    });
    if (listing) await (oneByOne ? account.refreshNewest() : account.refreshHITs());
    watching.dispose();
    if (oneByOne) changed = (await account.recheck(open, 'lazily')).size > 0 || changed;
    await account.refreshBalance();
    this.#slowness = changed ? 1 : Math.min(slowest, this.#slowness * 2);
    // The holders of all types are listed with the requests.
    this.#peopleStale ||= account.workers.held.size <= fewPeople;
  }

  /** HITs in sight that can still change by themselves. */
  #open(): string[] {
    const { account } = this.#options;
    const hits = this.#visibility.listing
      ? account.hits()
      : account.openHITs.ids().flatMap(id => account.hit(id) ?? []);
    return hits
      .filter(hit => {
        const { available, working, submitted, unclear } = account.counts(hit);
        return hit.status !== 'Disposed' && available + working + submitted + unclear > 0;
      })
      .map(({ id }) => id);
  }

  #seen(ids: readonly string[]): string[] {
    if (this.#visibility.listing) return [...ids];
    return ids.filter(id => this.#options.account.openHITs.has(id));
  }

  /** One request for each HIT and one for new ones, or the pages of the whole listing. */
  #cheaperOneByOne(count: number): boolean {
    return count < Math.ceil(this.#options.account.size / largestPage) + 1;
  }

  #pollDue(): boolean {
    const wait = this.#pollWait();
    return wait !== undefined && wait <= 0;
  }

  /** Milliseconds until the next poll; `undefined` for never. */
  #pollWait(): number | undefined {
    const { pushes, interval, account } = this.#options;
    const length = interval();
    if (pushes || length === undefined) return undefined;
    if (this.#lastRead === undefined) return 0;
    return this.#lastRead + length * this.#slowness - account.now();
  }

  #plan(): void {
    this.#next?.dispose();
    const wait = Math.min(this.#pollWait() ?? Number.POSITIVE_INFINITY, this.#unsettled.wait());
    if (wait === Number.POSITIVE_INFINITY) return;
    this.#next = this.#options.after(Math.max(0, wait), () => {
      if (this.#looking) this.#run();
    });
  }

  #save(): void {
    const { account, after, onSaveFailed } = this.#options;
    this.#saving ??= after(saveDelay, () => {
      this.#saving = undefined;
      account.save().catch(onSaveFailed);
    });
  }
}
