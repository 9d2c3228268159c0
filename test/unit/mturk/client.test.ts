import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CallRecord, MTurkClient } from '../../../src/mturk/client.ts';
import { type FailureKind, MTurkError } from '../../../src/mturk/errors.ts';
import { explain } from '../../../src/mturk/explain.ts';
import { useBench } from '../service/setup.ts';

const keys = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example-secret' };

async function failureOf(call: Promise<unknown>): Promise<MTurkError> {
  try {
    await call;
  } catch (error) {
    assert.ok(error instanceof MTurkError);
    return error;
  }
  return assert.fail('the call did not fail');
}

describe('the client', () => {
  describe('at a service', () => {
    const bench = useBench();
    const at = (credentials = { ...bench().local }, onCall?: (record: CallRecord) => void) =>
      new MTurkClient({
        endpoint: bench().local.endpoint,
        credentials: async () => credentials,
        ...(onCall ? { onCall } : {}),
      });

    it('calls operations and records each call without its secrets', async () => {
      const records: CallRecord[] = [];
      const { AvailableBalance } = await at(undefined, record => records.push(record)).call('GetAccountBalance', {});
      assert.equal(AvailableBalance, '10000.00');
      const [record] = records;
      assert.equal(record?.operation, 'GetAccountBalance');
      assert.equal(record?.outcome, 'ok');
      assert.match(record?.requestId ?? '', /^[0-9a-f-]{36}$/);
      assert.ok(!JSON.stringify(records).includes(bench().local.secretAccessKey));
    });

    it('keeps the service’s words and codes for a refusal, without the time stamp', async () => {
      const error = await failureOf(at().call('GetHIT', { HITId: '3NOSUCHHIT' }));
      assert.equal(error.kind, 'refused');
      assert.match(error.words, /3NOSUCHHIT does not exist/);
      assert.doesNotMatch(error.words, /\(\d+\)/);
      assert.equal(error.turkErrorCode, 'HITDoesNotExist');
      assert.ok(error.requestId);
    });

    it('tells wrong keys from wrong requests', async () => {
      const { accessKeyId } = bench().local;
      const wrong = at({ ...bench().local, accessKeyId, secretAccessKey: 'guessed' });
      assert.equal((await failureOf(wrong.call('GetAccountBalance', {}))).kind, 'badCredentials');
      const unknown = at({ ...bench().local, accessKeyId: 'NOBODY', secretAccessKey: 'guessed' });
      assert.equal((await failureOf(unknown.call('GetAccountBalance', {}))).kind, 'badCredentials');
      assert.equal((await failureOf(at().call('GetHIT', { HITId: 'lower case' }))).kind, 'invalid');
    });

    it('stops when it is told to', async () => {
      const controller = new AbortController();
      controller.abort();
      const error = await failureOf(at().call('ListHITs', {}, { signal: controller.signal }));
      assert.equal(error.kind, 'cancelled');
    });
  });

  /** Calls a server that answers as told; gives the failure and how often it was asked. */
  async function against(answer: RequestListener): Promise<{ error: MTurkError; asked: number }> {
    let asked = 0;
    const server = createServer((request, response) => {
      asked += 1;
      answer(request, response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const client = new MTurkClient({ endpoint, credentials: async () => keys });
    try {
      return { error: await failureOf(client.call('DeleteHIT', { HITId: '3HIT' })), asked };
    } finally {
      client.dispose();
      server.close();
    }
  }

  const awsError =
    (status: number, type: string, message: string): RequestListener =>
    (_, response) => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': 'r-1' });
      response.end(JSON.stringify({ __type: type, Message: message }));
    };

  const cases: readonly [string, RequestListener, FailureKind][] = [
    ['throttling', awsError(400, 'ThrottlingException', 'Rate exceeded'), 'throttled'],
    ['a fault of the service', awsError(500, 'ServiceFault', 'try again'), 'serviceFault'],
    ['missing permission', awsError(400, 'AccessDeniedException', 'not authorized to perform'), 'notPermitted'],
    ['an expired token', awsError(400, 'ExpiredTokenException', 'expired'), 'expiredCredentials'],
    ['an unknown operation', awsError(400, 'UnknownOperationException', ''), 'unknownOperation'],
    [
      'an account that is not linked',
      awsError(400, 'RequestError', 'Your AWS account must be linked to your Amazon Mechanical Turk Account. Visit'),
      'notLinked',
    ],
    ['a web page', (_, response) => response.end('<html>hello</html>'), 'notTheService'],
    ['a proxy’s error page', (_, response) => response.writeHead(502).end('<html>bad gateway</html>'), 'serviceFault'],
    ['a lost connection', (request, response) => request.on('data', () => response.destroy()), 'unreachable'],
  ];
  for (const [name, answer, kind] of cases)
    it(`tells ${name}, and sends a write only once`, async () => {
      const { error, asked } = await against(answer);
      assert.equal(error.kind, kind);
      assert.equal(asked, 1);
    });

  it('tells when nothing answers', async () => {
    const client = new MTurkClient({ endpoint: 'http://127.0.0.1:9', credentials: async () => keys });
    const error = await failureOf(client.call('DeleteHIT', { HITId: '3HIT' }));
    assert.equal(error.kind, 'unreachable');
    assert.equal(error.code, 'ECONNREFUSED');
  });

  it('explains every kind in words, and Amazon’s silence by what Amazon announced', () => {
    const kinds: readonly FailureKind[] = [
      'unreachable',
      'tls',
      'proxy',
      'notTheService',
      'badCredentials',
      'expiredCredentials',
      'clockSkew',
      'notConfirmed',
      'noCredentials',
      'notPermitted',
      'notLinked',
      'refused',
      'invalid',
      'invalidParameter',
      'invalidCombination',
      'throttled',
      'serviceFault',
      'unknownOperation',
      'cancelled',
    ];
    for (const kind of kinds) {
      const { reason } = explain(new MTurkError({ kind, operation: 'GetHIT', words: 'w', code: 'C' }), 'https://lab');
      assert.ok(reason.length > 0, kind);
    }
    const gone = new MTurkError({ kind: 'unreachable', operation: 'GetHIT', words: 'w', code: 'ENOTFOUND' });
    assert.match(
      explain(gone, 'https://mturk-requester.us-east-1.amazonaws.com').advice,
      /closed on 30 September 2026/,
    );
  });
});
