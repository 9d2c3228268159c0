/** What an id names in the account. Asked for every word of a file that looks like an id, so it answers from tables. */
import type { Assignment, HIT } from '../mturk/model.ts';
import type { AccountRef } from '../refs.ts';
import type { Known } from './accountTables.ts';
import type { Change } from './change.ts';

interface IdIndexOptions {
  readonly known: Known;
  /** Whether a worker is known by something else than an assignment. */
  readonly isWorker: (id: string) => boolean;
}

/** A HIT and its assignments as the tables have them. */
interface Taken {
  readonly hit: Pick<HIT, 'id' | 'typeId' | 'groupId'> | undefined;
  readonly items: readonly Assignment[];
}

const nothing: Taken = { hit: undefined, items: [] };

export class IdIndex {
  readonly #options: IdIndexOptions;
  readonly #taken = new Map<string, Taken>();
  readonly #assignments = new Map<string, Assignment>();
  /** How many assignments of each worker there are. */
  readonly #workers = new Map<string, number>();
  /** The HITs of each type and of each group. */
  readonly #types = new Map<string, Set<string>>();
  readonly #groups = new Map<string, Set<string>>();
  /** HITs to look at again before the next answer; nothing while nobody has asked yet: then there are no tables. */
  #stale: Set<string> | undefined;
  #revision = 0;

  constructor(options: IdIndexOptions) {
    this.#options = options;
  }

  /** Another number whenever ids of HITs or assignments came or went, once somebody has asked for an id. */
  get revision(): number {
    if (this.#stale) this.#catchUp();
    return this.#revision;
  }

  /** Takes note of a change of the account; the index is updated when it is used. */
  note({ hits, assignments }: Pick<Change, 'hits' | 'assignments'>): void {
    for (const id of hits) this.#stale?.add(id);
    for (const id of assignments) this.#stale?.add(id);
  }

  find(id: string): AccountRef | undefined {
    this.#catchUp();
    if (this.#options.known.hit(id)) return { kind: 'hit', hitId: id };
    const assignment = this.#assignments.get(id);
    if (assignment) return { kind: 'assignment', hitId: assignment.hitId, assignmentId: id };
    if (this.#workers.has(id) || this.#options.isWorker(id)) return { kind: 'worker', workerId: id };
    if (this.#types.has(id)) return { kind: 'hitType', typeId: id };
    return this.#groups.has(id) ? { kind: 'hitGroup', groupId: id } : undefined;
  }

  /** An assignment by its id, if a listing showed it. */
  assignment(id: string): Assignment | undefined {
    this.#catchUp();
    return this.#assignments.get(id);
  }

  /** The HITs of a HIT type or a HIT group. */
  hitsOf(id: string): HIT[] {
    this.#catchUp();
    const ids = this.#types.get(id) ?? this.#groups.get(id) ?? [];
    return [...ids].flatMap(hitId => this.#options.known.hit(hitId) ?? []);
  }

  #catchUp(): void {
    const { known } = this.#options;
    const due = this.#stale ?? new Set([...known.ids(), ...[...known.works()].map(([hitId]) => hitId)]);
    if (due.size === 0 && this.#stale) return;
    this.#stale = new Set();
    let changed = false;
    for (const hitId of due) changed = this.#take(hitId) || changed;
    if (changed) this.#revision += 1;
  }

  /** Brings the tables up to date with a HIT. Gives whether ids came or went. */
  #take(hitId: string): boolean {
    const { known } = this.#options;
    const before = this.#taken.get(hitId) ?? nothing;
    const hit = known.hit(hitId);
    const { items } = known.work(hitId);
    if (hit === before.hit && items === before.items) return false;
    if (hit || items.length > 0) this.#taken.set(hitId, { hit, items });
    else this.#taken.delete(hitId);
    const filed =
      hit?.id === before.hit?.id && hit?.typeId === before.hit?.typeId && hit?.groupId === before.hit?.groupId;
    if (!filed) {
      if (before.hit) this.#unfile(before.hit);
      if (hit) this.#file(hit);
    }
    const sameItems = sameIds(items, before.items);
    if (items !== before.items) {
      for (const each of before.items) this.#remove(each);
      for (const each of items) this.#add(each);
    }
    return !filed || !sameItems;
  }

  #add(assignment: Assignment): void {
    this.#assignments.set(assignment.id, assignment);
    this.#workers.set(assignment.workerId, (this.#workers.get(assignment.workerId) ?? 0) + 1);
  }

  #remove({ id, workerId }: Assignment): void {
    this.#assignments.delete(id);
    const rest = (this.#workers.get(workerId) ?? 1) - 1;
    if (rest > 0) this.#workers.set(workerId, rest);
    else this.#workers.delete(workerId);
  }

  #file({ id, typeId, groupId }: NonNullable<Taken['hit']>): void {
    put(this.#types, typeId, id);
    put(this.#groups, groupId, id);
  }

  #unfile({ id, typeId, groupId }: NonNullable<Taken['hit']>): void {
    drop(this.#types, typeId, id);
    drop(this.#groups, groupId, id);
  }
}

function sameIds(a: readonly Assignment[], b: readonly Assignment[]): boolean {
  return a.length === b.length && a.every(({ id }, index) => id === b[index]?.id);
}

function put(table: Map<string, Set<string>>, key: string, id: string): void {
  const ids = table.get(key);
  if (ids) ids.add(id);
  else table.set(key, new Set([id]));
}

function drop(table: Map<string, Set<string>>, key: string, id: string): void {
  const ids = table.get(key);
  ids?.delete(id);
  if (ids?.size === 0) table.delete(key);
}
