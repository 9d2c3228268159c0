/** A browser's part of the worker site's HTTP: keeps cookies, sends forms as a page has them, follows nothing. */
import assert from 'node:assert/strict';

interface Seen {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Where a redirect leads; empty otherwise. */
  readonly location: string;
}

export interface Visitor {
  get(path: string, headers?: Record<string, string>): Promise<Seen>;
  /** Sends a form with the token of this session, unless `fields` has another. */
  post(
    path: string,
    fields?: Record<string, string | readonly string[]>,
    headers?: Record<string, string>,
  ): Promise<Seen>;
  signIn(workerId: string): Promise<void>;
  /** Accepts the next HIT of a group, or a certain one; gives the assignment's id. */
  accept(groupId: string, hitId?: string): Promise<string>;
  readonly cookies: ReadonlyMap<string, string>;
}

export function visit(site: string): Visitor {
  const cookies = new Map<string, string>();
  const request = async (path: string, init: RequestInit & { headers?: Record<string, string> }): Promise<Seen> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(path, site), {
      ...init,
      redirect: 'manual',
      headers: { ...(cookie ? { cookie } : {}), ...init.headers },
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]?.split('=') ?? [];
      cookies.set(name, value);
    }
    return {
      status: response.status,
      headers: response.headers,
      text: await response.text(),
      location: response.headers.get('location') ?? '',
    };
  };
  const get: Visitor['get'] = (path, headers = {}) => request(path, { headers });
  const token = async (): Promise<string> => fieldValue((await get('/signin')).text, 'token');
  const post: Visitor['post'] = async (path, fields = {}, headers = {}) => {
    const body = new URLSearchParams('token' in fields ? {} : { token: await token() });
    for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) body.append(name, each);
    return request(path, { method: 'POST', body, headers: { origin: new URL(site).origin, ...headers } });
  };
  return {
    get,
    post,
    cookies,
    signIn: async workerId => {
      assert.equal((await post('/signin', { workerId, next: '/' })).status, 303);
    },
    accept: async (groupId, hitId) => {
      const { status, location, text } = await post(`/projects/${groupId}/accept`, hitId ? { hitId } : {});
      assert.equal(status, 303, text);
      return new URL(location, site).searchParams.get('assignment_id') ?? '';
    },
  };
}

/** The value of a hidden or text field of a page. */
export function fieldValue(page: string, name: string): string {
  const found = new RegExp(`name="${name}"[^>]* value="([^"]*)"`).exec(page);
  assert(found, `the page has no field ${name}`);
  return found[1] ?? '';
}
