import assert from 'node:assert/strict';
import { type Local, startLocal } from '../../support/local.ts';
import { seedMany } from '../../support/manyHITs.ts';
import { useAccounts } from './setup.ts';

describe('an account of ten thousand HITs', () => {
  const open = useAccounts();
  let local: Local;
  let ids: string[];

  before(async () => {
    const started = await startLocal();
    local = started;
    ids = await seedMany(started.service, { hits: 10_000, assignmentsEach: 0, waitingEvery: 1, questionLength: 100 });
  });
  after(() => local.stop());

  it('has rows after one request, and then tells of the changed ones alone', async () => {
    const { account, calls, changes } = open(local);
    let callsBeforeRows: number | undefined;
    account.onChange(({ hits }) => {
      if (hits.size > 0) callsBeforeRows ??= calls.length;
    });
    await account.refreshHITs();
    assert.equal(callsBeforeRows, 1);
    assert.equal(account.size, 10_000);
    assert.equal(calls.length, 101, 'the pages and the empty one after them');

    changes.length = 0;
    await account.refreshHITs();
    assert.equal(changes.filter(({ hits, listing }) => hits.size > 0 || listing).length, 0);

    const expired = ids.filter((_, index) => index % 200 === 0);
    assert.equal(expired.length, 50);
    for (const id of expired) await account.client.call('UpdateExpirationForHIT', { HITId: id, ExpireAt: new Date(0) });
    changes.length = 0;
    await account.refreshHITs();
    const told = changes.flatMap(({ hits }) => [...hits]);
    assert.deepEqual(new Set(told), new Set(expired));
    // Once for what was listed, once for the count that a listing of its own made clear.
    assert.ok(told.length <= 2 * expired.length);
    assert.ok(changes.every(({ listing }) => !listing));
  });
});
