/** What a coefficient of agreement comes to, or why it has no value. */
export type Coefficient =
  | { readonly defined: true; readonly value: number }
  | { readonly defined: false; readonly reason: UndefinedReason };

/** `oneAnswer`: everybody gave the same answer everywhere, so that there is no chance to compare with. */
type UndefinedReason = 'noPairs' | 'oneAnswer' | 'unequalCounts' | 'notNumbers';

/** For sentences: "undefined: one answer only". */
export const undefinedReasons: Readonly<Record<UndefinedReason, string>> = {
  noPairs: 'needs two answers for one item',
  oneAnswer: 'one answer only',
  unequalCounts: 'needs the same number of answers for each item',
  notNumbers: 'needs numbers',
};

export function defined(value: number): Coefficient {
  return { defined: true, value };
}

export function notDefined(reason: UndefinedReason): Coefficient {
  return { defined: false, reason };
}

/** Agreement beyond chance: 1 where all agree, 0 where as many agree as chance explains. */
export function beyondChance(observed: number, expected: number): Coefficient {
  return expected === 1 ? notDefined('oneAnswer') : defined((observed - expected) / (1 - expected));
}
