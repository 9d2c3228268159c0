import assert from 'node:assert/strict';
import { GetAccountBalanceCommand, ListHITsCommand, MTurkClient, SendBonusCommand } from '@aws-sdk/client-mturk';
import { ControlRefusal } from '../../support/local.ts';
import { callRaw } from '../../support/signed.ts';
import { assertFramework, assertRefused, useBench } from './setup.ts';

describe('service: faults and limits on demand (§5)', () => {
  let wall = Date.now();
  const pauses: number[] = [];
  const bench = useBench({
    wall: () => wall,
    pause: async ms => {
      pauses.push(ms);
    },
  });
  beforeEach(() => {
    wall = Date.now();
    pauses.length = 0;
  });

  const balance = () => bench().client.send(new GetAccountBalanceCommand({}));
  const faults = (rules: readonly object[], seed = 1) => bench().local.control('faults', { rules, seed });
  const outcome = async () => {
    try {
      await balance();
      return 'ok';
    } catch (error) {
      return error instanceof Error ? error.name : '?';
    }
  };

  it('throttles and fails so many calls of one operation, and no others', async () => {
    await faults([
      { operation: 'GetAccountBalance', fault: 'throttle', count: 1 },
      { operation: 'GetAccountBalance', fault: 'serviceFault', count: 2 },
    ]);
    await bench().client.send(new ListHITsCommand({}));
    await assertFramework(balance(), 'ThrottlingException', 'Rate exceeded');
    await assert.rejects(balance(), (error: Error & { $fault?: string; TurkErrorCode?: string }) => {
      assert.deepEqual(
        [error.name, error.$fault, error.TurkErrorCode],
        ['ServiceFault', 'server', 'AWS.ServiceUnavailable'],
      );
      return true;
    });
    assert.deepEqual([await outcome(), await outcome()], ['ServiceFault', 'ok']);
    const { rules } = await bench().local.control('faults');
    assert.deepEqual(
      (rules as { hits: number }[]).map(({ hits }) => hits),
      [1, 2],
    );
  });

  it('has the wire form of the real thing', async () => {
    await faults([{ operation: '*', fault: 'serviceFault' }]);
    const { status, text } = await callRaw(bench().local, 'GetAccountBalance', '{}');
    assert.equal(status, 500);
    assert.match(
      text,
      /^\{"__type":"ServiceFault","Message":".+ \(\d{13}\)","TurkErrorCode":"AWS\.ServiceUnavailable"\}$/,
    );
  });

  it('lets a client recover that tries again, also by itself', async () => {
    const { local } = bench();
    await faults([{ operation: '*', fault: 'resetBefore', count: 1 }]);
    const client = new MTurkClient({
      region: 'us-east-1',
      endpoint: local.endpoint,
      credentials: local,
    });
    assert.equal((await client.send(new GetAccountBalanceCommand({}))).$metadata.attempts, 2);
    client.destroy();
  });

  it('cuts the connection before the effect, or after it', async () => {
    const { createHIT, work, client } = bench();
    const { HITId } = await createHIT();
    const AssignmentId = await work(HITId, 'A1');
    const bonus = () =>
      client.send(
        new SendBonusCommand({
          WorkerId: 'A1',
          AssignmentId,
          BonusAmount: '1',
          Reason: 'Good',
          UniqueRequestToken: 'once',
        }),
      );
    const cut = (error: Error) =>
      /socket hang up|ECONNRESET/.test(`${error.message} ${String((error as { code?: string }).code)}`);
    await faults([{ operation: 'SendBonus', fault: 'resetBefore', count: 1 }]);
    await assert.rejects(bonus(), cut);
    await faults([{ operation: 'SendBonus', fault: 'resetAfter', count: 1 }]);
    await assert.rejects(bonus(), cut);
    await assertRefused(bonus(), 'IdempotencyTokenAlreadyProcessed');
  });

  it('delays, and adds delays up', async () => {
    await faults([
      { operation: '*', latencyMs: 200 },
      { operation: 'GetAccountBalance', latencyMs: 50, fault: 'throttle' },
    ]);
    assert.equal(await outcome(), 'ThrottlingException');
    await bench().client.send(new ListHITsCommand({}));
    assert.deepEqual(pauses, [250, 200]);
  });

  it('draws by rate, the same for the same seed', async () => {
    const draw = async (seed: number) => {
      await faults([{ operation: '*', fault: 'throttle', rate: 0.5 }], seed);
      const outcomes: string[] = [];
      for (let count = 0; count < 40; count++) outcomes.push(await outcome());
      return outcomes;
    };
    const first = await draw(7);
    assert.deepEqual(await draw(7), first);
    assert.notDeepEqual(await draw(8), first);
    const hit = first.filter(name => name === 'ThrottlingException').length;
    assert(hit > 8 && hit < 32, `${hit} of 40`);
  });

  it('limits the rate by wall time, with a burst', async () => {
    await bench().local.control('limits', { requestsPerSecond: 2, burst: 3 });
    const burst = [await outcome(), await outcome(), await outcome(), await outcome()];
    assert.deepEqual(burst, ['ok', 'ok', 'ok', 'ThrottlingException']);
    wall += 499;
    assert.equal(await outcome(), 'ThrottlingException');
    wall += 1;
    assert.deepEqual([await outcome(), await outcome()], ['ok', 'ThrottlingException']);
    assert.deepEqual(await bench().local.control('limits', { requestsPerSecond: null }), { requestsPerSecond: null });
    assert.equal(await outcome(), 'ok');
  });

  it('ends with a reset, and refuses rules that mean nothing', async () => {
    const { local } = bench();
    await faults([{ operation: '*', fault: 'throttle' }]);
    await local.control('limits', { requestsPerSecond: 0.001 });
    await local.control('reset');
    assert.deepEqual([await outcome(), await outcome()], ['ok', 'ok']);
    for (const rule of [
      { operation: 'Nothing', fault: 'throttle' },
      { operation: '*' },
      { operation: '*', fault: 'x' },
    ])
      await assert.rejects(
        faults([rule]),
        (error: unknown) => error instanceof ControlRefusal && error.code === 'InvalidInput',
      );
  });
});
