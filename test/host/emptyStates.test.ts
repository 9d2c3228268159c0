/** What the views say while they have no rows, by the context keys that their welcome texts and menus ask for. */
import assert from 'node:assert/strict';
import { rejectionsLeft } from '../../src/account/rejections.ts';
import { commands } from '../../src/ids.ts';
import { localProfile, type Profile } from '../../src/profiles/profile.ts';
import type { WorkRef } from '../../src/refs.ts';
import { startLocal } from '../support/local.ts';
import { accountNow, activated, lookedAt, run, sampleLocal } from './support.ts';

describe('empty states', () => {
  afterEach(async () => (await activated()).explorer.arrangement.filterBy(''));
  after(async () => run(commands.stopLocal, []));

  /** Why each view is empty. */
  async function reasons() {
    const { explorer } = await activated();
    const { contextValue } = explorer;
    for (const view of [explorer.hits, explorer.review, explorer.workers, explorer.rejected]) {
      view.repaint();
      await view.painted();
    }
    return {
      hits: contextValue('hitsEmpty'),
      review: contextValue('reviewEmpty'),
      workers: contextValue('workersEmpty'),
      rejected: contextValue('rejectedEmpty'),
    };
  }

  it('say that Local is stopped, until it runs', async () => {
    const { contextValue } = (await lookedAt()).explorer;
    await sampleLocal();
    assert.equal(contextValue('localRunning'), true);
    await run(commands.stopLocal, []);
    assert.equal(contextValue('localRunning'), false);
    const stopped = 'localStopped';
    assert.deepEqual(await reasons(), { hits: stopped, review: stopped, workers: stopped, rejected: stopped });
    const { account } = await sampleLocal();
    await account.refreshReview();
    await account.workers.refresh();
    assert.deepEqual(await reasons(), { hits: '', review: '', workers: '', rejected: '' });
  });

  it('say that there is nothing yet, and what to do about it', async () => {
    await sampleLocal();
    await run(commands.resetLocal, [], { pick: /Nothing/ }, { confirm: true });
    const account = await accountNow();
    await account.refreshHITs();
    assert.deepEqual(account.hits(), []);
    await account.refreshReview();
    await account.workers.refresh();
    const nothing = {
      hits: 'noHITsInLocal',
      review: 'nothingWaits',
      workers: 'noWorkers',
      rejected: 'nothingRejected',
    };
    assert.deepEqual(await reasons(), nothing);
    // What was known goes on being said while it is read again.
    const reading = Promise.all([account.refreshHITs(), account.refreshReview(), account.workers.refresh(true)]);
    assert.deepEqual(await reasons(), nothing);
    await reading;
  });

  it('say that no rejection is left only when all that may hold one was read', async () => {
    const { explorer, workbench } = await activated();
    await sampleLocal();
    // Nobody looks, whatever an earlier file left in sight: what is to be reviewed is read with the rejections beside it.
    explorer.fresh.focused = () => false;
    await workbench.local.control('reset', { seed: 'sample' });
    const account = await accountNow();
    await account.refreshHITs();
    const rows = async () => (await explorer.rejected.getChildren()).map(({ kind }) => kind);
    assert.equal((await reasons()).rejected, '');
    assert.deepEqual(await rows(), ['note'], 'reviewed work that was not read');
    await run(commands.readRejections, []);
    assert.equal((await reasons()).rejected, '');
    const left = rejectionsLeft(account.works(), account.now());
    assert.deepEqual(
      await rows(),
      left.map(() => 'assignment'),
    );
    const targets = left.map(({ id, hitId }): WorkRef => ({ kind: 'assignment', hitId, assignmentId: id }));
    await run(commands.reverseRejection, [targets[0], targets], { confirm: true });
    assert.equal((await reasons()).rejected, 'nothingRejected');
    assert.deepEqual(await rows(), []);
  });

  it('say that the filter hides everything, and that there is a filter', async () => {
    const { explorer } = await activated();
    const { contextValue } = explorer;
    await sampleLocal();
    assert.equal(contextValue('hitsFiltered'), false);
    await run(commands.filterHITs, [], { type: 'nothing-has-this-word' });
    assert.equal((await reasons()).hits, 'filtered');
    assert.equal(contextValue('hitsFiltered'), true);
    assert.deepEqual(await explorer.hits.getChildren(), []);
    await run(commands.clearFilter, []);
    assert.equal((await reasons()).hits, '');
  });

  it('know Local itself from another service that somebody calls local', async () => {
    const { workbench, explorer } = await lookedAt();
    const { contextValue } = explorer;
    await sampleLocal();
    assert.equal(contextValue('localActive'), true);
    const other = await startLocal();
    const profile: Profile = {
      id: 'lab',
      name: 'lab',
      endpoint: other.endpoint,
      environment: 'local',
      keys: 'stored',
    };
    await workbench.store.add(profile, other);
    try {
      await workbench.sessions.switchTo(profile);
      assert.equal(contextValue('environment'), 'local');
      assert.equal(contextValue('localActive'), false);
      await workbench.sessions.current.account?.refreshReview();
      await workbench.sessions.current.account?.workers.refresh();
      assert.deepEqual(await reasons(), {
        hits: 'noHITs',
        review: 'nothingWaits',
        workers: 'noWorkers',
        rejected: 'nothingRejected',
      });
    } finally {
      await workbench.sessions.switchTo(localProfile);
      await workbench.store.remove(profile.id);
      await other.stop();
    }
    assert.equal(contextValue('localActive'), true);
  });
});
