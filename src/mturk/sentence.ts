/** Sentences made of the clauses in which faults and reasons are given. */

/** A clause, such as "the list ends here", with a capital and a full stop. */
export function sentenceOf(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}
