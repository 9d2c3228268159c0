/**
 * What answers in Amazon's place: it hands API calls to Local, signed anew as the requester's, and everything else to the worker
 * site. Whoever calls was started by this run or is on this machine, so any access key is the requester's and its signature,
 * whose secret nobody here knows, is not checked.
 */
import {
  Agent,
  request as httpRequest,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import { type Keys, signCall } from '../mturk/signing.ts';
import { BodyTooLarge, bodyLimit, readBody, send } from '../service/wire/http.ts';
import type { CallLog } from './callLog.ts';
import { type Destination, destinationOf } from './hosts.ts';

const json = 'application/x-amz-json-1.1';
const target = /^MTurkRequesterServiceV20170117\.(\w{1,64})$/;
const loopback = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i;
/** Of an answer so much is looked at: enough for an error, or for the HIT that was created. */
const lookedAt = 512 * 1024;
const timeout = 120_000;

interface GatewayOptions {
  /** Where Local answers, without a path. */
  readonly endpoint: URL;
  readonly keys: Keys;
  readonly log: CallLog;
  /** Called with the id of each HIT that a call created. */
  readonly onCreated: (hitId: string) => void;
  readonly now: () => number;
}

interface Gateway {
  readonly handle: RequestListener;
  close(): void;
}

interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** `destination` is undefined for calls of this run's own endpoint. */
  readonly destination: Exclude<Destination, { kind: 'refused' }> | undefined;
}

export function createGateway(options: GatewayOptions): Gateway {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const handle: RequestListener = (request, response) => {
    const host = request.headers.host ?? '';
    const destination = destinationOf(host.replace(/:\d+$/, ''));
    if (destination?.kind === 'refused') return refuse(request, response, 403, destination.reason);
    if (!destination && !loopback.test(host)) return refuse(request, response, 403, `${host} is not answered here`);
    const call = { request, response, destination };
    const api = destination?.kind === 'api' || request.headers['x-amz-target'] !== undefined;
    (api ? answerApi(options, agent, call) : Promise.resolve(relay(options, agent, call))).catch((error: unknown) => {
      if (!response.headersSent) refuse(request, response, 502, error instanceof Error ? error.message : String(error));
      else response.destroy();
    });
  };
  return { handle, close: () => agent.destroy() };
}

function refuse(request: IncomingMessage, response: ServerResponse, status: number, reason: string): void {
  request.resume();
  send(response, status, 'text/plain; charset=utf-8', `mturk-local exec: ${reason}.\n`);
}

