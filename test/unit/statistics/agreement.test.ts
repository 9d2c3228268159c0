/** Worked examples with published results, and identities that hold for all data. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Coefficient } from '../../../src/statistics/agreement/coefficient.ts';
import { cohenKappa, congerKappa, lightKappa, type Weights } from '../../../src/statistics/agreement/cohen.ts';
import {
  fleissKappa,
  fleissKappaOf,
  fleissKappaWithMissing,
  gwetAC1,
} from '../../../src/statistics/agreement/fleiss.ts';
import { krippendorffAlpha, type Metric } from '../../../src/statistics/agreement/krippendorff.ts';
import { meanPairAgreement, pooledPairAgreement, unanimity } from '../../../src/statistics/agreement/percent.ts';

interface Example {
  readonly id: string;
  readonly statistic: string;
  readonly data: never;
  readonly value: number;
  readonly published?: number | null;
  readonly weights?: 'lin' | 'quad' | readonly number[] | null;
  readonly category?: number;
  readonly categories?: readonly number[];
}

const examples: readonly Example[] = JSON.parse(readFileSync('test/fixtures/statistics/agreement.json', 'utf8'));

/** Counts by category, one row an item, as units of answers. */
function unitsOf(counts: readonly (readonly number[])[]): number[][] {
  return counts.map(row => row.flatMap((count, category) => Array.from({ length: count }, () => category)));
}

function digits(rows: readonly string[]): number[][] {
  return rows.map(row => [...row].map(Number));
}

const weightNames = { lin: 'linear', quad: 'quadratic' } as const;

function weightsOf({ weights }: Example): Weights {
  if (!weights) return 'none';
  return typeof weights === 'string' ? weightNames[weights] : weights;
}

function computed(example: Example): Coefficient | undefined {
  const { statistic, data, category = 0, categories = [] } = example;
  if (statistic.startsWith('alpha-')) return krippendorffAlpha(data, statistic.slice('alpha-'.length) as Metric);
  switch (statistic) {
    case 'cohen':
      return cohenKappa(data, weightsOf(example));
    case 'fleiss':
      return fleissKappa(unitsOf(data));
    case 'fleiss-category':
      return fleissKappaOf(unitsOf(data), category);
    case 'fleiss-missing':
      return fleissKappaWithMissing(data);
    case 'light':
      return lightKappa(data);
    case 'conger':
      return congerKappa(data);
    case 'ac1':
      return gwetAC1(data, categories.length);
    case 'percent':
      return meanPairAgreement(data);
    case 'all-raters-agree':
      return unanimity(digits(data));
    case 'all-raters-within-1':
      return unanimity(digits(data), 1);
    default:
      return undefined;
  }
}

function valueIn(coefficient: Coefficient): number {
  assert.ok(coefficient.defined, 'the coefficient has a value');
  return coefficient.value;
}

/** Items with two to four answers out of four categories. */
const someUnits = fc.array(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 4 }), {
  minLength: 2,
  maxLength: 30,
});

describe('agreement', () => {
  let count = 0;
  for (const example of examples) {
    const { id, value, published } = example;
    if (example.statistic.startsWith('dawid-skene')) continue;
    count += 1;
    it(`is as published: ${id}`, () => {
      const coefficient = computed(example);
      assert.ok(coefficient, `a statistic ${example.statistic}`);
      assert.ok(Math.abs(valueIn(coefficient) - value) < 1e-9, `${valueIn(coefficient)}, not ${value}`);
      const decimals = String(published ?? '').split('.')[1]?.length ?? 0;
      if (typeof published === 'number' && decimals < 10)
        assert.ok(Math.abs(valueIn(coefficient) - published) <= 0.5 * 10 ** -decimals + 1e-12 || decimals === 0);
    });
  }

  it('has been held against all examples', () => assert.equal(count, 55));

  it('pools pairs by another name than it averages items', () => {
    const example = examples.find(({ id }) => id === 'pa-4r');
    assert.ok(example);
    assert.ok(Math.abs(valueIn(pooledPairAgreement(example.data)) - 43 / 55) < 1e-12);
  });

  it('is undefined where all gave one answer, and where no item has two', () => {
    for (const compute of [fleissKappa, fleissKappaWithMissing, krippendorffAlpha]) {
      assert.deepEqual(
        compute([
          ['a', 'a'],
          ['a', 'a'],
        ]),
        { defined: false, reason: 'oneAnswer' },
      );
      assert.deepEqual(compute([['a'], ['b']]), { defined: false, reason: 'noPairs' });
    }
    assert.deepEqual(
      cohenKappa([
        [4, 0],
        [0, 0],
      ]),
      { defined: false, reason: 'oneAnswer' },
    );
    assert.equal(
      valueIn(
        meanPairAgreement([
          ['a', 'a'],
          ['a', 'a'],
        ]),
      ),
      1,
    );
    assert.deepEqual(
      fleissKappa([
        ['a', 'b'],
        ['a', 'b', 'a'],
      ]),
      { defined: false, reason: 'unequalCounts' },
    );
    assert.deepEqual(krippendorffAlpha([['a', 'b']], 'interval'), { defined: false, reason: 'notNumbers' });
  });

  it('of complete data: α is κ of Fleiss, corrected for the number of answers', () => {
    const complete = fc.array(fc.tuple(...Array.from({ length: 3 }, () => fc.integer({ min: 1, max: 4 }))), {
      minLength: 2,
      maxLength: 40,
    });
    fc.assert(
      fc.property(complete, units => {
        const [kappa, alpha] = [fleissKappa(units), krippendorffAlpha(units)];
        if (!kappa.defined || !alpha.defined) return assert.equal(kappa.defined, alpha.defined);
        const n = units.length * 3;
        assert.ok(Math.abs(alpha.value - (1 - ((1 - kappa.value) * (n - 1)) / n)) < 1e-9);
        return undefined;
      }),
    );
  });

  it('does not change with the order of answers, nor nominal α with the names of categories', () => {
    fc.assert(
      fc.property(someUnits, units => {
        const turned = units.map(unit => unit.toReversed());
        for (const metric of ['nominal', 'ordinal', 'interval', 'ratio'] as const) {
          const [one, other] = [krippendorffAlpha(units, metric), krippendorffAlpha(turned, metric)];
          assert.equal(one.defined, other.defined);
          if (one.defined && other.defined) assert.ok(Math.abs(one.value - other.value) < 1e-9);
        }
        const named = units.map(unit => unit.map(each => `answer ${7 - each}`));
        const [one, other] = [krippendorffAlpha(units), krippendorffAlpha(named)];
        if (one.defined && other.defined) assert.ok(Math.abs(one.value - other.value) < 1e-12);
      }),
    );
  });

  it('by intervals is the same for numbers moved and stretched', () => {
    fc.assert(
      fc.property(someUnits, units => {
        const moved = units.map(unit => unit.map(each => 1e6 + each * 3));
        const [one, other] = [krippendorffAlpha(units, 'interval'), krippendorffAlpha(moved, 'interval')];
        assert.equal(one.defined, other.defined);
        if (one.defined && other.defined) assert.ok(Math.abs(one.value - other.value) < 1e-6);
      }),
    );
  });
});
