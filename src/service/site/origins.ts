/**
 * Where the site and the content of tasks live for a browser. Ports alone keep no cookies apart, so on this machine they also
 * go by different names: the site by the address, content by `localhost`. Through a tunnel neither the second port nor a second
 * name can be counted on: there the site's own port serves content, sandboxed into its own origin.
 */
import type { IncomingHttpHeaders } from 'node:http';

export interface Ports {
  /** The address that the site listens on. */
  readonly host: string;
  readonly site: number;
  readonly content: number;
  /** Where frames of mirrored pages begin; undefined where no pages are mirrored. */
  readonly mirror?: { readonly port: number; readonly hosts: readonly string[] } | undefined;
}

export interface Origins {
  readonly site: string;
  /** Where content comes from: of another origin than the site, or of the site's and hence to be sandboxed. */
  readonly content: {
    readonly origin: string;
    readonly apart: boolean;
    /** Whether it goes by the site's name: then it is of one site with it, though of another origin. */
    readonly near: boolean;
  };
  /** Where frames of requesters' pages begin that are mirrored; a browser elsewhere can't reach it. */
  readonly mirror?: { readonly origin: string; readonly hosts: readonly string[] } | undefined;
}

/** Where pages go when asked for by `localhost`, the name that belongs to content. */
export function movedTo(headers: IncomingHttpHeaders, ports: Ports): string | undefined {
  const { name, port } = hostOf(headers);
  const address = siteAddress(ports.host);
  if (name !== 'localhost' || port !== ports.site || address === undefined) return undefined;
  return `http://${address}:${ports.site}`;
}

/** The site for content that is served apart from it. */
export function siteOrigin({ host, site }: Ports): string {
  return `http://${siteAddress(host) ?? host}:${site}`;
}

/**
 * How content may be asked for in place of the usual: `sandboxed`, from the site's own port, where the other can't be reached;
 * `near`, from the other port by the site's name, where a browser denies storage to frames of another name.
 */
type Placing = 'sandboxed' | 'near';

export function readPlacing(text: string | null): Placing | undefined {
  return text === 'sandboxed' || text === 'near' ? text : undefined;
}

export function originsFor(headers: IncomingHttpHeaders, ports: Ports, placing?: Placing): Origins {
  const { name, port } = hostOf(headers);
  const site = `${schemeOf(headers)}://${headers.host ?? ''}`;
  const apart = placing !== 'sandboxed' && name === siteAddress(ports.host) && port === ports.site;
  if (!apart) return { site, content: { origin: site, apart, near: false } };
  const near = placing === 'near';
  const mirror = ports.mirror && { origin: `http://${name}:${ports.mirror.port}`, hosts: ports.mirror.hosts };
  return { site, content: { origin: `http://${near ? name : 'localhost'}:${ports.content}`, apart, near }, mirror };
}

/** The loopback address by which the site is known here; undefined when it listens on `localhost` or on other interfaces only. */
function siteAddress(host: string): string | undefined {
  if (host === '::1') return '[::1]';
  return host === '127.0.0.1' || host === '0.0.0.0' || host === '::' ? '127.0.0.1' : undefined;
}

function hostOf({ host = '' }: IncomingHttpHeaders): { readonly name: string; readonly port: number } {
  const match = /^(.*?)(?::(\d+))?$/.exec(host.toLowerCase());
  return { name: match?.[1] ?? '', port: Number(match?.[2] ?? 80) };
}

/** A tunnel that ends TLS says so; what it says decides links only. */
function schemeOf(headers: IncomingHttpHeaders): 'http' | 'https' {
  return headers['x-forwarded-proto'] === 'https' ? 'https' : 'http';
}
