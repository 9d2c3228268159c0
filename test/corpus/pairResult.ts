/** What came of a pair of a template and its data. */

/** What came of a step: nothing where it was not reached. */
export type Step = 'ok' | 'failed' | '';

export interface PairResult {
  readonly pair: string;
  readonly rows: number;
  readonly check: Step;
  readonly preview: Step;
  readonly publish: Step;
  readonly simulate: Step;
  readonly reasons: readonly string[];
}

export function pairFailed({ check, preview, publish, simulate }: PairResult): boolean {
  return [check, preview, publish, simulate].includes('failed');
}
