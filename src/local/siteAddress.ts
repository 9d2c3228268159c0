/** Whether the address that VS Code gives for a local one, over SSH, in a container or in a browser, leads anywhere. */

/** Milliseconds. A person is waiting. */
const patience = 3000;

type Reach =
  /** It answers, or only another machine can tell. */
  | 'offered'
  /** Something answers there, and knows no such page. */
  | 'nowhere';

/**
 * Asks an http or https address. One that nothing answers at may well work where the user’s browser runs, and one that asks to
 * sign in works for who has; so neither says that it leads nowhere. Never rejects.
 */
export async function reachOf(address: string, { timeout = patience } = {}): Promise<Reach> {
  try {
    const response = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(timeout) });
    await response.body?.cancel();
    return missing.has(response.status) ? 'nowhere' : 'offered';
  } catch {
    return 'offered';
  }
}

/** Not found, gone, and what a proxy says of a port that it doesn’t forward. */
const missing: ReadonlySet<number> = new Set([404, 410, 500, 501, 502, 503, 504]);

/** Where Local’s worker site can be found from the user’s browser. */
export interface SiteAddress {
  readonly address: string;
  /** The forwarded address that leads nowhere: `address` is then the site’s own, for this machine alone. */
  readonly broken?: string;
}

/** `forward` gives VS Code’s address for a local one. */
export async function siteAddress(own: string, forward: (address: string) => Promise<string>): Promise<SiteAddress> {
  const address = await forward(own);
  const same = URL.parse(address)?.href === URL.parse(own)?.href;
  return same || (await reachOf(address)) === 'offered' ? { address } : { address: own, broken: address };
}
