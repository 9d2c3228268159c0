/** What an account knows of its workers beyond their assignments: blocks, qualifications held, bonuses paid. */
import type { MTurkClient } from '../mturk/client.ts';
import { type Assignment, type HIT, type Instant, textIn } from '../mturk/model.ts';
import { type Cents, cents } from '../mturk/money.ts';
import { pages } from '../mturk/paging.ts';
import { inOrder } from '../mturk/scheduler/inOrder.ts';
import { Bonuses } from './bonuses.ts';
import { type Freshness, failed, updatedOf } from './freshness.ts';

export interface HeldQualification {
  readonly typeId: string;
  readonly name: string;
  /** Without one, it is held without a value. */
  readonly value?: number;
}

export interface WorkerSummary {
  readonly id: string;
  readonly approved: number;
  readonly rejected: number;
  readonly waiting: number;
  /** Rewards of what is approved. */
  readonly earned: Cents;
  /** As far as bonuses were read, see {@link Bonuses}. */
  readonly bonuses: Cents;
  /** The last submission known. */
  readonly last: Instant;
  readonly blocked: boolean;
  readonly qualifications: readonly HeldQualification[];
}

export interface WorkersOptions {
  readonly client: MTurkClient;
  readonly now: () => Instant;
  readonly signal: AbortSignal;
  readonly changed: () => void;
}

/** How the work of HITs is read. */
export interface WorkOptions {
  readonly signal?: AbortSignal;
  /** After each HIT. */
  readonly onRead?: () => void;
  /** Whether bonuses are read too: they are unless this says no. */
  readonly bonuses?: boolean;
}

/** At most so many HITs are asked for their bonuses because one worker's row was unfolded. */
export const mostBonusReads = 50;

export class Workers {
  readonly bonuses: Bonuses;
  readonly #options: WorkersOptions;
  /** Reasons by worker. */
  #blocks = new Map<string, string>();
  #held = new Map<string, HeldQualification[]>();
  #freshness: Freshness = { state: 'never' };
  #running: Promise<void> | undefined;

  constructor(options: WorkersOptions) {
    this.#options = options;
    this.bonuses = new Bonuses(options);
  }

  /** Of the blocks and the qualifications held. */
  get freshness(): Freshness {
    return this.#freshness;
  }

  /** Why a worker is blocked, if so. */
  blockOf(workerId: string): string | undefined {
    return this.#blocks.get(workerId);
  }

  qualificationsOf(workerId: string): readonly HeldQualification[] {
    return this.#held.get(workerId) ?? [];
  }

  /** Whether a worker is known without any assignment. */
  isKnown(workerId: string): boolean {
    return this.#blocks.has(workerId) || this.#held.has(workerId);
  }

  /** Workers who are known without any assignment: blocked, or holders of a qualification. */
  ids(): Set<string> {
    return new Set([...this.#blocks.keys(), ...this.#held.keys()]);
  }

  /** Reads blocks and holders of own qualification types; with `afresh`, not as a reading has them that runs already. Never rejects: see {@link freshness}. */
  refresh(afresh = false): Promise<void> {
    if (afresh && this.#running) return this.#running.then(() => this.refresh());
    this.#running ??= this.#refresh().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** Everybody seen, newest work first. */
  summaries(works: Iterable<readonly Assignment[]>, hitOf: (id: string) => HIT | undefined): WorkerSummary[] {
    const found = new Map<string, Tally>();
    const tallyOf = (id: string): Tally => {
      const known = found.get(id);
      if (known) return known;
      const tally = { approved: 0, rejected: 0, waiting: 0, earned: 0, bonuses: 0, last: 0 };
      found.set(id, tally);
      return tally;
    };
    for (const items of works)
      for (const { workerId, hitId, status, submitted } of items) {
        const tally = tallyOf(workerId);
        tally.last = Math.max(tally.last, submitted);
        if (status === 'Submitted') tally.waiting += 1;
        else if (status === 'Rejected') tally.rejected += 1;
        else {
          tally.approved += 1;
          tally.earned += hitOf(hitId)?.reward ?? 0;
        }
      }
    for (const [id, amount] of this.bonuses.sums()) tallyOf(id).bonuses += amount;
    for (const id of this.ids()) tallyOf(id);
    return [...found]
      .map(([id, { earned, bonuses, ...tally }]) => ({
        id,
        ...tally,
        earned: cents(earned),
        bonuses: cents(bonuses),
        blocked: this.#blocks.has(id),
        qualifications: this.qualificationsOf(id),
      }))
      .sort((a, b) => b.last - a.last || (a.id < b.id ? -1 : 1));
  }

  /** One worker, if seen. */
  summary(
    workerId: string,
    works: Iterable<readonly Assignment[]>,
    hitOf: (id: string) => HIT | undefined,
  ): WorkerSummary | undefined {
    const own: Assignment[] = [];
    for (const items of works) for (const each of items) if (each.workerId === workerId) own.push(each);
    return this.summaries([own], hitOf).find(({ id }) => id === workerId);
  }

  async #refresh(): Promise<void> {
    const { now, changed } = this.#options;
    this.#freshness = { state: 'loading', ...updatedOf(this.#freshness) };
    changed();
    try {
      const [blocks, held] = await Promise.all([this.#readBlocks(), this.#readHolders()]);
      this.#blocks = blocks;
      this.#held = held;
      this.#freshness = { state: 'fresh', updated: now() };
    } catch (error) {
      this.#freshness = failed(this.#freshness, error, 'ListWorkerBlocks');
    }
    changed();
  }

  async #readBlocks(): Promise<Map<string, string>> {
    const { client, signal } = this.#options;
    const blocks = new Map<string, string>();
    for await (const { WorkerBlocks } of pages(client, 'ListWorkerBlocks', {}, { signal }))
      for (const { WorkerId, Reason } of WorkerBlocks ?? []) blocks.set(textIn(WorkerId), textIn(Reason));
    return blocks;
  }

  async #readHolders(): Promise<Map<string, HeldQualification[]>> {
    const { client, signal } = this.#options;
    const held = new Map<string, HeldQualification[]>();
    const own = { MustBeRequestable: false, MustBeOwnedByCaller: true };
    for await (const { QualificationTypes } of pages(client, 'ListQualificationTypes', own, { signal }))
      await inOrder(QualificationTypes ?? [], async type => {
        const typeId = textIn(type.QualificationTypeId);
        const name = textIn(type.Name);
        const granted = { QualificationTypeId: typeId, Status: 'Granted' as const };
        for await (const { Qualifications } of pages(client, 'ListWorkersWithQualificationType', granted, {
          signal,
        }))
          for (const { WorkerId, IntegerValue: value } of Qualifications ?? []) {
            const id = textIn(WorkerId);
            const known = held.get(id) ?? [];
            held.set(id, [...known, { typeId, name, ...(typeof value === 'number' ? { value } : {}) }]);
          }
      });
    return held;
  }
}

interface Tally {
  approved: number;
  rejected: number;
  waiting: number;
  earned: number;
  bonuses: number;
  last: Instant;
}
