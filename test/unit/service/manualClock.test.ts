import assert from 'node:assert/strict';
import { UpdateExpirationForHITCommand } from '@aws-sdk/client-mturk';
import { useBench } from './setup.ts';

describe('service: a manual clock behind the real present (C4)', () => {
  // Close enough to real time for signatures, and standing still.
  const wall = Date.now();
  const bench = useBench({ wall: () => wall, startTime: wall - 600_000 });

  it('ends a HIT for clients that expire it at their own present', async () => {
    const { client, createHIT, getHIT } = bench();
    const { HITId, Expiration } = await createHIT({ LifetimeInSeconds: 300 });
    assert.ok(Expiration && Expiration.getTime() < wall);
    await client.send(new UpdateExpirationForHITCommand({ HITId, ExpireAt: new Date(wall) }));
    assert.equal((await getHIT(HITId)).HITStatus, 'Reviewable');
  });

  it('extends one as ever for any other time', async () => {
    const { client, createHIT, getHIT } = bench();
    const { HITId, Expiration } = await createHIT({ LifetimeInSeconds: 300 });
    const ExpireAt = new Date(Number(Expiration) + 120_000);
    await client.send(new UpdateExpirationForHITCommand({ HITId, ExpireAt }));
    assert.deepEqual((await getHIT(HITId)).Expiration, ExpireAt);
  });
});
