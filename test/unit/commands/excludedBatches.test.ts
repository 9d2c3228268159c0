import assert from 'node:assert/strict';
import type { Batch } from '../../../src/commands/definition/batches.ts';
import {
  type Exclusion,
  excludedBatches,
  typesOfWorkers,
  usableExclusion,
} from '../../../src/commands/definition/excludedBatches.ts';
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

  const exclusion = (typeId: string, ...batches: string[]): Exclusion => ({ typeId, name: typeId, batches });
  const typeOf = (batches: readonly Batch[], ...ids: string[]) =>
    usableExclusion(batches, uriOf('main.hit.json'), ids)?.typeId;

  it('share the last type of the definition for just the same batches', () => {
    const batches = [
      batch('eeeeeeeeee', 'main.hit.json', exclusion('T1', 'aaaaaaaaaa')),
      batch('ffffffffff', 'main.hit.json', exclusion('T2', 'aaaaaaaaaa', 'cccccccccc')),
      batch('gggggggggg', 'other.hit.json', exclusion('T3', 'bbbbbbbbbb')),
    ];
    assert.equal(typeOf(batches, 'cccccccccc', 'aaaaaaaaaa'), 'T2');
    assert.equal(typeOf(batches, 'aaaaaaaaaa'), 'T1');
    assert.equal(typeOf(batches, 'bbbbbbbbbb'), undefined);
    assert.equal(typeOf(batches, 'cccccccccc'), undefined);
  });

  it('get another type where one more batch is excluded: its workers may be at work on HITs that require the first', () => {
    const batches = [
      batch('bbbbbbbbbb', 'main.hit.json'),
      batch('dddddddddd', 'main.hit.json', exclusion('T1', 'bbbbbbbbbb')),
    ];
    assert.equal(typeOf(batches, 'bbbbbbbbbb', 'dddddddddd'), undefined);
  });

  it('don’t share a type that another plan gave to workers of more batches', () => {
    const batches = [
      batch('eeeeeeeeee', 'main.hit.json', exclusion('T1', 'aaaaaaaaaa')),
      batch('ffffffffff', 'main.hit.json', exclusion('T1', 'aaaaaaaaaa', 'cccccccccc')),
    ];
    assert.equal(typeOf(batches, 'aaaaaaaaaa'), undefined);
    assert.equal(typeOf(batches, 'aaaaaaaaaa', 'cccccccccc'), 'T1');
  });

  it('have workers who hold types of them alone', () => {
    const batches = [
      batch('eeeeeeeeee', 'main.hit.json', exclusion('T1', 'aaaaaaaaaa')),
      batch('ffffffffff', 'other.hit.json', exclusion('T2', 'aaaaaaaaaa', 'cccccccccc')),
    ];
    assert.deepEqual(typesOfWorkers(batches, new Set(['aaaaaaaaaa', 'bbbbbbbbbb'])), ['T1']);
    assert.deepEqual(typesOfWorkers(batches, new Set(['aaaaaaaaaa', 'cccccccccc'])), ['T1', 'T2']);
  });
});
