/** Signs a call anew, with the keys that Local knows. */
import { type Keys, signatureHeaders } from './signatureV4.ts';

export type { Keys } from './signatureV4.ts';

export interface UnsignedCall {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What belongs to the signature that came with the call. */
const old: readonly string[] = ['authorization', 'x-amz-date', 'date', 'x-amz-security-token', 'x-amz-content-sha256'];
/** What a call is about; the others may change on their way. */
const signed: readonly string[] = ['host', 'x-amz-target', 'content-type'];

/** The headers with a new signature; `now` in ms. */
export function signCall(call: UnsignedCall, keys: Keys, now: number): Record<string, string> {
  const entries = Object.entries(call.headers).filter(([name]) => !old.includes(name));
  const parts = { ...call, headers: Object.fromEntries(entries.filter(([name]) => signed.includes(name))) };
  return {
    ...Object.fromEntries(entries),
    ...signatureHeaders(parts, keys, { time: now, region: 'us-east-1', service: 'mturk-requester' }),
    'content-length': String(call.body.length),
  };
}
