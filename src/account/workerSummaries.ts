/** What an account knows of its workers beyond their assignments: blocks, qualifications and requests for them, bonuses paid. */
import type { MTurkClient } from '../mturk/client.ts';
import type { Assignment, HIT, Instant } from '../mturk/model.ts';
import { type Cents, cents } from '../mturk/money.ts';
import type { Holding, QualificationRequest, QualificationType } from '../mturk/qualificationType.ts';
import { Bonuses } from './accountBonuses.ts';
import { type Freshness, failed, updatedOf } from './freshness.ts';
import type { PeopleRead } from './peopleReading.ts';

interface HeldQualification {
  readonly typeId: string;
  readonly name: string;
  /** Without one, it is held without a value. */
  readonly value?: number;
}

export interface WorkerSummary {
  readonly id: string;
  readonly approved: number;
  readonly rejected: number;
  readonly unreviewed: number;
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

export class Workers {
  readonly bonuses: Bonuses;
  readonly #options: WorkersOptions;
  #people: Pick<PeopleRead, 'blocks' | 'held' | 'types' | 'requests'> & { readonly answers?: PeopleRead['answers'] } = {
    blocks: new Map(),
    held: new Map(),
    types: new Map(),
    requests: [],
  };
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
    return this.#people.blocks.get(workerId);
  }

  qualificationsOf(workerId: string): readonly HeldQualification[] {
    return (this.#people.held.get(workerId) ?? []).map(({ typeId, score }) => ({
      typeId,
      name: this.#people.types.get(typeId)?.name ?? '',
      ...(score === undefined ? {} : { value: score }),
    }));
  }

  /** Reasons by blocked worker. */
  get blocks(): ReadonlyMap<string, string> {
    return this.#people.blocks;
  }

  /** Own qualification types by id. */
  get types(): ReadonlyMap<string, QualificationType> {
    return this.#people.types;
  }

  /** Who has which qualification, by worker. */
  get held(): ReadonlyMap<string, readonly Holding[]> {
    return this.#people.held;
  }

  /** Pending requests for own qualifications, oldest first. */
  get requests(): readonly QualificationRequest[] {
    return this.#people.requests;
  }

  /** What was answered to the test of a request, unless it was too much to keep (QuestionFormAnswers XML). */
  testAnswer(requestId: string): string | undefined {
    return this.#people.answers?.get(requestId, requestId);
  }

  /** Whether a worker is known without any assignment. */
  isKnown(workerId: string): boolean {
    return this.#people.blocks.has(workerId) || this.#people.held.has(workerId);
  }

  /** Workers who are known without any assignment: blocked, or holders of a qualification. */
  ids(): Set<string> {
    return new Set([...this.#people.blocks.keys(), ...this.#people.held.keys()]);
  }

  /** Reads blocks, own qualification types, their holders and requests for them; with `afresh`, not as a reading has them that runs already. Never rejects: see {@link freshness}. */
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
      const tally = { approved: 0, rejected: 0, unreviewed: 0, earned: 0, bonuses: 0, last: 0 };
      found.set(id, tally);
      return tally;
    };
    for (const items of works)
      for (const { workerId, hitId, status, submitted } of items) {
        const tally = tallyOf(workerId);
        tally.last = Math.max(tally.last, submitted);
        if (status === 'Submitted') tally.unreviewed += 1;
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
        blocked: this.#people.blocks.has(id),
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
    return this.summaries([workOf(works, workerId)], hitOf).find(({ id }) => id === workerId);
  }

  async #refresh(): Promise<void> {
    const { now, changed } = this.#options;
    this.#freshness = { state: 'loading', ...updatedOf(this.#freshness) };
    changed();
    try {
      const { readPeople } = await import('./peopleReading.ts');
      this.#people = await readPeople(this.#options.client, this.#options.signal);
      this.#freshness = { state: 'fresh', updated: now() };
    } catch (error) {
      this.#freshness = failed(this.#freshness, error, 'ListWorkerBlocks');
    }
    changed();
  }
}

/** The assignments of one worker among those of HITs. */
export function workOf(works: Iterable<readonly Assignment[]>, workerId: string): Assignment[] {
  const own: Assignment[] = [];
  for (const items of works) for (const each of items) if (each.workerId === workerId) own.push(each);
  return own;
}

interface Tally {
  approved: number;
  rejected: number;
  unreviewed: number;
  earned: number;
  bonuses: number;
  last: Instant;
}
