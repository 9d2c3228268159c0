import assert from 'node:assert/strict';
import { idOf, idsIn, isRef, refIn } from '../../src/refs.ts';

describe('references', () => {
  it('are told by their kind and all of its IDs', () => {
    assert.ok(isRef({ kind: 'hit', hitId: '3A' }));
    assert.ok(isRef({ kind: 'assignment', hitId: '3A', assignmentId: '3B', more: 1 }, 'hit', 'assignment'));
    for (const value of [
      undefined,
      null,
      'hit',
      {},
      { kind: 'hit' },
      { kind: 'hit', hitId: 3 },
      { kind: 'assignment', hitId: '3A' },
      { kind: 'constructor', hitId: '3A' },
      { kind: 'toString' },
      { kind: 4, hitId: '3A' },
    ])
      assert.equal(isRef(value), false, JSON.stringify(value));
    assert.equal(isRef({ kind: 'worker', workerId: 'A1' }, 'hit', 'assignment'), false);
  });

  it('are read without whatever else a value carries', () => {
    const row = { kind: 'worker', workerId: 'A1', typeId: '3T', handle: 'tree' };
    assert.deepEqual(refIn(row), { kind: 'worker', workerId: 'A1' });
    assert.equal(refIn(row, 'hit'), undefined);
    assert.equal(refIn([]), undefined);
  });

  it('have the ID of what they refer to', () => {
    assert.equal(idOf({ kind: 'assignment', hitId: '3A', assignmentId: '3B' }), '3B');
    assert.equal(idOf({ kind: 'hitType', typeId: '3T' }), '3T');
    assert.equal(idOf({ kind: 'qualificationType', typeId: '3Q' }), '3Q');
  });

  it('give the IDs of a name, each once', () => {
    const refs = [
      { kind: 'hit', hitId: '3A' },
      { kind: 'assignment', hitId: '3A', assignmentId: '3B' },
      { kind: 'worker', workerId: 'A1' },
    ] as const;
    assert.deepEqual(idsIn(refs, 'hitId'), ['3A']);
    assert.deepEqual(idsIn(refs, 'workerId'), ['A1']);
    assert.deepEqual(idsIn(refs, 'requestId'), []);
  });
});
