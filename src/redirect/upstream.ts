/** How hosts that are not MTurk's are reached: directly, or through the proxy that the user's environment names. */
import { request as httpRequest, type OutgoingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect, isIPv6, type Socket } from 'node:net';
import { bypasses } from './noProxy.ts';
import { eitherCase, type Variables } from './variables.ts';

const connectTimeout = 60_000;

export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
}

export interface Upstream {
  /** Whether a proxy wants a login, which must not be lent to others on this machine. */
  readonly hasLogin: boolean;
  /** Opens a way to a host for bytes of any kind. Rejects with UpstreamError. */
  tunnel(host: string, port: number): Promise<Socket>;
  /** The proxy for a plain request, if it has one. */
  plainProxy(host: string, port: number): PlainProxy | undefined;
}

interface PlainProxy {
  readonly url: URL;
  readonly headers: OutgoingHttpHeaders;
}

/** Reads the user's variables. Throws UpstreamError for a proxy of a kind that can't be used. */
export function upstreamOf(env: Variables): Upstream {
  const noProxy = eitherCase(env, 'NO_PROXY');
  const all = eitherCase(env, 'ALL_PROXY');
  const secure = proxyUrl('HTTPS_PROXY', eitherCase(env, 'HTTPS_PROXY') ?? all);
  const plain = proxyUrl('HTTP_PROXY', eitherCase(env, 'HTTP_PROXY') ?? all);
  return {
    hasLogin: [secure, plain].some(url => url !== undefined && url.username !== ''),
    tunnel: (host, port) => {
      const proxy = port === 80 ? (plain ?? secure) : secure;
      return proxy && !bypasses(noProxy, host, port) ? through(proxy, host, port) : direct(host, port);
    },
    plainProxy: (host, port) =>
      plain && !bypasses(noProxy, host, port) ? { url: plain, headers: login(plain) } : undefined,
  };
}

function proxyUrl(name: string, value: string | undefined): URL | undefined {
  if (value === undefined) return undefined;
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`);
  if (!url?.hostname) throw new UpstreamError(`${name} is not the address of a proxy. Correct it or unset it.`);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new UpstreamError(
      `${name} names a proxy of the kind ${url.protocol.slice(0, -1)}, which exec can't go through. Use an HTTP proxy.`,
    );
  return url;
}

function login({ username, password }: URL): OutgoingHttpHeaders {
  if (username === '') return {};
  const words = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'Proxy-Authorization': `Basic ${Buffer.from(words).toString('base64')}` };
}

function direct(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, allowHalfOpen: true });
    const timer = setTimeout(() => socket.destroy(new Error('it took too long')), connectTimeout);
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.removeAllListeners('error');
      resolve(socket);
    });
    socket.once('error', error => {
      clearTimeout(timer);
      reject(new UpstreamError(`Couldn't connect to ${host}:${port}: ${error.message}`));
    });
  });
}

function through(proxy: URL, host: string, port: number): Promise<Socket> {
  const authority = `${isIPv6(host) ? `[${host}]` : host}:${port}`;
  return new Promise((resolve, reject) => {
    const request = (proxy.protocol === 'https:' ? httpsRequest : httpRequest)({
      host: proxy.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
      method: 'CONNECT',
      path: authority,
      headers: { Host: authority, ...login(proxy) },
      agent: false,
      timeout: connectTimeout,
    });
    const fail = (reason: string) =>
      reject(new UpstreamError(`Couldn't connect to ${authority} through the proxy ${proxy.host}: ${reason}`));
    request.once('connect', (response, socket, head) => {
      if (response.statusCode !== 200) {
        socket.destroy();
        fail(`it answered ${response.statusCode} ${response.statusMessage}`);
        return;
      }
      socket.setTimeout(0);
      if (head.length > 0) socket.unshift(head);
      resolve(socket as Socket);
    });
    request.once('response', response => {
      response.destroy();
      fail(`it answered ${response.statusCode} ${response.statusMessage}`);
    });
    request.once('timeout', () => request.destroy(new Error('it took too long')));
    request.once('error', error => fail(error.message));
    request.end();
  });
}
