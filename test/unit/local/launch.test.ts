/** Starting, sharing and losing the Local service, with the program that ships. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callControl, type Health, probe } from '../../../src/local/controlClient.ts';
import { followDefaults } from '../../../src/local/follow.ts';
import { type Changed, LocalService, type LocalState } from '../../../src/local/localService.ts';

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

  function open(follow = followDefaults): LocalService {
    const window = new LocalService({ folder, program, follow });
    windows.push(window);
    return window;
  }

  async function started(window: LocalService) {
    const result = await window.start('none');
    assert.ok(result.ok, result.ok ? '' : result.reason);
    return result.local;
  }

  function dataSetOf({ state }: LocalService): string | undefined {
    assert.ok(state.state === 'running');
    return state.dataSet;
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
    const moved = await window.moveDatabaseAway();
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

  it('reports which HITs change, that time was advanced, and that a reset left other data', async () => {
    const window = open();
    const other = open();
    const local = await started(window);
    await other.join();
    const before = dataSetOf(other);
    const replaced = nextState(other);
    await callControl(local, 'reset', { seed: 'sample' });
    const after = await replaced;
    assert.ok(after.state === 'running' && after.dataSet && after.dataSet !== before);
    const jumped = new Promise<void>(resolve => other.onClock(resolve));
    const changed = new Promise<Changed>(resolve => other.onChanged(resolve));
    await window.control('clock', { advanceSeconds: 3600 });
    assert.equal(await changed, 'everything');
    await jumped;
    assert.ok(other.now() - Date.now() > 3_590_000);
    await window.control('reset', { seed: 'none' });
    assert.notEqual(dataSetOf(window), after.dataSet, 'who asked for the reset knows at once');
  });

  it('keeps its data over a restart, and other windows follow a restart without being asked', async () => {
    const window = open();
    const other = open();
    const before = await started(window);
    await other.join();
    const dataSet = dataSetOf(window);
    const stopped = nextState(other);
    await window.stop();
    assert.deepEqual(await stopped, { state: 'stopped', unexpectedly: false });
    const back = nextState(other);
    const after = await started(window);
    const state = await back;
    assert.ok(state.state === 'running');
    assert.equal(state.local.pid, after.pid);
    assert.notEqual(after.pid, before.pid);
    assert.equal(state.dataSet, dataSet);
  });

  it('is joined later by a window that looked for it before it was there', async () => {
    const other = open();
    await other.join();
    assert.equal(other.state.state, 'stopped');
    const joined = nextState(other);
    const local = await started(open());
    const state = await joined;
    assert.ok(state.state === 'running');
    assert.equal(state.local.pid, local.pid);
  });

  it('stays the running one while its process is paused, reports what was missed, and can be stopped', async function () {
    if (process.platform === 'win32') return this.skip();
    let health = (_: Health) => {};
    const ticks = new Set<() => void>();
    const window = open({
      ...followDefaults,
      every: (_, tick) => {
        ticks.add(tick);
        return { dispose: () => ticks.delete(tick) };
      },
      probe: async local => {
        const found = await probe(local, AbortSignal.timeout(500));
        health(found);
        return found;
      },
    });
    const local = await started(window);
    process.kill(local.pid, 'SIGSTOP');
    const silent = new Promise<boolean>(resolve => window.onAnswering(resolve));
    const states: LocalState[] = [];
    window.onState(state => states.push(state));
    // The heartbeats of 45 seconds are missed at once.
    for (let missed = 0; missed < 10; missed += 1) for (const tick of [...ticks]) tick();
    assert.equal(await silent, false);
    assert.equal(window.answering, false);
    const twice = new Promise<void>(resolve => {
      health = () => resolve();
    });
    await twice;
    const back = new Promise<boolean>(resolve => window.onAnswering(resolve));
    const missed = new Promise<Changed>(resolve => window.onChanged(resolve));
    process.kill(local.pid, 'SIGCONT');
    assert.equal(await back, true);
    assert.equal(await missed, 'missed');
    assert.deepEqual(states, []);
    process.kill(local.pid, 'SIGSTOP');
    await window.stop();
    assert.throws(() => process.kill(local.pid, 0));
  });

  it('does not start on a file that is no database, and says so in one line', async () => {
    writeFileSync(join(folder, 'local.db'), 'a shopping list\n'.repeat(500));
    const result = await open().start('none');
    assert.ok(!result.ok);
    assert.match(result.reason, /not a database|database/i);
    assert.doesNotMatch(result.reason, /\n/);
  });
});
