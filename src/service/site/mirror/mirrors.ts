/**
 * Mirrors of requesters' servers, for pages that post to Amazon whatever `turkSubmitTo` says. Each server gets its own port
 * here, so that its whole origin is there: paths, cookies, redirects, web sockets and pop-ups work as they are. The mirror's host
 * is the worker site's, since browsers keep cookies from frames of other sites.
 */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { parseQuestion } from '../../../mturk/questionKinds.ts';
import type { Engine } from '../../engine.ts';
import { send } from '../../wire/http.ts';
import { close, listen } from '../../wire/server.ts';
import { isLoopback, isMirrored, originsOf } from './eligible.ts';
import { type RelayOptions, relay, relayUpgrade } from './relay.ts';
import { speaksTls } from './speaksTls.ts';

/** Servers that are mirrored at once; further ones are loaded from where they are. */
const mostMirrors = 32;

interface MirrorOptions {
  readonly engine: Engine;
  /** The address that everything of the site listens on. */
  readonly host: string;
  /** The worker site's origin. */
  readonly site: () => string;
  /** Hosts beside this machine's whose pages are served so. */
  readonly hosts: readonly string[];
  /** Whether mirrored pages report to an editor's preview. */
  readonly reports?: boolean;
  readonly report: (error: unknown) => void;
}

export interface Mirrors {
  /** Where task frames begin: `/open` leads on to the mirror of the page of the HIT in the query. */
  readonly port: number;
  /** The origin that mirrors a page's; undefined where it isn't mirrored. */
  originFor(url: URL): Promise<string | undefined>;
  close(): Promise<void>;
}

export async function startMirrors(options: MirrorOptions): Promise<Mirrors> {
  const { engine, host, site, hosts, reports = false, report } = options;
  const servers = new Map<string, Promise<{ readonly origin: string; readonly server: Server }>>();
  const upgraded = new Set<Duplex>();

  const mirrorOf = async (url: URL): Promise<string | undefined> => {
    if (!isMirrored(url, hosts, site())) return undefined;
    const known = servers.get(url.origin);
    if (known) return (await known).origin;
    for (const each of servers.values()) if ((await each).origin === url.origin) return undefined;
    if (servers.size >= mostMirrors) return undefined;
    const opening = openMirror(url);
    servers.set(url.origin, opening);
    try {
      return (await opening).origin;
    } catch (error) {
      servers.delete(url.origin);
      throw error;
    }
  };

  const openMirror = async (url: URL) => {
    const target = new URL(url.origin);
    // Toolkits name https, since Amazon demanded it, where the server at hand has no TLS.
    if (target.protocol === 'https:' && isLoopback(target.hostname) && !(await speaksTls(target)))
      target.protocol = 'http:';
    let relayOptions: RelayOptions | undefined;
    const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
      if (!relayOptions || !isAskedFor(request, relayOptions)) return void refuse(request, response);
      relay(relayOptions, request, response).catch((error: unknown) => {
        if (!response.destroyed) report(error);
        response.destroy();
      });
    });
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (!relayOptions || !isAskedFor(request, relayOptions)) return void socket.destroy();
      upgraded.add(socket);
      socket.once('close', () => upgraded.delete(socket));
      relayUpgrade(relayOptions, request, socket, head);
    });
    const origin = `http://${hostText(host)}:${await listen(server, host, 0)}`;
    relayOptions = {
      target,
      own: [...originsOf(new URL(url.origin)), ...originsOf(target)],
      mirror: origin,
      site: site(),
      mirrorOf,
      reports,
    };
    return { origin, server };
  };

  const entry = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://mirror.invalid');
    request.resume();
    leadOn(url).then(
      location =>
        location === undefined
          ? send(response, 404, 'text/plain; charset=utf-8', 'There is no such HIT.')
          : response.writeHead(302, { Location: location, 'Cache-Control': 'no-store', 'Content-Length': 0 }).end(),
      (error: unknown) => {
        report(error);
        send(response, 500, 'text/plain; charset=utf-8', 'The request failed.');
      },
    );
  });

  /** The page of the HIT, at its mirror where it has one, with the parameters of the frame. */
  const leadOn = async ({ pathname, search, searchParams }: URL): Promise<string | undefined> => {
    if (pathname !== openPath) return undefined;
    const hit = await engine.run(tx => tx.store.hits.get(searchParams.get('hitId') ?? ''));
    const question = hit && parseQuestion(hit.question);
    const url = question?.kind === 'external' ? URL.parse(question.url) : null;
    if (!url) return undefined;
    const mirror = (await mirrorOf(url)) ?? url.origin;
    const query = [url.search.slice(1), search.slice(1)].filter(part => part !== '').join('&');
    return `${mirror}${url.pathname}?${query}${url.hash}`;
  };

  const port = await listen(entry, host, 0);
  return {
    port,
    originFor: mirrorOf,
    close: async () => {
      for (const socket of upgraded) socket.destroy();
      const opened = await Promise.allSettled(servers.values());
      await Promise.all([
        close(entry, 0),
        ...opened.flatMap(each => (each.status === 'fulfilled' ? [close(each.value.server, 0)] : [])),
      ]);
    },
  };
}

export const openPath = '/open';

/** Only by the mirror's own address: not by a name that was rebound to it. */
function isAskedFor({ headers }: IncomingMessage, { mirror }: RelayOptions): boolean {
  return headers.host === new URL(mirror).host;
}

function refuse(request: IncomingMessage, response: Parameters<typeof send>[0]): void {
  request.resume();
  send(response, 403, 'text/plain; charset=utf-8', 'This is not an address of the mirror.');
}

function hostText(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
