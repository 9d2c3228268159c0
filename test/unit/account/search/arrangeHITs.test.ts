import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type Facts,
  fileOf,
  groupHITs,
  groupings,
  sortHITs,
  sortings,
} from '../../../../src/account/search/arrangeHITs.ts';
import { nameHITs } from '../../../../src/account/search/hitNames.ts';
import { countsOf } from '../../../../src/mturk/counts.ts';
import type { Assignment, HIT } from '../../../../src/mturk/model.ts';
import { cents } from '../../../../src/mturk/money.ts';
import { day, hour, noon, someAssignment, someHIT } from '../../../support/records.ts';

function factsOf(assignments: Readonly<Record<string, readonly Assignment[]>> = {}, hits: readonly HIT[] = []): Facts {
  return {
    counts: hit => countsOf(hit, noon),
    assignments: id => (Object.hasOwn(assignments, id) ? assignments[id] : undefined) ?? [],
    names: nameHITs(hits, () => undefined),
  };
}

const someHITs = fc.uniqueArray(
  fc.record({
    id: fc.string({ minLength: 1 }),
    typeId: fc.constantFrom('3T1', '3T2'),
    title: fc.constantFrom('Birds', 'Colours 2', 'Colours 10'),
    annotation: fc.constantFrom('', 'batch-7', '{"batch":"x","file":"a.hit.json"}'),
    created: fc.integer({ min: -50, max: 0 }).map(hours => noon + hours * hour),
    expires: fc.integer({ min: -50, max: 50 }).map(hours => noon + hours * hour),
    reward: fc.nat({ max: 3 }).map(cents),
    available: fc.nat({ max: 5 }),
  }),
  { selector: ({ id }) => id },
);

describe('arranging HITs', () => {
  it('loses none and shows none twice, whatever the order and the groups', () => {
    fc.assert(
      fc.property(someHITs, fc.constantFrom(...sortings), fc.constantFrom(...groupings), (facts, sorting, grouping) => {
        const hits = facts.map(each => someHIT(each));
        const sorted = sortHITs(hits, sorting, factsOf(), noon);
        const groups = groupHITs(sorted, grouping, factsOf({}, hits));
        const ids = (some: readonly HIT[]) => some.map(({ id }) => id).sort();
        assert.deepEqual(ids(groups.flatMap(group => group.hits)), ids(hits));
        assert.equal(new Set(groups.map(({ key }) => key)).size, groups.length);
      }),
    );
  });

  it('gives one order, however they came', () => {
    fc.assert(
      fc.property(someHITs, fc.constantFrom(...sortings), (facts, sorting) => {
        const hits = facts.map(each => someHIT(each));
        assert.deepEqual(
          sortHITs(hits, sorting, factsOf(), noon),
          sortHITs(hits.toReversed(), sorting, factsOf(), noon),
        );
      }),
    );
  });

  it('puts first what the order asks for', () => {
    const [a, b, c] = [
      someHIT({
        id: '3A',
        title: 'Part 10',
        created: noon - day,
        expires: noon - hour,
        reward: cents(5),
        available: 5,
      }),
      someHIT({ id: '3B', title: 'Part 9', created: noon, expires: noon + day, reward: cents(50), available: 3 }),
      someHIT({ id: '3C', title: 'Part 1', created: noon - 2 * day, expires: noon + hour, reward: cents(1) }),
    ];
    const facts = factsOf({ '3A': [someAssignment({ autoApproves: noon + hour })] });
    const order = (sorting: (typeof sortings)[number]) =>
      sortHITs([a, b, c], sorting, facts, noon)
        .map(({ id }) => id)
        .join(' ');
    assert.equal(order('created'), '3B 3A 3C');
    assert.equal(order('expires'), '3C 3B 3A', 'what has expired comes last');
    assert.equal(order('reward'), '3B 3A 3C');
    assert.equal(order('title'), '3C 3B 3A', 'numbers count as numbers');
    assert.equal(order('unreviewed'), '3B 3A 3C');
    assert.equal(order('deadline'), '3A 3B 3C');
  });

  it('finds the batch and the file that an annotation names', () => {
    assert.equal(fileOf('{"batch":"x","file":"studies/stroop.hit.json"}'), 'studies/stroop.hit.json');
    assert.equal(fileOf('from stimuli.csv, row 3'), 'stimuli.csv');
    assert.equal(fileOf('{broken stroop.hit.json'), '{broken stroop.hit.json'.split(' ')[1]);
    assert.equal(fileOf('batch-7'), undefined);
    const hits = [
      someHIT({ id: '3A', annotation: 'batch-7' }),
      someHIT({ id: '3B', annotation: '{"batch":"batch-7","row":3}' }),
      someHIT({ id: '3C', title: 'Alone' }),
    ];
    const batches = groupHITs(hits, 'batch', factsOf({}, hits));
    assert.deepEqual(
      batches.map(({ label, hits }) => [label, hits.length]),
      [
        ['batch-7', 2],
        ['Alone', 1],
      ],
    );
  });

  it('puts HITs of one title into a group, by batch where there are several, and leaves others alone', () => {
    const hits = [
      ...['stroop-pilot s01', 'stroop-pilot s02', 'stroop-main s01', 'stroop-main s02'].map((annotation, index) =>
        someHIT({ id: `3A${index}`, annotation }),
      ),
      someHIT({ id: '3B', title: 'Other' }),
      someHIT({ id: '3C', title: 'Twice' }),
      someHIT({ id: '3D', title: 'Twice', typeId: '3OTHER' }),
    ];
    const groups = groupHITs(hits, 'repeated', factsOf({}, hits));
    assert.deepEqual(
      groups.map(group => [group.label, group.hits.length, group.alone ?? false]),
      [
        ['stroop-pilot', 2, false],
        ['stroop-main', 2, false],
        ['Other', 1, true],
        ['Twice', 2, false],
      ],
    );
    const oneBatch = hits.slice(0, 2);
    const [group] = groupHITs(oneBatch, 'repeated', factsOf({}, oneBatch));
    assert.equal(group?.label, 'Judge the colour of words', 'a title that no other group has says more than a batch');
  });
});
