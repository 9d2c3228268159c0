/** A disk that is full: every request is answered, nothing acknowledged is lost, and with room again everything works again. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { questionNamespaces } from '../../../../src/mturk/questionKinds.ts';
import { type SpawnedLocal, spawnLocal } from '../../../support/local.ts';
import { callRaw } from '../../../support/signed.ts';
import { plainHIT } from '../setup.ts';

const Question = `<HTMLQuestion xmlns="${questionNamespaces.HTMLQuestion[0]}"><HTMLContent><![CDATA[${'x'.repeat(60_000)}]]></HTMLContent><FrameHeight>0</FrameHeight></HTMLQuestion>`;

describe('service under attack: a full disk', function () {
  this.timeout(120_000);
  let folder = '';
  let mounted = false;
  let running: SpawnedLocal | undefined;
  const mount = (...options: string[]): boolean => spawnSync('mount', options).status === 0;

  before(function () {
    folder = mkdtempSync(join(tmpdir(), 'mturk-full-'));
    mounted = process.platform === 'linux' && mount('-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder);
    // A file system of so small a size can be made by root alone.
    if (!mounted) this.skip();
  });
  after(async () => {
    await running?.kill();
    if (mounted) spawnSync('umount', [folder]);
    rmSync(folder, { recursive: true, force: true });
  });

  it('is an answered ServiceFault, loses nothing that was acknowledged, and passes', async () => {
    const signal = AbortSignal.timeout(100_000);
    const args = ['--data', join(folder, 'local.db')];
    const local = await spawnLocal({ args });
    running = local;
    const acknowledged: string[] = [];
    const create = async (to: SpawnedLocal): Promise<number> => {
      const { status, text } = await callRaw(to, 'CreateHIT', JSON.stringify({ ...plainHIT, Question }), { signal });
      const body = JSON.parse(text) as { HIT?: { HITId: string }; __type?: string };
      if (status === 200) acknowledged.push(String(body.HIT?.HITId));
      else assert.deepEqual([status, body.__type], [500, 'ServiceFault'], text);
      return status;
    };
    let refused = 0;
    for (let count = 0; count < 400 && refused < 20; count++) if ((await create(local)) === 500) refused++;
    assert.equal(refused, 20, `the disk was full after ${acknowledged.length} HITs`);
    assert(acknowledged.length > 10);

    const ask = async (path: string, init: RequestInit = {}): Promise<number> => {
      const response = await fetch(`${local.endpoint}${path}`, { ...init, redirect: 'manual', signal });
      await response.text();
      return response.status;
    };
    const control = { method: 'POST', headers: { authorization: `Bearer ${local.controlToken}` } };
    assert.equal(await ask('/control/health', control), 200);
    assert.equal(await ask('/control/export', control), 200);
    assert.equal(await ask('/'), 200, 'what only reads goes on');
    const HITId = acknowledged[0];
    const body = JSON.stringify({ HITId, WorkerId: 'A1' });
    assert([200, 500].includes(await ask('/control/accept', { ...control, body })));
    assert.equal((await callRaw(local, 'GetHIT', JSON.stringify({ HITId }), { signal })).status, 200);

    assert(mount('-o', 'remount,size=64m', folder));
    assert.equal(await create(local), 200, 'with room again it works again');
    await local.kill();
    const again = await spawnLocal({ args });
    running = again;
    for (const id of acknowledged)
      assert.equal((await callRaw(again, 'GetHIT', JSON.stringify({ HITId: id }), { signal })).status, 200, id);
    assert.equal(await create(again), 200);
    await again.stop();
  });
});
