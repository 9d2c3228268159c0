/**
 * The likely true label of each item, and how reliable each worker is, by the expectation maximisation of Dawid and Skene (1979),
 * run until it converges. No smoothing: the result is the maximum of the likelihood, not of a prior’s making.
 */
export interface Answer<T> {
  readonly item: string;
  readonly worker: string;
  readonly label: T;
}

export interface WorkerErrors {
  readonly worker: string;
  readonly answers: number;
  /** By true label, then by the label given: shares that add up to 1, or all 0 where nothing was seen of a true label. */
  readonly confusion: readonly (readonly number[])[];
  /** The chance that the worker gives the true label, over how often each is true. */
  readonly reliability: number;
}

export interface Consensus<T> {
  /** The labels, in the order of all arrays here. */
  readonly labels: readonly T[];
  /** How often each label is true. */
  readonly priors: readonly number[];
  /** By item: the probability of each label. */
  readonly items: ReadonlyMap<string, readonly number[]>;
  readonly workers: readonly WorkerErrors[];
  readonly logLikelihood: number;
  readonly iterations: number;
  readonly converged: boolean;
}

const mostIterations = 1_000;
/** It has converged when no probability changes by more. */
const tolerance = 1e-10;

/** A worker may answer an item several times; each answer counts. `labels` fixes the order of ties, the first one first. */
export function dawidSkene<T>(answers: readonly Answer<T>[], labels: readonly T[] = labelsOf(answers)): Consensus<T> {
  const items = indexed(answers.map(({ item }) => item));
  const workers = indexed(answers.map(({ worker }) => worker));
  const places = indexed(labels);
  const size = labels.length;
  const told = answers.flatMap(({ item, worker, label }) => {
    const place = places.get(label);
    return place === undefined ? [] : [{ item: items.get(item) ?? 0, worker: workers.get(worker) ?? 0, label: place }];
  });
  let truth = votes(told, items.size, size);
  let priors = new Float64Array(size);
  let confusion = new Float64Array(0);
  let logLikelihood = Number.NEGATIVE_INFINITY;
  let [iterations, converged] = [0, told.length === 0];
  while (!converged && iterations < mostIterations) {
    iterations += 1;
    priors = meanRow(truth, items.size, size);
    confusion = errors(told, truth, workers.size, size);
    const next = posterior(told, priors, confusion, items.size);
    converged = largestChange(truth, next.truth) < tolerance;
    truth = next.truth;
    logLikelihood = next.logLikelihood;
  }
  const counts = new Float64Array(workers.size);
  for (const { worker } of told) counts[worker] = (counts[worker] ?? 0) + 1;
  return {
    labels,
    priors: [...priors],
    items: new Map([...items].map(([item, place]) => [item, [...truth.subarray(place * size, (place + 1) * size)]])),
    workers: [...workers].map(([worker, place]) => {
      const rows = labels.map((_, k) => [
        ...confusion.subarray((place * size + k) * size, (place * size + k + 1) * size),
      ]);
      const reliability = rows.reduce((sum, row, k) => sum + (priors[k] ?? 0) * (row[k] ?? 0), 0);
      return { worker, answers: counts[place] ?? 0, confusion: rows, reliability };
    }),
    logLikelihood,
    iterations,
    converged,
  };
}

interface Told {
  readonly item: number;
  readonly worker: number;
  readonly label: number;
}

function labelsOf<T>(answers: readonly Answer<T>[]): T[] {
  return [...new Set(answers.map(({ label }) => label))].sort();
}

function indexed<T>(values: Iterable<T>): Map<T, number> {
  const places = new Map<T, number>();
  for (const value of values) if (!places.has(value)) places.set(value, places.size);
  return places;
}

/** The share of votes of each label, by item. */
function votes(told: readonly Told[], items: number, size: number): Float64Array<ArrayBuffer> {
  const truth = new Float64Array(items * size);
  for (const { item, label } of told) add(truth, item * size + label, 1);
  normaliseRows(truth, size);
  return truth;
}

function meanRow(truth: Float64Array, items: number, size: number): Float64Array<ArrayBuffer> {
  const means = new Float64Array(size);
  for (let place = 0; place < truth.length; place += 1) add(means, place % size, (truth[place] ?? 0) / items);
  return means;
}

/** By worker, true label and label given. */
function errors(told: readonly Told[], truth: Float64Array, workers: number, size: number): Float64Array<ArrayBuffer> {
  const confusion = new Float64Array(workers * size * size);
  for (const { item, worker, label } of told)
    for (let k = 0; k < size; k += 1) add(confusion, (worker * size + k) * size + label, truth[item * size + k] ?? 0);
  normaliseRows(confusion, size);
  return confusion;
}

/** Probabilities of the labels given all answers; worked out in logarithms, so that many answers don't vanish. */
function posterior(told: readonly Told[], priors: Float64Array, confusion: Float64Array, items: number) {
  const size = priors.length;
  const truth = new Float64Array(items * size);
  for (let place = 0; place < truth.length; place += 1) truth[place] = Math.log(priors[place % size] ?? 0);
  const logs = confusion.map(Math.log);
  for (const { item, worker, label } of told)
    for (let k = 0; k < size; k += 1) add(truth, item * size + k, logs[(worker * size + k) * size + label] ?? 0);
  let logLikelihood = 0;
  for (let start = 0; start < truth.length; start += size) {
    const row = truth.subarray(start, start + size);
    const largest = Math.max(...row);
    let sum = 0;
    for (const [k, value] of row.entries()) {
      row[k] = Math.exp(value - largest);
      sum += row[k] ?? 0;
    }
    for (const [k, value] of row.entries()) row[k] = value / sum;
    logLikelihood += largest + Math.log(sum);
  }
  return { truth, logLikelihood };
}

function normaliseRows(values: Float64Array, size: number): void {
  for (let start = 0; start < values.length; start += size) {
    const row = values.subarray(start, start + size);
    const sum = row.reduce((total, value) => total + value, 0);
    if (sum > 0) for (const [k, value] of row.entries()) row[k] = value / sum;
  }
}

function largestChange(one: Float64Array, other: Float64Array): number {
  let largest = 0;
  for (const [place, value] of one.entries()) largest = Math.max(largest, Math.abs(value - (other[place] ?? 0)));
  return largest;
}

function add(values: Float64Array, place: number, value: number): void {
  values[place] = (values[place] ?? 0) + value;
}
