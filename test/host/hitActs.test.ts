import assert from 'node:assert/strict';
import { commands } from '../../src/ids.ts';
import { hitTarget, waitingWork } from './sampleWork.ts';
import { type LocalAtHand, run, sampleLocal } from './support.ts';

describe('acts on sample HITs', () => {
  let at: LocalAtHand;

  beforeEach(async () => {
    at = await sampleLocal();
  });

  after(async () => run(commands.stopLocal, []));

  const waiting = (count: number) => waitingWork(at, count);

  it('extend by assignments and by time at once, and know the limit of a year', async () => {
    const hit = at.account.hits().find(each => each.maxAssignments < 9 && each.status === 'Assignable');
    assert.ok(hit);
    const tooLong = await run(commands.extendHIT, [hitTarget(hit)], { type: '1' }, { type: '53 w' });
    assert.match(tooLong.objections.join(), /365 days/);
    const prompts = await run(commands.extendHIT, [hitTarget(hit)], { type: '1' }, { type: '2 d' }, { confirm: true });
    await prompts.heard('confirm', /1 more assignment\.\n2 d more/);
    await prompts.heard('inform', /^Extended 1 HIT \(LOCAL\)/);
    const { HIT } = await at.independent.call('GetHIT', { HITId: hit.id });
    assert.equal(HIT?.MaxAssignments, hit.maxAssignments + 1);
    assert.equal(HIT?.Expiration?.getTime(), hit.expires + 2 * 24 * 3600 * 1000);
    assert.equal(at.account.hit(hit.id)?.maxAssignments, hit.maxAssignments + 1);
  });

  it('publish further HITs of the same type where ten assignments can’t be reached, at the price that was shown', async () => {
    const hit = at.account.hits().find(each => each.maxAssignments < 9 && each.status === 'Assignable');
    assert.ok(hit);
    const before = new Set(at.account.hits().map(({ id }) => id));
    const prompts = await run(
      commands.extendHIT,
      [hitTarget(hit)],
      { type: '20' },
      { type: '' },
      { pick: /At most 9 assignments each/ },
      { confirm: true },
    );
    const [offers = []] = prompts.offers;
    assert.equal(offers.length, 3, 'small HITs, one large HIT, only what fits');
    const added = 9 - hit.maxAssignments;
    assert.equal((await at.independent.call('GetHIT', { HITId: hit.id })).HIT?.MaxAssignments, 9);
    const further = at.account.hits().filter(({ id }) => !before.has(id));
    assert.equal(
      further.reduce((sum, each) => sum + each.maxAssignments, 0),
      20 - added,
    );
    for (const each of further) {
      assert.equal(each.typeId, hit.typeId);
      assert.ok(each.maxAssignments <= 9);
    }
    await prompts.heard('inform', /^Extended 1 HIT \(LOCAL\)/);
  });

  it('expire, and delete only when nothing waits for review', async () => {
    const { hit, assignments } = await waiting(1);
    const [assignment] = assignments;
    assert.ok(assignment);
    if (hit.expires > Date.now()) await run(commands.expireHIT, [hitTarget(hit)], { confirm: true });
    const { HIT } = await at.independent.call('GetHIT', { HITId: hit.id });
    assert.ok((HIT?.Expiration?.getTime() ?? Number.POSITIVE_INFINITY) <= Date.now());
    assert.notEqual(HIT?.HITStatus, 'Assignable');
    const refused = await run(commands.deleteHIT, [hitTarget(hit)]);
    await refused.heard('warn', /Can’t delete HIT/);

    const done = at.account
      .hits()
      .find(each => at.account.counts(each).submitted === 0 && each.status === 'Reviewable');
    assert.ok(done);
    await run(commands.deleteHIT, [hitTarget(done)], { confirm: true });
    assert.equal(at.account.hit(done.id), undefined);
    const { HITs } = await at.independent.call('ListHITs', { MaxResults: 100 });
    assert.ok(HITs?.every(({ HITId }) => HITId !== done.id));
  });

  it('disable: approve all that is submitted, and delete', async () => {
    const { hit, assignments } = await waiting(1);
    const [assignment] = assignments;
    assert.ok(assignment);
    const alone = at.account.hit(hit.id)?.pending === 0;
    const prompts = await run(commands.disableHIT, [hitTarget(hit)], { confirm: true });
    await prompts.heard('confirm', /^Disable HIT “.*Approves \d+ submitted/s);
    const { HITs = [] } = await at.independent.call('ListHITs', { MaxResults: 100 });
    assert.equal(
      HITs.some(({ HITId }) => HITId === hit.id),
      !alone,
    );
    await prompts.heard(
      'inform',
      alone ? /^Disabled and deleted 1 HIT \(LOCAL\)/ : /when the workers on it have finished/,
    );
  });

  it('finish disabling a HIT when the last worker on it is through', async () => {
    const hit = at.account.hits().find(({ pending }) => pending > 0);
    assert.ok(hit, 'the samples have a HIT with somebody at work');
    const prompts = await run(commands.disableHIT, [hitTarget(hit)], { confirm: true });
    await prompts.heard('inform', /deleted when the workers on it have finished/);
    assert.ok(at.account.hit(hit.id), 'it can’t be deleted while somebody works on it');
    const deleted = new Promise<void>(resolve => {
      const subscription = at.account.onChange(() => {
        if (at.account.hit(hit.id)) return;
        subscription.dispose();
        resolve();
      });
    });
    // The place of who doesn't come back is given up when the time for the assignment has passed.
    await run(commands.advanceClock, [], { type: '30 d' });
    await deleted;
  });
});
