import assert from 'node:assert/strict';
import { Account } from '../../../src/account/account.ts';
import { AutoRefresh, type Visibility } from '../../../src/account/autoRefresh.ts';
import { MTurkClient } from '../../../src/mturk/client.ts';
import { ManualTimers } from '../../support/manualTimers.ts';
import { useBench } from '../service/setup.ts';

const looking: Visibility = {
  focused: true,
  listing: true,
  review: false,
  workers: false,
  rejected: false,
  people: false,
};
const minute = 60_000;

describe('the automatic refresh of an account', () => {
  const bench = useBench();
  const ended: (() => void)[] = [];

  afterEach(() => {
    for (const end of ended.splice(0)) end();
  });

  function keep({ pushes = false, polls = true } = {}) {
    const { endpoint, accessKeyId, secretAccessKey } = bench().local;
    const timers = new ManualTimers(Date.now());
    const client = new MTurkClient({ endpoint, credentials: async () => ({ accessKeyId, secretAccessKey }) });
    const account = new Account({ client, now: () => timers.now });
    const autoRefresh = new AutoRefresh({
      account,
      pushes,
      interval: () => (polls ? minute : undefined),
      after: timers.after,
      onSaveFailed: error => assert.fail(String(error)),
    });
    ended.push(() => {
      autoRefresh.dispose();
      account.dispose();
    });
    return {
      account,
      autoRefresh,
      attend: async (visibility: Visibility) => {
        autoRefresh.attend(visibility);
        await autoRefresh.idle();
      },
      pass: (milliseconds: number) => timers.pass(milliseconds, () => autoRefresh.idle()),
      timers,
    };
  }

  /** What the service was asked since the last time, by this or another client. */
  let before: Record<string, number> = {};
  beforeEach(() => {
    before = {};
  });
  async function asked(): Promise<Record<string, number>> {
    const { operations } = await bench().local.control('stats');
    const all = Object.entries(operations as Record<string, { calls: number }>);
    const news = all.flatMap(([name, { calls }]) =>
      calls > (before[name] ?? 0) ? [[name, calls - (before[name] ?? 0)] as const] : [],
    );
    before = Object.fromEntries(all.map(([name, { calls }]) => [name, calls]));
    return Object.fromEntries(news);
  }

  it('sends nothing while the window has no focus or nothing shows, whatever time passes and the service tells', async () => {
    const { HITId } = await bench().createHIT();
    await asked();
    for (const pushes of [true, false]) {
      const { attend, autoRefresh, pass } = keep({ pushes });
      await attend({ focused: false, listing: true, review: true, workers: true, rejected: true, people: true });
      autoRefresh.push([HITId]);
      autoRefresh.push('everything');
      await pass(60 * minute);
      await attend({ focused: true, listing: false, review: false, workers: false, rejected: false, people: false });
      autoRefresh.push([HITId]);
      await pass(60 * minute);
      assert.deepEqual(await asked(), {});
      await attend(looking);
      assert.ok(((await asked()).ListHITs ?? 0) > 0);
      await attend({ ...looking, focused: false });
      autoRefresh.push([HITId]);
      await pass(60 * minute);
      assert.deepEqual(await asked(), {});
    }
  });

  it('reads what the service said has changed as soon as somebody looks', async () => {
    const { HITId } = await bench().createHIT();
    const { attend, autoRefresh, account } = keep({ pushes: true });
    await attend(looking);
    await attend({ ...looking, focused: false });
    await bench().accept(HITId, 'A1WORKER');
    autoRefresh.push([HITId]);
    await autoRefresh.idle();
    assert.equal(account.hit(HITId)?.pending, 0);
    await asked();
    await attend(looking);
    assert.equal(account.hit(HITId)?.pending, 1);
    assert.deepEqual(await asked(), { GetAccountBalance: 1, GetHIT: 1 });
  });

  it('reads blocks and qualifications again when the service says that they changed, while they show', async () => {
    const { attend, autoRefresh, account } = keep({ pushes: true });
    await attend({ ...looking, people: true });
    const { HITId } = await bench().createHIT();
    await bench().work(HITId, 'A1WORKER');
    await account.client.call('CreateWorkerBlock', { WorkerId: 'A1WORKER', Reason: 'Tests' });
    await asked();
    autoRefresh.push('people');
    await autoRefresh.idle();
    assert.equal(account.workers.blockOf('A1WORKER'), 'Tests');
    assert.ok((await asked()).ListWorkerBlocks);
    await attend(looking);
    autoRefresh.push('people');
    await autoRefresh.idle();
    assert.deepEqual(await asked(), {});
    await attend({ ...looking, people: true });
    await autoRefresh.idle();
    assert.ok((await asked()).ListWorkerBlocks);
  });

  it('reads blocks and qualifications for a page of them alone, and no HITs', async () => {
    const page: Visibility = { ...looking, listing: false, people: true };
    const { HITId } = await bench().createHIT();
    await bench().work(HITId, 'A1WORKER');
    const pushed = keep({ pushes: true });
    await pushed.attend(page);
    assert.deepEqual(pushed.account.workers.freshness.state, 'fresh');
    await pushed.account.client.call('CreateWorkerBlock', { WorkerId: 'A1WORKER', Reason: 'Tests' });
    await asked();
    pushed.autoRefresh.push('people');
    await pushed.autoRefresh.idle();
    assert.equal(pushed.account.workers.blockOf('A1WORKER'), 'Tests');
    assert.equal((await asked()).ListHITs, undefined);
    const polling = keep();
    await polling.attend(page);
    await asked();
    await polling.pass(2 * minute);
    const { ListWorkerBlocks, ListHITs } = await asked();
    assert.ok(ListWorkerBlocks);
    assert.equal(ListHITs, undefined);
  });

  it('polls only what can still change, and new HITs', async () => {
    await Promise.all(Array.from({ length: 102 }, (_, index) => bench().createHIT({ Title: `${index}` })));
    const { attend, pass, account } = keep();
    await account.refreshHITs();
    const [open, ...others] = account.hits();
    await Promise.all(
      others.map(({ id }) => account.client.call('UpdateExpirationForHIT', { HITId: id, ExpireAt: new Date(0) })),
    );
    await account.refreshHITs();
    await attend(looking);
    const fresh = await bench().createHIT({ Title: 'New' });
    await asked();
    await pass(2 * minute);
    assert.deepEqual(await asked(), { GetAccountBalance: 1, GetHIT: 1, ListHITs: 1 });
    assert.ok(account.hit(fresh.HITId));
    assert.equal(account.size, 103);
    assert.equal(open && account.counts(open).available, 3);
  });

  it('slows down while nothing changes, and is quick again when something does', async () => {
    const { HITId } = await bench().createHIT();
    const { attend, pass, timers } = keep();
    await attend(looking);
    const waits = [];
    for (let poll = 0; poll < 5; poll += 1) {
      const wait = Math.max(...timers.waits);
      waits.push(wait / minute);
      await pass(wait);
    }
    assert.deepEqual(waits, [1, 2, 4, 8, 8]);
    await bench().accept(HITId, 'A1WORKER');
    await pass(8 * minute);
    assert.equal(Math.max(...timers.waits), minute);
  });

  it('does not poll when that is turned off, but lists when the view is first shown', async () => {
    await bench().createHIT();
    const { attend, pass, account } = keep({ polls: false });
    await attend(looking);
    assert.equal(account.size, 1);
    await asked();
    await pass(600 * minute);
    assert.deepEqual(await asked(), {});
  });

  it('keeps up a panel alone while only that shows', async () => {
    const shown = await bench().createHIT({ Title: 'Shown' });
    await bench().createHIT({ Title: 'Other' });
    const { attend, pass, account } = keep();
    await account.refreshHIT(shown.HITId);
    const held = account.openHITs.hold(shown.HITId);
    await asked();
    await attend({ focused: true, listing: false, review: false, workers: false, rejected: false, people: false });
    assert.deepEqual(await asked(), { GetAccountBalance: 1, GetHIT: 1 });
    held.dispose();
    await pass(60 * minute);
    assert.deepEqual(await asked(), {});
  });

  it('follows an act until its effect shows and nothing moves any more', async () => {
    const { HITId } = await bench().createHIT();
    const { attend, pass, account } = keep({ polls: false });
    await attend(looking);
    // A service whose answers lag behind: what it did shows only some seconds later.
    await account.reread({ hitIds: [HITId], workers: false });
    await asked();
    await pass(1000);
    assert.deepEqual(await asked(), { GetHIT: 1 }, 'not seen yet');
    await bench().accept(HITId, 'A1WORKER');
    await pass(3000);
    assert.deepEqual(await asked(), { GetHIT: 1 });
    assert.equal(account.hit(HITId)?.pending, 1);
    await pass(8000);
    assert.deepEqual(await asked(), { GetHIT: 1 }, 'seen, and looked at once more');
    await pass(60 * minute);
    assert.deepEqual(await asked(), {}, 'settled');
  });
});
