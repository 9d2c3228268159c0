import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { OutgoingHttpHeaders, RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createNetServer } from 'node:net';
import { MTurkClient } from '../../../src/mturk/client.ts';
import { type FailureKind, MTurkError } from '../../../src/mturk/errors.ts';
import { explain } from '../../../src/mturk/explain.ts';
import type { ApiOperation, Input } from '../../../src/mturk/operations.ts';
import { type Listening, serving, servingTls } from '../../support/network.ts';

const keys = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example-secret' };
const bonus = { WorkerId: 'A1', AssignmentId: '3A', BonusAmount: '1.00', Reason: 'thorough' };

describe('a server that is not the service', () => {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const server of open.splice(0)) await server.close();
  });

  async function call<O extends ApiOperation>(endpoint: string, operation: O, input: Input<O>) {
    const client = new MTurkClient({ endpoint, credentials: async () => keys });
    try {
      return await client.call(operation, input);
    } catch (error) {
      assert.ok(error instanceof MTurkError);
      return error;
    } finally {
      client.dispose();
    }
  }

  function wordsOf(outcome: unknown, endpoint: string): string {
    assert.ok(outcome instanceof MTurkError, 'it counted as a success');
    const { reason, advice } = explain(outcome, endpoint);
    return `${reason}. ${advice}`;
  }

  async function at(answer: RequestListener): Promise<Listening> {
    const server = await serving(answer);
    open.push(server);
    return server;
  }

  const answering =
    (status: number, body: string, headers: OutgoingHttpHeaders = {}): RequestListener =>
    (_, response) =>
      response.writeHead(status, headers).end(body);
  const json = { 'content-type': 'application/json' };
  const html = { 'content-type': 'text/html; charset=utf-8' };

  const errors: readonly [string, RequestListener, FailureKind, RegExp][] = [
    [
      'JSON of a web framework',
      answering(404, '{"detail":"Not Found"}', json),
      'notTheService',
      /answered 404 Not Found with other content\. Check the endpoint/,
    ],
    [
      'JSON with a code of its own',
      answering(404, '{"code":"NOT_FOUND","message":"Cannot POST /"}', json),
      'notTheService',
      /answered 404 Not Found/,
    ],
    [
      'JSON that names an object’s own machinery',
      answering(400, '{"__type":"constructor"}', json),
      'refused',
      /UnknownError/,
    ],
    [
      'a redirect',
      answering(301, '', { location: 'https://mturk.lab.example/api' }),
      'notTheService',
      /redirects to https:\/\/mturk\.lab\.example\/api \(301 Moved Permanently\)\. If you know that address/,
    ],
    ['a gate', answering(401, '', { 'www-authenticate': 'Basic' }), 'notTheService', /401 Unauthorized .*gateway/],
    ['a forbidden page', answering(403, '<html>no</html>', html), 'notTheService', /403 Forbidden with a web page/],
    ['a static site', answering(405, '<html>no</html>', html), 'notTheService', /405 Method Not Allowed/],
    ['another API', answering(415, '{"error":"json only"}', json), 'notTheService', /415 Unsupported Media Type/],
    ['a small limit', answering(413, '<html>', html), 'notTheService', /413 .*request is too large for the server/],
    ['a rate limit', answering(429, 'Too many requests'), 'throttled', /throttling/],
    ['an old protocol', answering(505, ''), 'notTheService', /505 HTTP Version Not Supported/],
    [
      'a gateway',
      answering(502, '<!DOCTYPE html><h1>502</h1>', html),
      'serviceFault',
      /502 Bad Gateway with a web page/,
    ],
    [
      'nginx, spoken to in clear on its TLS port',
      answering(400, '<html><center>The plain HTTP request was sent to HTTPS port</center>', html),
      'notTheService',
      /uses TLS.*Start the endpoint with https:\/\//,
    ],
  ];
  for (const [name, answer, kind, words] of errors)
    it(`is told by ${name}`, async () => {
      const { url } = await at(answer);
      const outcome = await call(url, 'SendBonus', bonus);
      assert.ok(outcome instanceof MTurkError, 'it counted as a success');
      assert.equal(outcome.kind, kind);
      assert.match(wordsOf(outcome, url), words);
    });

  it('is told where a TLS port is spoken to in clear, or something that is not HTTP at all', async () => {
    const tls = await servingTls(answering(200, '{}'));
    open.push(tls);
    const clear = tls.url.replace('https:', 'http:');
    assert.match(wordsOf(await call(clear, 'SendBonus', bonus), clear), /https:\/\/|nothing answers/);
    const ssh = createNetServer(socket => socket.end('SSH-2.0-OpenSSH_9.6\r\n')).listen(0, '127.0.0.1');
    await once(ssh, 'listening');
    const url = `http://127.0.0.1:${(ssh.address() as AddressInfo).port}`;
    assert.match(wordsOf(await call(url, 'SendBonus', bonus), url), /not HTTP.*should start with https:\/\//);
    ssh.close();
  });

  const named = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': 'r-1' };
  const successes: readonly [string, RequestListener][] = [
    ['the service’s empty object', answering(200, '{}', json)],
    ['the service’s empty object, with blanks', answering(200, ' { }\n', named)],
    ['the empty body of Amazon’s documents', answering(200, '', named)],
  ];
  for (const [name, answer] of successes)
    it(`is not seen in ${name}`, async () => {
      const outcome = await call((await at(answer)).url, 'SendBonus', bonus);
      assert.ok(!(outcome instanceof MTurkError), String(outcome));
    });

  const noSuccesses: readonly [string, RequestListener][] = [
    ['an empty 200', answering(200, '')],
    ['a 204', answering(204, '', named)],
    ['a 202', answering(202, '{}', json)],
    ['null', answering(200, 'null', named)],
    ['a list', answering(200, '[]', named)],
    ['a web page', answering(200, '<html>Sign in to the Wi-Fi</html>', html)],
    ['an object of somebody else', answering(200, '{"ok":false,"error":"no such route"}', json)],
  ];
  for (const [name, answer] of noSuccesses)
    it(`pays no bonus by ${name}`, async () => {
      const { url } = await at(answer);
      const outcome = await call(url, 'SendBonus', bonus);
      assert.equal((outcome as MTurkError).kind, 'notTheService');
      assert.match(wordsOf(outcome, url), /does not speak the Mechanical Turk API: it answered 20\d .*SendBonus/);
    });

  it('creates no HIT and lists none by an empty object', async () => {
    const { url } = await at(answering(200, '{}', named));
    for (const [operation, input] of [
      ['CreateHITWithHITType', { HITTypeId: '3T', LifetimeInSeconds: 60 }],
      ['GetAccountBalance', {}],
      ['ListHITs', {}],
      ['NotifyWorkers', { Subject: 's', MessageText: 't', WorkerIds: ['A1'] }],
    ] as const) {
      const outcome = await call(url, operation, input as Input<typeof operation>);
      assert.match(wordsOf(outcome, url), new RegExp(`its answer to ${operation} has no `));
    }
  });

  it('keeps the service’s own errors apart: a wrong value, values that exclude each other', async () => {
    const cases: readonly [string, string, FailureKind][] = [
      [
        'ParameterValidationError',
        'The value "A143" is not valid for the parameter WorkerId. (1537741087056)',
        'invalidParameter',
      ],
      [
        'InvalidParameterCombinationError',
        'The combination of parameters supplied to the request is invalid: ActionsGuarded, RequiredToPreview.',
        'invalidCombination',
      ],
    ];
    for (const [type, message, kind] of cases) {
      const { url } = await at(answering(400, JSON.stringify({ __type: type, Message: message }), named));
      const outcome = await call(url, 'SendBonus', bonus);
      assert.equal((outcome as MTurkError).kind, kind);
      assert.equal(explain(outcome as MTurkError, url).reason, message.replace(' (1537741087056)', ''));
    }
  });
});
