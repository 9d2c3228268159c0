/** Krippendorff’s α: any number of answers for each item, for names, ranks and numbers. */
import { type Coefficient, defined, notDefined } from './coefficient.ts';
import { countsOf, pairable, type Units } from './units.ts';

export type Metric = 'nominal' | 'ordinal' | 'interval' | 'ratio';

/** α = 1 − the disagreement that was observed ÷ the one of all answers in any order. */
export function krippendorffAlpha<T>(units: Units<T>, metric: Metric = 'nominal'): Coefficient {
  const pairs = pairable(units);
  if (pairs.length === 0) return notDefined('noPairs');
  const totals = new Map<T, number>();
  for (const unit of pairs) for (const answer of unit) totals.set(answer, (totals.get(answer) ?? 0) + 1);
  if (totals.size === 1) return notDefined('oneAnswer');
  if (metric === 'nominal') return nominal(pairs, totals);
  if (![...totals.keys()].every(value => typeof value === 'number' && Number.isFinite(value)))
    return notDefined('notNumbers');
  return metric === 'interval'
    ? interval(pairs as unknown as Units<number>)
    : byValues(pairs as unknown as Units<number>, totals as unknown as ReadonlyMap<number, number>, metric);
}

/** Only counts of equal answers: fields with as many different texts as answers need no table of pairs. */
function nominal<T>(units: Units<T>, totals: ReadonlyMap<T, number>): Coefficient {
  let [size, equal, chance] = [0, 0, 0];
  for (const unit of units) {
    size += unit.length;
    for (const count of countsOf(unit).values()) equal += (count * (count - 1)) / (unit.length - 1);
  }
  for (const count of totals.values()) chance += count * count;
  return ratio(size, size - equal, size * size - chance);
}

/** Squared distances need only sums and sums of squares. */
function interval(units: Units<number>): Coefficient {
  let [size, sum, squares, observed] = [0, 0, 0, 0];
  // Distances from one of the values: large numbers close together lose no digits.
  const origin = units[0]?.[0] ?? 0;
  for (const unit of units) {
    let [unitSum, unitSquares] = [0, 0];
    for (const answer of unit) {
      unitSum += answer - origin;
      unitSquares += (answer - origin) ** 2;
    }
    observed += (2 * (unit.length * unitSquares - unitSum ** 2)) / (unit.length - 1);
    size += unit.length;
    sum += unitSum;
    squares += unitSquares;
  }
  return ratio(size, observed, 2 * (size * squares - sum ** 2));
}

function byValues(units: Units<number>, totals: ReadonlyMap<number, number>, metric: 'ordinal' | 'ratio'): Coefficient {
  const values = [...totals].sort(([one], [other]) => one - other);
  /** Half the answers of a value and all of those below it. */
  const middles = new Map<number, number>();
  let below = 0;
  for (const [value, count] of values) {
    middles.set(value, below + count / 2);
    below += count;
  }
  const distance = (one: number, other: number): number => {
    if (metric === 'ordinal') return ((middles.get(one) ?? 0) - (middles.get(other) ?? 0)) ** 2;
    return one + other === 0 ? 0 : ((one - other) / (one + other)) ** 2;
  };
  let [observed, expected] = [0, 0];
  for (const unit of units) {
    const counts = [...countsOf(unit)];
    for (const [one, count] of counts)
      for (const [other, times] of counts) observed += (count * times * distance(one, other)) / (unit.length - 1);
  }
  for (const [one, count] of values)
    for (const [other, times] of values) expected += count * times * distance(one, other);
  return ratio(below, observed, expected);
}

function ratio(size: number, observed: number, expected: number): Coefficient {
  return expected === 0 ? notDefined('oneAnswer') : defined(1 - ((size - 1) * observed) / expected);
}
