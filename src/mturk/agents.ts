/** Node's agents for an endpoint: straight, or through a proxy whose own failures are told apart from the service's. */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { type NetworkSettings, proxyFor } from './network.ts';

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
  const proxy = proxyFor(endpoint, settings);
  if (!proxy)
    return {
      httpAgent: new HttpAgent(pool),
      httpsAgent: new HttpsAgent({ ...pool, rejectUnauthorized: settings.strictTls }),
    };
  return {
    httpAgent: new PlainAgent(proxy, pool),
    // The handler wants the pool of an https agent; this one keeps its sockets by the same names.
    httpsAgent: new TunnelAgent(proxy, settings.strictTls) as unknown as HttpsAgent,
  };
}

class PlainAgent extends HttpProxyAgent<string> {
  constructor(proxy: URL, options: typeof pool) {
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

  constructor(proxy: URL, strict: boolean) {
    super(proxy.href, { ...pool, rejectUnauthorized: strict });
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
