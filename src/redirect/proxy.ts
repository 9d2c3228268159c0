/** The HTTP proxy of one run: MTurk's hosts end here, all others are passed on as they are. */
import { timingSafeEqual } from 'node:crypto';
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Server as TlsServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { send } from '../service/wire/http.ts';
import type { CallLog } from './callLog.ts';
import { destinationOf, parseAuthority } from './hosts.ts';
import { type Upstream, UpstreamError } from './upstream.ts';

interface ProxyOptions {
  /** Answers for MTurk's hosts. */
  readonly handle: RequestListener;
  /** Takes connections for MTurk's hosts that begin with TLS. */
  readonly tls: TlsServer;
  readonly upstream: Upstream;
  /** Password that tunnels need; undefined where they need none. */
  readonly token: string | undefined;
  readonly log: CallLog;
}

interface Proxy {
  readonly server: Server;
  /** Cuts what goes through. */
  close(): void;
}

/** Handshakes of TLS begin with this byte. */
const tlsHandshake = 0x16;

export function createProxy(options: ProxyOptions): Proxy {
  const tunnels = new Set<Duplex>();
  const track = (socket: Duplex): void => {
    tunnels.add(socket);
    socket.on('error', () => undefined).once('close', () => tunnels.delete(socket));
  };
  const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
    if (/^https?:\/\//i.test(request.url ?? '')) passPlain(options, request, response);
    else options.handle(request, response);
  });
  server.on('connect', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    track(socket);
    const authority = parseAuthority(request.url);
    if (!authority) return answer(socket, 400, 'Not a host and a port');
    const { host, port } = authority;
    const destination = destinationOf(host);
    if (destination?.kind === 'refused') {
      options.log.refused(host, destination.reason);
      return answer(socket, 403, `mturk-local exec refused ${host}: ${destination.reason}`);
    }
    if (destination) {
      socket.write(established);
      if (head.length > 0) socket.unshift(head);
      return hand(socket, options.tls, server);
    }
    if (!isAllowed(options, request)) return answer(socket, 407, 'Proxy login required');
    options.upstream.tunnel(host, port).then(
      through => {
        track(through);
        if (socket.destroyed) return void through.destroy();
        socket.write(established);
        if (head.length > 0) through.write(head);
        join(socket, through);
      },
      (error: unknown) => answer(socket, 502, error instanceof UpstreamError ? error.message : String(error)),
    );
    return undefined;
  });
  return {
    server,
    close: () => {
      for (const tunnel of tunnels) tunnel.destroy();
    },
  };
}

const established = 'HTTP/1.1 200 Connection established\r\n\r\n';

/** The reason is in the first line, which is all that most clients show. */
function answer(socket: Duplex, status: number, reason: string): void {
  const line = reason.replace(/[^\x20-\x7e]/g, ' ');
  const login = status === 407 ? 'Proxy-Authenticate: Basic realm="mturk-local exec"\r\n' : '';
  const body = `${line}\n`;
  socket.end(
    `HTTP/1.1 ${status} ${line}\r\n${login}Content-Type: text/plain\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  );
}

/** Gives a connection to the server that speaks what it begins with. */
function hand(socket: Duplex, tls: TlsServer, plain: Server): void {
  socket.once('data', (first: Buffer) => {
    socket.pause();
    socket.unshift(first);
    (first[0] === tlsHandshake ? tls : plain).emit('connection', socket);
  });
}

/** Both directions end on their own, so that what is still under way arrives. */
function join(one: Duplex, other: Duplex): void {
  one.pipe(other).pipe(one);
  one.once('close', () => other.destroy());
  other.once('close', () => one.destroy());
}

function isAllowed({ token }: ProxyOptions, { headers }: IncomingMessage): boolean {
  if (token === undefined) return true;
  const given = Buffer.from(headers['proxy-authorization'] ?? '');
  const wanted = Buffer.from(`Basic ${Buffer.from(`exec:${token}`).toString('base64')}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** A plain request in a proxy's form, which names the whole address. */
function passPlain(options: ProxyOptions, request: IncomingMessage, response: ServerResponse): undefined {
  const url = URL.parse(request.url ?? '');
  const refuse = (status: number, reason: string): undefined => {
    request.resume();
    send(response, status, 'text/plain; charset=utf-8', `mturk-local exec: ${reason}.\n`);
  };
  if (url?.protocol !== 'http:') return refuse(400, 'Not an address of a plain request');
  const port = Number(url.port || 80);
  const destination = destinationOf(url.hostname);
  if (destination?.kind === 'refused') {
    options.log.refused(url.hostname, destination.reason);
    return refuse(403, `refused ${url.hostname}: ${destination.reason}`);
  }
  if (destination) {
    request.headers.host = url.host;
    request.url = `${url.pathname}${url.search}`;
    options.handle(request, response);
    return undefined;
  }
  if (!isAllowed(options, request)) {
    response.setHeader('Proxy-Authenticate', 'Basic realm="mturk-local exec"');
    return refuse(407, 'Proxy login required');
  }
  const proxy = options.upstream.plainProxy(url.hostname, port);
  const { 'proxy-authorization': _, 'proxy-connection': __, ...headers } = request.headers;
  const outgoing = httpRequest({
    host: (proxy?.url ?? url).hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number((proxy?.url ?? url).port || 80),
    method: request.method ?? 'GET',
    path: proxy ? url.href : `${url.pathname}${url.search}`,
    headers: { ...headers, host: url.host, ...proxy?.headers },
    agent: false,
  });
  outgoing.once('response', answer => {
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, answer.headers);
    answer.pipe(response);
    answer.once('error', () => response.destroy());
  });
  outgoing.once('error', error => {
    if (response.headersSent) response.destroy();
    else refuse(502, `Couldn't connect to ${url.host}: ${error.message}`);
  });
  request.pipe(outgoing);
  response.once('close', () => outgoing.destroy());
  return undefined;
}
