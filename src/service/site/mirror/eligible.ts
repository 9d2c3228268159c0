/** Which pages of requesters a mirror serves, and by which origins their server goes. */
import { isIPv4 } from 'node:net';

const loopbackNames: readonly string[] = ['localhost', '127.0.0.1', '[::1]', '0.0.0.0'];

export function isLoopback(hostname: string): boolean {
  const name = hostname.toLowerCase();
  return loopbackNames.includes(name) || name.endsWith('.localhost') || (isIPv4(name) && name.startsWith('127.'));
}

/** Whether a page may be served through a mirror: one of this machine, or of a host that was allowed. */
export function isMirrored(url: URL | null, hosts: readonly string[], site: string): url is URL {
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.origin === site) return false;
  return isLoopback(url.hostname) || hosts.some(host => host.toLowerCase() === url.hostname.toLowerCase());
}

/** A server of this machine goes by several names. */
export function originsOf({ protocol, hostname, port, origin }: URL): readonly [string, ...string[]] {
  if (!isLoopback(hostname)) return [origin];
  const others = loopbackNames
    .map(name => `${protocol}//${name}${port === '' ? '' : `:${port}`}`)
    .filter(each => each !== origin);
  return [origin, ...others];
}
