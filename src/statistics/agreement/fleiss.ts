/** Fleiss’ κ and Gwet’s AC1: raters are interchangeable, as workers are. */
import { beyondChance, type Coefficient, defined, notDefined } from './coefficient.ts';
import { meanPairAgreement } from './percent.ts';
import { countsOf, type Units } from './units.ts';

/** The share of each answer among all answers to items with the same number of answers. */
function shares<T>(units: Units<T>): Map<T, number> {
  const counts = countsOf(units.flat());
  const total = units.reduce((sum, { length }) => sum + length, 0);
  return new Map([...counts].map(([answer, count]) => [answer, count / total]));
}

/** The mean over items of the share of each answer, which is what Gwet takes where items have unequal numbers of answers. */
function meanShares<T>(units: Units<T>): Map<T, number> {
  const answered = units.filter(({ length }) => length > 0);
  const means = new Map<T, number>();
  for (const unit of answered)
    for (const [answer, count] of countsOf(unit))
      means.set(answer, (means.get(answer) ?? 0) + count / unit.length / answered.length);
  return means;
}

function squares(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum;
}

/** κ of items that all have the same number of answers. */
export function fleissKappa<T>(units: Units<T>): Coefficient {
  const [first] = units;
  if (!first || first.length < 2) return notDefined('noPairs');
  if (units.some(({ length }) => length !== first.length)) return notDefined('unequalCounts');
  return kappaWith(units, shares(units));
}

/** κ with Gwet’s way to count items with missing answers. Equal to {@link fleissKappa} where none is missing. */
export function fleissKappaWithMissing<T>(units: Units<T>): Coefficient {
  return kappaWith(units, meanShares(units));
}

function kappaWith<T>(units: Units<T>, share: ReadonlyMap<T, number>): Coefficient {
  const observed = meanPairAgreement(units);
  if (!observed.defined) return observed;
  if (share.size === 1) return notDefined('oneAnswer');
  return beyondChance(observed.value, squares(share.values()));
}

/** κ of one answer against all others, for items that all have the same number of answers. */
export function fleissKappaOf<T>(units: Units<T>, category: T): Coefficient {
  const [first] = units;
  if (!first || first.length < 2) return notDefined('noPairs');
  const { length } = first;
  if (units.some(unit => unit.length !== length)) return notDefined('unequalCounts');
  const share = shares(units).get(category) ?? 0;
  if (share === 0 || share === 1) return notDefined('oneAnswer');
  let apart = 0;
  for (const unit of units) {
    const count = unit.filter(answer => answer === category).length;
    apart += count * (length - count);
  }
  return defined(1 - apart / (units.length * length * (length - 1) * share * (1 - share)));
}

/** AC1, which few disagreements in a field of one frequent answer don't pull down. `categories`: all that were possible. */
export function gwetAC1<T>(units: Units<T>, categories: number): Coefficient {
  const observed = meanPairAgreement(units);
  if (!observed.defined) return observed;
  const share = meanShares(units);
  if (categories < 2) return notDefined('oneAnswer');
  let chance = 0;
  for (const value of share.values()) chance += value * (1 - value);
  return beyondChance(observed.value, chance / (categories - 1));
}
