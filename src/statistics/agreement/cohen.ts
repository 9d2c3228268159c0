/** Cohen’s κ of two raters, and its means over the pairs of more: Light’s and Conger’s. */
import { beyondChance, type Coefficient, defined, notDefined } from './coefficient.ts';

/** Answers of one rater by row and of the other by column, over the full list of categories in its order. */
type Contingency = readonly (readonly number[])[];

/** How much a disagreement weighs: all the same, by distance, by its square, or by a table of distances. */
export type Weights = 'none' | 'linear' | 'quadratic' | readonly number[];

function weight(weights: Weights, distance: number): number {
  if (weights === 'none') return distance === 0 ? 0 : 1;
  if (weights === 'linear') return distance;
  if (weights === 'quadratic') return distance * distance;
  return weights[distance] ?? 0;
}

/** κ = 1 − the weighted disagreement that was observed ÷ the one that chance explains. */
export function cohenKappa(table: Contingency, weights: Weights = 'none'): Coefficient {
  const rows = table.map(row => sum(row));
  const columns = table.map((_, column) => sum(table.map(row => row[column] ?? 0)));
  const total = sum(rows);
  if (total === 0) return notDefined('noPairs');
  let [observed, expected] = [0, 0];
  for (const [i, row] of table.entries())
    for (const [j, count] of row.entries()) {
      const weighs = weight(weights, Math.abs(i - j));
      observed += weighs * count;
      expected += (weighs * (rows[i] ?? 0) * (columns[j] ?? 0)) / total;
    }
  return expected === 0 ? notDefined('oneAnswer') : defined(1 - observed / expected);
}

/** A row for each item, a column for each rater; `undefined` for a missing answer. */
type Ratings<T> = readonly (readonly (T | undefined)[])[];

/** Two raters’ answers as a table. Items that one of them did not answer are left out. */
export function contingencyOf<T>(
  ratings: Ratings<T>,
  one: number,
  other: number,
  categories: readonly T[],
): Contingency {
  const places = new Map(categories.map((category, place) => [category, place]));
  const table = categories.map(() => categories.map(() => 0));
  for (const answers of ratings) {
    const [i, j] = [answers[one], answers[other]].map(answer =>
      answer === undefined ? -1 : (places.get(answer) ?? -1),
    );
    const row = table[i ?? -1];
    if (row && j !== undefined && j >= 0) row[j] = (row[j] ?? 0) + 1;
  }
  return table;
}

function pairsOf<T>(ratings: Ratings<T>): (readonly [number, number])[] {
  const raters = Math.max(0, ...ratings.map(({ length }) => length));
  return Array.from({ length: raters }, (_, i) =>
    Array.from({ length: raters - i - 1 }, (__, k) => [i, i + k + 1] as const),
  ).flat();
}

function categoriesOf<T>(ratings: Ratings<T>): T[] {
  return [...new Set(ratings.flat().filter(answer => answer !== undefined))];
}

/** The mean of κ over all pairs of raters. Pairs without a value are left out. */
export function lightKappa<T>(ratings: Ratings<T>): Coefficient {
  const categories = categoriesOf(ratings);
  const values = pairsOf(ratings).flatMap(([one, other]) => {
    const kappa = cohenKappa(contingencyOf(ratings, one, other, categories));
    return kappa.defined ? [kappa.value] : [];
  });
  return values.length === 0 ? notDefined('noPairs') : defined(sum(values) / values.length);
}

/** κ with the chance of each pair of raters, their agreement and chance averaged first. */
export function congerKappa<T>(ratings: Ratings<T>): Coefficient {
  const categories = categoriesOf(ratings);
  const pairs = pairsOf(ratings).flatMap(([one, other]) => {
    const table = contingencyOf(ratings, one, other, categories);
    const rows = table.map(row => sum(row));
    const total = sum(rows);
    if (total === 0) return [];
    const agreed = sum(table.map((row, i) => row[i] ?? 0)) / total;
    const columns = table.map((_, column) => sum(table.map(row => row[column] ?? 0)));
    return [{ agreed, chance: sum(rows.map((count, i) => count * (columns[i] ?? 0))) / total ** 2 }];
  });
  if (pairs.length === 0) return notDefined('noPairs');
  const mean = (values: readonly number[]) => sum(values) / values.length;
  return beyondChance(mean(pairs.map(({ agreed }) => agreed)), mean(pairs.map(({ chance }) => chance)));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
