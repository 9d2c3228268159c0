/**
 * The likely true label of each item, and how reliable each worker is, by the expectation maximisation of Dawid and Skene (1979),
 * run until it converges. No smoothing: the result is the maximum of the likelihood, not of a prior’s making.
 */
import {
  cellOf,
  expect,
  type Given,
  largestChange,
  maximise,
  newParameters,
  normalise,
  type Parameters,
  votes,
} from './expectationMaximisation.ts';
import { extrapolate } from './extrapolation.ts';

export interface Answer<T> {
  readonly item: string;
  readonly worker: string;
  readonly label: T;
}

interface WorkerErrors {
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

/** Steps at most. */
const mostIterations = 1_000;
/** It has converged when no probability changes by more in one step. */
const tolerance = 1e-10;
/** Steps before the first jump: they decide which maximum is climbed, as they would without jumps. */
const plainSteps = 10;
/** How far the first jump may go, in steps; further after one that reached as far as it might. */
const firstJump = 4;
/** The part of a likelihood that is rounding. */
const rounding = 1e-13;

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
  const { items, workers, given } = givenOf(answers, labels);
  const found = yield* climb(given);
  const size = labels.length;
  const counts = new Float64Array(workers.size);
  for (const worker of given.workers) counts[worker] = (counts[worker] ?? 0) + 1;
  const { parameters } = found;
  const priors = numbersIn(parameters, 0, size);
  const shares = new Map<string, readonly number[]>();
  for (const [item, place] of items) shares.set(item, numbersIn(found.truth, place * size, size));
  return {
    labels,
    priors,
    items: shares,
    workers: [...workers].map(([worker, place]) => {
      const rows = labels.map((_, k) => labels.map((_, l) => parameters[cellOf(size, place, l) + k] ?? 0));
      const reliability = rows.reduce((sum, row, k) => sum + (priors[k] ?? 0) * (row[k] ?? 0), 0);
      return { worker, answers: counts[place] ?? 0, confusion: rows, reliability };
    }),
    logLikelihood: found.logLikelihood,
    iterations: found.iterations,
    converged: found.converged,
  };
}

function numbersIn(all: Float64Array, from: number, length: number): number[] {
  const numbers: number[] = [];
  for (let place = from; place < from + length; place += 1) numbers.push(all[place] as number);
  return numbers;
}

interface Found {
  readonly parameters: Parameters;
  readonly truth: Float64Array;
  readonly logLikelihood: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/**
 * Steps from the shares of votes to a maximum of the likelihood. After every second step it jumps along where they lead, and takes
 * a plain step instead if the likelihood is lower there: it never falls, and many hundred steps become some dozen.
 */
function* climb(given: Given): Generator<undefined, Found> {
  let truth = new Float64Array((given.starts.length - 1) * given.labelCount);
  let next = new Float64Array(truth.length);
  let [one, two, three, ahead] = [
    newParameters(given),
    newParameters(given),
    newParameters(given),
    newParameters(given),
  ];
  votes(given, truth);
  let [iterations, converged] = [0, given.labels.length === 0];
  let logLikelihood = Number.NEGATIVE_INFINITY;
  let farthest = firstJump;
  const step = (from: Parameters, to: Parameters): void => {
    logLikelihood = expect(given, from, next);
    iterations += 1;
    converged = largestChange(truth, next) < tolerance;
    [truth, next] = [next, truth];
    maximise(given, truth, to);
  };
  if (!converged) maximise(given, truth, one);
  while (!converged && iterations < mostIterations) {
    step(one, two);
    yield;
    if (converged || iterations < plainSteps) {
      [one, two] = [two, one];
      continue;
    }
    step(two, three);
    yield;
    const length = converged ? 1 : extrapolate([one, two, three], ahead, farthest);
    [one, three] = [three, one];
    if (length <= 1) continue;
    normalise(given, ahead);
    const there = expect(given, ahead, next);
    iterations += 1;
    yield;
    const taken = there >= logLikelihood - Math.abs(logLikelihood) * rounding;
    if (taken) {
      [truth, next] = [next, truth];
      logLikelihood = there;
      maximise(given, truth, one);
    }
    if (length === farthest) farthest = taken ? farthest * 4 : Math.max(firstJump, farthest / 4);
  }
  return { parameters: one, truth, logLikelihood, iterations, converged };
}

interface Indexed {
  /** Places by name, in the order of their first answer. */
  readonly items: ReadonlyMap<string, number>;
  readonly workers: ReadonlyMap<string, number>;
  readonly given: Given;
}

/** Answers by places. Those with other labels are left out. */
function givenOf<T>(answers: readonly Answer<T>[], labels: readonly T[]): Indexed {
  const [items, workers] = [new Map<string, number>(), new Map<string, number>()];
  const places = new Map(labels.map((label, place) => [label, place]));
  const length = answers.length;
  const [itemOf, workerOf, labelOf] = [new Int32Array(length), new Int32Array(length), new Int32Array(length)];
  for (let at = 0; at < length; at += 1) {
    const { item, worker, label } = answers[at] as Answer<T>;
    itemOf[at] = placeOf(items, item);
    workerOf[at] = placeOf(workers, worker);
    labelOf[at] = places.get(label) ?? -1;
  }
  const starts = new Int32Array(items.size + 1);
  for (let at = 0; at < length; at += 1) {
    const after = (itemOf[at] as number) + 1;
    if ((labelOf[at] as number) >= 0) starts[after] = (starts[after] as number) + 1;
  }
  for (let item = 1; item < starts.length; item += 1)
    starts[item] = (starts[item] as number) + (starts[item - 1] as number);
  const free = starts.slice();
  const known = starts[items.size] as number;
  const sorted = { workers: new Int32Array(known), labels: new Int32Array(known) };
  for (let at = 0; at < length; at += 1) {
    if ((labelOf[at] as number) < 0) continue;
    const item = itemOf[at] as number;
    const to = free[item] as number;
    free[item] = to + 1;
    sorted.workers[to] = workerOf[at] as number;
    sorted.labels[to] = labelOf[at] as number;
  }
  return { items, workers, given: { starts, ...sorted, labelCount: labels.length, workerCount: workers.size } };
}

function placeOf(places: Map<string, number>, name: string): number {
  const known = places.get(name);
  if (known !== undefined) return known;
  places.set(name, places.size);
  return places.size - 1;
}

function labelsOf<T>(answers: readonly Answer<T>[]): T[] {
  return [...new Set(answers.map(({ label }) => label))].sort();
}
