/** The assignments under review, column by column: 50,000 of them fit into a page, and any of them is found by its key. */
import { type AssignmentStatus, assignmentStatuses } from '../mturk/model.ts';
import type { Cents } from '../mturk/money.ts';
import { type ReviewHIT, type ReviewRow, type RowNotes, type RowState, rowKey } from './row.ts';
import { TextColumn } from './textColumn.ts';

/** A worker can send any names; no more of them become columns. */
export const mostFields = 1000;

export class ReviewTable {
  readonly ids: string[] = [];
  readonly workers = new TextColumn();
  /** By name of the answer field, in the order in which they came up. */
  readonly fields = new Map<string, TextColumn>();
  /** By name of the input. */
  readonly inputs = new Map<string, TextColumn>();
  readonly feedback = new TextColumn();
  readonly marks = new TextColumn();
  readonly notes = new TextColumn();
  /** Why an answer can't be read. */
  readonly problems = new TextColumn();
  readonly hitIds = new TextColumn();
  /** The ids of their HIT types. */
  readonly types = new TextColumn();
  readonly titles = new TextColumn();
  /** In milliseconds, from accepting to submitting. */
  readonly spent: number[] = [];
  readonly accepted: number[] = [];
  readonly submitted: number[] = [];
  readonly autoApproves: number[] = [];
  /** Not a number before it is decided. */
  readonly decided: number[] = [];
  /** In cents; not a number as long as nobody asked. */
  readonly bonuses: number[] = [];
  readonly #statuses: number[] = [];
  readonly #raw = new Map<number, string>();
  readonly #hits = new Map<string, ReviewHIT>();
  /** By HIT type, the names of inputs and of answer fields that any of its rows has. */
  readonly #namesOfType = new Map<string, { readonly inputs: Set<string>; readonly fields: Set<string> }>();
  readonly #bonusOf = new Map<string, ReadonlyMap<string, Cents>>();
  readonly #rows = new Map<string, number>();
  readonly #gone = new Set<number>();
  #version = 0;

  get size(): number {
    return this.ids.length;
  }

  /** Another one after each change. */
  get version(): number {
    return this.#version;
  }

  row(key: string): number | undefined {
    return this.#rows.get(key);
  }

  key(row: number): string {
    return rowKey({ id: this.ids[row] ?? '', workerId: this.workers.text(row) });
  }

