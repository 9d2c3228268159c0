import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type DocumentRef, pathOf, refOf } from '../../../src/documents/address.ts';

describe('the address of a document', () => {
  it('names what it shows, and ends as its language does', () => {
    const ids = { profileId: 'local', hitId: '3HIT' };
    assert.equal(pathOf({ kind: 'hit', ...ids }), '/local/3HIT/3HIT.json');
    assert.equal(pathOf({ kind: 'question', ...ids }), '/local/3HIT/3HIT.question.xml');
    const work = { ...ids, assignmentId: '3A' };
    assert.equal(pathOf({ kind: 'assignment', ...work }), '/local/3HIT/assignments/3A.json');
    assert.equal(pathOf({ kind: 'answer', ...work }), '/local/3HIT/assignments/3A.answer.xml');
    assert.equal(pathOf({ kind: 'reading', ...work }), '/local/3HIT/assignments/3A.answers.json');
  });

  it('is read back whatever the ids hold', () => {
    const id = fc.oneof(
      fc.string({ minLength: 1, unit: 'grapheme' }),
      fc.constantFrom('.', '..', 'a/b', '%', 'x.json', 'x.answers'),
    );
    const ref: fc.Arbitrary<DocumentRef> = fc.oneof(
      fc.record({ kind: fc.constantFrom('hit' as const, 'question' as const), profileId: id, hitId: id }),
      fc.record({
        kind: fc.constantFrom('assignment' as const, 'answer' as const, 'reading' as const),
        profileId: id,
        hitId: id,
        assignmentId: id,
      }),
    );
    fc.assert(fc.property(ref, each => assert.deepEqual(refOf(pathOf(each)), { ...each })));
  });

  it('is nothing else', () => {
    for (const path of [
      '',
      '/',
      '/local',
      '/local/3HIT',
      '/local/3HIT/',
      '/local/3HIT/3OTHER.json',
      '/local/3HIT/3HIT.txt',
      '/local/3HIT/assignments/3A.xml',
      '/local/3HIT/elsewhere/3A.json',
      '/local/3HIT/assignments/.json',
      '/local/%/%.json',
      'local/3HIT/3HIT.json',
    ])
      assert.equal(refOf(path), undefined, path);
  });
});
