/**
 * The rows of an export as they come from the service, page by page, put aside and given back in Amazon’s order: HITs as they
 * were made, within a HIT by ascending assignment ID.
 */
import type { NamedText } from '../../mturk/answers.ts';
import type { AnsweredAssignment, HIT, Instant } from '../../mturk/model.ts';
import { inputsOf } from '../../review/annotationInputs.ts';
import { type Decided, WorkerRateCounts } from '../../statistics/workerRates.ts';
import { amazonAnswers, formulasIn } from './amazonCsv.ts';
import { mostColumns, type Result, type ResultBonus, type ResultNote, type SavedRow, type Survey } from './result.ts';
import { tableAnswers } from './resultTable.ts';
import { Spool, type SpoolPlace } from './spool.ts';

export interface CollectionOptions {
  /** The end of the windows of workers’ rates. */
  readonly now: Instant;
  /** Whose names of answers are surveyed: Amazon’s, or those of tables, where members of JSON have their own. */
  readonly names: 'amazon' | 'table' | 'none';
  readonly onlyApproved: boolean;
  /** Assignments that are not wanted, because a file has them already. */
  readonly without?: ReadonlySet<string>;
  /** What the data row of a HIT said; by default what its annotation says. */
  readonly inputs?: (hit: HIT) => readonly NamedText[];
  readonly note?: (assignment: AnsweredAssignment) => ResultNote | undefined;
  readonly dataFiles?: (assignment: AnsweredAssignment) => readonly string[] | undefined;
}

/** An assignment as it was read, with the service’s own words where those are wanted. */
interface Read {
  readonly assignment: AnsweredAssignment;
  readonly wire?: unknown;
}

interface Entry {
  readonly id: string;
  readonly workerId: string;
  readonly place: SpoolPlace;
  /** Where it was in the file that it was imported from. */
  row?: SavedRow['place'];
}

interface HITEntry {
  readonly hit: HIT;
  /** In the service’s listing, the newest first. */
  readonly listed: number;
  readonly inputs: readonly NamedText[];
  readonly entries: Entry[];
  bonuses: ReadonlyMap<string, readonly ResultBonus[]> | undefined;
  extras: SpoolPlace | undefined;
  saved: SpoolPlace | undefined;
}

/** Rows of one file, at most. */
const mostRows = 1e9;

export class Collection {
  readonly rates: WorkerRateCounts;
  readonly workers = new Set<string>();
  readonly #options: CollectionOptions;
  readonly #spool: Spool;
  readonly #hits = new Map<string, HITEntry>();
  readonly #inputs = new Set<string>();
  readonly #answers = new Set<string>();
  #rows = 0;
  #formulas = 0;

  private constructor(options: CollectionOptions, spool: Spool) {
    this.#options = options;
    this.#spool = spool;
    this.rates = new WorkerRateCounts(options.now);
  }

  static async open(options: CollectionOptions): Promise<Collection> {
    return new Collection(options, await Spool.open());
  }

