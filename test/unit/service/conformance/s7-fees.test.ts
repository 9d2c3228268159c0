import assert from 'node:assert/strict';
import { useWireBench } from './wireBench.ts';

const masters = [{ QualificationTypeId: '2F1QJWKUDD8XADTFD2Q0G6UTO95ALH', Comparator: 'Exists' as const }];

describe('conformance §7: fees', () => {
  const bench = useWireBench();
  const balance = async () => {
    const { AvailableBalance, OnHoldBalance } = await bench().ask('GetAccountBalance');
    return { available: Number(AvailableBalance), held: Number(OnHoldBalance) };
  };
  const funded = (amount: string) => bench().local.control('funds', { mode: 'funded', balance: amount });
  const rounded = (amount: number) => Math.round(amount * 100) / 100;

  for (const [reward, max, qualified, fee] of [
    ['0.60', 3, false, 0.12],
    ['0.60', 9, false, 0.12],
    ['0.60', 10, false, 0.24],
    ['0.00', 1, false, 0.01],
    ['0.01', 10, false, 0.01],
    ['0.04', 1, false, 0.01],
    ['0.52', 1, false, 0.1],
    ['0.53', 1, false, 0.11],
    ['1.00', 1, true, 0.25],
    ['1.00', 10, true, 0.45],
    ['0.50', 1, true, 0.13],
  ] as const)
    it(`§7: ${reward} for ${max} assignment(s)${qualified ? ' of Masters' : ''} costs a fee of ${fee} each`, async () => {
      const { createHIT, run, accept, submit, ask } = bench();
      await funded('1000.00');
      const { HITId } = await createHIT({
        Reward: reward,
        MaxAssignments: max,
        QualificationRequirements: qualified ? masters : [],
      });
      const each = Number(reward) + fee;
      assert.deepEqual(await balance(), { available: rounded(1000 - each * max), held: rounded(each * max) });
      await run(tx =>
        tx.store.workers.save({ id: 'A1', locale: undefined, adult: true, masters: true, created: tx.now }),
      );
      const AssignmentId = await accept(HITId, 'A1');
      await submit(AssignmentId, 'A1');
      await ask('ApproveAssignment', { AssignmentId });
      assert.deepEqual(await balance(), { available: rounded(1000 - each * max), held: rounded(each * (max - 1)) });
    });

  it('§7: a bonus costs 20 %, 0.01 at least, whatever the size of the HIT', async () => {
    const { createHIT, work, ask } = bench();
    const { HITId } = await createHIT({ MaxAssignments: 10 });
    const AssignmentId = await work(HITId, 'A1');
    await funded('100.00');
    const before = (await balance()).available;
    for (const [BonusAmount, cost] of [
      ['1.00', 1.2],
      ['0.01', 0.02],
      ['0.52', 0.62],
      ['0.53', 0.64],
    ] as const) {
      const start = (await balance()).available;
      await ask('SendBonus', { WorkerId: 'A1', AssignmentId, BonusAmount, Reason: 'r' });
      assert.equal(rounded(start - (await balance()).available), cost);
    }
    assert.equal(rounded(before - (await balance()).available), 2.48);
  });

  it('§7: a rejection costs nothing; overriding it does', async () => {
    const { createHIT, work, ask } = bench();
    await funded('100.00');
    const { HITId } = await createHIT({ MaxAssignments: 1, Reward: '1.00' });
    const AssignmentId = await work(HITId, 'A1');
    assert.deepEqual(await balance(), { available: 98.8, held: 1.2 });
    await ask('RejectAssignment', { AssignmentId, RequesterFeedback: '' });
    assert.deepEqual(await balance(), { available: 100, held: 0 });
    await ask('ApproveAssignment', { AssignmentId, OverrideRejection: true });
    assert.deepEqual(await balance(), { available: 98.8, held: 0 });
  });

  it('§7: what expires unfilled is held no more', async () => {
    const { createHIT, ask } = bench();
    await funded('100.00');
    const { HITId } = await createHIT({ Reward: '1.00' });
    await ask('UpdateExpirationForHIT', { HITId, ExpireAt: 0 });
    assert.deepEqual(await balance(), { available: 100, held: 0 });
  });

  it('§7: the sandbox takes no fees', async () => {
    const { createHIT, work, ask, local } = bench();
    const { HITId } = await createHIT();
    await ask('ApproveAssignment', { AssignmentId: await work(HITId, 'A1') });
    const { entries } = await local.control('ledger');
    assert.deepEqual(
      (entries as { amount: string; fee: string }[]).map(({ amount, fee }) => [amount, fee]),
      [['0.60', '0.00']],
    );
  });
});