async function answerApi(options: GatewayOptions, agent: Agent, call: Call): Promise<void> {
  const { request, response, destination } = call;
  const { endpoint, keys, log, now } = options;
  const started = now();
  const operation = target.exec(String(request.headers['x-amz-target'] ?? ''))?.[1] ?? '';
  const host = destination?.kind === 'api' ? destination.environment : 'endpoint';
  const done = (status: number, error?: { readonly code: string; readonly message: string }) =>
    log.call({ at: started, ms: now() - started, operation, host, status, ...(error ? { error } : {}) });
  let body: Buffer;
  try {
    body = await readBody(request, bodyLimit);
  } catch (error) {
    if (!(error instanceof BodyTooLarge)) throw error;
    done(413);
    return send(response, 413, json, JSON.stringify({ __type: 'RequestEntityTooLargeException' }), {
      Connection: 'close',
    });
  }
  const { authorization } = request.headers;
  if (authorization !== undefined) log.key(/Credential=([^/,\s]{1,128})\//.exec(authorization)?.[1], keys.accessKeyId);
  const headers = withoutHopByHop(request, endpoint);
  const signed =
    authorization === undefined
      ? headers
      : signCall({ method: request.method ?? 'POST', path: request.url ?? '/', headers, body }, keys, now());
  const outgoing = open(options, agent, request, signed);
  const answered = new Promise<void>(resolve => {
    outgoing.once('response', answer => {
      const seen: Buffer[] = [];
      let size = 0;
      const status = answer.statusCode ?? 502;
      response.writeHead(status, answer.statusMessage, withoutConnection(answer));
      answer.on('data', (chunk: Buffer) => {
        if (size < lookedAt) seen.push(chunk);
        size += chunk.length;
      });
      answer.once('end', () => {
        const answerBody = size > lookedAt ? undefined : parse(Buffer.concat(seen));
        done(status, status >= 400 ? errorOf(answerBody) : undefined);
        if (status === 200 && operation.startsWith('CreateHIT')) created(answerBody, options.onCreated);
        resolve();
      });
      answer.once('error', () => {
        done(0);
        response.destroy();
        resolve();
      });
      answer.pipe(response);
    });
    outgoing.once('error', (error: NodeJS.ErrnoException) => {
      done(0, { code: error.code ?? 'Error', message: error.message });
      // Local cut the connection: so it is cut for the caller. One that is not there at all is said.
      if (error.code !== 'ECONNREFUSED' || response.headersSent) response.destroy();
      else
        send(
          response,
          503,
          json,
          JSON.stringify({ __type: 'ServiceUnavailable', message: `Couldn't reach Local at ${endpoint.origin}.` }),
        );
      resolve();
    });
  });
  outgoing.end(body);
  await answered;
}

/** Hands a browser's or a script's request to the worker site. */
function relay(options: GatewayOptions, agent: Agent, { request, response }: Call): void {
  const headers = withoutHopByHop(request, options.endpoint);
  const outgoing = open(options, agent, request, headers);
  outgoing.once('response', answer => {
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, withoutConnection(answer));
    answer.pipe(response);
    answer.once('error', () => response.destroy());
  });
  outgoing.once('error', () => {
    if (response.headersSent) response.destroy();
    else refuse(request, response, 503, `Local does not answer at ${options.endpoint.origin}`);
  });
  request.pipe(outgoing);
  response.once('close', () => outgoing.destroy());
}

function open({ endpoint }: GatewayOptions, agent: Agent, request: IncomingMessage, headers: Record<string, string>) {
  const secure = endpoint.protocol === 'https:';
  const outgoing = (secure ? httpsRequest : httpRequest)({
    host: endpoint.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: endpoint.port || (secure ? 443 : 80),
    method: request.method ?? 'GET',
    path: (request.url ?? '/').replace(/^https?:\/\/[^/]*/i, '') || '/',
    headers,
    timeout,
    ...(secure ? {} : { agent }),
  });
  outgoing.once('timeout', () => outgoing.destroy(new Error('Local took too long')));
  return outgoing;
}

const hopByHop: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'host',
]);

/** The caller's headers for Local, which goes by its own name: pages that Amazon's host was asked for are its own pages. */
function withoutHopByHop({ headers }: IncomingMessage, endpoint: URL): Record<string, string> {
  const kept: Record<string, string> = {};
  const own = new Set([`https://${headers.host}`, `http://${headers.host}`]);
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined && !hopByHop.has(name)) kept[name] = Array.isArray(value) ? value.join(', ') : value;
  if (kept.origin !== undefined && own.has(kept.origin)) kept.origin = endpoint.origin;
  return { ...kept, host: endpoint.host };
}

function withoutConnection({ headers }: IncomingMessage) {
  const { connection: _, 'keep-alive': __, 'transfer-encoding': ___, ...kept } = headers;
  return kept;
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function errorOf(body: unknown): { readonly code: string; readonly message: string } {
  const code = member(body, 'TurkErrorCode') ?? member(body, '__type') ?? 'Error';
  return { code: String(code), message: String(member(body, 'Message') ?? member(body, 'message') ?? '') };
}

function created(body: unknown, onCreated: (hitId: string) => void): void {
  const id = member(member(body, 'HIT'), 'HITId');
  if (typeof id === 'string') onCreated(id);
}
