/** Verifies AWS Signature Version 4 with exactly the headers the request says it signed (reference.md §1, §9.1). */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { signatureOf } from '../../mturk/signatureV4.ts';
import { FrameworkError } from '../serviceErrors.ts';
import type { Requester } from '../storage/tableRows.ts';

const algorithm = 'AWS4-HMAC-SHA256';
const serviceName = 'mturk-requester';
/** SDKs sign with `sandbox` when told that region (§1). */
const regions: readonly string[] = ['us-east-1', 'sandbox'];
/** How far a request's date may be from wall time. */
const allowedSkew = 15 * 60_000;

interface SignedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

interface Claim {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/**
 * Gives the requester who signed the request. `wall` is wall time in ms, whatever the service's clock says.
 * Throws a FrameworkError of §5.4.
 */
export function verifySignature(
  request: SignedRequest,
  requesterOf: (accessKeyId: string) => Requester | undefined,
  wall: number,
): Requester {
  const claim = readClaim(request.headers.authorization);
  const signedAt = readDate(request.headers['x-amz-date'], claim);
  if (Math.abs(wall - signedAt) > allowedSkew)
    throw new FrameworkError(
      'InvalidSignatureException',
      `Signature not yet current or expired: it was made at ${new Date(signedAt).toISOString()}, and it is ${new Date(wall).toISOString()} (15 min. allowed).`,
    );
  const requester = requesterOf(claim.accessKeyId);
  if (!requester)
    throw new FrameworkError('UnrecognizedClientException', 'The security token included in the request is invalid.');
  const expected = sign(request, claim, requester, signedAt);
  if (!equal(expected, claim.signature) || !bodyMatches(request))
    throw new FrameworkError(
      'InvalidSignatureException',
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    );
  return requester;
}

function readClaim(authorization: string | undefined): Claim {
  if (authorization === undefined)
    throw new FrameworkError('MissingAuthenticationTokenException', 'Missing Authentication Token');
  if (!authorization.startsWith(`${algorithm} `)) throw incomplete(`Authorization must begin with ${algorithm}.`);
  const parts = new Map(
    authorization
      .slice(algorithm.length)
      .split(',')
      .map(part => {
        const [name = '', ...value] = part.trim().split('=');
        return [name, value.join('=')] as const;
      }),
  );
  const part = (name: string): string => {
    const value = parts.get(name);
    if (!value) throw incomplete(`Authorization header requires '${name}' parameter.`);
    return value;
  };
  const [accessKeyId, date, region, service, terminator, ...rest] = part('Credential').split('/');
  if (!accessKeyId || !date || !region || !service || terminator !== 'aws4_request' || rest.length > 0)
    throw incomplete('Credential must be of the form KEY/DATE/REGION/SERVICE/aws4_request.');
  if (service !== serviceName)
    throw new FrameworkError(
      'InvalidSignatureException',
      `Credential should be scoped to correct service: '${serviceName}'.`,
    );
  if (!regions.includes(region))
    throw new FrameworkError('InvalidSignatureException', 'Credential should be scoped to a valid region.');
  const signedHeaders = part('SignedHeaders').split(';');
  if (!signedHeaders.includes('host'))
    throw new FrameworkError('InvalidSignatureException', `'Host' must be a 'SignedHeader' in the AWS Authorization.`);
  return { accessKeyId, date, region, signedHeaders, signature: part('Signature') };
}

function readDate(header: string | string[] | undefined, claim: Claim): number {
  const match = typeof header === 'string' ? /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(header) : undefined;
  if (!match) throw incomplete(`Authorization header requires existence of an 'X-Amz-Date' header.`);
  const [, year, month, day, hour, minute, second] = match;
  if (claim.date !== `${year}${month}${day}`)
    throw new FrameworkError(
      'InvalidSignatureException',
      'Date in Credential scope does not match the date of the request.',
    );
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
}

function sign(request: SignedRequest, claim: Claim, requester: Requester, signedAt: number): string {
  const { method, path, body } = request;
  const headers: Record<string, string> = Object.create(null);
  for (const name of claim.signedHeaders) {
    // The names are the caller's: only headers that came count, not what every object has.
    const value = Object.hasOwn(request.headers, name) ? request.headers[name] : undefined;
    headers[name] = Array.isArray(value) ? value.join(',') : (value ?? '');
  }
  const scope = { time: signedAt, region: claim.region, service: serviceName };
  return signatureOf({ method, path, headers, body }, requester.secretAccessKey, scope);
}

/** A payload hash in a header is part of the signature; it must also be the hash of what came. */
function bodyMatches({ headers, body }: SignedRequest): boolean {
  const claimed = headers['x-amz-content-sha256'];
  return claimed === undefined || claimed === createHash('sha256').update(body).digest('hex');
}

function equal(expected: string, given: string): boolean {
  const [left, right] = [Buffer.from(expected), Buffer.from(given)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function incomplete(message: string): FrameworkError {
  return new FrameworkError('IncompleteSignatureException', message);
}
