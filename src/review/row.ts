/** What a review table is filled with: plain values that can cross from one process to another. */
import type { AssignmentStatus, Instant } from '../mturk/model.ts';
import type { Cents } from '../mturk/money.ts';

/** An answer as named texts, in the order of the answer; or as it came, with the reason why it can't be read. */
export type RowAnswers =
  | { readonly ok: true; readonly fields: readonly (readonly [name: string, text: string])[] }
  | { readonly ok: false; readonly raw: string; readonly reason: string };

/** The part of an assignment that changes while it is reviewed. */
export interface RowState {
  readonly id: string;
  /** Ids can come again with another worker (reference.md §4.2): both make the key. */
  readonly workerId: string;
  readonly status: AssignmentStatus;
  /** When it was approved or rejected. */
  readonly decided?: Instant;
  readonly feedback?: string;
}

export interface ReviewRow extends RowState {
  readonly hitId: string;
  readonly accepted: Instant;
  readonly submitted: Instant;
  readonly autoApproves: Instant;
  readonly answers: RowAnswers;
}

/** A HIT as far as its assignments are reviewed by it. */
export interface ReviewHIT {
  readonly id: string;
  readonly title: string;
  readonly typeId: string;
  readonly reward: Cents;
  /** The values of its batch row. */
  readonly inputs: readonly (readonly [name: string, text: string])[];
}

/** What is kept about an assignment on this machine. */
export interface RowNotes {
  readonly id: string;
  readonly workerId: string;
  readonly mark: string;
  readonly note: string;
}

export function rowKey({ id, workerId }: Pick<RowState, 'id' | 'workerId'>): string {
  return `${id} ${workerId}`;
}
