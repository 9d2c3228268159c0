import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findIds } from '../../../../src/account/search/mentions.ts';

const hit = '3QQUBC640XY0000000000000000001';
const assignment = '3EO896NRAX400000000000000000ZZ';

describe('ids in a text', () => {
  it('are found in an e-mail and in a line of a log', () => {
    const mail = `Hello, I am worker A2YUCJ28XANFOX. I did ${assignment} of HIT "${hit}" and was not paid. (A2YUCJ28XANFOX)`;
    assert.deepEqual(findIds(mail), { entities: [assignment, hit], workers: ['A2YUCJ28XANFOX'] });
    assert.deepEqual(findIds(`hitId=${hit}&workerId=A1B2C3D4E5`), { entities: [hit], workers: ['A1B2C3D4E5'] });
  });

  it('are not found inside other words', () => {
    assert.deepEqual(findIds(`x${hit} ${hit}y ANNOUNCEMENT AVAILABLE aA2YUCJ28XANFOX`), { entities: [], workers: [] });
  });

  it('are found once each, in any text', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        const { entities, workers } = findIds(text);
        assert.equal(new Set(entities).size, entities.length);
        for (const id of [...entities, ...workers]) assert.ok(text.includes(id));
      }),
    );
  });
});
