/**
 * What changes in a requester's page on its way through a mirror: Amazon's submit address and Amazon's script, which are gone,
 * and the page's own origin where it is spelled out. Everything else stays as it is.
 */
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { helperPath } from '../assets.ts';
import { withFirst } from '../firstScript.ts';
import { submitPath } from '../lease.ts';
import { reporterPath } from '../preview/reporter.ts';

export interface Addresses {
  /** The mirror's origin, and that of the worker site. */
  readonly mirror: string;
  readonly site: string;
  /** What goes before the path that results are submitted to. */
  readonly submitTo: string;
  /** The origins that the mirrored server goes by, the one that is asked first. */
  readonly own: readonly [string, ...string[]];
  /** Whether pages report to an editor's preview. */
  readonly reports?: boolean;
}

/** The mirrored pages load this script from their own origin. */
export const guardPath = '/.mturk-local/submit.js';

/** A slash, also as JSON, scripts and escaped attributes write it. */
const slash = String.raw`(?:\\?/|&#x2F;|&#47;)`;
const scheme = `(?:https?:)?${slash}${slash}`;
const submitAddress = new RegExp(
  `${scheme}(?:www|worker|workersandbox)\\.mturk\\.com(${slash})mturk${slash}externalSubmit`,
  'gi',
);
const helperAddress = new RegExp(
  `${scheme}(?:s3\\.amazonaws\\.com${slash}mturk-public|mturk-public\\.s3\\.amazonaws\\.com)(${slash})externalHIT_v1\\.js`,
  'gi',
);

/** Rewrites a text of any encoding that has ASCII in it, read as Latin-1. */
export function rewriteText(text: string, { site, submitTo, mirror, own }: Addresses): string {
  const spelled = (address: string, sample: string) => address.replaceAll('/', sample);
  let rewritten = text
    .replace(submitAddress, (_, sample: string) => spelled(`${submitTo}${submitPath}`, sample))
    .replace(helperAddress, (_, sample: string) => spelled(`${site}${helperPath}`, sample));
  for (const origin of own)
    for (const sample of ['/', '\\/', '&#x2F;'])
      rewritten = replaceOrigin(rewritten, spelled(origin, sample), spelled(mirror, sample));
  return rewritten;
}

/** Every place that has an origin as a whole: not before further digits of a port or letters of a name. */
function replaceOrigin(text: string, origin: string, by: string): string {
  let result = '';
  let from = 0;
  for (let at = text.indexOf(origin); at >= 0; at = text.indexOf(origin, from)) {
    const end = at + origin.length;
    result += text.slice(from, at) + (/[\w.:-]/.test(text.charAt(end)) ? origin : by);
    from = end;
  }
  return result + text.slice(from);
}

/** Puts the script first into a page, so that it is there before the page's own; with the preview's, where one is shown. */
export function withGuard(page: string, { submitTo, reports }: Addresses): string {
  const tag = `<script src="${guardPath}" data-submit-to="${submitTo}"></script>`;
  return withFirst(page, reports ? `${tag}<script src="${reporterPath}"></script>` : tag);
}

/** The answer's headers as the browser gets them. */
export function rewriteHeaders(headers: IncomingHttpHeaders, addresses: Addresses): OutgoingHttpHeaders {
  const { connection: _, 'keep-alive': __, 'transfer-encoding': ___, ...kept } = headers;
  const result: OutgoingHttpHeaders = { ...kept };
  if (kept.location !== undefined) result.location = rewriteText(kept.location, addresses);
  if (kept['set-cookie']) result['set-cookie'] = kept['set-cookie'].map(portableCookie);
  for (const name of ['content-security-policy', 'content-security-policy-report-only'])
    if (typeof kept[name] === 'string') result[name] = rewritePolicy(String(kept[name]), addresses);
  // It would keep plain addresses of this machine out for long.
  delete result['strict-transport-security'];
  return result;
}

/** A cookie for the mirror's host, which is plain http of the same site as the worker site. */
function portableCookie(cookie: string): string {
  return cookie
    .split(';')
    .filter((part, index) => index === 0 || !/^\s*(?:domain=|secure\s*$|partitioned\s*$|samesite=none\s*$)/i.test(part))
    .join(';');
}

/** Pages that name Amazon's site as what may frame them, or as where forms go, mean the worker site. */
function rewritePolicy(policy: string, { site, mirror, own }: Addresses): string {
  let result = policy.replace(/https?:\/\/(?:\*|www|worker|workersandbox)\.mturk\.com(?:\/[^\s;]*)?/gi, site);
  for (const origin of own) result = replaceOrigin(result, origin, mirror);
  return result;
}
