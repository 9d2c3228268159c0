/** Sends exactly the bytes it is told to, signed as botocore signs, and gives exactly what came back. */
import { createHash, createHmac } from 'node:crypto';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

interface Target {
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface RawOptions {
  readonly contentType?: string;
  /** Headers that are sent without being signed. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Gives up on an answer that doesn't come. */
  readonly signal?: AbortSignal;
}

/** Written by hand, so that the verifier is not checked by the library it uses itself. */
export async function callRaw(
  target: Target,
  operation: string,
  body: string | Uint8Array,
  { contentType = 'application/x-amz-json-1.1', headers: unsigned = {}, signal }: RawOptions = {},
): Promise<RawAnswer> {
  const url = new URL('/', target.endpoint);
  const time = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const date = time.slice(0, 8);
  const headers = {
    'content-type': contentType,
    host: url.host,
    'x-amz-date': time,
    'x-amz-target': `MTurkRequesterServiceV20170117.${operation}`,
  };
  const names = Object.keys(headers).join(';');
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const canonical = ['POST', '/', '', lines.join(''), names, sha256(body)].join('\n');
  const scope = `${date}/us-east-1/mturk-requester/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n');
  const key = scope
    .split('/')
    .reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${target.secretAccessKey}`);
  const { host: _, ...sent } = headers;
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      ...sent,
      ...unsigned,
      authorization: `AWS4-HMAC-SHA256 Credential=${target.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${hmac(key, toSign).toString('hex')}`,
    },
    body: typeof body === 'string' ? body : new Uint8Array(body),
    ...(signal ? { signal } : {}),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}
