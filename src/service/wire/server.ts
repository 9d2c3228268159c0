/** The HTTP server of the service: checks who speaks, then hands to the API, the control API or the site. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerPreflight, type Cors } from './cors.ts';
import { send, sendJson } from './http.ts';
import { answerOldCall, isOldCall } from './oldApi.ts';

export type HttpHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

interface Routes {
  /** A reason to refuse the request before it is looked at. */
  readonly refusal: (headers: IncomingMessage['headers']) => string | undefined;
  readonly api: HttpHandler;
  /** Requests below /control/. */
  readonly control: HttpHandler;
  readonly site: HttpHandler;
  readonly cors: Cors;
  /** Paths for pages of any origin: what tasks load, and where they submit. */
  readonly openTo: (path: string) => boolean;
}

export const controlPath = '/control';

/** Node closes idle connections after 5 s otherwise, now and then just as a client sends on one. */
const keepAlive = 65_000;

export function createHttpServer(routes: Routes, report: (error: unknown) => void): Server {
  return createCareful((request, response) => route(routes, request, response), report);
}

/** The second port, which serves content and nothing else; pages of any origin may load it. */
export function createContentServer(
  refusal: Routes['refusal'],
  content: HttpHandler,
  report: (error: unknown) => void,
): Server {
  return createCareful(async (request, response) => {
    const reason = refusal({ host: request.headers.host });
    if (reason === undefined) return content(request, response);
    request.resume();
    send(response, 403, 'text/plain; charset=utf-8', reason);
  }, report);
}

function createCareful(handler: HttpHandler, report: (error: unknown) => void): Server {
  return createServer({ keepAliveTimeout: keepAlive, requestTimeout: 60_000 }, (request, response) => {
    const problem = problemOf(request);
    if (problem !== undefined) {
      request.resume();
      send(response, 400, 'text/plain', problem);
      return;
    }
    handler(request, response).catch((error: unknown) => {
      const left = hasLeft(request, response);
      // An answer that broke off halfway looks as if its caller had left; what broke it is reported all the same.
      if (!left || !isOfConnection(error)) report(error);
      if (left) return;
      if (response.headersSent) response.destroy();
      else sendFailure(request, response);
    });
  });
}

/** What is wrong with a request before anybody asks what it is for. */
function problemOf({ url, rawHeaders }: IncomingMessage): string | undefined {
  if (!URL.canParse(url ?? '/', 'http://localhost')) return 'There is no such address.';
  // Node keeps the first of several: a proxy before the service may have checked another.
  const hosts = rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === 'host').length;
  return hosts > 1 ? 'The request has more than one Host.' : undefined;
}

/** Whether the caller has gone away. A destroyed request is no sign of it: Node does so once its body was read. */
function hasLeft(request: IncomingMessage, response: ServerResponse): boolean {
  return response.destroyed || response.socket?.destroyed === true || (request.errored !== null && !request.complete);
}

/** What Node says of a request or an answer whose other end went away. */
const connectionCodes: ReadonlySet<unknown> = new Set([
  'ABORT_ERR',
  'ECONNABORTED',
  'ECONNRESET',
  'EPIPE',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_STREAM_WRITE_AFTER_END',
]);

function isOfConnection(error: unknown): boolean {
  return error instanceof Error && 'code' in error && connectionCodes.has(error.code);
}

/** The API answers its own failures; of the others a program gets JSON, and a person words. */
function sendFailure(request: IncomingMessage, response: ServerResponse): void {
  const words = 'The service couldn’t complete this request. Nothing was changed. Try again.';
  if (request.url?.startsWith(`${controlPath}/`))
    sendJson(response, 500, { error: { code: 'ServiceFault', message: words } });
  else send(response, 500, 'text/plain; charset=utf-8', words);
}

async function route(routes: Routes, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const path = url.pathname;
  const { headers } = request;
  const toApi = path === '/' && (request.method === 'POST' || request.method === 'OPTIONS');
  const admitted = toApi && routes.cors.admit(request, response);
  const refusal = routes.refusal(admitted || routes.openTo(path) ? { host: headers.host } : headers);
  if (refusal !== undefined) {
    request.resume();
    const body = JSON.stringify({ __type: 'AccessDeniedException', message: refusal });
    // A person at a browser reads words.
    if (headers.accept?.includes('text/html')) send(response, 403, 'text/plain; charset=utf-8', refusal);
    else send(response, 403, 'application/x-amz-json-1.1', body);
    return;
  }
  if (path.startsWith(`${controlPath}/`)) return routes.control(request, response);
  if (request.method === 'OPTIONS') return admitted ? answerPreflight(request, response) : preflight(request, response);
  if (isOldCall(request, url)) return answerOldCall(request, response);
  if (request.method === 'POST' && path === '/') return routes.api(request, response);
  return routes.site(request, response);
}

/** Only a page of the service's own origin gets here (reference.md §9.3). */
async function preflight(request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.writeHead(204, {
    'Access-Control-Allow-Origin': request.headers.origin ?? '',
    'Access-Control-Allow-Methods': 'GET, POST',
    'Access-Control-Allow-Headers':
      'content-type, x-amz-target, x-amz-date, x-amz-content-sha256, x-amz-user-agent, amz-sdk-invocation-id, amz-sdk-request, authorization',
    'Access-Control-Expose-Headers': 'x-amzn-RequestId',
    Vary: 'Origin',
  });
  response.end();
}

/** Starts listening and gives the port. Rejects when the port is taken. */
export function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Stops taking requests, lets the running ones end for a moment, then closes what is left. */
export function close(server: Server, patience: number): Promise<void> {
  return new Promise(resolve => {
    const hurry = setTimeout(() => server.closeAllConnections(), patience);
    server.close(() => {
      clearTimeout(hurry);
      resolve();
    });
    server.closeIdleConnections();
  });
}