  status(row: number): AssignmentStatus {
    return assignmentStatuses[this.#statuses[row] ?? 0] ?? 'Submitted';
  }

  hit(row: number): ReviewHIT | undefined {
    return this.#hits.get(this.hitIds.text(row));
  }

  /** Whether any row of a HIT type has a text in a column of inputs or answers. */
  typeHas(typeId: string, columnId: string): boolean {
    const names = this.#namesOfType.get(typeId);
    if (!names) return false;
    return columnId.startsWith(answerPrefix)
      ? names.fields.has(columnId.slice(answerPrefix.length))
      : names.inputs.has(columnId.slice(inputPrefix.length));
  }

  /** The answer as it came, if it can't be read. */
  raw(row: number): string | undefined {
    return this.#raw.get(row);
  }

  /** 1 for each row, but for those whose HIT is gone. */
  all(): Uint8Array {
    const rows = new Uint8Array(this.size).fill(1);
    for (const row of this.#gone) rows[row] = 0;
    return rows;
  }

  /** Shows the rows of deleted HITs no more. */
  forget(hitIds: readonly string[]): void {
    const ids = new Set(hitIds);
    for (let row = 0; row < this.size; row += 1) if (ids.has(this.hitIds.text(row))) this.#gone.add(row);
    this.#version += 1;
  }

  /** Takes HITs; they come before their rows. */
  putHITs(hits: readonly ReviewHIT[]): void {
    for (const hit of hits) this.#hits.set(hit.id, hit);
    this.#version += 1;
  }

  /** Adds rows, or brings those that are there already up to date. */
  put(rows: readonly ReviewRow[]): void {
    for (const row of rows) {
      const known = this.#rows.get(rowKey(row));
      if (known === undefined) this.#add(row);
      else this.#setState(known, row);
    }
    this.#version += 1;
  }

  /** Brings rows up to date. Gives the rows whose status changed. */
  update(states: readonly RowState[]): number[] {
    const changed: number[] = [];
    for (const state of states) {
      const row = this.#rows.get(rowKey(state));
      if (row === undefined) continue;
      if (this.status(row) !== state.status) changed.push(row);
      this.#setState(row, state);
    }
    this.#version += 1;
    return changed;
  }

  putNotes(notes: readonly RowNotes[]): void {
    for (const each of notes) {
      const row = this.#rows.get(rowKey(each));
      if (row === undefined) continue;
      this.marks.set(row, each.mark);
      this.notes.set(row, each.note);
    }
    this.#version += 1;
  }

  /** Takes the bonuses paid for a HIT, by worker. */
  putBonuses(hitId: string, paid: Iterable<readonly [workerId: string, amount: Cents]>): void {
    const amounts = new Map(paid);
    this.#bonusOf.set(hitId, amounts);
    const code = this.hitIds.texts.indexOf(hitId);
    if (code === -1) return;
    for (let row = 0; row < this.size; row += 1)
      if (this.hitIds.code(row) === code) this.bonuses[row] = amounts.get(this.workers.text(row)) ?? 0;
    this.#version += 1;
  }

  #add(row: ReviewRow): void {
    const index = this.size;
    this.#rows.set(rowKey(row), index);
    this.ids.push(row.id);
    this.workers.set(index, row.workerId);
    this.hitIds.set(index, row.hitId);
    this.spent.push(row.submitted - row.accepted);
    this.accepted.push(row.accepted);
    this.submitted.push(row.submitted);
    this.autoApproves.push(row.autoApproves);
    const paid = this.#bonusOf.get(row.hitId);
    this.bonuses.push(paid ? (paid.get(row.workerId) ?? 0) : Number.NaN);
    this.#setState(index, row);
    const hit = this.#hits.get(row.hitId);
    this.titles.set(index, hit?.title ?? '');
    const typeId = hit?.typeId ?? '';
    this.types.set(index, typeId);
    let names = this.#namesOfType.get(typeId);
    if (!names) {
      names = { inputs: new Set(), fields: new Set() };
      this.#namesOfType.set(typeId, names);
    }
    for (const [name, text] of hit?.inputs ?? []) if (setNamed(this.inputs, name, index, text)) names.inputs.add(name);
    if (row.answers.ok) {
      for (const [name, text] of row.answers.fields)
        if (setNamed(this.fields, name, index, text)) names.fields.add(name);
    } else {
      this.problems.set(index, row.answers.reason);
      this.#raw.set(index, row.answers.raw);
    }
  }

  #setState(row: number, { status, decided, feedback }: RowState): void {
    this.#statuses[row] = assignmentStatuses.indexOf(status);
    this.decided[row] = decided ?? Number.NaN;
    if (feedback !== undefined || this.feedback.code(row) !== -1) this.feedback.set(row, feedback ?? '');
  }
}

const inputPrefix = 'input:';
const answerPrefix = 'answer:';

/** The ids of the columns of inputs and of answers. */
export function inputColumn(name: string): string {
  return `${inputPrefix}${name}`;
}

export function answerColumn(name: string): string {
  return `${answerPrefix}${name}`;
}

/** Gives whether there is a column for it. */
function setNamed(columns: Map<string, TextColumn>, name: string, row: number, text: string): boolean {
  let column = columns.get(name);
  if (!column) {
    if (columns.size >= mostFields) return false;
    column = new TextColumn();
    columns.set(name, column);
  }
  column.set(row, text);
  return true;
}
