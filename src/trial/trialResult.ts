/** What came of trying a definition: for a terminal, for JUnit and for VS Code's test view. */
import type { Cents } from '../mturk/money.ts';

/** In their order: one that fails may keep those after it from being tried. */
export const trialChecks = ['definition', 'publish', 'submit', 'answers', 'decisions', 'payment'] as const;
export type TrialCheck = (typeof trialChecks)[number];

export const checkTitles: Readonly<Record<TrialCheck, string>> = {
  definition: 'The definition has no errors',
  publish: 'Every row is published',
  submit: 'Every worker submits',
  answers: 'The answers have the expected columns',
  decisions: 'Gold and rules decide as expected',
  payment: 'Approval and payment add up',
};

export interface TrialFailure {
  readonly check: TrialCheck;
  /** A sentence. */
  readonly message: string;
  /** The row of the data, from 1. */
  readonly row?: number;
  /** A file as the definition names it; absent for the definition itself. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  readonly column?: number;
}

export interface TrialResult {
  readonly seed: number;
  /** The rows that were tried. */
  readonly rows: readonly number[];
  /** How many there are. */
  readonly rowCount: number;
  readonly failures: readonly TrialFailure[];
  /** The checks that were made. */
  readonly made: readonly TrialCheck[];
  /** What could not be tried, or what is worth a look: sentences. */
  readonly notes: readonly string[];
  readonly hits: number;
  readonly submitted: number;
  readonly approved: number;
  readonly rejected: number;
  /** Rewards, bonuses and fees. */
  readonly paid: Cents;
  /** The names of all answers. */
  readonly columns: readonly string[];
  /** Of wall time. */
  readonly milliseconds: number;
}

export function passed({ failures }: Pick<TrialResult, 'failures'>): boolean {
  return failures.length === 0;
}
