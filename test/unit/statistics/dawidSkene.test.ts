import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { dawidSkene } from '../../../src/statistics/agreement/dawidSkene.ts';
import {
  cellOf,
  expect,
  maximise,
  newParameters,
  normalise,
  votes,
} from '../../../src/statistics/agreement/expectationMaximisation.ts';

const examples: readonly { readonly id: string }[] = JSON.parse(
  readFileSync('test/fixtures/statistics/agreement.json', 'utf8'),
);

describe('true labels by Dawid and Skene', () => {
  interface Expected {
    readonly loglik: number;
    readonly priors: readonly number[];
    readonly errors: readonly (readonly (readonly number[])[])[];
    readonly labels: readonly number[];
    readonly posterior7: readonly number[];
    readonly posterior38: readonly number[];
    readonly data: readonly (readonly string[])[];
  }
  const expected = examples.find(({ id }) => id === 'ds-1979') as unknown as Expected;
  const answers = expected.data.flatMap((cells, item) =>
    cells.flatMap((cell, worker) =>
      [...cell].map(label => ({ item: `patient ${item + 1}`, worker: `observer ${worker + 1}`, label: Number(label) })),
    ),
  );
  const near = (actual: readonly number[] = [], wanted: readonly number[] = []) => {
    assert.equal(actual.length, wanted.length);
    for (const [place, value] of wanted.entries())
      assert.ok(Math.abs((actual[place] ?? Number.NaN) - value) < 1e-9, `${actual[place]}, not ${value}`);
  };

  it('reach the maximum of the likelihood on the 45 patients of 1979', () => {
    const { priors, items, workers, logLikelihood, converged, labels } = dawidSkene(answers);
    assert.ok(converged);
    assert.ok(Math.abs(logLikelihood - expected.loglik) < 1e-9, `${logLikelihood}`);
    near(priors, expected.priors);
    near(items.get('patient 7'), expected.posterior7);
    near(items.get('patient 38'), expected.posterior38);
    for (const [place, { confusion }] of workers.entries())
      for (const [truth, row] of confusion.entries()) near(row, expected.errors[place]?.[truth]);
    const likeliest = [...items.values()].map(row => labels[row.indexOf(Math.max(...row))]);
    assert.deepEqual(likeliest, expected.labels);
  });

  it('are the labels that crowd-kit finds, which stops before the maximum', () => {
    const other = examples.find(({ id }) => id === 'ds-1979-crowdkit') as unknown as Expected;
    assert.deepEqual(other.labels, expected.labels);
    const { priors } = dawidSkene(answers);
    for (const [place, prior] of other.priors.entries()) assert.ok(Math.abs((priors[place] ?? 0) - prior) < 1e-3);
  });

  it('are crowd-kit’s after as many steps with its rule of keeping counts above 0', () => {
    const other = examples.find(({ id }) => id === 'ds-1979-crowdkit') as unknown as Expected & { iterations: number };
    const size = 4;
    const sorted = answers.map(({ item, worker, label }) => ({
      item: Number(item.slice('patient '.length)) - 1,
      worker: Number(worker.slice('observer '.length)) - 1,
      label: label - 1,
    }));
    const given = {
      starts: Int32Array.from({ length: 46 }, (_, patient) => sorted.filter(({ item }) => item < patient).length),
      workers: Int32Array.from(sorted, ({ worker }) => worker),
      labels: Int32Array.from(sorted, ({ label }) => label),
      labelCount: size,
      workerCount: 5,
    };
    const truth = new Float64Array(45 * size);
    const parameters = newParameters(given);
    const step = () => {
      maximise(given, truth, parameters);
      // Shares of counts that were at least 1e-10.
      for (let worker = 0; worker < 5; worker += 1)
        for (let k = 0; k < size; k += 1) {
          const count = sorted.reduce(
            (sum, each) => sum + (each.worker === worker ? (truth[each.item * size + k] ?? 0) : 0),
            0,
          );
          for (let label = 0; label < size; label += 1) {
            const place = cellOf(size, worker, label) + k;
            parameters[place] = Math.max(parameters[place] ?? 0, 1e-10 / count);
          }
        }
      normalise(given, parameters);
    };
    votes(given, truth);
    step();
    for (let done = 0; done < other.iterations; done += 1) {
      expect(given, parameters, truth);
      step();
    }
    near([...parameters.subarray(0, size)], other.priors);
    for (const [worker, rows] of other.errors.entries())
      for (const [k, row] of rows.entries())
        near(
          row.map((_, label) => parameters[cellOf(size, worker, label) + k] ?? Number.NaN),
          row,
        );
  });

  it('are where a further step leads no further, after hundreds of steps’ worth of jumps', () => {
    let state = 7;
    const random = (): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
    // Six of ten answers are right: the steps alone are slow.
    const hard = Array.from({ length: 2_000 }, (_, at) => ({
      item: `${at % 400}`,
      worker: `${Math.floor(random() * 30)}`,
      label: random() < 0.6 ? at % 4 : Math.floor(random() * 4),
    }));
    const { items, priors, workers, iterations, converged } = dawidSkene(hard);
    assert.ok(converged && iterations < 400, `${iterations}`);
    const byWorker = new Map(workers.map(each => [each.worker, each]));
    for (const [item, shares] of items) {
      const products = priors.map((prior, k) =>
        hard.reduce(
          (product, each) =>
            each.item === item ? product * (byWorker.get(each.worker)?.confusion[k]?.[each.label] ?? 0) : product,
          prior,
        ),
      );
      const sum = products.reduce((total, product) => total + product, 0);
      near(
        products.map(product => product / sum),
        shares,
      );
    }
  });

  it('never come with a lower likelihood for more iterations, and add up to 1', () => {
    const some = fc.array(
      fc.record({
        item: fc.integer({ min: 1, max: 8 }).map(String),
        worker: fc.integer({ min: 1, max: 5 }).map(String),
        label: fc.constantFrom('a', 'b', 'c'),
      }),
      { minLength: 1, maxLength: 60 },
    );
    fc.assert(
      fc.property(some, answers => {
        const { items, priors, logLikelihood } = dawidSkene(answers);
        assert.ok(Number.isFinite(logLikelihood) && logLikelihood <= 1e-9);
        for (const row of [priors, ...items.values()])
          assert.ok(Math.abs(row.reduce((sum, value) => sum + value, 0) - 1) < 1e-9);
      }),
    );
  });

  it('are none of no answers', () => {
    const { items, workers, converged } = dawidSkene([]);
    assert.deepEqual([items.size, workers.length, converged], [0, 0, true]);
  });
});
