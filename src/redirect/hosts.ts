/** Amazon's Mechanical Turk hosts: which of them Local answers for, and which it has to refuse (reference.md §1). */

type Environment = 'production' | 'sandbox';

export type Destination =
  | { readonly kind: 'api'; readonly environment: Environment }
  /** The worker site, and the host of task content. */
  | { readonly kind: 'site' }
  | { readonly kind: 'refused'; readonly reason: string };

const api: Readonly<Record<string, Environment>> = {
  'mturk-requester.us-east-1.amazonaws.com': 'production',
  'mturk-requester-sandbox.us-east-1.amazonaws.com': 'sandbox',
};

const sites: readonly string[] = [
  'www.mturk.com',
  'worker.mturk.com',
  'workersandbox.mturk.com',
  'www.mturkcontent.com',
  'workersandbox.mturkcontent.com',
];

/** The hosts that Local answers for: what the certificate names, and what its authority is constrained to. */
export const servedHosts: readonly string[] = [...Object.keys(api), ...sites];

/** Hosts of MTurk that Local has nothing for, as patterns of lower-case names, with what to do about each. */
export const refusedHosts: readonly (readonly [pattern: string, reason: string])[] = [
  [
    '^mturk-requester(-sandbox|-fips)?\\.[a-z0-9-]+\\.(amazonaws\\.com(\\.cn)?|api\\.aws)$',
    'the MTurk API exists in the region us-east-1 only. Set the region to us-east-1',
  ],
  [
    '^mechanicalturk\\.([a-z0-9-]+\\.)*amazonaws\\.com$',
    'this is the API of 2014, which Local does not support. Use the API of 2017-01-17',
  ],
  ['^requester(sandbox)?\\.mturk\\.com$', 'Local has no requester website. Use the API, or MTurk Workbench in VS Code'],
  ['^([a-z0-9-]+\\.)*mturk(content)?\\.com$', 'Local does not serve this host'],
];

const refusals = refusedHosts.map(([pattern, reason]) => ({ pattern: new RegExp(pattern), reason }));

/** What a host name stands for; undefined for every host that is not MTurk's. */
export function destinationOf(host: string): Destination | undefined {
  const name = host.toLowerCase().replace(/\.$/, '');
  const environment = Object.hasOwn(api, name) ? api[name] : undefined;
  if (environment) return { kind: 'api', environment };
  if (sites.includes(name)) return { kind: 'site' };
  const refusal = refusals.find(({ pattern }) => pattern.test(name));
  return refusal && { kind: 'refused', reason: refusal.reason };
}

/** `HOST:PORT` of a CONNECT request, also with an IPv6 address in brackets; undefined when it is none. */
export function parseAuthority(
  authority: string | undefined,
): { readonly host: string; readonly port: number } | undefined {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^:[\]/@\s]+)):(\d{1,5})$/i.exec(authority ?? '');
  const port = Number(match?.[3]);
  const host = match?.[1] ?? match?.[2];
  return host === undefined || port < 1 || port > 65_535 ? undefined : { host, port };
}
