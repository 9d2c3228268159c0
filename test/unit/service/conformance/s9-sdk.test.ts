import assert from 'node:assert/strict';
import {
  GetAccountBalanceCommand,
  GetHITCommand,
  MTurkClient,
  MTurkServiceException,
  paginateListHITs,
  RequestError,
  ServiceFault,
  UpdateExpirationForHITCommand,
} from '@aws-sdk/client-mturk';
import { useBench } from '../setup.ts';

describe('conformance §9: the JavaScript SDK', () => {
  const bench = useBench();

  it('§9.1: a refusal is a RequestError with message, TurkErrorCode, fault, status and request id', async () => {
    const error: unknown = await bench()
      .client.send(new GetHITCommand({ HITId: '3NONE' }))
      .catch((thrown: unknown) => thrown);
    assert(error instanceof RequestError && error instanceof MTurkServiceException);
    assert.match(error.message, /^Hit 3NONE does not exist\. \(\d{13}\)$/);
    assert.deepEqual(
      [error.name, error.TurkErrorCode, error.$fault, error.$metadata.httpStatusCode, error.$metadata.attempts],
      ['RequestError', 'AWS.MechanicalTurk.HITDoesNotExist', 'client', 400, 1],
    );
    assert.match(error.$metadata.requestId ?? '', /^[0-9a-f-]{36}$/);
  });

  it('§9.1: ServiceFault and ThrottlingException are tried again, RequestError is not', async () => {
    const { local } = bench();
    const { endpoint, accessKeyId, secretAccessKey } = local;
    const client = new MTurkClient({ region: 'us-east-1', endpoint, credentials: { accessKeyId, secretAccessKey } });
    const attempts = async (fault: string, count: number) => {
      await local.control('faults', { rules: [{ operation: '*', fault, count }] });
      return client.send(new GetAccountBalanceCommand({})).then(
        answer => answer.$metadata.attempts,
        (error: unknown) => error,
      );
    };
    assert.equal(await attempts('serviceFault', 1), 2);
    assert.equal(await attempts('throttle', 1), 2);
    const lasting = await attempts('serviceFault', 9);
    assert(lasting instanceof ServiceFault);
    assert.deepEqual([lasting.$metadata.httpStatusCode, lasting.$metadata.attempts], [500, 3]);
    await local.control('faults', { rules: [] });
    const refused: unknown = await client.send(new GetHITCommand({ HITId: '3NONE' })).catch((error: unknown) => error);
    assert(refused instanceof RequestError);
    assert.equal(refused.$metadata.attempts, 1);
    client.destroy();
  });

  it('§9.1: paginators end, one call after the last HIT', async () => {
    const { client, createHIT, local } = bench();
    for (let count = 0; count < 4; count++) await createHIT();
    let hits = 0;
    for await (const page of paginateListHITs({ client, pageSize: 2 }, {})) hits += page.HITs?.length ?? 0;
    assert.equal(hits, 4);
    const { operations } = await local.control('stats');
    assert.deepEqual((operations as Record<string, unknown>).ListHITs, { calls: 3, errors: 0 });
  });

  it('§9.1: dates come as Date, and 0 passes for one', async () => {
    const { client, createHIT, getHIT } = bench();
    const hit = await createHIT();
    assert(hit.CreationTime instanceof Date && hit.Expiration instanceof Date);
    await client.send(new UpdateExpirationForHITCommand({ HITId: hit.HITId, ExpireAt: 0 as never }));
    assert.equal((await getHIT(hit.HITId)).HITStatus, 'Reviewable');
  });
});
