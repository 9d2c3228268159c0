/** The answers to each item. Missing answers are left out; they are never a category. */
export type Units<T> = readonly (readonly T[])[];

/** How often each answer occurs, in the order of its first occurrence. */
export function countsOf<T>(answers: Iterable<T>): Map<T, number> {
  const counts = new Map<T, number>();
  for (const answer of answers) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  return counts;
}

/** Items with two answers or more: the others say nothing of agreement. */
export function pairable<T>(units: Units<T>): Units<T> {
  return units.filter(({ length }) => length >= 2);
}

/** Of one item with m answers: the share of ordered pairs of answers that are equal. */
export function pairAgreement(counts: Iterable<number>, answers: number): number {
  let equal = 0;
  for (const count of counts) equal += count * (count - 1);
  return equal / (answers * (answers - 1));
}
