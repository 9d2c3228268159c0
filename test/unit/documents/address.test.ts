import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addressOf, type DocumentAddress, pathOf } from '../../../src/documents/address.ts';

describe('the address of a document', () => {
  it('names what it shows, and ends as its language does', () => {
    const profileId = 'local';
    const hit = { kind: 'hit', hitId: '3HIT' } as const;
    assert.equal(pathOf({ form: 'json', profileId, target: hit }), '/local/3HIT/3HIT.json');
    assert.equal(pathOf({ form: 'question', profileId, target: hit }), '/local/3HIT/3HIT.question.xml');
    const target = { kind: 'assignment', hitId: '3HIT', assignmentId: '3A' } as const;
    assert.equal(pathOf({ form: 'json', profileId, target }), '/local/3HIT/assignments/3A.json');
    assert.equal(pathOf({ form: 'answer', profileId, target }), '/local/3HIT/assignments/3A.answer.xml');
    assert.equal(pathOf({ form: 'reading', profileId, target }), '/local/3HIT/assignments/3A.answers.json');
  });

  it('is read back whatever the ids hold', () => {
    const id = fc.oneof(
      fc.string({ minLength: 1, unit: 'grapheme' }),
      fc.constantFrom('.', '..', 'a/b', '%', 'x.json', 'x.answers'),
    );
    const hit = fc.record({ kind: fc.constant('hit' as const), hitId: id });
    const assignment = fc.record({ kind: fc.constant('assignment' as const), hitId: id, assignmentId: id });
    const address: fc.Arbitrary<DocumentAddress> = fc.oneof(
      fc.record({ form: fc.constantFrom('json' as const, 'question' as const), profileId: id, target: hit }),
      fc.record({
        form: fc.constantFrom('json' as const, 'answer' as const, 'reading' as const),
        profileId: id,
        target: assignment,
      }),
    );
    fc.assert(
      fc.property(address, each => assert.deepEqual(addressOf(pathOf(each)), { ...each, target: { ...each.target } })),
    );
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
      assert.equal(addressOf(path), undefined, path);
  });
});
