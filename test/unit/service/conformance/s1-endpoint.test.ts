import assert from 'node:assert/strict';
import { GetAccountBalanceCommand, MTurkClient } from '@aws-sdk/client-mturk';
import { assertFramework } from '../setup.ts';
import { useWireBench } from './wireBench.ts';

describe('conformance §1: endpoint and signing', () => {
  const bench = useWireBench();
  const balance = async (region: string) => {
    const { endpoint, accessKeyId, secretAccessKey } = bench().local;
    const client = new MTurkClient({
      region,
      endpoint,
      credentials: { accessKeyId, secretAccessKey },
      maxAttempts: 1,
    });
    try {
      return (await client.send(new GetAccountBalanceCommand({}))).AvailableBalance;
    } finally {
      client.destroy();
    }
  };

  it('§1: signatures are for region us-east-1, or for the region named sandbox', async () => {
    assert.equal(await balance('us-east-1'), '10000.00');
    assert.equal(await balance('sandbox'), '10000.00');
    await assertFramework(balance('eu-west-1'), 'InvalidSignatureException', /valid region/);
  });

  it('§1: every answer has a request id of its own, its type, its length and its date', async () => {
    const ids = new Set<string>();
    for (const input of [{}, { MaxResults: 0 }, '{']) {
      const { headers, text } = await bench().raw('ListHITs', input);
      const id = headers.get('x-amzn-requestid') ?? '';
      assert.match(id, /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/);
      ids.add(id);
      assert.equal(headers.get('content-type'), 'application/x-amz-json-1.1');
      assert.equal(Number(headers.get('content-length')), Buffer.byteLength(text));
      assert(!Number.isNaN(Date.parse(headers.get('date') ?? '')));
    }
    assert.equal(ids.size, 3);
  });

  it('§1: session tokens that come along are taken', async () => {
    const { endpoint, accessKeyId, secretAccessKey } = bench().local;
    const client = new MTurkClient({
      region: 'us-east-1',
      endpoint,
      credentials: { accessKeyId, secretAccessKey, sessionToken: 'a-session' },
    });
    assert.equal((await client.send(new GetAccountBalanceCommand({}))).AvailableBalance, '10000.00');
    client.destroy();
  });

  it('§1, §3.6 GetAccountBalance: says "10000.00" and no OnHoldBalance, whatever was created and paid', async () => {
    const { ask, createHIT, work } = bench();
    const { HITId } = await createHIT({ Reward: '500.00' });
    await ask('ApproveAssignment', { AssignmentId: await work(HITId, 'A1') });
    assert.deepEqual(await ask('GetAccountBalance'), { AvailableBalance: '10000.00' });
  });
});
