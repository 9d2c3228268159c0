/** Reads what the page of a worker or of a qualification type shows: once for each account, and again when it is asked to. */
import type { Account, Change, Freshness } from '../../account/account.ts';
import type { Qualifications } from '../../account/qualifications.ts';
import { unreadHITs } from '../../account/unread.ts';
import { workOf } from '../../account/workerSummaries.ts';
import { MTurkError } from '../../mturk/errors.ts';
import { explain } from '../../mturk/explain.ts';
import { inOrder } from '../../mturk/scheduler/inOrder.ts';
import { sentenceOf } from '../../mturk/sentence.ts';
import type { PeopleSubject } from './contract.ts';
import type { PageSource } from './pageSource.ts';
import type { WorkerRecords } from './peopleSource.ts';
import { typePage } from './typePage.ts';
import { workerPage } from './workerPage.ts';

/** HITs whose answers are read for the page of a worker, the newest. */
const mostOpened = 20;
const noRecords: WorkerRecords = { note: undefined, messages: [] };

export interface PeopleReaderOptions {
  readonly subject: PeopleSubject;
  /** What this machine has of a worker. Rejects if the ledger can't be read. */
  readonly records: (workerId: string) => Promise<WorkerRecords>;
  /** There is something else to show. */
  readonly changed: () => void;
}

export class PeopleReader {
  readonly #options: PeopleReaderOptions;
  /** What is read from now on. */
  #account: Account | undefined;
  /** What shows: the account before, until this one has answered. */
  #shown: { readonly account: Account; readonly qualifications: Qualifications | undefined } | undefined;
  #records = noRecords;
  #recordsAsked = 0;
  #running: { readonly account: Account; readonly afresh: boolean; readonly done: Promise<void> } | undefined;
  #failure: string | undefined;
  #recordsFailure: string | undefined;
  #hitIds: ReadonlySet<string> = new Set();
  #disposed = false;

  constructor(options: PeopleReaderOptions) {
    this.#options = options;
  }

  get reading(): boolean {
    return this.#running !== undefined;
  }

  /** Why what is shown is not complete, a sentence with what to do. */
  get failure(): string | undefined {
    return this.#failure ?? this.#recordsFailure;
  }

  now(): number {
    return this.#shown?.account.now() ?? Date.now();
  }

  /** Reads another account from now on; without one, what is shown stays, for the reason given. */
  follow(account: Account | undefined, reason?: string): void {
    this.#account = account;
    if (account) {
      this.#shown ??= { account, qualifications: undefined };
      void this.read();
    } else {
      this.#running = undefined;
      this.#failure = reason;
      this.#options.changed();
    }
  }

  /** Resolves when what the page needs was read, or another account took over. Never rejects: see {@link failure}. */
  read(): Promise<void> {
    return this.#run(false);
  }

  /** Reads what the page shows again, by requests that begin now. Never rejects: see {@link failure}. */
  refresh(): Promise<void> {
    return this.#run(true);
  }

