/** Signatures are those that AWS's own signer makes. */
import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import { type SignedParts, signatureHeaders, signatureOf } from '../../../src/mturk/signatureV4.ts';

const keys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
const scope = { time: Date.UTC(2026, 0, 31, 23, 59, 58, 7), region: 'us-east-1', service: 'mturk-requester' };

/** As Node hashes, in the form that AWS's signer takes. */
class Hash {
  readonly #hash: ReturnType<typeof createHash> | ReturnType<typeof createHmac>;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret as string | Uint8Array);
  }
  update(data: Uint8Array): void {
    this.#hash.update(data);
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
  reset(): void {}
}

async function byAws(parts: SignedParts): Promise<Record<string, string>> {
  const signer = new SignatureV4({ ...scope, credentials: keys, sha256: Hash, applyChecksum: false });
  const signed = await signer.sign(
    {
      ...parts,
      protocol: 'http:',
      hostname: '',
      query: Object.fromEntries(parts.query ?? []),
      headers: { ...parts.headers },
    },
    { signingDate: new Date(scope.time), signableHeaders: new Set(Object.keys(parts.headers)) },
  );
  const { authorization = '', 'x-amz-date': date = '' } = signed.headers;
  return { authorization, 'x-amz-date': date };
}

const call = { 'content-type': 'application/x-amz-json-1.1', host: '127.0.0.1:8420' };
const requests: Readonly<Record<string, SignedParts>> = {
  'a call': { method: 'POST', path: '/', headers: call, body: '{"HITId":"3TOPP"}' },
  'no body': { method: 'GET', path: '/', headers: call, body: '' },
  bytes: { method: 'POST', path: '/', headers: call, body: new Uint8Array([0, 128, 255]) },
  'a stated hash': {
    method: 'POST',
    path: '/',
    headers: { ...call, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
    body: 'x',
  },
  'spaces in a header': {
    method: 'POST',
    path: '/',
    headers: { ...call, 'x-amz-a': ' a \t  b\u00a0 \u00a0c  ' },
    body: '',
  },
  'an empty header': { method: 'POST', path: '/', headers: { ...call, 'x-amz-a': '' }, body: '' },
  'headers that are seldom signed': {
    method: 'POST',
    path: '/',
    headers: { ...call, 'user-agent': 'a', 'proxy-a': 'b' },
    body: '',
  },
  'a header named like what every object has': {
    method: 'POST',
    path: '/',
    headers: { ...call, constructor: 'a' },
    body: '',
  },
  'a path with dots and empty parts': { method: 'POST', path: '//a/./b/../c d/', headers: call, body: '' },
  'an escaped path': { method: 'POST', path: "/a%20b/ä!'()*~-_.", headers: call, body: '' },
  'a path out of its root': { method: 'POST', path: '/../..', headers: call, body: '' },
  'an address with a query': { method: 'POST', path: '/?a=b&c', headers: call, body: '' },
  'another form of address': { method: 'POST', path: 'http://127.0.0.1/', headers: call, body: '' },
  'a query': {
    method: 'POST',
    path: '/',
    query: [
      ['b', '2 3'],
      ['a-b', "'()"],
      ['a', 'ä'],
      ['A', ''],
    ],
    headers: call,
    body: '',
  },
};

describe('Signature Version 4', () => {
  for (const [name, parts] of Object.entries(requests))
    it(`signs ${name} as AWS does`, async () => {
      assert.deepEqual({ ...signatureHeaders(parts, keys, scope) }, await byAws(parts));
    });

  it('signs with the key of each day, region and service', async () => {
    const parts = requests['a call'] as SignedParts;
    const scopes = [
      scope,
      { ...scope, time: scope.time + 86_400_000 },
      { ...scope, region: 'sandbox' },
      { ...scope, service: 'sqs' },
    ];
    assert.equal(new Set(scopes.map(each => signatureOf(parts, keys.secretAccessKey, each))).size, scopes.length);
    assert.notEqual(signatureOf(parts, 'other', scope), signatureOf(parts, keys.secretAccessKey, scope));
  });
});
