import assert from 'node:assert/strict';
import { soak } from '../../support/soak.ts';

describe('a ledger in bad weather', () => {
  it('pays everybody exactly once and publishes every HIT once, however often it is killed', async () => {
    const { kills, faults } = await soak({ bonuses: 120, approvals: 120, hits: 40, kills: 4, parallel: 6 });
    assert.equal(kills, 4);
    assert.ok(faults > 20, 'the weather was bad');
  });
});
