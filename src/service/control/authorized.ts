/** The bearer token of the control API. */
import { createHash, timingSafeEqual } from 'node:crypto';

/** The name of the scheme is written in any case (RFC 9110). */
export function authorized(header: string | undefined, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const given = /^bearer +(\S+) *$/i.exec(header ?? '')?.[1] ?? '';
  return timingSafeEqual(digest(given), digest(token));
}
