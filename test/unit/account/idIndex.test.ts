import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Known } from '../../../src/account/accountTables.ts';
import { IdIndex } from '../../../src/account/idIndex.ts';
import { mentionAt, mentionsIn } from '../../../src/account/search/mentions.ts';
import type { Assignment } from '../../../src/mturk/model.ts';
import type { AccountRef } from '../../../src/refs.ts';
import { someAssignment, someHIT } from '../../support/records.ts';

interface Tables {
  readonly known: Known;
  readonly ids: IdIndex;
  put(hitId: string, typeId: string, work: readonly Pick<Assignment, 'id' | 'workerId'>[]): void;
  forget(hitId: string): void;
}

function tables(): Tables {
  const known = new Known();
  const ids = new IdIndex({ known, isWorker: id => id === 'A9BLOCKED' });
  return {
    known,
    ids,
    put: (hitId, typeId, work) => {
      const hits = new Set([hitId]);
      known.putHITs([someHIT({ id: hitId, typeId, groupId: `3GROUP${typeId}` })]);
      ids.note({ hits, assignments: new Set() });
      known.putWork(hitId, { items: work.map(each => someAssignment({ ...each, hitId })) });
      ids.note({ hits: new Set(), assignments: hits });
    },
    forget: hitId => {
      known.forget(hitId);
      ids.note({ hits: new Set([hitId]), assignments: new Set([hitId]) });
    },
  };
}

describe('the index of ids', () => {
  it('says what each id names', () => {
    const { ids, put } = tables();
    put('3HITONE', '3TYPE', [{ id: '3WORKONE', workerId: 'A1WORKER' }]);
    const named: Record<string, AccountRef | undefined> = {
      '3HITONE': { kind: 'hit', hitId: '3HITONE' },
      '3WORKONE': { kind: 'assignment', hitId: '3HITONE', assignmentId: '3WORKONE' },
      A1WORKER: { kind: 'worker', workerId: 'A1WORKER' },
      A9BLOCKED: { kind: 'worker', workerId: 'A9BLOCKED' },
      '3TYPE': { kind: 'hitType', typeId: '3TYPE' },
      '3GROUP3TYPE': { kind: 'hitGroup', groupId: '3GROUP3TYPE' },
      '3NOBODY': undefined,
    };
    for (const [id, expected] of Object.entries(named)) assert.deepEqual(ids.find(id), expected, id);
    assert.deepEqual(
      ids.hitsOf('3TYPE').map(({ id }) => id),
      ['3HITONE'],
    );
  });

  it('changes its revision when ids come or go, and only then', () => {
    const { ids, put, forget } = tables();
    const work = [{ id: '3WORKONE', workerId: 'A1WORKER' }];
    put('3HITONE', '3TYPE', work);
    assert.equal(ids.revision, 0, 'nobody has asked: there are no tables to keep');
    ids.find('3HITONE');
    const first = ids.revision;
    assert.notEqual(first, 0);
    put('3HITONE', '3TYPE', work);
    ids.note({ hits: new Set(['3HITONE']), assignments: new Set(['3HITONE']) });
    assert.equal(ids.revision, first);
    put('3HITONE', '3TYPE', [...work, { id: '3WORKTWO', workerId: 'A1WORKER' }]);
    const second = ids.revision;
    assert.notEqual(second, first);
    forget('3HITONE');
    assert.notEqual(ids.revision, second);
    for (const id of ['3HITONE', '3WORKONE', '3WORKTWO', 'A1WORKER', '3TYPE', '3GROUP3TYPE'])
      assert.equal(ids.find(id), undefined, id);
  });

  it('knows after any changes what a search through everything finds', () => {
    const hitIds = ['3HIT0', '3HIT1', '3HIT2'];
    const step = fc.record({
      hit: fc.constantFrom(...hitIds),
      type: fc.constantFrom('3TYPE0', '3TYPE1'),
      // An assignment belongs to one HIT for good: its id says which.
      work: fc.uniqueArray(fc.nat({ max: 4 }), { maxLength: 5 }),
      gone: fc.boolean(),
      asked: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), steps => {
        const { known, ids, put, forget } = tables();
        for (const { hit, type, work, gone, asked } of steps) {
          if (gone) forget(hit);
          else
            put(
              hit,
              type,
              work.map(index => ({ id: `${hit}WORK${index}`, workerId: `A${index % 3}WORKER` })),
            );
          if (asked) ids.find('3HIT0');
        }
        const works = [...known.works()].flatMap(([, { items }]) => items);
        const hits = [...known.hits()];
        for (const hitId of hitIds) {
          assert.equal(ids.find(hitId) !== undefined, known.hit(hitId) !== undefined);
          for (let index = 0; index < 5; index += 1) {
            const id = `${hitId}WORK${index}`;
            assert.equal(
              ids.assignment(id),
              works.find(each => each.id === id),
            );
          }
        }
        for (const workerId of ['A0WORKER', 'A1WORKER', 'A2WORKER'])
          assert.equal(
            ids.find(workerId)?.kind === 'worker',
            works.some(each => each.workerId === workerId),
          );
        for (const typeId of ['3TYPE0', '3TYPE1'])
          assert.deepEqual(
            ids
              .hitsOf(typeId)
              .map(({ id }) => id)
              .sort(),
            hits
              .filter(each => each.typeId === typeId)
              .map(({ id }) => id)
              .sort(),
          );
      }),
    );
  });
});

describe('mentions of ids', () => {
  const known = new Map<string, AccountRef>(
    ['3ABCDEFGHIJ', 'A1WORKER'].map(id => [id, { kind: 'worker', workerId: id } as const]),
  );
  const ids = { find: (id: string) => known.get(id) };
  const found = (text: string) =>
    [...mentionsIn(text, ids)].flatMap(each => (each ? [text.slice(each.start, each.start + each.length)] : []));

  it('are found wherever an id stands by itself', () => {
    assert.deepEqual(found('{"AssignmentId":"3ABCDEFGHIJ","WorkerId":"A1WORKER"}'), ['3ABCDEFGHIJ', 'A1WORKER']);
    assert.deepEqual(found('data/3ABCDEFGHIJ_A1WORKER.csv'), ['3ABCDEFGHIJ', 'A1WORKER']);
    assert.deepEqual(found('x3ABCDEFGHIJ 3ABCDEFGHIJx 3ABCDEFGHI 3abcdefghij'), []);
  });

  it('are the same at a place as in the whole line, however long it is', () => {
    const piece = fc.constantFrom('3ABCDEFGHIJ', 'A1WORKER', ' ', ',', '"', 'x', 'A', 'Z'.repeat(70), '9'.repeat(40));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.nat({ max: 900 }), (pieces, at) => {
        const line = pieces.join('');
        const all = [...mentionsIn(line, ids)].filter(each => each !== undefined);
        const character = Math.min(at, line.length);
        const expected = all.find(({ start, length }) => start <= character && character <= start + length);
        assert.deepEqual(mentionAt(line, character, ids), expected);
      }),
    );
  });

  it('leave room to breathe in a text of nothing but candidates', () => {
    const breaths = [...mentionsIn('ABCDEFGH '.repeat(3500), ids)];
    assert.deepEqual(breaths, [undefined, undefined, undefined]);
  });
});
