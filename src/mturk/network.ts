/** Which way a request goes: through a proxy or straight, and how strictly TLS is checked. Pure decisions; agents.ts makes them so. */

export interface NetworkSettings {
  /** URL of a proxy, or empty. */
  readonly proxy: string;
  /** The value of the header Proxy-Authorization, or nothing. Holds a secret. */
  readonly proxyAuthorization?: string | undefined;
  /** Hosts that are reached straight: `lab.example`, `.lab.example`, `*.lab.example`, `host:port`, `*`. */
  readonly noProxy: readonly string[];
  /** Whether certificates must be good. */
  readonly strictTls: boolean;
}

/** VS Code's settings as they stand; `proxySupport` is `off` where the user wants no proxy for extensions. */
export interface ProxyConfiguration {
  readonly proxy?: string | undefined;
  readonly proxyAuthorization?: string | null | undefined;
  readonly noProxy?: readonly string[] | undefined;
  readonly strictTls?: boolean | undefined;
  readonly proxySupport?: string | undefined;
}

export type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The settings where there are any, else the usual variables: HTTPS_PROXY or HTTP_PROXY by the endpoint's scheme, then
 * ALL_PROXY, each in capitals or not; exceptions of both add up.
 */
export function networkSettings(configuration: ProxyConfiguration, env: Variables, endpoint: string): NetworkSettings {
  const variable = (name: string) => env[name] ?? env[name.toUpperCase()] ?? '';
  const ofScheme = endpoint.startsWith('https:') ? variable('https_proxy') : variable('http_proxy');
  const proxy = configuration.proxy || ofScheme || variable('all_proxy');
  return {
    proxy: configuration.proxySupport === 'off' ? '' : withScheme(proxy.trim()),
    ...(configuration.proxyAuthorization ? { proxyAuthorization: configuration.proxyAuthorization } : {}),
    noProxy: [...(configuration.noProxy ?? []), ...variable('no_proxy').split(/[,\s]+/)].filter(Boolean),
    strictTls: configuration.strictTls ?? true,
  };
}

/** A proxy is named, and nobody can tell what is meant. The request must not go straight instead. */
export class UnusableProxy extends Error {}

/**
 * The proxy that requests to an endpoint go through, or nothing. This machine is always reached straight. Throws
 * {@link UnusableProxy}, in words that hold nothing of the proxy's text, which may have a password in it.
 */
export function proxyFor(endpoint: string, settings: NetworkSettings): URL | undefined {
  if (settings.proxy === '' || !URL.canParse(endpoint)) return undefined;
  const { hostname, port, protocol } = new URL(endpoint);
  if (isThisMachine(hostname)) return undefined;
  const effectivePort = port || (protocol === 'https:' ? '443' : '80');
  if (settings.noProxy.some(rule => matches(rule, hostname, effectivePort))) return undefined;
  if (!URL.canParse(settings.proxy)) throw new UnusableProxy('its address can’t be read as a URL');
  const proxy = new URL(settings.proxy);
  if (proxy.hostname === '') throw new UnusableProxy('its address names no host');
  if (!proxySchemes.has(proxy.protocol)) throw new UnusableProxy(`it is of an unknown kind, ${proxy.protocol}//`);
  return proxy;
}

const socksSchemes: ReadonlySet<string> = new Set(['socks:', 'socks4:', 'socks4a:', 'socks5:', 'socks5h:']);
const proxySchemes: ReadonlySet<string> = new Set(['http:', 'https:', ...socksSchemes]);

export function isSocks({ protocol }: URL): boolean {
  return socksSchemes.has(protocol);
}

function isThisMachine(hostname: string): boolean {
  return /(^|\.)localhost$/.test(hostname) || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}

function matches(rule: string, hostname: string, port: string): boolean {
  if (rule === '*') return true;
  const [, name = '', rulePort] = /^(.*?)(?::(\d+))?$/.exec(rule.toLowerCase()) ?? [];
  if (rulePort !== undefined && rulePort !== port) return false;
  const bare = name.replace(/^\*?\./, '');
  return bare !== '' && (hostname === bare || hostname.endsWith(`.${bare}`));
}

function withScheme(proxy: string): string {
  return proxy === '' || proxy.includes('://') ? proxy : `http://${proxy}`;
}
