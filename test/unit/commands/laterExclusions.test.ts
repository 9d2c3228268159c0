import assert from 'node:assert/strict';
import {
  changeLaterExclusion,
  type LaterExclusion,
  laterExclusionsOf,
  rememberLaterExclusion,
} from '../../../src/commands/definition/laterExclusions.ts';

const first: LaterExclusion = { batch: 'a', typeId: '3A', name: 'A', excluded: ['p'], digest: '1', refused: [] };
const second: LaterExclusion = { ...first, batch: 'b' };
const changed: LaterExclusion = { ...first, digest: '2', refused: ['W'] };

describe('what is remembered of later exclusions', () => {
  let workbench: Parameters<typeof changeLaterExclusion>[0];
  const all = () => laterExclusionsOf(workbench, 'p');

  beforeEach(async () => {
    const stored = new Map<string, unknown>();
    const memory = {
      get: (key: string) => stored.get(key),
      update: async (key: string, value: unknown) => stored.set(key, structuredClone(value)),
    };
    workbench = { memory: memory as never };
    await rememberLaterExclusion(workbench, 'p', first);
    await rememberLaterExclusion(workbench, 'p', second);
  });

  it('changes in its place, and can be forgotten', async () => {
    assert.equal(await changeLaterExclusion(workbench, 'p', first, changed), true);
    assert.deepEqual(all(), [changed, second]);
    assert.equal(await changeLaterExclusion(workbench, 'p', changed), true);
    assert.deepEqual(all(), [second]);
  });

  it('stays forgotten when a run that read it before is over', async () => {
    await changeLaterExclusion(workbench, 'p', first);
    assert.equal(await changeLaterExclusion(workbench, 'p', first, changed), false);
    assert.deepEqual(all(), [second]);
  });

  it('keeps what was changed after a run has read it', async () => {
    const published = { ...first, excluded: ['p', 'q'] };
    await rememberLaterExclusion(workbench, 'p', published);
    assert.equal(await changeLaterExclusion(workbench, 'p', first, changed), false);
    assert.equal(await changeLaterExclusion(workbench, 'p', first), false);
    assert.deepEqual(all(), [published, second]);
  });
});
