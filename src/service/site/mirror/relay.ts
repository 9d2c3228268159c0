/** One mirror: hands requests on to a requester's server, and its answers back with the few addresses changed. */
import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { readAssets } from '#site-assets';
import { send } from '../../wire/http.ts';
import { submitToIn } from '../lease.ts';
import { reporterFile, reporterPath } from '../preview/reporter.ts';
import { isLoopback } from './eligible.ts';
import { type Addresses, guardPath, rewriteHeaders, rewriteText, withGuard } from './rewrite.ts';

/** Larger answers pass as they are. */
const mostRewritten = 8 * 1024 * 1024;
const textual =
  /^(?:text\/(?:html|javascript|ecmascript)|application\/(?:xhtml\+xml|javascript|x-javascript|ecmascript|json))\b/i;

export interface RelayOptions {
  readonly target: URL;
  readonly own: Addresses['own'];
  readonly mirror: string;
  readonly site: string;
  /** Gives the mirror of another server of this machine, for redirects that lead there. */
  readonly mirrorOf: (url: URL) => Promise<string | undefined>;
  /** Whether pages report to an editor's preview. */
  readonly reports: boolean;
}

function addressesFor({ own, mirror, site, reports }: RelayOptions, path: string): Addresses {
  const query = new URL(path, 'http://mirror.invalid').searchParams;
  return { own, mirror, site, submitTo: submitToIn(query, site), reports };
}

