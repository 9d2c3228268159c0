/**
 * A lease: one worker's hold of an assignment, from accepting it until it is submitted, returned or out of time. Ids of assignments
 * are used again by the next worker, so the frame of each lease has a token in the address that it submits to, which says whose
 * results these are whatever the page knows of it.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Assignment } from '../storage/tableRows.ts';

export const submitPath = '/mturk/externalSubmit';
const leasePath = '/lease/';
const tokenForm = '[A-Za-z0-9_-]{22}';
const leaseSubmitPath = new RegExp(`^${leasePath}(${tokenForm})${submitPath}$`);
const leaseSuffix = new RegExp(`^${leasePath}${tokenForm}$`);

type Lease = Pick<Assignment, 'id' | 'workerId' | 'acceptTime'>;

/** The token of a lease. `key` is the site's. */
export function leaseToken(key: Uint8Array, { id, workerId, acceptTime }: Lease): string {
  return createHmac('sha256', key).update(`lease\n${id}\n${workerId}\n${acceptTime}`).digest('base64url').slice(0, 22);
}

export function isLeaseToken(key: Uint8Array, token: string, lease: Lease): boolean {
  const [given, right] = [Buffer.from(token), Buffer.from(leaseToken(key, lease))];
  return given.length === right.length && timingSafeEqual(given, right);
}

/** What the frame of a lease gets as `turkSubmitTo`. */
export function leaseAddress(site: string, token: string): string {
  return `${site}${leasePath}${token}`;
}

/** Where results are submitted: with a lease's token, or without one. Undefined for any other path. */
export function submissionIn(path: string): { readonly token: string | undefined } | undefined {
  if (path === submitPath) return { token: undefined };
  const token = leaseSubmitPath.exec(path)?.[1];
  return token === undefined ? undefined : { token };
}

/** A `turkSubmitTo` of this site, as it came with a request; the site itself for anything else. */
export function submitToIn(query: URLSearchParams, site: string): string {
  const given = query.get('turkSubmitTo') ?? '';
  return given.startsWith(site) && leaseSuffix.test(given.slice(site.length)) ? given : site;
}
