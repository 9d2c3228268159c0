/**
 * Data about qualification types beyond the list of the account's types: who has or had each, which HITs require it, and
 * the types that were searched for. Loaded with its first use; the long lists of the types used last are kept.
 */
import { parseAnswerKey, scoreOf } from '../mturk/answerKey.ts';
import { decodeAnswers } from '../mturk/answers.ts';
import { type HIT, type Instant, readHIT } from '../mturk/model.ts';
import { pages } from '../mturk/paging.ts';
import {
  type Holding,
  type QualificationType,
  type QualificationTypeWithTest,
  readHolding,
  readQualificationType,
  withoutTest,
} from '../mturk/qualificationType.ts';
import { systemQualificationIds, systemQualificationName } from '../mturk/systemQualifications.ts';
import { type Freshness, failed, updatedOf } from './freshness.ts';
import type { Workers, WorkersOptions } from './workerSummaries.ts';

/** What a search is for. */
interface TypeSearch {
  readonly query: string;
  /** Own types alone. */
  readonly own: boolean;
  /** Types alone that workers can ask for. */
  readonly requestable: boolean;
}

export interface FoundTypes {
  readonly search: TypeSearch;
  readonly types: readonly QualificationType[];
  /** Whether there are more than are listed. */
  readonly more: boolean;
}

/** What is read of one type when it is looked at. */
interface TypeDetails {
  readonly freshness: Freshness;
  readonly revoked: readonly Holding[];
  /** Whether there are more of them than were read. */
  readonly moreRevoked: boolean;
  readonly hits: readonly HIT[];
  readonly moreHITs: boolean;
  readonly type: QualificationTypeWithTest | undefined;
}

/** Types whose lists are kept. */
const mostDetails = 20;
/** Found types, HITs of a type and former holders that are listed. */
const mostListed = 1000;

const unread: TypeDetails = {
  freshness: { state: 'never' },
  revoked: [],
  moreRevoked: false,
  hits: [],
  moreHITs: false,
  type: undefined,
};

export class Qualifications {
  readonly #options: WorkersOptions;
  readonly #workers: Pick<Workers, 'types' | 'held'>;
  readonly #details = new Map<string, TypeDetails>();
  #found: FoundTypes | undefined;
  #scorer: { readonly key: string; readonly score: (answer: string) => number | undefined } | undefined;
  #byType: { readonly of: Workers['held']; readonly holders: ReadonlyMap<string, readonly Holding[]> } | undefined;

  constructor(workers: Pick<Workers, 'types' | 'held'>, options: WorkersOptions) {
    this.#workers = workers;
    this.#options = options;
  }

  /** Own types, by name. */
  own(): QualificationType[] {
    return [...this.#workers.types.values()].sort((one, other) => one.name.localeCompare(other.name));
  }

  /** The service's own types. */
  system(): QualificationType[] {
    return systemQualificationIds.map(id => ({
      id,
      name: systemQualificationName(id) ?? id,
      description: '',
      keywords: '',
      active: true,
      created: 0,
      requestable: false,
      hasTest: false,
      hasKey: false,
    }));
  }

  get found(): FoundTypes | undefined {
    return this.#found;
  }

  /** A type that is known, own, found or of the system. */
  type(typeId: string): QualificationType | undefined {
    return (
      this.#workers.types.get(typeId) ??
      this.#found?.types.find(({ id }) => id === typeId) ??
      this.#details.get(typeId)?.type ??
      this.system().find(({ id }) => id === typeId)
    );
  }

  isOwn(typeId: string): boolean {
    return this.#workers.types.has(typeId);
  }

  /** Who has a type, the last granted first. */
  holders(typeId: string): readonly Holding[] {
    if (this.#byType?.of !== this.#workers.held) {
      const all = [...this.#workers.held.values()].flat().sort(byGrant);
      this.#byType = { of: this.#workers.held, holders: Map.groupBy(all, each => each.typeId) };
    }
    return this.#byType.holders.get(typeId) ?? [];
  }

  /** The HITs that are known to the service to require a type, and who held it once. */
  details(typeId: string): TypeDetails {
    return this.#details.get(typeId) ?? unread;
  }

  /** What the answer key of a type makes of the answers to its test; nothing without a key that was read, or without answers. */
  scoreOf(typeId: string, answer: string | undefined): number | undefined {
    return answer === undefined ? undefined : this.scorer(typeId)?.(answer);
  }

  /** Scores answers to the test of a type; nothing without an answer key. Only the key that was used last is kept read. */
  scorer(typeId: string): ((answer: string) => number | undefined) | undefined {
    const key = this.details(typeId).type?.answerKey;
    if (key === undefined) return undefined;
    if (this.#scorer?.key !== key) {
      const read = parseAnswerKey(key);
      const score = (answer: string) => {
        const decoded = decodeAnswers(answer);
        return read.ok && decoded.ok ? scoreOf(read.value, decoded.answers) : undefined;
      };
      this.#scorer = { key, score };
    }
    return this.#scorer.score;
  }

  /** Reads the details of a type. Never rejects: see their freshness. */
  async read(typeId: string): Promise<void> {
    const { now, changed } = this.#options;
    const before = this.details(typeId);
    if (before.freshness.state === 'loading') return;
    this.#keep(typeId, { ...before, freshness: { state: 'loading', ...updatedOf(before.freshness) } });
    try {
      const type = await this.#readType(typeId);
      const own = this.isOwn(typeId);
      const [revoked, hits] = await Promise.all([
        own ? this.#readRevoked(typeId) : [],
        own ? this.#readHITs(typeId) : [],
      ]);
      this.#keep(typeId, {
        type,
        revoked: revoked.slice(0, mostListed).sort(byGrant),
        moreRevoked: revoked.length > mostListed,
        hits: hits.slice(0, mostListed),
        moreHITs: hits.length > mostListed,
        freshness: { state: 'fresh', updated: now() },
      });
    } catch (error) {
      this.#keep(typeId, { ...before, freshness: failed(before.freshness, error, 'GetQualificationType') });
    }
    changed();
  }