export async function relay(options: RelayOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? '/';
  if (path === guardPath) return sendScript(response, 'submitGuard.js');
  if (options.reports && path === reporterPath) return sendScript(response, reporterFile);
  if (options.reports && request.headers['service-worker'] === 'script') return refuseServiceWorker(response);
  const addresses = addressesFor(options, path);
  const outgoing = ask(options, request);
  request.pipe(outgoing);
  response.once('close', () => outgoing.destroy());
  let answer: IncomingMessage;
  try {
    answer = await new Promise<IncomingMessage>((resolve, reject) => {
      outgoing.once('response', resolve).once('error', reject);
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return send(
      response,
      502,
      'text/plain; charset=utf-8',
      `Couldn't load the page from ${options.target.origin}: ${reason}.`,
    );
  }
  answer.once('error', () => response.destroy());
  const headers = await withMirrors(options, rewriteHeaders(answer.headers, addresses));
  const status = answer.statusCode ?? 502;
  if (!isRewritten(request, answer)) {
    response.writeHead(status, answer.statusMessage, headers);
    answer.pipe(response);
    return;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size <= mostRewritten) continue;
    // Too large to hold: what came goes out, the rest follows.
    response.writeHead(status, answer.statusMessage, headers);
    for (const each of chunks) response.write(each);
    answer.pipe(response);
    return;
  }
  const body = Buffer.concat(chunks);
  sendRewritten(response, { status, headers, body, answer, addresses, framed: isFramed(request) });
}

/** Node's modules that few services ever need, and that would delay the start of each. */
const https = () => process.getBuiltinModule('node:https');
const zlib = () => process.getBuiltinModule('node:zlib');

interface Whole {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
  readonly answer: IncomingMessage;
  readonly addresses: Addresses;
  /** Whether the browser shows it as a document, and doesn't hand it to a script. */
  readonly framed: boolean;
}

function sendRewritten(response: ServerResponse, whole: Whole): void {
  const { status, headers, body, answer, addresses, framed } = whole;
  const plain = decoded(body, answer.headers['content-encoding']);
  let out = body;
  if (plain) {
    let text = rewriteText(plain.toString('latin1'), addresses);
    const isPage = /^(?:text\/html|application\/xhtml)/i.test(answer.headers['content-type'] ?? '');
    // Fragments that scripts put into a page have it already.
    if (isPage && (framed || /<(?:!doctype|html|head|body|form)\b/i.test(text))) text = withGuard(text, addresses);
    out = Buffer.from(text, 'latin1');
    delete headers['content-encoding'];
    // What was changed is no longer what these describe.
    for (const name of ['etag', 'last-modified', 'content-md5', 'digest', 'accept-ranges']) delete headers[name];
    headers['cache-control'] = 'no-store';
  }
  response.writeHead(status, answer.statusMessage, { ...headers, 'content-length': out.length });
  response.end(out);
}

/** Browsers say so, and no script can in their place. */
function isFramed({ headers }: IncomingMessage): boolean {
  return ['document', 'iframe', 'frame', 'object', 'embed'].includes(String(headers['sec-fetch-dest']));
}

/** It could answer for the page's server, with pages that don't have the preview's script. */
function refuseServiceWorker(response: ServerResponse): void {
  send(response, 403, 'text/plain; charset=utf-8', 'A preview has no service workers.');
}

function isRewritten({ method }: IncomingMessage, { headers, statusCode }: IncomingMessage): boolean {
  if (method === 'HEAD' || statusCode === 304 || statusCode === 204 || statusCode === 206) return false;
  if (Number(headers['content-length'] ?? 0) > mostRewritten) return false;
  return textual.test(headers['content-type'] ?? '');
}

/** Undefined for a form that can't be read. */
function decoded(body: Buffer, encoding: string | undefined): Buffer | undefined {
  const limit = { maxOutputLength: mostRewritten };
  try {
    switch ((encoding ?? 'identity').toLowerCase()) {
      case 'identity':
      case '':
        return body;
      case 'gzip':
      case 'x-gzip':
        return zlib().gunzipSync(body, limit);
      case 'deflate':
        return zlib().inflateSync(body, limit);
      case 'br':
        return zlib().brotliDecompressSync(body, limit);
      default:
        return undefined;
    }
  } catch {
    return undefined;
  }
}

/** A redirect to another server of this machine stays among mirrors. */
async function withMirrors(options: RelayOptions, headers: OutgoingHttpHeaders): Promise<OutgoingHttpHeaders> {
  const url = typeof headers.location === 'string' ? URL.parse(headers.location) : null;
  if (!url || url.origin === options.mirror || url.origin === options.site) return headers;
  const mirror = await options.mirrorOf(url);
  return mirror === undefined ? headers : { ...headers, location: `${mirror}${url.pathname}${url.search}${url.hash}` };
}

/** Hands on the request. A server of this machine sees the mirror's name, so that whatever it builds of it leads here again. */
function ask({ target, mirror, site }: RelayOptions, request: IncomingMessage, upgrade = false) {
  const secure = target.protocol === 'https:';
  const headers: OutgoingHttpHeaders = { ...request.headers };
  for (const name of ['proxy-connection', 'keep-alive', ...(upgrade ? [] : ['connection', 'upgrade'])])
    delete headers[name];
  if (!upgrade) headers['accept-encoding'] = 'identity';
  const cookies = withoutSiteCookies(request.headers.cookie);
  if (cookies === undefined) delete headers.cookie;
  else headers.cookie = cookies;
  if (!isLoopback(target.hostname)) {
    headers.host = target.host;
    for (const name of ['origin', 'referer'] as const) {
      const value = request.headers[name];
      if (typeof value === 'string') headers[name] = value.replace(mirror, target.origin).replace(site, target.origin);
    }
  }
  return (secure ? https().request : httpRequest)({
    host: target.hostname === '0.0.0.0' ? '127.0.0.1' : target.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: target.port || (secure ? 443 : 80),
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    headers,
    agent: false,
    // Servers under development sign their own certificates.
    ...(secure && isLoopback(target.hostname) ? { rejectUnauthorized: false } : {}),
  });
}

/** The worker site's own cookie is on the same host, and no business of the page's server. */
function withoutSiteCookies(header: string | undefined): string | undefined {
  const kept = (header ?? '').split(';').filter(part => !/^\s*mturk-worker-/.test(part));
  return kept.join(';').trim() || undefined;
}

/** A web socket, or another protocol of the page's own. */
export function relayUpgrade(options: RelayOptions, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const outgoing = ask(options, request, true);
  socket.on('error', () => outgoing.destroy());
  outgoing.once('error', () => socket.destroy());
  outgoing.once('response', answer => {
    socket.end(`HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}\r\nConnection: close\r\n\r\n`);
    answer.resume();
  });
  outgoing.once('upgrade', (answer, through, first) => {
    const lines = [`HTTP/1.1 101 ${answer.statusMessage}`];
    for (let index = 0; index < answer.rawHeaders.length; index += 2)
      lines.push(`${answer.rawHeaders[index]}: ${answer.rawHeaders[index + 1]}`);
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    if (first.length > 0) socket.write(first);
    if (head.length > 0) through.write(head);
    through.on('error', () => socket.destroy()).once('close', () => socket.destroy());
    socket.once('close', () => through.destroy());
    through.pipe(socket).pipe(through);
  });
  outgoing.end();
}

async function sendScript(response: ServerResponse, file: string): Promise<void> {
  const script = (await readAssets())[file] ?? '';
  send(response, 200, 'text/javascript; charset=utf-8', script, { 'Cache-Control': 'no-cache' });
}
