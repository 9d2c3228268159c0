/** The variable NO_PROXY, as curl, requests and Go read it. */
import { isIP } from 'node:net';
import { servedHosts } from './hosts.ts';

function entriesOf(list: string | undefined): string[] {
  return (list ?? '').split(/[\s,]+/).filter(entry => entry !== '');
}

/** Whether one entry covers a host: `*`, a name with what is below it, an address, or an IPv4 network. */
function covers(entry: string, host: string, port: number): boolean {
  if (entry === '*') return true;
  const withPort = /^(.*[^:]):(\d+)$/.exec(entry);
  if (withPort && isIP(entry) === 0 && Number(withPort[2]) !== port) return false;
  const bare = (withPort && isIP(entry) === 0 ? (withPort[1] ?? '') : entry)
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/^\*?\./, '');
  const network = /^([\d.]+)\/(\d{1,2})$/.exec(bare);
  if (network) return inNetwork(host, network[1] ?? '', Number(network[2]));
  return bare !== '' && (host === bare || (isIP(host) === 0 && host.endsWith(`.${bare}`)));
}

function inNetwork(host: string, network: string, bits: number): boolean {
  if (isIP(host) !== 4 || isIP(network) !== 4 || bits > 32) return false;
  const number = (address: string) => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - bits);
  return Math.floor(number(host) / size) === Math.floor(number(network) / size);
}

/** Whether the user wants this host reached without the upstream proxy. */
export function bypasses(list: string | undefined, host: string, port: number): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  return entriesOf(list).some(entry => covers(entry, name, port));
}

/**
 * The list for the child: the user's own without what covers one of MTurk's hosts (`*`, `amazonaws.com`), since those have to
 * come through the proxy, and with this machine itself. What was taken out is honoured by the proxy.
 */
export function childNoProxy(list: string | undefined): string {
  const kept = entriesOf(list).filter(entry => !servedHosts.some(host => covers(entry, host, 443)));
  return [...new Set([...kept, 'localhost', '127.0.0.1', '::1'])].join(',');
}
