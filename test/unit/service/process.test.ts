import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ListHITsCommand } from '@aws-sdk/client-mturk';
import { usage } from '../../../src/service/cli.ts';
import { EarlyExit, spawnLocal, startLocal } from '../../support/local.ts';
import { day, makeBench, tally } from './setup.ts';

describe('service: the process', () => {
  let folder = '';
  let data = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mturk-local-'));
  });
  beforeEach(() => {
    data = join(folder, `${Math.random().toString(36).slice(2)}.db`);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const exits = (code: number, words: RegExp) => (error: unknown) => {
    assert(error instanceof EarlyExit, String(error));
    assert.equal(error.code, code, error.message);
    assert.match(error.message, words);
    assert.equal(error.message.split('\n').length, code === 2 ? usage.split('\n').length + 1 : 1, error.message);
    return true;
  };

  it('says it is ready in one line, keeps what it acknowledged over a kill, and frees its file', async () => {
    const first = await spawnLocal({ args: ['--data', data] });
    assert.equal(first.accessKeyId, 'LOCALREQUESTER00');
    assert.equal(first.pid, first.child.pid);
    const { HITId } = await makeBench(first).createHIT();
    await assert.rejects(spawnLocal({ args: ['--data', data] }), exits(4, /is in use by another process/));
    await first.kill();
    const second = await spawnLocal({ args: ['--data', data] });
    assert.equal(tally(await makeBench(second).getHIT(HITId)), 'Assignable 3/0/0');
    await second.stop();
    assert.equal(second.child.exitCode, 0);
  });

  it('refuses in one sentence what it can not open or understand', async () => {
    await writeFile(data, 'this is not a database, and long enough to be looked at as one'.repeat(100));
    await assert.rejects(spawnLocal({ args: ['--data', data] }), exits(3, /is not a database\.$/));
    await assert.rejects(spawnLocal({ args: ['--data', folder] }), exits(1, /can't be opened/));
    const foreign = new DatabaseSync(`${data}.other`);
    foreign.exec('CREATE TABLE t (a)');
    foreign.close();
    await assert.rejects(spawnLocal({ args: ['--data', `${data}.other`] }), exits(3, /another program/));
    await assert.rejects(spawnLocal({ args: ['--port', 'x'] }), exits(2, /--port takes a number/));
    await assert.rejects(spawnLocal({ args: ['--nonsense'] }), exits(2, /nonsense/));
    const running = await startLocal();
    const { port } = new URL(running.endpoint);
    await assert.rejects(spawnLocal({ args: ['--port', port] }), exits(5, /is in use/));
    await running.stop();
  });

  it('refuses a database of a newer schema', async () => {
    await (await startLocal({ data })).stop();
    const database = new DatabaseSync(data);
    database.exec('PRAGMA user_version = 9999');
    database.close();
    await assert.rejects(spawnLocal({ args: ['--data', data] }), exits(6, /newer version/));
  });

  it('ends by itself after the last attached stream closed', async () => {
    const local = await spawnLocal({ args: ['--memory', '--exit-when-unused', '0'] });
    const ended = once(local.child, 'exit');
    const gone = new AbortController();
    const stream = await fetch(`${local.controlUrl}/attach`, {
      method: 'POST',
      headers: { authorization: `Bearer ${local.controlToken}` },
      signal: gone.signal,
    });
    assert.equal(stream.status, 200);
    gone.abort();
    assert.deepEqual(await ended, [0, null]);
  });

  it('does what fell due while it was down right after the start, each at its own time', async () => {
    const before = await startLocal({ data });
    const bench = makeBench(before);
    const { HITId } = await bench.createHIT({ AutoApprovalDelayInSeconds: 60 });
    const id = await bench.work(HITId, 'A1');
    await before.stop();
    const later = Date.now() + 2 * day * 1000;
    const after = await startLocal({ data, clock: 'real', wall: () => later });
    // The SDK signs with the real time, so only the control API can be asked on this service.
    await after.stop();
    const again = await startLocal({ data, clock: 'manual' });
    const { Assignment } = await again
      .client()
      .send(new (await import('@aws-sdk/client-mturk')).GetAssignmentCommand({ AssignmentId: id }));
    assert.equal(Assignment?.AssignmentStatus, 'Approved');
    assert.equal(Assignment?.ApprovalTime?.getTime(), Assignment?.AutoApprovalTime?.getTime());
    assert.equal(tally(await makeBench(again).getHIT(HITId)), 'Reviewable 2/0/1');
    await again.stop();
  });

  it('continues a manual clock where it stood', async () => {
    const first = await startLocal({ data });
    const now = Number((await first.control('clock', { advanceSeconds: 1000 })).now);
    await first.stop();
    const second = await startLocal({ data });
    assert.equal((await second.control('clock')).now, now);
    await second.stop();
  });

  it('seeds the sample once, the same each time', async () => {
    const startTime = Date.now();
    const summary = async () => {
      const local = await startLocal({ seed: 'sample', startTime });
      const { HITs = [] } = await local.client().send(new ListHITsCommand({ MaxResults: 100 }));
      await local.stop();
      return HITs.map(hit => `${hit.HITId} ${tally(hit)} ${hit.Title}`);
    };
    const hits = await summary();
    assert.deepEqual(await summary(), hits);
    assert.deepEqual(
      hits.map(hit => hit.replace(/^\S+ /, '')),
      [
        'Assignable 3/0/0 Which bird is in the photo?',
        'Assignable 8/0/0 Three questions about working from home',
        'Assignable 1/1/1 Which bird is in the photo?',
        'Reviewable 0/0/0 Which bird is in the photo?',
        'Assignable 6/0/0 Judge the colour of words',
        'Assignable 2/1/3 Judge the colour of words',
        'Reviewable 2/0/1 Which bird is in the photo?',
        'Reviewable 0/0/4 Three questions about working from home',
      ],
    );
  });
});
