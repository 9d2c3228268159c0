/**
 * The arithmetic of Dawid and Skene over arrays of numbers: one step of expectation maximisation. Answers are in the order of their
 * items, so that a step reads them once.
 */

/** Answers by places, in the order of their items: those of item i are from `starts[i]` to before `starts[i + 1]`. */
export interface Given {
  readonly starts: Int32Array;
  readonly workers: Int32Array;
  readonly labels: Int32Array;
  readonly labelCount: number;
  readonly workerCount: number;
}

/**
 * The share of each label, then the shares of labels that each worker gives, by true label. That of a worker giving l where k is
 * true is at {@link cellOf} + k.
 */
export type Parameters = Float64Array<ArrayBuffer>;

export function newParameters({ labelCount: size, workerCount }: Given): Parameters {
  return new Float64Array(size + workerCount * size * size);
}

/** Where the shares of a label that a worker gave begin. */
export function cellOf(size: number, worker: number, label: number): number {
  return size + (worker * size + label) * size;
}

/** Fills the shares of votes of each label, by item. */
export function votes(given: Given, truth: Float64Array): void {
  const { starts, labels, labelCount: size } = given;
  truth.fill(0);
  for (let item = 0; item + 1 < starts.length; item += 1) {
    const [from, to] = [starts[item] as number, starts[item + 1] as number];
    for (let at = from; at < to; at += 1) {
      const place = item * size + (labels[at] as number);
      truth[place] = (truth[place] as number) + 1 / (to - from);
    }
  }
}

/** Fills the parameters under which the answers are likeliest, given the probabilities of the labels by item. */
export function maximise(given: Given, truth: Float64Array, into: Parameters): void {
  const { starts, workers, labels, labelCount: size } = given;
  const items = starts.length - 1;
  into.fill(0);
  for (let item = 0; item < items; item += 1) {
    const row = item * size;
    for (let k = 0; k < size; k += 1) into[k] = (into[k] as number) + (truth[row + k] as number);
    const to = starts[item + 1] as number;
    for (let at = starts[item] as number; at < to; at += 1) {
      const cell = cellOf(size, workers[at] as number, labels[at] as number);
      for (let k = 0; k < size; k += 1) into[cell + k] = (into[cell + k] as number) + (truth[row + k] as number);
    }
  }
  normalise(given, into);
}

/** Shares add up to 1 by worker and true label, or all are 0 where nothing was seen of it. */
export function normalise({ labelCount: size, workerCount }: Given, parameters: Parameters): void {
  const sums = new Float64Array(size);
  for (let worker = -1; worker < workerCount; worker += 1) {
    // First the shares of the labels themselves, which are one row.
    const [from, to] = worker < 0 ? [0, size] : [cellOf(size, worker, 0), cellOf(size, worker + 1, 0)];
    sums.fill(0);
    for (let place = from; place < to; place += 1) {
      const k = worker < 0 ? 0 : (place - from) % size;
      sums[k] = (sums[k] as number) + (parameters[place] as number);
    }
    for (let place = from; place < to; place += 1) {
      const sum = sums[worker < 0 ? 0 : (place - from) % size] as number;
      if (sum > 0) parameters[place] = (parameters[place] as number) / sum;
    }
  }
}

/** Products of shares are scaled up before they get that small. */
const small = 1e-100;
/** Of so many shares, the product with the likeliest label never falls from 1 to nothing. */
const factors = 8;
/** Smaller probabilities count as 0: near the smallest number there is, arithmetic gets slow. */
const negligible = 1e-300;

/** Fills the probabilities of the labels by item, given all answers; gives the logarithm of the likelihood. */
export function expect(given: Given, parameters: Parameters, truth: Float64Array): number {
  const { starts, workers, labels, labelCount: size } = given;
  let logLikelihood = 0;
  for (let item = 0; item + 1 < starts.length; item += 1) {
    const row = item * size;
    for (let k = 0; k < size; k += 1) truth[row + k] = parameters[k] as number;
    const [from, to] = [starts[item] as number, starts[item + 1] as number];
    for (let at = from; at < to; at += 1) {
      const cell = cellOf(size, workers[at] as number, labels[at] as number);
      for (let k = 0; k < size; k += 1) truth[row + k] = (truth[row + k] as number) * (parameters[cell + k] as number);
      if ((at - from) % factors === factors - 1) logLikelihood += scaledUp(truth, row, size);
    }
    let sum = 0;
    for (let k = 0; k < size; k += 1) sum += truth[row + k] as number;
    for (let k = 0; k < size; k += 1) {
      const share = (truth[row + k] as number) / sum;
      truth[row + k] = share < negligible ? 0 : share;
    }
    logLikelihood += Math.log(sum);
  }
  return logLikelihood;
}

/** Gives the logarithm of what was divided by. */
function scaledUp(truth: Float64Array, row: number, size: number): number {
  let largest = 0;
  for (let k = 0; k < size; k += 1) largest = Math.max(largest, truth[row + k] as number);
  if (largest > small || largest === 0) return 0;
  for (let k = 0; k < size; k += 1) truth[row + k] = (truth[row + k] as number) / largest;
  return Math.log(largest);
}

export function largestChange(one: Float64Array, other: Float64Array): number {
  let largest = 0;
  for (let place = 0; place < one.length; place += 1) {
    const change = Math.abs((one[place] as number) - (other[place] as number));
    if (change > largest) largest = change;
  }
  return largest;
}
