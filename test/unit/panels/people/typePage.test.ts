import assert from 'node:assert/strict';
import { type TypeFacts, typePage } from '../../../../src/panels/people/typePage.ts';
import { factsOf, tableOf, textsOf } from './pageTables.ts';

const start = Date.UTC(2026, 10, 1);

describe('the page of a qualification type', () => {
  const type = {
    id: '3T',
    name: 'Careful',
    description: 'Reads.',
    keywords: '',
    active: true,
    created: start,
    requestable: true,
    hasTest: false,
    hasKey: false,
  };
  const page = (more: Partial<TypeFacts> = {}) =>
    typePage({
      typeId: '3T',
      type,
      own: true,
      holders: [],
      revoked: { items: [], more: false },
      requests: [],
      answerOf: () => undefined,
      scoreOf: () => undefined,
      hits: { items: [], more: false },
      ...more,
    });

  it('lists workers, requests with their answers and scores, and who had it', async () => {
    const holding = { typeId: '3T', workerId: 'A1', score: 7, granted: start };
    const shown = page({
      holders: [holding, { typeId: '3T', workerId: 'A2', granted: start }],
      revoked: { items: [{ ...holding, workerId: 'A3' }], more: true },
      requests: [{ id: 'r', typeId: '3T', workerId: 'A4', submitted: start, hasAnswer: true }],
      answerOf: () => 'no XML',
      scoreOf: () => 3,
    });
    assert.deepEqual(textsOf(await tableOf(shown, 'workers'), 0), ['A1', 'A2']);
    assert.deepEqual(textsOf(await tableOf(shown, 'workers'), 2), ['7', 'none']);
    assert.deepEqual(textsOf(await tableOf(shown, 'revoked'), 0), ['A3']);
    const revoked = await tableOf(shown, 'revoked');
    assert.deepEqual([revoked.more, revoked.caption], [true, 'Only the first 1 were read. There are more.']);
    assert.deepEqual((await tableOf(shown, 'requests')).rows[0]?.slice(2), [
      { text: '3' },
      { text: 'can’t be decoded' },
    ]);
    assert.deepEqual(shown.histogram, [{ from: 7, to: 7, count: 1 }]);
    assert.equal(factsOf(shown).Workers, '2');
  });

  it('says of a type that was not read that it was not, and nothing else', () => {
    const shown = page({ type: undefined, own: false });
    assert.equal(shown.heading, '3T');
    assert.deepEqual(factsOf(shown), { ID: '3T', Settings: 'not read' });
  });

  it('offers nothing that only the owner of a type can do', () => {
    const shown = page({ own: false });
    assert.deepEqual(shown.actions, ['copyId', 'refresh']);
    assert.deepEqual(shown.tables, []);
    assert.equal(page({ type: { ...type, name: '' } }).heading, '3T');
  });
});
