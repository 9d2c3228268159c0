/** Reads what the page of a worker or of a qualification type shows: once for each account, and again when it is asked to. */
import type { Account, Change, Freshness } from '../../account/account.ts';
import type { Qualifications } from '../../account/qualifications.ts';
import { unreadHITs } from '../../account/unread.ts';
import { explain } from '../../mturk/explain.ts';
import type { Assignment } from '../../mturk/model.ts';
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
  #running: { readonly account: Account; readonly done: Promise<void> } | undefined;
  #failure: string | undefined;
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
    return this.#failure;
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
    const account = this.#account;
    if (!account) return Promise.resolve();
    if (this.#running?.account === account) return this.#running.done;
    this.#failure = undefined;
    const done = this.#read(account).finally(() => {
      if (!this.#isCurrent(account)) return;
      this.#running = undefined;
      this.#options.changed();
    });
    this.#running = { account, done };
    this.#options.changed();
    return done;
  }

  /** Reads what this machine has of the worker. Never rejects. */
  async readRecords(): Promise<void> {
    const { subject, records, changed } = this.#options;
    if (subject.kind !== 'worker') return;
    try {
      this.#records = await records(subject.workerId);
    } catch (error) {
      return this.fail(error);
    }
    if (!this.#disposed) changed();
  }

  /** Something that the page needs could not be had. */
  fail(error: unknown): void {
    this.#failure = failureText(error);
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

  async #read(account: Account): Promise<void> {
    const { subject } = this.#options;
    try {
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
      if (this.#isCurrent(account)) this.#failure = failureText(error);
    }
  }

  async #readWorker(account: Account, workerId: string): Promise<void> {
    await this.readRecords();
    const newest = workOf(account, workerId).sort((one, other) => other.submitted - one.submitted);
    const hitIds = [...new Set(newest.map(({ hitId }) => hitId))];
    if (!this.#isCurrent(account)) return;
    await account.workers.bonuses.readMissing(hitIds);
    for (const hitId of hitIds.slice(0, mostOpened)) {
      if (!this.#isCurrent(account)) return;
      await account.open(hitId);
    }
  }

  #workerPage(workerId: string): PageSource {
    const account = this.#shown?.account;
    const assignments = account ? workOf(account, workerId) : [];
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

function workOf(account: Account, workerId: string): Assignment[] {
  const own: Assignment[] = [];
  for (const items of account.works()) for (const each of items) if (each.workerId === workerId) own.push(each);
  return own;
}

function failureText(error: unknown): string {
  return `Couldn’t read everything: ${error instanceof Error ? error.message : String(error)}. Refresh the page.`;
}

function failureOf({ client }: Account, freshness: Freshness): string | undefined {
  if (freshness.state !== 'failed') return undefined;
  const { reason, advice } = explain(freshness.error, client.endpoint);
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}. ${advice}`;
}