  get survey(): Survey {
    return { inputs: [...this.#inputs], answers: [...this.#answers], rows: this.#rows };
  }

  /** How many cells a spreadsheet could run; counted for Amazon’s layout alone, where nothing guards them. */
  get formulas(): number {
    return this.#formulas;
  }

  /** Whether there are more names than a table can have columns. */
  get tooWide(): boolean {
    return this.#answers.size > mostColumns || this.#inputs.size > mostColumns;
  }

  /** HITs in the order of the service’s listing; before their assignments. */
  addHITs(hits: readonly HIT[]): void {
    const { inputs: inputsFor = annotated } = this.#options;
    for (const hit of hits)
      if (!this.#hits.has(hit.id))
        this.#hits.set(hit.id, {
          hit,
          listed: this.#hits.size,
          inputs: inputsFor(hit),
          entries: [],
          bonuses: undefined,
          extras: undefined,
          saved: undefined,
        });
  }

  add(hitId: string, read: readonly Read[]): void {
    const known = this.#hits.get(hitId);
    if (!known) return;
    const { onlyApproved, without } = this.#options;
    for (const { assignment, wire } of read) {
      this.count(assignment);
      if ((onlyApproved && assignment.status !== 'Approved') || without?.has(assignment.id)) continue;
      const place = this.#spool.add({ assignment, ...(wire === undefined ? {} : { wire }) });
      known.entries.push({ id: assignment.id, workerId: assignment.workerId, place });
      this.#rows += 1;
      this.#note(known, assignment);
    }
  }

  /** Counts work that is not exported for the rates of its worker, and for the ids that a pseudonym stands for. */
  count(decided: Decided): void {
    this.rates.add(decided);
    this.workers.add(decided.workerId);
  }

  addBonuses(hitId: string, paid: readonly (ResultBonus & { readonly assignmentId: string })[]): void {
    const known = this.#hits.get(hitId);
    if (!known) return;
    const byAssignment = new Map<string, ResultBonus[]>();
    for (const { assignmentId, amount, reason, paid: at } of paid) {
      const bonuses = byAssignment.get(assignmentId) ?? [];
      bonuses.push({ amount, reason, paid: at });
      byAssignment.set(assignmentId, bonuses);
    }
    known.bonuses = byAssignment;
  }

  /** The service’s own words about a HIT, which can be long. */
  addExtras(hitId: string, extras: { readonly hit: unknown; readonly reviewResults?: unknown }): void {
    const known = this.#hits.get(hitId);
    if (known) known.extras = this.#spool.add(extras);
  }

  /** What files of Amazon's said of assignments of a HIT, by assignment ID, and of which answers those files have columns. */
  addSaved(hitId: string, rows: Readonly<Record<string, SavedRow>>, answers: readonly string[]): void {
    const known = this.#hits.get(hitId);
    if (!known || known.entries.length === 0) return;
    known.saved = this.#spool.add(rows);
    for (const entry of known.entries) if (Object.hasOwn(rows, entry.id)) entry.row = rows[entry.id]?.place;
    if (this.#options.names === 'amazon') for (const name of answers) this.#answers.add(name);
  }

  *results(): Generator<Result> {
    const { note, dataFiles } = this.#options;
    for (const [{ hit, inputs, bonuses, extras, saved }, sorted] of this.#ordered()) {
      const ofHIT = extras && (this.#spool.read(extras) as { readonly hit: unknown; readonly reviewResults?: unknown });
      const rows = saved && (this.#spool.read(saved) as Readonly<Record<string, SavedRow>>);
      for (const { id, place } of sorted) {
        const { assignment, wire } = this.#spool.read(place) as Read;
        const row = rows && Object.hasOwn(rows, id) ? rows[id] : undefined;
        const noted = note?.(assignment);
        const files = dataFiles?.(assignment);
        yield {
          hit,
          assignment,
          inputs,
          ...(bonuses ? { bonuses: bonuses.get(assignment.id) ?? [] } : {}),
          ...(noted ? { note: noted } : {}),
          ...(files ? { dataFiles: files } : {}),
          ...(row ? { saved: row } : {}),
          ...(ofHIT ? { wire: { assignment: wire, ...ofHIT } } : {}),
        };
      }
    }
  }

  /** HITs with their assignments in the order of their file where all are of files, in Amazon's order elsewhere. */
  #ordered(): (readonly [HITEntry, readonly Entry[]])[] {
    const hits = [...this.#hits.values()].filter(({ entries }) => entries.length > 0);
    const rowOf = ({ row: [file, row] = [0, 0] }: Entry) => file * mostRows + row;
    if (hits.every(({ entries }) => entries.every(({ row }) => row !== undefined))) {
      const all = hits.flatMap(hit => hit.entries.map(entry => [hit, [entry]] as const));
      return all.sort(([, [one]], [, [other]]) => (one && other ? rowOf(one) - rowOf(other) : 0));
    }
    // Creation times are whole seconds: within one, the listing tells, the newest first.
    return hits
      .sort((a, b) => a.hit.created - b.hit.created || b.listed - a.listed)
      .map(hit => [
        hit,
        hit.entries.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.workerId < b.workerId ? -1 : 1)),
      ]);
  }

  dispose(): Promise<void> {
    return this.#spool.dispose();
  }

  #note({ hit, inputs }: HITEntry, assignment: AnsweredAssignment): void {
    const { names } = this.#options;
    if (names === 'none') return;
    for (const { name } of inputs) this.#inputs.add(name);
    const answers = names === 'amazon' ? amazonAnswers(assignment.answer) : tableAnswers(assignment.answer);
    for (const { name } of answers) this.#answers.add(name);
    if (names === 'amazon') this.#formulas += formulasIn({ hit, assignment, inputs });
  }
}

function annotated(hit: HIT): NamedText[] {
  return inputsOf(hit.annotation).map(([name, text]) => ({ name, text }));
}
