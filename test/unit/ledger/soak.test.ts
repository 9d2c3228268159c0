import assert from 'node:assert/strict';
import { messageSoak } from '../../support/messageSoak.ts';
import { soak } from '../../support/soak.ts';

describe('a ledger in bad weather', () => {
  it('pays everybody exactly once and publishes every HIT once, however often it is killed', async () => {
    const { kills, faults } = await soak({ bonuses: 120, approvals: 120, hits: 40, kills: 4, parallel: 6 });
    assert.equal(kills, 4);
    assert.ok(faults > 20, 'the weather was bad');
  });

  it('tells nobody twice, and lists as unclear who may or may not have been told', async () => {
    const { kills, sent, unclear } = await messageSoak({ messages: 200, kills: 3, parallel: 6 });
    assert.equal(kills, 3);
    assert.equal(sent + unclear, 200);
    assert.ok(unclear < 100, `${unclear} of 200 are unclear`);
  });
});
