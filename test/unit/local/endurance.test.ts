/**
 * A window that is left alone with Local, in seconds: the service that ships, a window's half of it, and time that the test passes. After
 * each thing that happens, what the window knows is what an independent client reads. `npm run endure` does the same in real time.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Account } from '../../../src/account/account.ts';
import { AutoRefresh } from '../../../src/account/autoRefresh.ts';
import { callControl, probe, type RunningLocal } from '../../../src/local/controlClient.ts';
import { followDefaults } from '../../../src/local/follow.ts';
import { LocalService } from '../../../src/local/localService.ts';
import { MTurkClient } from '../../../src/mturk/client.ts';
import { question } from '../../support/submittedWork.ts';

const everything = { focused: true, listing: true, review: true, workers: true, rejected: true, people: true };

/** As much of a window as knows what it shows: its Local, the session's account and what keeps that up. */
class Window {
  readonly local: LocalService;
  /** Lets a tick of the stream's watch pass. */
  readonly ticks = new Set<() => void>();
  sessions = 0;
  #account: Account | undefined;
  #autoRefresh: AutoRefresh | undefined;

  constructor(folder: string) {
    this.local = new LocalService({
      folder,
      program: 'dist/mturk-local.cjs',
      follow: {
        every: (_, tick) => {
          this.ticks.add(tick);
          return { dispose: () => this.ticks.delete(tick) };
        },
        probe: local => probe(local, AbortSignal.timeout(400)),
        wait: (_, signal) => followDefaults.wait(20, signal),
      },
    });
    this.local.onState(state => {
      this.#end();
      if (state.state === 'running') this.#open(state.local);
    });
    this.local.onChanged(changed => this.#autoRefresh?.push(changed));
    this.local.onClock(() => this.#account?.timeChanged());
    this.local.onBeat(() => this.#autoRefresh?.agree());
  }

  get account(): Account {
    assert.ok(this.#account, 'Local runs');
    return this.#account;
  }

  async close(): Promise<void> {
    this.#end();
    await this.local.stop();
    this.local.dispose();
  }

  #open(local: RunningLocal): void {
    this.sessions += 1;
    const account = new Account({ client: clientOf(local), now: () => this.local.now() });
    this.#account = account;
    this.#autoRefresh = new AutoRefresh({
      account,
      pushes: true,
      interval: () => undefined,
      after: () => ({ dispose: () => undefined }),
      onSaveFailed: error => assert.fail(String(error)),
    });
    this.#autoRefresh.attend(everything);
  }

  #end(): void {
    this.#autoRefresh?.dispose();
    this.#account?.dispose();
    this.#account = undefined;
    this.#autoRefresh = undefined;
  }
}

function clientOf({ endpoint, accessKeyId, secretAccessKey }: RunningLocal): MTurkClient {
  return new MTurkClient({ endpoint, credentials: async () => ({ accessKeyId, secretAccessKey }) });
}

/** All that a window shows, as a client reads it that knows nothing before. */
async function truth(local: RunningLocal): Promise<Record<string, unknown>> {
  const fresh = new Account({ client: clientOf(local), now: Date.now });
  await fresh.refreshHITs();
  await fresh.refreshBalance();
  await fresh.workers.refresh();
  await fresh.readWork(fresh.hits().map(({ id }) => id));
  const read = known(fresh);
  fresh.dispose();
  return read;
}

function known(account: Account): Record<string, unknown> {
  const work = account.hits().flatMap(({ id }) => account.assignments(id));
  return {
    hits: Object.fromEntries(
      account.hits().map(hit => [hit.id, [hit.status, hit.expires, hit.pending, hit.available, hit.completed]]),
    ),
    work: Object.fromEntries(work.map(({ id, status, feedback }) => [id, [status, feedback]])),
    balance: account.balance.available,
    bonuses: Object.fromEntries(account.workers.bonuses.sums()),
    blocked: [...account.workers.ids()].toSorted(),
  };
}

