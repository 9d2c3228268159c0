/** Node's agents for an endpoint: straight, or through a proxy whose own failures are told apart from the service's. */
import { Agent as HttpAgent, type OutgoingHttpHeaders } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { SocksProxyAgent } from 'socks-proxy-agent';
import { registerSecret } from './masking.ts';
import { isSocks, type NetworkSettings, proxyFor, UnusableProxy } from './network.ts';

/** The name by which errors.ts knows a failure at the proxy; nothing reached the service. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';
  readonly code: string;

  constructor(message: string, code: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

const pool = { keepAlive: true, maxSockets: 50 } as const;

export interface Agents {
  readonly httpAgent: HttpAgent;
  readonly httpsAgent: HttpsAgent;
}

export function agentsFor(endpoint: string, settings: NetworkSettings): Agents {
  const proxy = usableProxy(endpoint, settings);
  if (!proxy)
    return {
      httpAgent: new HttpAgent(pool),
      httpsAgent: new HttpsAgent({ ...pool, rejectUnauthorized: settings.strictTls }),
    };
  if (isSocks(proxy)) {
    const socks = () => new SocksAgent(proxy, settings.strictTls);
    return { httpAgent: socks(), httpsAgent: socks() as unknown as HttpsAgent };
  }
  const { proxyAuthorization } = settings;
  registerSecret(proxyAuthorization);
  const headers = proxyAuthorization ? { 'Proxy-Authorization': proxyAuthorization } : {};
  return {
    httpAgent: new PlainAgent(proxy, { ...pool, headers }),
    // The handler wants the pool of an https agent; this one keeps its sockets by the same names.
    httpsAgent: new TunnelAgent(proxy, settings.strictTls, headers) as unknown as HttpsAgent,
  };
}

function usableProxy(endpoint: string, settings: NetworkSettings): URL | undefined {
  try {
    return proxyFor(endpoint, settings);
  } catch (error) {
    if (error instanceof UnusableProxy) throw new ProxyError(error.message, 'ERR_PROXY', error);
    throw error;
  }
}

class SocksAgent extends SocksProxyAgent {
  readonly #proxy: URL;
  readonly #strict: boolean;

  constructor(proxy: URL, strict: boolean) {
    super(proxy, { ...pool, timeout: 5_000 });
    this.#proxy = proxy;
    this.#strict = strict;
  }

  override async connect(...[request, options]: Parameters<SocksProxyAgent['connect']>) {
    try {
      return await super.connect(request, { ...options, rejectUnauthorized: this.#strict } as typeof options);
    } catch (error) {
      const { message } = error as Error;
      throw /Authentication|auth/i.test(message)
        ? new ProxyError(`${this.#proxy.host} requires a user name and password`, '407', error)
        : unreachable(this.#proxy, error);
    }
  }
}

class PlainAgent extends HttpProxyAgent<string> {
  constructor(proxy: URL, options: typeof pool & { readonly headers: OutgoingHttpHeaders }) {
    super(proxy.href, options);
  }

  override async connect(...[request, options]: Parameters<HttpProxyAgent<string>['connect']>) {
    try {
      return await super.connect(request, options);
    } catch (error) {
      throw unreachable(this.proxy, error);
    }
  }
}

class TunnelAgent extends HttpsProxyAgent<string> {
  readonly #strict: boolean;

  constructor(proxy: URL, strict: boolean, headers: OutgoingHttpHeaders) {
    super(proxy.href, { ...pool, headers, rejectUnauthorized: strict });
    this.#strict = strict;
  }

  override isSecureEndpoint(): boolean {
    return true;
  }

  override async connect(...[request, options]: Parameters<HttpsProxyAgent<string>['connect']>) {
    let status = 200;
    request.once('proxyConnect', ({ statusCode }: { statusCode: number }) => {
      status = statusCode;
    });
    try {
      const socket = await super.connect(request, { ...options, rejectUnauthorized: this.#strict } as typeof options);
      if (status === 200) return socket;
      socket.destroy();
    } catch (error) {
      throw unreachable(this.proxy, error);
    }
    throw new ProxyError(
      status === 407 ? `${this.proxy.host} requires a user name and password` : `${this.proxy.host} answered ${status}`,
      String(status),
    );
  }
}

function unreachable(proxy: URL, error: unknown): ProxyError {
  const { code = 'no answer' } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  return new ProxyError(`${proxy.host} does not answer (${code})`, code, error);
}
