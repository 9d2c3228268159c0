import assert from 'node:assert/strict';
import { useBench } from '../service/setup.ts';
import { useAccounts } from './setup.ts';

describe('what an account knows of a HIT besides', () => {
  const bench = useBench();
  const openAt = useAccounts();

  it('are the bonuses paid for it, read again with it once it has changed', async () => {
    const { HITId } = await bench().createHIT({ Reward: '0.60' });
    const assignment = await bench().work(HITId, 'A1GOOD');
    const { account, calls, changes } = openAt(bench().local);
    await account.client.call('ApproveAssignment', { AssignmentId: assignment });
    const bonus = (amount: string, token: string) =>
      account.client.call('SendBonus', {
        WorkerId: 'A1GOOD',
        AssignmentId: assignment,
        BonusAmount: amount,
        Reason: 'Careful',
        UniqueRequestToken: token,
      });
    await bonus('0.25', 'one');
    await account.refreshHITs();
    assert.equal(account.workers.bonuses.of(HITId), undefined);
    await account.workers.bonuses.refresh(HITId);
    const [paid, ...more] = account.workers.bonuses.of(HITId) ?? [];
    assert.deepEqual(more, []);
    assert.ok(paid && paid.paid > 0);
    assert.deepEqual(
      { ...paid, paid: 0 },
      { workerId: 'A1GOOD', assignmentId: assignment, amount: 25, reason: 'Careful', paid: 0 },
    );
    assert.ok(changes.at(-1)?.workers);

    await bonus('0.10', 'two');
    calls.length = 0;
    await account.recheck([HITId], 'lazily');
    assert.ok(!calls.includes('ListBonusPayments'), 'nothing says that it changed, and nobody looks');
    await account.recheck([HITId]);
    assert.equal(account.workers.bonuses.of(HITId)?.length, 2);
    assert.equal(account.workers.bonuses.sums().get('A1GOOD'), 35);
  });

  it('are the names of qualification types, each asked for once', async () => {
    const { account, calls } = openAt(bench().local);
    const { QualificationType } = await account.client.call('CreateQualificationType', {
      Name: 'Careful reader',
      Description: 'Read well.',
      QualificationTypeStatus: 'Active',
    });
    const id = QualificationType?.QualificationTypeId ?? '';
    const unknown = `3${'A'.repeat(29)}`;
    const names = account.qualificationTypes;
    calls.length = 0;
    await names.read([id, id, unknown, '00000000000000000071']);
    await names.read([id, unknown]);
    assert.deepEqual([names.name(id), names.name(unknown)], ['Careful reader', undefined]);
    assert.equal(names.name('00000000000000000071'), 'Location');
    assert.deepEqual(calls, ['GetQualificationType', 'GetQualificationType']);
    await bench().local.stop();
    await names.read(['3OTHER']);
    assert.equal(names.name('3OTHER'), undefined);
  });

  it('is what was seen to change: places and its end', async () => {
    const { HITId } = await bench().createHIT({ MaxAssignments: 3 });
    const { account } = openAt(bench().local);
    await account.refreshHITs();
    assert.deepEqual(account.observedChanges.of(HITId), []);
    await account.client.call('CreateAdditionalAssignmentsForHIT', { HITId, NumberOfAdditionalAssignments: 2 });
    await account.refreshHIT(HITId);
    await account.refreshHIT(HITId);
    const [seen, ...more] = account.observedChanges.of(HITId);
    assert.deepEqual(more, []);
    assert.deepEqual(seen?.max, { before: 3, after: 5 });
    assert.equal(seen?.expires, undefined);
    await account.client.call('UpdateExpirationForHIT', { HITId, ExpireAt: new Date(0) });
    await account.refreshHIT(HITId);
    assert.ok(account.observedChanges.of(HITId)[1]?.expires);
  });
});
