/** Starting, sharing and losing the Local service, with the program that ships. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callControl } from '../../../src/local/control.ts';
import { LocalService, type LocalState } from '../../../src/local/localService.ts';

const program = 'dist/mturk-local.cjs';

describe('the Local service of a window', () => {
  let folder: string;
  const windows: LocalService[] = [];

  before(() => assert.ok(existsSync(program), 'the bundle is built before the tests'));

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mturk-local-'));
  });

  afterEach(async () => {
    for (const window of windows) await window.stop();
    for (const window of windows.splice(0)) window.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  function open(): LocalService {
    const window = new LocalService({ folder, program });
    windows.push(window);
    return window;
  }

  async function started(window: LocalService) {
    const result = await window.start('none');
    assert.ok(result.ok, result.ok ? '' : result.reason);
    return result.local;
  }

  const nextState = (window: LocalService) =>
    new Promise<LocalState>(resolve => {
      const subscription = window.onState(state => {
        subscription.dispose();
        resolve(state);
      });
    });

  it('is shared by two windows, also when both start it at once', async () => {
    const [first, second] = await Promise.all([started(open()), started(open())]);
    assert.equal(first.pid, second.pid);
  });

  it('is joined by a window that starts nothing, and survives the one that started it', async () => {
    const starter = open();
    const local = await started(starter);
    starter.dispose();
    windows.length = 0;
    const other = open();
    await other.join();
    assert.ok(other.state.state === 'running');
    assert.equal(other.state.local.pid, local.pid);
  });

  it('names a database that may be why it does not start, and starts without it once it is moved away', async () => {
    const window = open();
    const file = join(folder, 'local.db');
    writeFileSync(file, 'no database');
    const failed = await window.start('none');
    assert.ok(!failed.ok);
    assert.equal(failed.database, file);
    assert.match(failed.reason, /is not a database/);
    const moved = window.moveDatabaseAway();
    assert.equal(readFileSync(moved, 'utf8'), 'no database');
    await started(window);
    assert.notEqual(readFileSync(file, 'latin1').slice(0, 6), 'no dat');
  });

  it('comes back on the same port with the same keys', async () => {
    const window = open();
    const before = await started(window);
    await window.stop();
    const after = await started(window);
    assert.notEqual(after.pid, before.pid);
    assert.equal(after.endpoint, before.endpoint);
    assert.equal(after.secretAccessKey, before.secretAccessKey);
  });

  it('says that it was lost, not that it was stopped, when its process is killed', async () => {
    const window = open();
    const local = await started(window);
    const lost = nextState(window);
    process.kill(local.pid, 'SIGKILL');
    assert.deepEqual(await lost, { state: 'stopped', unexpectedly: true });
    const stopped = nextState(window);
    await started(window).then(() => window.stop());
    assert.deepEqual(await stopped, { state: 'starting' });
    assert.deepEqual(window.state, { state: 'stopped', unexpectedly: false });
  });

  it('tells which HITs change, and that everything may have after a reset', async () => {
    const window = open();
    const local = await started(window);
    const told: (readonly string[] | 'everything')[] = [];
    const everything = new Promise<void>(resolve =>
      window.onChanged(changed => {
        told.push(changed);
        if (changed === 'everything') resolve();
      }),
    );
    await callControl(local, 'reset', { seed: 'sample' });
    await everything;
    assert.ok(told.includes('everything'));
  });

  it('does not start on a file that is no database, and says so in one line', async () => {
    writeFileSync(join(folder, 'local.db'), 'a shopping list\n'.repeat(500));
    const result = await open().start('none');
    assert.ok(!result.ok);
    assert.match(result.reason, /not a database|database/i);
    assert.doesNotMatch(result.reason, /\n/);
  });
});