  /** Reads what this machine has of the worker. Never rejects. */
  async readRecords(): Promise<void> {
    const { subject, records } = this.#options;
    if (subject.kind !== 'worker') return;
    const asked = ++this.#recordsAsked;
    const found = await records(subject.workerId).then(
      read => ({ read }),
      (error: unknown) => ({ error }),
    );
    // Who asked later gets what is newer.
    if (this.#disposed || asked !== this.#recordsAsked) return;
    if ('read' in found) this.#records = found.read;
    this.#recordsFailure =
      'read' in found
        ? undefined
        : this.#failureText('read the note and messages of this worker', found.error, 'Refresh the page.');
    this.#options.changed();
  }

  /** What the page was asked to do failed; `doing`: what that was, as in “copy the ID”. */
  fail(doing: string, error: unknown): void {
    this.#failure = this.#failureText(doing, error, 'Try again.');
    if (!this.#disposed) this.#options.changed();
  }

  /** Nothing more is read, and nothing reported. */
  dispose(): void {
    this.#disposed = true;
  }

  /** Whether a change of the account is about what the page shows. */
  concerns({ workers, hits, assignments }: Change): boolean {
    const { subject } = this.#options;
    if (workers) return true;
    if (subject.kind === 'qualificationType') return false;
    const account = this.#shown?.account;
    for (const hitId of hits) if (this.#hitIds.has(hitId)) return true;
    for (const hitId of assignments) {
      if (this.#hitIds.has(hitId)) return true;
      if (account?.assignments(hitId).some(({ workerId }) => workerId === subject.workerId)) return true;
    }
    return false;
  }

  page(): PageSource {
    const { subject } = this.#options;
    return subject.kind === 'worker' ? this.#workerPage(subject.workerId) : this.#typePage(subject.typeId);
  }

  #isCurrent(account: Account): boolean {
    return !this.#disposed && account === this.#account;
  }

  #run(afresh: boolean): Promise<void> {
    const account = this.#account;
    if (!account) return Promise.resolve();
    const before = this.#running?.account === account ? this.#running : undefined;
    if (before && (before.afresh || !afresh)) return before.done;
    this.#failure = undefined;
    const done = (before ? before.done.then(() => this.#read(account, afresh)) : this.#read(account, afresh)).finally(
      () => {
        if (!this.#isCurrent(account) || this.#running?.done !== done) return;
        this.#running = undefined;
        this.#options.changed();
      },
    );
    this.#running = { account, afresh, done };
    this.#options.changed();
    return done;
  }

  async #read(account: Account, afresh: boolean): Promise<void> {
    const { subject } = this.#options;
    try {
      if (afresh && this.#isCurrent(account)) await this.#reread(account);
      if (!this.#isCurrent(account)) return;
      const qualifications = await account.people.qualifications();
      if (!this.#isCurrent(account)) return;
      if (account.workers.freshness.state === 'never') await account.workers.refresh();
      if (!this.#isCurrent(account)) return;
      if (subject.kind === 'qualificationType') await qualifications.read(subject.typeId);
      if (!this.#isCurrent(account)) return;
      this.#shown = { account, qualifications };
      this.#failure = failureOf(account, account.workers.freshness);
      if (subject.kind === 'worker') await this.#readWorker(account, subject.workerId);
      else this.#failure ??= failureOf(account, qualifications.details(subject.typeId).freshness);
    } catch (error) {
      if (this.#isCurrent(account)) this.#failure = this.#failureText('read everything', error, 'Refresh the page.');
    }
  }

  async #reread(account: Account): Promise<void> {
    const { subject } = this.#options;
    if (subject.kind === 'qualificationType') return account.workers.refresh(true);
    const hitIds = newestHITs(account, subject.workerId).slice(0, mostOpened);
    await account.reread({ hitIds, workers: true });
  }

  async #readWorker(account: Account, workerId: string): Promise<void> {
    await this.readRecords();
    const hitIds = newestHITs(account, workerId);
    if (!this.#isCurrent(account)) return;
    await account.workers.bonuses.readMissing(hitIds);
    await inOrder(hitIds.slice(0, mostOpened), async hitId => {
      if (this.#isCurrent(account)) await account.open(hitId);
    });
  }

  #failureText(doing: string, error: unknown, otherwise: string): string {
    const endpoint = this.#account?.client.endpoint ?? '';
    const { reason, advice } =
      error instanceof MTurkError
        ? explain(error, endpoint)
        : { reason: error instanceof Error ? error.message : String(error), advice: otherwise };
    return `Couldn’t ${doing}: ${reason}. ${advice}`.trimEnd();
  }

  #workerPage(workerId: string): PageSource {
    const account = this.#shown?.account;
    const assignments = account ? workOf(account.works(), workerId) : [];
    const hitIds = new Set(assignments.map(({ hitId }) => hitId));
    this.#hitIds = hitIds;
    const paid = [...hitIds].map(hitId => account?.workers.bonuses.of(hitId));
    return workerPage({
      workerId,
      assignments,
      hitOf: id => account?.hit(id),
      answerOf: ({ id, hitId }) => account?.answer(hitId, id),
      bonuses: paid.flatMap(payments => payments?.filter(each => each.workerId === workerId) ?? []),
      unreadBonuses: paid.filter(payments => payments === undefined).length,
      unreadHITs: account ? unreadHITs(account).length : 0,
      qualifications: (account?.workers.held.get(workerId) ?? []).map(holding => ({
        ...holding,
        name: account?.workers.types.get(holding.typeId)?.name ?? '',
      })),
      blockedFor: account?.workers.blockOf(workerId),
      ...this.#records,
    });
  }

  #typePage(typeId: string): PageSource {
    const { account, qualifications } = this.#shown ?? {};
    const workers = account?.workers;
    const details = qualifications?.details(typeId);
    const score = qualifications?.scorer(typeId);
    const answerOf = ({ id }: { readonly id: string }) => workers?.testAnswer(id);
    return typePage({
      typeId,
      type: details?.type ?? qualifications?.type(typeId) ?? workers?.types.get(typeId),
      own: workers?.types.has(typeId) ?? false,
      holders: qualifications?.holders(typeId) ?? [],
      revoked: { items: details?.revoked ?? [], more: details?.moreRevoked ?? false },
      requests: (workers?.requests ?? []).filter(request => request.typeId === typeId),
      answerOf,
      scoreOf: request => {
        const answer = answerOf(request);
        return answer === undefined ? undefined : score?.(answer);
      },
      hits: { items: details?.hits ?? [], more: details?.moreHITs ?? false },
    });
  }
}

/** HITs that a worker submitted to, the last submission first. */
function newestHITs(account: Account, workerId: string): string[] {
  const newest = workOf(account.works(), workerId).sort((one, other) => other.submitted - one.submitted);
  return [...new Set(newest.map(({ hitId }) => hitId))];
}

function failureOf({ client }: Account, freshness: Freshness): string | undefined {
  if (freshness.state !== 'failed') return undefined;
  const { reason, advice } = explain(freshness.error, client.endpoint);
  return `${sentenceOf(reason)} ${advice}`;
}
