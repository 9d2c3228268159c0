/** A Local to try things on: one process for all who use it, gone soon after and with its owner. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { callControl, probe, type RunningLocal } from '../../../src/local/controlClient.ts';
import { ScratchLocal } from '../../../src/local/scratch.ts';
import { eventually } from '../../e2e/support/eventually.ts';

const program = 'dist/mturk-local.cjs';

describe('a scratch Local', () => {
  const opened: ScratchLocal[] = [];
  let due: (() => void)[] = [];
  const open = (path = program): ScratchLocal => {
    const scratch = new ScratchLocal({
      program: path,
      after: (_, callback) => {
        due.push(callback);
        return { dispose: () => due.splice(due.indexOf(callback), 1) };
      },
    });
    opened.push(scratch);
    return scratch;
  };
  const gone = (local: RunningLocal) => eventually(async () => assert.equal(await probe(local), 'gone'));

  before(() => assert.ok(existsSync(program), 'the bundle is built before the tests'));
  beforeEach(() => {
    due = [];
  });
  afterEach(() => {
    for (const scratch of opened.splice(0)) scratch.dispose();
  });

  it('is one for all who use it, and ends when nobody has used it for a while', async () => {
    const scratch = open();
    const [first, second] = await Promise.all([scratch.acquire(), scratch.acquire()]);
    assert.equal(first.local.pid, second.local.pid);
    first.release();
    first.release();
    assert.equal(due.length, 0, 'somebody has it still');
    second.release();
    assert.equal(due.length, 1);
    const third = await scratch.acquire();
    assert.equal(third.local.pid, first.local.pid);
    assert.equal(due.length, 0, 'its end was put off');
    third.release();
    due[0]?.();
    await gone(first.local);
    const again = await scratch.use(async local => local.pid);
    assert.notEqual(again, first.local.pid);
  });

  it('has a clock that stands, and frames for a preview', async () => {
    await open().use(async local => {
      const now = async () => ((await callControl(local, 'health')) as { now: number }).now;
      assert.equal(await now(), await now());
      await assert.rejects(callControl(local, 'frame', { HITId: 'X' }), /does not exist/);
    });
  });

  it('is started again after it was killed', async () => {
    const scratch = open();
    const { local } = await scratch.acquire();
    process.kill(local.pid, 'SIGKILL');
    await gone(local);
    await eventually(async () => assert.notEqual((await scratch.acquire()).local.pid, local.pid));
  });

  it('says why it couldn’t be started', async () => {
    await assert.rejects(open('no/such/program.cjs').acquire(), /Cannot find module|it exited with code/);
  });

  it('ends with its owner, even when that is killed', async () => {
    const owner = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `const { ScratchLocal } = await import('./src/local/scratch.ts');
const { local } = await new ScratchLocal({ program: '${program}' }).acquire();
console.log(JSON.stringify(local));
setInterval(() => {}, 1000);`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [line] = await new Promise<string[]>(resolve =>
      createInterface({ input: owner.stdout }).once('line', text => resolve([text])),
    );
    const local = JSON.parse(line ?? '') as RunningLocal;
    assert.equal(await probe(local), 'answers');
    owner.kill('SIGKILL');
    await gone(local);
  });
});
