/** What an export is made of: one assignment with its HIT, and what belongs to both. */
import type { NamedText } from '../../mturk/answers.ts';
import type { AnsweredAssignment, HIT, Instant } from '../../mturk/model.ts';
import type { Cents } from '../../mturk/money.ts';

export interface ResultBonus {
  readonly amount: Cents;
  readonly reason: string;
  /** ms */
  readonly paid: Instant;
}

/** What the user noted. */
export interface ResultNote {
  readonly mark: string;
  readonly text: string;
}

/** What a file of Amazon's said of an assignment beyond what can be told from it. */
export interface SavedRow {
  /** Cells by column, as they were when the assignment had this status. */
  readonly cells: Readonly<Record<string, string>>;
  readonly status: string;
  /** Its file by number, and its place there; missing where the order of the file says nothing. */
  readonly place?: readonly [file: number, row: number];
}

export interface Result {
  readonly hit: HIT;
  readonly assignment: AnsweredAssignment;
  /** Of the data row that the HIT was made from. */
  readonly inputs: readonly NamedText[];
  /** Missing where nobody asked for them. */
  readonly bonuses?: readonly ResultBonus[];
  readonly note?: ResultNote;
  /** Files of the user’s that belong to the assignment. */
  readonly dataFiles?: readonly string[];
  readonly saved?: SavedRow;
  /** The assignment and its HIT as the service says them, for formats that keep everything. */
  readonly wire?: { readonly assignment: unknown; readonly hit: unknown; readonly reviewResults?: unknown };
}

/** What the rows of an export have in common, known only when all were read. */
export interface Survey {
  /** In the order in which HITs have them. */
  readonly inputs: readonly string[];
  /** Names of answers by their first occurrence. */
  readonly answers: readonly string[];
  readonly rows: number;
}

/** The most different names of answers or inputs: a worker may send any. */
export const mostColumns = 10_000;

/** From accepting to submitting, in whole seconds, never negative; nothing where one of them is unknown. */
export function knownWorkSeconds({
  accepted,
  submitted,
}: Pick<AnsweredAssignment, 'accepted' | 'submitted'>): number | undefined {
  if (accepted === 0 || submitted === 0) return undefined;
  return Math.max(0, Math.floor(submitted / 1000) - Math.floor(accepted / 1000));
}

/** Amazon approves within a minute after the auto-approval time; whoever is later did it by hand. */
const automatic = 60_000;

/** Whether an assignment was approved because its time had come, as far as its times tell. */
export function autoApproved({ status, approved, autoApproves }: AnsweredAssignment): boolean {
  return (
    status === 'Approved' && approved !== undefined && approved >= autoApproves && approved <= autoApproves + automatic
  );
}
