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
  const steps = dawidSkeneSteps(answers, labels);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** {@link dawidSkene} that stops after each iteration: many answers may need seconds, and others want their turn. */
export function* dawidSkeneSteps<T>(
  answers: readonly Answer<T>[],
  labels: readonly T[] = labelsOf(answers),
): Generator<undefined, Consensus<T>> {
  const items = indexed(answers.map(({ item }) => item));
  const workers = indexed(answers.map(({ worker }) => worker));
  const given = givenOf(answers, items, workers, indexed(labels));
  const size = labels.length;
  let truth = votes(given, items.size, size);
  let next = new Float64Array(truth.length);
  const priors = new Float64Array(size);
  const confusion = new Float64Array(workers.size * size * size);
  let logLikelihood = Number.NEGATIVE_INFINITY;
  let [iterations, converged] = [0, given.labels.length === 0];
  while (!converged && iterations < mostIterations) {
    iterations += 1;
    meanRow(truth, items.size, priors);
    errors(given, truth, size, confusion);
    logLikelihood = posterior(given, priors, confusion, next);
    converged = largestChange(truth, next) < tolerance;
    [truth, next] = [next, truth];
    yield;
  }
  const counts = new Float64Array(workers.size);
  for (const worker of given.workers) counts[worker] = (counts[worker] ?? 0) + 1;
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

/** The answers by places, in columns: each iteration goes through all of them. */
interface Given {
  readonly items: Int32Array;
  readonly workers: Int32Array;
  readonly labels: Int32Array;
}

function givenOf<T>(
  answers: readonly Answer<T>[],
  items: ReadonlyMap<string, number>,
  workers: ReadonlyMap<string, number>,
  places: ReadonlyMap<T, number>,
): Given {
  const known = answers.filter(({ label }) => places.has(label));
  return {
    items: Int32Array.from(known, ({ item }) => items.get(item) ?? 0),
    workers: Int32Array.from(known, ({ worker }) => workers.get(worker) ?? 0),
    labels: Int32Array.from(known, ({ label }) => places.get(label) ?? 0),
  };
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
function votes({ items, labels }: Given, count: number, size: number): Float64Array<ArrayBuffer> {
  const truth = new Float64Array(count * size);
  for (let at = 0; at < labels.length; at += 1) {
    const place = (items[at] ?? 0) * size + (labels[at] ?? 0);
    truth[place] = (truth[place] ?? 0) + 1;
  }
  normaliseRows(truth, size);
  return truth;
}

function meanRow(truth: Float64Array, items: number, means: Float64Array): void {
  const size = means.length;
  means.fill(0);
  for (let start = 0; start < truth.length; start += size)
    for (let k = 0; k < size; k += 1) means[k] = (means[k] ?? 0) + (truth[start + k] ?? 0) / items;
}

/** By worker, true label and label given. */
function errors({ items, workers, labels }: Given, truth: Float64Array, size: number, confusion: Float64Array): void {
  confusion.fill(0);
  for (let at = 0; at < labels.length; at += 1) {
    const from = (items[at] ?? 0) * size;
    const to = (workers[at] ?? 0) * size * size + (labels[at] ?? 0);
    for (let k = 0; k < size; k += 1) {
      const place = to + k * size;
      confusion[place] = (confusion[place] ?? 0) + (truth[from + k] ?? 0);
    }
  }
  normaliseRows(confusion, size);
}

/**
 * Fills the probabilities of the labels given all answers; gives the logarithm of the likelihood. Worked out in logarithms, so
 * that many answers don't vanish.
 */
function posterior(
  { items, workers, labels }: Given,
  priors: Float64Array,
  confusion: Float64Array,
  truth: Float64Array,
): number {
  const size = priors.length;
  const logPriors = priors.map(Math.log);
  for (let start = 0; start < truth.length; start += size)
    for (let k = 0; k < size; k += 1) truth[start + k] = logPriors[k] ?? 0;
  const logs = confusion.map(Math.log);
  for (let at = 0; at < labels.length; at += 1) {
    const to = (items[at] ?? 0) * size;
    const from = (workers[at] ?? 0) * size * size + (labels[at] ?? 0);
    for (let k = 0; k < size; k += 1) truth[to + k] = (truth[to + k] ?? 0) + (logs[from + k * size] ?? 0);
  }
  let logLikelihood = 0;
  for (let start = 0; start < truth.length; start += size) {
    let largest = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < size; k += 1) largest = Math.max(largest, truth[start + k] ?? largest);
    let sum = 0;
    for (let k = 0; k < size; k += 1) {
      const share = Math.exp((truth[start + k] ?? 0) - largest);
      truth[start + k] = share;
      sum += share;
    }
    for (let k = 0; k < size; k += 1) truth[start + k] = (truth[start + k] ?? 0) / sum;
    logLikelihood += largest + Math.log(sum);
  }
  return logLikelihood;
}

function normaliseRows(values: Float64Array, size: number): void {
  for (let start = 0; start < values.length; start += size) {
    let sum = 0;
    for (let k = 0; k < size; k += 1) sum += values[start + k] ?? 0;
    if (sum > 0) for (let k = 0; k < size; k += 1) values[start + k] = (values[start + k] ?? 0) / sum;
  }
}

function largestChange(one: Float64Array, other: Float64Array): number {
  let largest = 0;
  for (let place = 0; place < one.length; place += 1)
    largest = Math.max(largest, Math.abs((one[place] ?? 0) - (other[place] ?? 0)));
  return largest;
}
