/**
 * Who sits at the browser. A worker id is a name tag, not a secret: anybody who reaches the site may sign in with any. So the
 * cookie guards against pages, not people: scripts can't read it, other sites' requests don't carry it, and what changes
 * something needs the token that only the site's own pages hold besides.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export interface Session {
  /** Undefined before sign-in. */
  readonly workerId: string | undefined;
  /** Stands in every form of the site as `token`. */
  readonly formToken: string;
  /** The Set-Cookie header that keeps this session; undefined when the browser has it already. */
  readonly setCookie: string | undefined;
}

export interface Sessions {
  read(cookieHeader: string | undefined): Session;
  /** The same browser as another worker, or as nobody. */
  as(session: Session, workerId: string | undefined): Session;
  accepts(session: Session, formToken: string | undefined): boolean;
}

export const workerIdPattern = /^A[A-Z0-9]{1,63}$/;
const lifetime = 90 * 86_400;

/** `cookieName` keeps services on several ports of one host apart, since browsers do not. */
export function createSessions(key: Uint8Array, cookieName: () => string): Sessions {
  const mac = (purpose: string, text: string): string =>
    createHmac('sha256', key).update(`${purpose}\n${text}`).digest('base64url');
  const same = (a: string, b: string): boolean => {
    const [left, right] = [Buffer.from(a), Buffer.from(b)];
    return left.length === right.length && timingSafeEqual(left, right);
  };
  const sessions = new WeakMap<Session, string>();
  const make = (browser: string, workerId: string | undefined, fresh: boolean): Session => {
    const content = `${browser}.${workerId ?? ''}`;
    const session = {
      workerId,
      formToken: mac('form', browser),
      setCookie: fresh
        ? `${cookieName()}=${content}.${mac('session', content)}; Path=/; Max-Age=${lifetime}; HttpOnly; SameSite=Strict`
        : undefined,
    };
    sessions.set(session, browser);
    return session;
  };
  const fresh = (workerId?: string): Session => make(randomBytes(18).toString('base64url'), workerId, true);
  return {
    read: header => {
      for (const part of (header ?? '').split(';')) {
        const [name, value = ''] = part.trim().split('=', 2);
        if (name !== cookieName()) continue;
        const [browser = '', workerId = '', signature = ''] = value.split('.');
        if (!same(signature, mac('session', `${browser}.${workerId}`))) continue;
        return make(browser, workerIdPattern.test(workerId) ? workerId : undefined, false);
      }
      return fresh();
    },
    as: (session, workerId) => {
      const browser = sessions.get(session);
      return browser === undefined ? fresh(workerId) : make(browser, workerId, true);
    },
    accepts: (session, formToken) => formToken !== undefined && same(formToken, session.formToken),
  };
}
