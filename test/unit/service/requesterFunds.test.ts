import assert from 'node:assert/strict';
import {
  ApproveAssignmentCommand,
  CreateAdditionalAssignmentsForHITCommand,
  DeleteHITCommand,
  GetAccountBalanceCommand,
  RejectAssignmentCommand,
  SendBonusCommand,
  UpdateExpirationForHITCommand,
} from '@aws-sdk/client-mturk';
import { cents } from '../../../src/mturk/money.ts';
import { readCommandLine } from '../../../src/service/cli.ts';
import { ControlRefusal } from '../../support/local.ts';
import { assertRefused, useBench } from './setup.ts';

describe('service: money', () => {
  const bench = useBench();

  const funds = async (change: object = {}) => {
    const { balance, held, paid, funded } = await bench().local.control('funds', change);
    return [balance, held, paid, funded];
  };

  it('is not asked for in sandbox mode, which knows no fees (§1)', async () => {
    const { createHIT, work, client, local } = bench();
    const { HITId } = await createHIT({ Reward: '5000.00', MaxAssignments: 9 });
    const id = await work(HITId, 'A1');
    await client.send(new ApproveAssignmentCommand({ AssignmentId: id }));
    await client.send(
      new SendBonusCommand({ WorkerId: 'A1', AssignmentId: id, BonusAmount: '20000', Reason: 'Great' }),
    );
    const { AvailableBalance, OnHoldBalance } = await client.send(new GetAccountBalanceCommand({}));
    assert.deepEqual([AvailableBalance, OnHoldBalance], ['10000.00', undefined]);
    const { entries } = await local.control('ledger');
    assert.deepEqual(
      (entries as Record<string, unknown>[]).map(({ kind, amount, fee, WorkerId }) => [kind, amount, fee, WorkerId]),
      [
        ['reward', '5000.00', '0.00', 'A1'],
        ['bonus', '20000.00', '0.00', 'A1'],
      ],
    );
  });

  it('holds reward and fee of every slot, releases what is not needed, pays the rest (§7)', async () => {
    const { createHIT, work, accept, client, local } = bench();
    assert.deepEqual(await funds({ mode: 'funded', balance: '10.00' }), ['10.00', '0.00', '0.00', '10.00']);
    // 0.60 and a fee of 0.12, three times.
    const { HITId } = await createHIT();
    assert.deepEqual(await funds(), ['7.84', '2.16', '0.00', '10.00']);
    const { AvailableBalance, OnHoldBalance } = await client.send(new GetAccountBalanceCommand({}));
    assert.deepEqual([AvailableBalance, OnHoldBalance], ['7.84', '2.16']);
    const [first, second] = [await work(HITId, 'A1'), await work(HITId, 'A2')];
    await client.send(new ApproveAssignmentCommand({ AssignmentId: first }));
    assert.deepEqual(await funds(), ['7.84', '1.44', '0.72', '10.00']);
    await client.send(new RejectAssignmentCommand({ AssignmentId: second, RequesterFeedback: 'no' }));
    assert.deepEqual(await funds(), ['8.56', '0.72', '0.72', '10.00']);
    const third = await accept(HITId, 'A3');
    await client.send(new UpdateExpirationForHITCommand({ HITId, ExpireAt: new Date(0) }));
    assert.deepEqual(await funds(), ['8.56', '0.72', '0.72', '10.00'], 'work in progress is still held for');
    await local.control('return', { AssignmentId: third, WorkerId: 'A3' });
    assert.deepEqual(await funds(), ['9.28', '0.00', '0.72', '10.00']);
    await client.send(new ApproveAssignmentCommand({ AssignmentId: second, OverrideRejection: true }));
    await client.send(new DeleteHITCommand({ HITId }));
    assert.deepEqual(await funds(), ['8.56', '0.00', '1.44', '10.00']);
    await client.send(
      new SendBonusCommand({ WorkerId: 'A1', AssignmentId: first, BonusAmount: '1.00', Reason: 'Great' }),
    );
    assert.deepEqual(await funds({ add: '0.50' }), ['7.86', '0.00', '2.64', '10.50']);
  });

  it('charges 40 % for ten assignments, and 5 % more for Masters (§7)', async () => {
    await funds({ mode: 'funded', balance: '100' });
    await bench().createHIT({ Reward: '1.00', MaxAssignments: 10 });
    assert.deepEqual((await funds())[1], '14.00');
    await bench().createHIT({
      Reward: '1.00',
      MaxAssignments: 1,
      QualificationRequirements: [{ QualificationTypeId: '2ARFPLSP75KLA8M8DH1HTEQVJT3SY6', Comparator: 'Exists' }],
    });
    assert.deepEqual((await funds())[1], '15.25');
  });

  it('refuses what it can not pay, and leaves nothing behind (§3.1, §3.2)', async () => {
    const { createHIT, work, client, getHIT } = bench();
    await funds({ mode: 'funded', balance: '2.16' });
    const { HITId } = await createHIT();
    const broke = (call: Promise<unknown>) => assertRefused(call, 'InsufficientFunds');
    await broke(createHIT({ MaxAssignments: 1 }));
    await broke(createHIT({ MaxAssignments: 1_000_000_000, Reward: '99999999999.99' }));
    await broke(client.send(new CreateAdditionalAssignmentsForHITCommand({ HITId, NumberOfAdditionalAssignments: 1 })));
    const id = await work(HITId, 'A1');
    const bonus = (BonusAmount: string) =>
      client.send(new SendBonusCommand({ WorkerId: 'A1', AssignmentId: id, BonusAmount, Reason: 'Great' }));
    await broke(bonus('0.01'));
    await broke(bonus('90000000000000.00'));
    await client.send(new RejectAssignmentCommand({ AssignmentId: id, RequesterFeedback: 'no' }));
    await createHIT({ MaxAssignments: 1 });
    await broke(client.send(new ApproveAssignmentCommand({ AssignmentId: id, OverrideRejection: true })));
    assert.equal((await getHIT(HITId)).MaxAssignments, 3);
    assert.deepEqual(await funds(), ['0.00', '2.16', '0.00', '2.16']);
  });

  it('takes over HITs that were made in sandbox mode, and forgets its accounts there (§7)', async () => {
    await bench().createHIT();
    assert.deepEqual(await funds({ balance: '5.00' }), ['5.00', '2.16', '0.00', '7.16']);
    const { entries } = await bench().local.control('ledger');
    assert.deepEqual(
      (entries as { amount: string }[]).map(({ amount }) => amount),
      ['7.16'],
    );
    assert.deepEqual(await funds({ mode: 'sandbox' }), ['10000.00', '0.00', '0.00', '0.00']);
    await assert.rejects(
      funds({ add: '-1' }),
      (error: unknown) =>
        error instanceof ControlRefusal && error.code === 'InvalidInput' && /250\.00/.test(error.message),
    );
  });

  it('takes its first funds from the command line', () => {
    assert.equal(readCommandLine(['--funds', '12.5']).options.funds, 1250);
    assert.throws(() => readCommandLine(['--funds', 'lots']), /--funds takes an amount of dollars/);
  });
});

describe('service: money from the start', () => {
  const bench = useBench({ funds: cents(1000) });

  it('is what the service was started with, also after a reset', async () => {
    const { local, createHIT } = bench();
    await createHIT();
    const amounts = async () => {
      const { balance, held } = await local.control('funds');
      return [balance, held];
    };
    assert.deepEqual(await amounts(), ['7.84', '2.16']);
    await local.control('reset');
    assert.deepEqual(await amounts(), ['10.00', '0.00']);
  });
});
