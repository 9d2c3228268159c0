import assert from 'node:assert/strict';
import type { Batch } from '../../../src/commands/definition/batches.ts';
import { type Exclusion, excludedBatches, usableExclusion } from '../../../src/commands/definition/excludedBatches.ts';
import type { Excluded } from '../../../src/definitions/definition.ts';
import { batchFacts } from '../../support/batches.ts';

const span = { start: 0, end: 1 };
const uriOf = (path: string) => `file:///study/${path}`;
const batch = (id: string, file: string, exclusion?: Exclusion): Batch => {
  const facts = { ...batchFacts, id, definition: uriOf(file), ...(exclusion ? { exclusion } : {}) };
  const header = {
    record: 'plan',
    plan: id,
    at: 0,
    title: '',
    environment: 'local',
    profile: '',
    endpoint: '',
    count: 0,
  } as const;
  return {
    facts,
    begun: 0,
    hits: [],
    interrupted: false,
    plans: [{ header: { ...header, batch: facts }, items: [] }] as never,
  };
};
const file = (path: string): Excluded => ({ kind: 'definition', path, span });
const byId = (id: string): Excluded => ({ kind: 'batch', id, span });

describe('Batches whose workers are excluded', () => {
  const all = [
    batch('aaaaaaaaaa', 'pilot.hit.json'),
    batch('bbbbbbbbbb', 'main.hit.json'),
    batch('cccccccccc', 'pilot.hit.json'),
  ];

  it('are all of a definition, those of its own that came before, and those named by ID', () => {
    const found = (exclude: readonly Excluded[], own = 'bbbbbbbbbb') => excludedBatches(exclude, all, own, uriOf);
    assert.deepEqual(found([file('pilot.hit.json')]), {
      ids: ['aaaaaaaaaa', 'cccccccccc'],
      foreign: [],
      unpublished: [],
    });
    assert.deepEqual(found([file('main.hit.json')]), { ids: [], foreign: [], unpublished: ['main.hit.json'] });
    assert.deepEqual(found([file('main.hit.json')], 'dddddddddd').ids, ['bbbbbbbbbb']);
    assert.deepEqual(found([byId('zzzzzzzzzz'), byId('cccccccccc'), byId('bbbbbbbbbb'), file('pilot.hit.json')]), {
      ids: ['aaaaaaaaaa', 'cccccccccc', 'zzzzzzzzzz'],
      foreign: ['zzzzzzzzzz'],
      unpublished: [],
    });
  });

  it('share the last type of the definition whose holders are all to be excluded still', () => {
    const exclusion = (typeId: string, ...batches: string[]): Exclusion => ({ typeId, name: typeId, batches });
    const batches = [
      batch('eeeeeeeeee', 'main.hit.json', exclusion('T1', 'aaaaaaaaaa')),
      batch('ffffffffff', 'main.hit.json', exclusion('T2', 'aaaaaaaaaa', 'cccccccccc')),
      batch('gggggggggg', 'other.hit.json', exclusion('T3')),
    ];
    const type = (...ids: string[]) => usableExclusion(batches, uriOf('main.hit.json'), ids)?.typeId;
    assert.equal(type('aaaaaaaaaa', 'cccccccccc', 'hhhhhhhhhh'), 'T2');
    // The holders of T2 were in a batch that is not excluded any more.
    assert.equal(type('aaaaaaaaaa'), 'T1');
    assert.equal(type('cccccccccc'), undefined);
  });
});