  /** Reads the details of the types again that were read before, after something changed. Never rejects. */
  async readAgain(): Promise<void> {
    for (const typeId of [...this.#details.keys()]) await this.read(typeId);
  }

  /** Finds types at the service, in place of those found before. Rejects with MTurkError. */
  async search(search: TypeSearch, signal?: AbortSignal): Promise<FoundTypes> {
    const { client, changed } = this.#options;
    const input = {
      MustBeRequestable: search.requestable,
      MustBeOwnedByCaller: search.own,
      ...(search.query === '' ? {} : { Query: search.query }),
    };
    const types: QualificationType[] = [];
    const signals = AbortSignal.any([this.#options.signal, ...(signal ? [signal] : [])]);
    for await (const { QualificationTypes = [] } of pages(client, 'ListQualificationTypes', input, {
      signal: signals,
      priority: 'userRead',
    })) {
      types.push(...QualificationTypes.map(each => withoutTest(readQualificationType(each))));
      if (types.length > mostListed) break;
    }
    this.#found = { search, types: types.slice(0, mostListed), more: types.length > mostListed };
    changed();
    return this.#found;
  }

  clearFound(): void {
    this.#found = undefined;
    this.#options.changed();
  }

  /** The HITs that require a type, as the service lists them now. Rejects with MTurkError. */
  async #readHITs(typeId: string): Promise<HIT[]> {
    const { client, signal } = this.#options;
    const hits: HIT[] = [];
    for await (const { HITs = [] } of pages(
      client,
      'ListHITsForQualificationType',
      { QualificationTypeId: typeId },
      { signal, priority: 'visible' },
    )) {
      for (const each of HITs) {
        const { question: _, ...hit } = readHIT(each);
        hits.push(hit);
      }
      if (hits.length > mostListed) break;
    }
    return hits;
  }

  async #readRevoked(typeId: string): Promise<Holding[]> {
    const { client, signal } = this.#options;
    const revoked: Holding[] = [];
    const input = { QualificationTypeId: typeId, Status: 'Revoked' as const };
    for await (const { Qualifications = [] } of pages(client, 'ListWorkersWithQualificationType', input, {
      signal,
      priority: 'visible',
    })) {
      revoked.push(...Qualifications.map(each => readHolding(each, typeId)));
      if (revoked.length > mostListed) break;
    }
    return revoked;
  }

  async #readType(typeId: string): Promise<QualificationTypeWithTest | undefined> {
    const { client, signal } = this.#options;
    const { QualificationType } = await client.call(
      'GetQualificationType',
      { QualificationTypeId: typeId },
      { signal, priority: 'visible' },
    );
    return QualificationType && readQualificationType(QualificationType);
  }

  #keep(typeId: string, details: TypeDetails): void {
    this.#details.delete(typeId);
    this.#details.set(typeId, details);
    for (const oldest of this.#details.keys()) {
      if (this.#details.size <= mostDetails) break;
      this.#details.delete(oldest);
    }
  }
}

function byGrant(one: { readonly granted: Instant }, other: { readonly granted: Instant }): number {
  return other.granted - one.granted;
}
