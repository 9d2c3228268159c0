import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { GetAccountBalanceCommand, GetHITCommand } from '@aws-sdk/client-mturk';
import { ControlRefusal } from '../../support/local.ts';
import { callRaw } from '../../support/signed.ts';
import { assertFramework, tally, useBench } from './setup.ts';

interface RawAnswer {
  readonly status: number | undefined;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

async function raw(
  endpoint: string,
  options: {
    readonly method?: string;
    readonly path?: string;
    readonly headers?: Record<string, string>;
    readonly body?: string;
  },
): Promise<RawAnswer> {
  const sent = request(new URL(options.path ?? '/', endpoint), {
    method: options.method ?? 'POST',
    headers: options.headers ?? {},
  });
  sent.end(options.body ?? '');
  const [response] = await once(sent, 'response');
  let body = '';
  for await (const chunk of response) body += chunk;
  return { status: response.statusCode, headers: response.headers, body };
}

describe('service: the wire', () => {
  const bench = useBench();

  it('has the sandbox balance (§1)', async () => {
    const { AvailableBalance, OnHoldBalance } = await bench().client.send(new GetAccountBalanceCommand({}));
    assert.equal(AvailableBalance, '10000.00');
    assert.equal(OnHoldBalance, undefined);
  });

  it('refuses wrong keys (§5.4)', async () => {
    const { local } = bench();
    const balance = (keys: { accessKeyId: string; secretAccessKey: string }) =>
      local.client(keys).send(new GetAccountBalanceCommand({}));
    await assertFramework(
      balance({ accessKeyId: 'NOBODY', secretAccessKey: local.secretAccessKey }),
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
    );
    await assertFramework(
      balance({ accessKeyId: local.accessKeyId, secretAccessKey: 'wrong' }),
      'InvalidSignatureException',
    );
  });

  it('answers framework errors in the form of §5.4', async () => {
    const { endpoint } = bench().local;
    const target = { 'x-amz-target': 'MTurkRequesterServiceV20170117.GetAccountBalance' };
    const unsigned = await raw(endpoint, { headers: target, body: '{}' });
    assert.equal(unsigned.status, 400);
    assert.equal(JSON.parse(unsigned.body).__type, 'MissingAuthenticationTokenException');
    assert.match(String(unsigned.headers['x-amzn-requestid']), /^[0-9a-f-]{36}$/);
    assert.equal(unsigned.headers['content-type'], 'application/x-amz-json-1.1');
    const malformed = await raw(endpoint, { headers: { ...target, authorization: 'Basic x' }, body: '{}' });
    assert.equal(JSON.parse(malformed.body).__type, 'IncompleteSignatureException');
    const unknown = await raw(endpoint, {
      headers: { 'x-amz-target': 'MTurkRequesterServiceV20170117.Nope' },
      body: '{}',
    });
    assert.equal(JSON.parse(unknown.body).__type, 'UnknownOperationException');
    const large = await raw(endpoint, { headers: target, body: 'x'.repeat(3_000_000) });
    assert.equal(large.status, 413);
  });

  it('writes times as numbers, and errors with their code and a stamp (§2, §5.1)', async () => {
    const { local, createHIT } = bench();
    const { HITId } = await createHIT();
    const answer = await callRaw(local, 'GetHIT', JSON.stringify({ HITId, Unknown: 1, Nothing: null }));
    assert.equal(answer.status, 200);
    const { HIT } = JSON.parse(answer.text);
    assert(Number.isInteger(HIT.CreationTime));
    assert.equal(HIT.Expiration, HIT.CreationTime + 86_400);
    const refused = await callRaw(local, 'GetHIT', '{"HITId":"NOPE"}');
    assert.equal(refused.status, 400);
    const { Message, ...rest } = JSON.parse(refused.text);
    assert.deepEqual(rest, { __type: 'RequestError', TurkErrorCode: 'AWS.MechanicalTurk.HITDoesNotExist' });
    assert.match(Message, /^Hit NOPE does not exist\. \(\d{13}\)$/);
    for (const body of ['{', '[]', '"x"', new Uint8Array([0x7b, 0xff, 0x7d])])
      assert.equal(JSON.parse((await callRaw(local, 'GetHIT', body)).text).__type, 'SerializationException');
  });

  it('refuses names and pages that are not its own', async () => {
    const { endpoint } = bench().local;
    const { host } = new URL(endpoint);
    assert.equal((await raw(endpoint, { method: 'GET', headers: { host: 'evil.example' } })).status, 403);
    assert.equal((await raw(endpoint, { method: 'GET', headers: { origin: 'http://evil.example' } })).status, 403);
    assert.equal((await raw(endpoint, { method: 'GET', headers: { origin: 'null' } })).status, 403);
    assert.equal((await raw(endpoint, { method: 'GET', headers: { origin: 'http://127.0.0.1:1' } })).status, 403);
    assert.equal((await raw(endpoint, { method: 'GET', headers: { origin: `http://${host}` } })).status, 200);
    const preflight = await raw(endpoint, { method: 'OPTIONS', headers: { origin: `http://${host}` } });
    assert.equal(preflight.headers['access-control-allow-origin'], `http://${host}`);
  });

  it('serves a page of the work there is, escaped', async () => {
    const { createHIT, local } = bench();
    await createHIT({ Title: '<b>Bold</b>' });
    const { status, body } = await raw(local.workerSite, { method: 'GET' });
    assert.equal(status, 200);
    assert.match(body, /&lt;b&gt;Bold&lt;\/b&gt;/);
    assert.doesNotMatch(body, /<b>/);
  });

  it('runs concurrent calls one after the other', async () => {
    const { createHIT, local, getHIT } = bench();
    const { HITId } = await createHIT({ MaxAssignments: 8 });
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => local.control('accept', { HITId, WorkerId: `A${i}` })),
    );
    assert.equal(results.filter(result => result.status === 'fulfilled').length, 8);
    assert.equal(tally(await getHIT(HITId)), 'Unassignable 0/8/0');
  });
});

