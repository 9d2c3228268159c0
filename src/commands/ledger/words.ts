/** A plan in words, for titles, confirmations and summaries. */

export interface PlanWords {
  /** "Approve 3 assignments" */
  readonly title: string;
  /** "approve", for what could not be done. */
  readonly verb: string;
  /** "Approved" */
  readonly done: string;
  readonly noun: readonly [singular: string, plural: string];
}

export function counted(words: Pick<PlanWords, 'noun'>, count: number): string {
  return `${count} ${count === 1 ? words.noun[0] : words.noun[1]}`;
}
