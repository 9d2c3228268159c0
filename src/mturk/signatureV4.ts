/**
 * AWS Signature Version 4, over Node's own hashes. The SDK's signer brings parts of the SDK along, which every start of Local would
 * pay for, and signs in a dozen steps that wait for each other.
 */
import { createHash, createHmac } from 'node:crypto';

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface SignedParts {
  readonly method: string;
  /** As it is sent; it is escaped once more. */
  readonly path: string;
  /** Names and values, not escaped. */
  readonly query?: Iterable<readonly [string, string]>;
  /** What is signed and nothing else, with names in lower case; the date is added. */
  readonly headers: Readonly<Record<string, string>>;
  /** Its hash is signed, unless a header already states one. */
  readonly body: Uint8Array | string;
}

export interface SignatureScope {
  /** Of the request, in ms. */
  readonly time: number;
  readonly region: string;
  readonly service: string;
}

const algorithm = 'AWS4-HMAC-SHA256';

/** The signature, in hexadecimal digits. */
export function signatureOf(parts: SignedParts, secretAccessKey: string, scope: SignatureScope): string {
  const text = [algorithm, dateText(scope.time), scopeText(scope), sha256(canonicalRequest(parts, scope.time))].join(
    '\n',
  );
  return createHmac('sha256', signingKey(secretAccessKey, scope)).update(text).digest('hex');
}

/** The headers that make a signed request of these parts. */
export function signatureHeaders(
  parts: SignedParts,
  keys: Keys,
  scope: SignatureScope,
): { readonly authorization: string; readonly 'x-amz-date': string } {
  const names = Object.keys(withDate(parts.headers, scope.time)).sort().join(';');
  return {
    'x-amz-date': dateText(scope.time),
    authorization: `${algorithm} Credential=${keys.accessKeyId}/${scopeText(scope)}, SignedHeaders=${names}, Signature=${signatureOf(parts, keys.secretAccessKey, scope)}`,
  };
}

function canonicalRequest({ method, path, query = [], headers, body }: SignedParts, time: number): string {
  const signed = withDate(headers, time);
  const names = Object.keys(signed).sort();
  return [
    method,
    canonicalPath(path),
    canonicalQuery(query),
    ...names.map(name => `${name}:${canonicalValue(signed[name] ?? '')}`),
    '',
    names.join(';'),
    headers['x-amz-content-sha256'] ?? sha256(body),
  ].join('\n');
}

/** The names are a caller's: an object without a prototype takes them all. */
function withDate(headers: SignedParts['headers'], time: number): Record<string, string> {
  return Object.assign(Object.create(null), headers, { 'x-amz-date': dateText(time) }) as Record<string, string>;
}

/** Without empty parts and dots, and escaped, however it was escaped before. */
function canonicalPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/'))
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(escaped(part));
  return `/${parts.join('/')}${parts.length > 0 && path.endsWith('/') ? '/' : ''}`;
}

function canonicalQuery(query: Iterable<readonly [string, string]>): string {
  const pairs = [...query].map(([name, value]) => [escaped(name), escaped(value)] as const);
  // By name first: a name may go on with what comes before `=`.
  pairs.sort(([name, value], [other, otherValue]) => order(name, other) || order(value, otherValue));
  return pairs.map(pair => pair.join('=')).join('&');
}

function order(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** What HTTP allows between words counts as one space. */
function canonicalValue(value: string): string {
  return value.replace(/[ \t\r\n]+/g, ' ').replace(/^ | $/g, '');
}

/** RFC 3986: all but letters, digits, `-`, `_`, `.` and `~`. */
function escaped(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** `20260131T235959Z` */
function dateText(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d+/g, '');
}

function scopeText({ time, region, service }: SignatureScope): string {
  return `${dateText(time).slice(0, 8)}/${region}/${service}/aws4_request`;
}

function sha256(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Keys of one day, because each is made in four steps. */
const knownKeys = new Map<string, Buffer>();
const mostKnownKeys = 50;

function signingKey(secretAccessKey: string, scope: SignatureScope): Buffer {
  const known = knownKeys.get(`${secretAccessKey} ${scopeText(scope)}`);
  if (known) return known;
  const step = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest();
  const key = scopeText(scope)
    .split('/')
    .reduce(step, Buffer.from(`AWS4${secretAccessKey}`));
  if (knownKeys.size >= mostKnownKeys) knownKeys.clear();
  knownKeys.set(`${secretAccessKey} ${scopeText(scope)}`, key);
  return key;
}
