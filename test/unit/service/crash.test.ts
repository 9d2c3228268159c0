import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHammer } from '../../support/hammer.ts';
import { type SpawnedLocal, spawnLocal } from '../../support/local.ts';

/** The long form: CRASH_KILLS=50. */
const kills = Number(process.env.CRASH_KILLS ?? 2);

describe('service: killed while it is written to', function () {
  this.timeout(300_000 + kills * 30_000);
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mturk-local-'));
  });
  let running: SpawnedLocal | undefined;
  // A failed check must not leave a process behind.
  afterEach(() => running?.kill());
  after(() => rm(folder, { recursive: true, force: true }));

  it(`knows everything it acknowledged, and adds up, after ${kills} kills at random`, async () => {
    const args = ['--data', join(folder, 'local.db'), '--funds', '1000000.00'];
    const hammer = createHammer(Math.random);
    for (let kill = 0; kill < kills; kill++) {
      const local = await spawnLocal({ args });
      running = local;
      await hammer.check(local, 'recent');
      const before = hammer.acknowledged;
      const end = before + 1 + Math.floor(Math.random() * 200);
      await hammer.run(local, 6, count => {
        if (count === end) local.child.kill('SIGKILL');
      });
      await local.kill();
      assert(hammer.acknowledged >= end);
    }
    running = await spawnLocal({ args });
    await hammer.check(running, 'all');
    await running.stop();
  });
});
