/** Signs a call anew, with the keys that Local knows. */
import { SignatureV4 } from '@smithy/signature-v4';
import { NodeSha256 } from './sha256.ts';

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface UnsignedCall {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What belongs to the signature that came with the call. */
const old: readonly string[] = ['authorization', 'x-amz-date', 'date', 'x-amz-security-token', 'x-amz-content-sha256'];

/** The headers with a new signature; `now` in ms. */
export async function signCall(call: UnsignedCall, keys: Keys, now: number): Promise<Record<string, string>> {
  const headers = Object.fromEntries(Object.entries(call.headers).filter(([name]) => !old.includes(name)));
  const signer = new SignatureV4({
    service: 'mturk-requester',
    region: 'us-east-1',
    credentials: keys,
    sha256: NodeSha256,
    applyChecksum: false,
  });
  const signed = await signer.sign(
    { method: call.method, protocol: 'http:', hostname: '', path: call.path, query: {}, headers, body: call.body },
    {
      signingDate: new Date(now),
      signableHeaders: new Set(['host', 'x-amz-date', 'x-amz-target', 'content-type']),
    },
  );
  return { ...signed.headers, 'content-length': String(call.body.length) };
}
