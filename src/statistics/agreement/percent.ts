/** Percent agreement. Three different numbers go by that name; each has its own function here. */
import { type Coefficient, defined, notDefined } from './coefficient.ts';
import { countsOf, pairAgreement, pairable, type Units } from './units.ts';

/** The mean over items of the share of pairs that are equal. */
export function meanPairAgreement<T>(units: Units<T>): Coefficient {
  const pairs = pairable(units);
  if (pairs.length === 0) return notDefined('noPairs');
  let sum = 0;
  for (const unit of pairs) sum += pairAgreement(countsOf(unit).values(), unit.length);
  return defined(sum / pairs.length);
}

/** The share of equal pairs among the pairs of all items together. */
export function pooledPairAgreement<T>(units: Units<T>): Coefficient {
  let [equal, all] = [0, 0];
  for (const unit of pairable(units)) {
    const pairs = unit.length * (unit.length - 1);
    equal += pairAgreement(countsOf(unit).values(), unit.length) * pairs;
    all += pairs;
  }
  return all === 0 ? notDefined('noPairs') : defined(equal / all);
}

/** The share of items on which all agree; numbers that are no further apart than the tolerance count as equal. */
export function unanimity<T>(units: Units<T>, tolerance = 0): Coefficient {
  const pairs = pairable(units);
  if (pairs.length === 0) return notDefined('noPairs');
  const unanimous = pairs.filter(unit => {
    const [first] = unit;
    if (unit.every(answer => answer === first)) return true;
    const numbers = unit.filter(answer => typeof answer === 'number');
    return numbers.length === unit.length && Math.max(...numbers) - Math.min(...numbers) <= tolerance;
  });
  return defined(unanimous.length / pairs.length);
}