describe('a window that is left alone with Local', () => {
  let folder: string;
  const windows: Window[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mturk-local-'));
  });
  afterEach(async () => {
    for (const window of windows.splice(0)) await window.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function open(): Window {
    const window = new Window(folder);
    windows.push(window);
    return window;
  }

  function running({ local: { state } }: Window): RunningLocal {
    assert.ok(state.state === 'running');
    return state.local;
  }

  /** Resolves when a window knows what is so; fails, by the runner's time-out, with what it knew last. */
  async function agrees(window: Window, when: string): Promise<void> {
    for (;;) {
      const so = await truth(running(window));
      const { account } = window;
      try {
        assert.deepEqual(known(account), so, when);
        return;
      } catch (error) {
        // Something was still on its way, or never comes: only another change can tell.
        const changed = new Promise<boolean>(resolve => {
          const subscription = account.onChange(() => {
            subscription.dispose();
            resolve(true);
          });
          setTimeout(() => resolve(false), 15_000).unref();
        });
        if (!(await changed)) throw error;
      }
    }
  }

  let tokens = 0;
  async function work({ local: { state } }: Window): Promise<void> {
    assert.ok(state.state === 'running');
    const client = clientOf(state.local);
    const { HIT } = await client.call('CreateHIT', {
      Title: 'Judge words',
      Description: 'While nobody looked.',
      Reward: '0.25',
      MaxAssignments: 3,
      AssignmentDurationInSeconds: 600,
      LifetimeInSeconds: 86_400,
      Question: question,
    });
    const hitId = HIT?.HITId ?? '';
    const ids: string[] = [];
    for (const WorkerId of ['A1ENDURE', 'A2ENDURE']) {
      const { AssignmentId } = (await callControl(state.local, 'accept', { HITId: hitId, WorkerId })) as {
        AssignmentId: string;
      };
      await callControl(state.local, 'submit', { AssignmentId, WorkerId, Answers: { colour: 'red' } });
      ids.push(AssignmentId);
    }
    const [good = '', bad = ''] = ids;
    await client.call('ApproveAssignment', { AssignmentId: good });
    await client.call('RejectAssignment', { AssignmentId: bad, RequesterFeedback: 'Empty.' });
    tokens += 1;
    await client.call('SendBonus', {
      WorkerId: 'A1ENDURE',
      AssignmentId: good,
      BonusAmount: '0.10',
      Reason: 'Careful.',
      UniqueRequestToken: String(tokens),
    });
    client.dispose();
  }

  async function reverse(window: Window): Promise<void> {
    const client = clientOf(running(window));
    for (const { id } of window.account.hits()) {
      const input = { HITId: id, AssignmentStatuses: ['Rejected' as const] };
      for (const { AssignmentId } of (await client.call('ListAssignmentsForHIT', input)).Assignments ?? [])
        await client.call('ApproveAssignment', { AssignmentId, OverrideRejection: true });
    }
    client.dispose();
  }

  const next = (window: Window, event: 'onAnswering' | 'onClock' | 'onState') =>
    new Promise<void>(resolve => {
      const subscription = window.local[event](() => {
        subscription.dispose();
        resolve();
      });
    });

  it('knows what is so after idle time, pauses, a reload, a second window, a restart and a reset', async function () {
    if (process.platform === 'win32') return this.skip();
    const first = open();
    assert.ok((await first.local.start('sample')).ok);
    const { pid } = running(first);
    await agrees(first, 'after the start');
    await first.account.readWork(first.account.hits().map(({ id }) => id));

    await work(first);
    await agrees(first, 'after work at the service');
    await reverse(first);
    await agrees(first, 'after rejections were reversed elsewhere');

    process.kill(pid, 'SIGSTOP');
    const silent = next(first, 'onAnswering');
    for (let missed = 0; missed < 10; missed += 1) for (const tick of [...first.ticks]) tick();
    await silent;
    assert.ok(first.account.size > 0, 'rows stay');
    const awake = next(first, 'onAnswering');
    process.kill(pid, 'SIGCONT');
    await awake;
    assert.equal(first.sessions, 1);
    await agrees(first, 'after a pause');

    // The stream breaks unseen, and what happens until it is back is missed.
    const reload = open();
    await reload.local.join();
    await agrees(reload, 'after a reload');
    assert.equal(running(reload).pid, pid);

    await work(first);
    await agrees(first, 'with two windows');
    await agrees(reload, 'in the second window');

    const jump = next(reload, 'onClock');
    await first.local.control('clock', { advanceSeconds: 2 * 86_400 });
    await jump;
    await agrees(first, 'after time was advanced');
    await agrees(reload, 'after time was advanced elsewhere');

    const stopped = next(first, 'onState');
    await reload.local.stop();
    await stopped;
    assert.deepEqual(first.local.state, { state: 'stopped', unexpectedly: false });
    const back = next(first, 'onState');
    assert.ok((await reload.local.start('none')).ok);
    await back;
    await agrees(first, 'after a restart elsewhere');
    await agrees(reload, 'after a restart');

    const other = next(first, 'onState');
    await reload.local.control('reset', { seed: 'sample' });
    await other;
    await agrees(first, 'after a reset elsewhere');
    await agrees(reload, 'after a reset');
    await work(first);
    await agrees(first, 'after work at new data');
    await agrees(reload, 'after work at new data, in the second window');
  });
});
