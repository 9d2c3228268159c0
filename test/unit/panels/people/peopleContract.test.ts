import assert from 'node:assert/strict';
import { peopleContract, readPeopleIdentity } from '../../../../src/panels/people/contract.ts';

describe('what a page of people says to its host', () => {
  const { open, perform, arrange } = peopleContract.commands;

  it('is an action that there is, or a reference and nothing besides', () => {
    assert.deepEqual(perform.read({ action: 'message' }), { action: 'message' });
    for (const value of [undefined, {}, { action: 'constructor' }, { action: 7 }])
      assert.equal(perform.read(value), undefined);
    assert.deepEqual(open.read({ ref: { kind: 'worker', workerId: 'A1', more: 1 } }), {
      ref: { kind: 'worker', workerId: 'A1' },
    });
    for (const ref of [undefined, 7, { kind: 'worker' }, { kind: 'toString', workerId: 'A1' }])
      assert.equal(open.read({ ref }), undefined);
    assert.equal(open.read({ ref: { kind: 'worker', workerId: 'A'.repeat(100_001) } }), undefined);
  });

  it('is a page of a table and its order, within reason', () => {
    const sorting = { column: 1, descending: true };
    assert.deepEqual(arrange.read({ table: 'workers', sorting, page: 3, more: 1 }), {
      table: 'workers',
      sorting,
      page: 3,
    });
    for (const value of [
      { table: 'workers', sorting, page: -1 },
      { table: 'workers', sorting, page: 0.5 },
      { table: 7, sorting, page: 0 },
      { table: 'workers', sorting: { column: 1e9, descending: true }, page: 0 },
      { table: 'workers', sorting: { column: 1 }, page: 0 },
      { table: 'workers', page: 0 },
    ])
      assert.equal(arrange.read(value), undefined, JSON.stringify(value));
  });

  it('knows whose page it was after a reload', () => {
    const identity = { profileId: 'p', subject: { kind: 'worker', workerId: 'A1' } };
    assert.deepEqual(readPeopleIdentity(identity), identity);
    for (const value of [null, {}, { profileId: 'p' }, { ...identity, subject: { kind: 'hit', hitId: '3H' } }])
      assert.equal(readPeopleIdentity(value), undefined);
  });
});