describe('service: the control API', () => {
  const bench = useBench();

  it('needs its token, knows its verbs and checks their input', async () => {
    const { local } = bench();
    const answer = await fetch(`${local.controlUrl}/health`, { method: 'POST', body: '{}' });
    assert.equal(answer.status, 401);
    const refused = (status: number, code: string) => (error: unknown) =>
      error instanceof ControlRefusal && error.status === status && error.code === code;
    await assert.rejects(local.control('nope'), refused(404, 'UnknownVerb'));
    await assert.rejects(local.control('accept', { HITId: 5 }), refused(400, 'InvalidInput'));
    await assert.rejects(local.control('accept', { HITId: 'X', WorkerId: 'A1' }), refused(400, 'HITDoesNotExist'));
    assert.equal((await local.control('health')).ok, true);
  });

  it('counts calls and errors', async () => {
    const { local, client, createHIT } = bench();
    await createHIT();
    await client.send(new GetHITCommand({ HITId: 'NOPE' })).catch(() => undefined);
    assert.deepEqual((await local.control('stats')).operations, {
      CreateHIT: { calls: 1, errors: 0 },
      GetHIT: { calls: 1, errors: 1 },
    });
  });

  it('tells attached streams what changed', async () => {
    const { local, createHIT } = bench();
    const response = await fetch(`${local.controlUrl}/attach`, {
      method: 'POST',
      headers: { authorization: `Bearer ${local.controlToken}` },
      body: '{}',
    });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    assert(reader);
    const { attached, now } = JSON.parse((await reader.read()).value ?? '');
    assert.equal(attached, true);
    assert.equal(now, (await bench().local.control('health')).now);
    const { HITId } = await createHIT();
    assert.deepEqual(JSON.parse((await reader.read()).value ?? '').changed, { HITIds: [HITId] });
    await local.control('reset');
    assert.deepEqual(JSON.parse((await reader.read()).value ?? '').changed, { HITIds: [], everything: true });
    await reader.cancel();
  });
});
