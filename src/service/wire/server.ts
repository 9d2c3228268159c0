/** The HTTP server of the service: checks who speaks, then hands to the API, the control API or the site. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { send } from './http.ts';

export type HttpHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface Routes {
  /** A reason to refuse the request before it is looked at. */
  readonly refusal: (headers: IncomingMessage['headers']) => string | undefined;
  readonly api: HttpHandler;
  /** Requests below /control/. */
  readonly control: HttpHandler;
  readonly site: HttpHandler;
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
    if (!URL.canParse(request.url ?? '/', 'http://localhost')) {
      request.resume();
      send(response, 400, 'text/plain', 'There is no such address.');
      return;
    }
    handler(request, response).catch((error: unknown) => {
      // A caller who went away is no failure of ours.
      if (!request.destroyed && !response.destroyed) {
        report(error);
        if (!response.headersSent) send(response, 500, 'text/plain', 'The request failed.');
      }
    });
  });
}

async function route(routes: Routes, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  const { headers } = request;
  const refusal = routes.refusal(routes.openTo(path) ? { host: headers.host } : headers);
  if (refusal !== undefined) {
    request.resume();
    const body = JSON.stringify({ __type: 'AccessDeniedException', message: refusal });
    // A person at a browser reads words.
    if (headers.accept?.includes('text/html')) send(response, 403, 'text/plain; charset=utf-8', refusal);
    else send(response, 403, 'application/x-amz-json-1.1', body);
    return;
  }
  if (path.startsWith(`${controlPath}/`)) return routes.control(request, response);
  if (request.method === 'OPTIONS') return preflight(request, response);
  if (request.method === 'POST' && path === '/') return routes.api(request, response);
  return routes.site(request, response);
}

/** Only a page of the service's own origin gets here (mturk-api.md §9.3). */
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
