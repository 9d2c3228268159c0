/**
 * Task frames that go to a host of Amazon: the page's form names it whatever `turkSubmitTo` says, and its results are lost. The
 * page around the frame can't look into it, but its policy, which only reports, has the browser say where the frame goes.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseJson, readBody } from '../wire/http.ts';
import { commonHeaders } from './reply.ts';

export const leftPath = '/mturk/left';

/** Each HIT and host is reported once; so many are remembered. */
const mostReported = 1000;

/** A policy that blocks nothing. `page` is the address of the requester's page. */
export function watchPolicy(hitId: string, page: string): string {
  const origin = URL.parse(page)?.origin ?? '';
  const own = /^https?:\/\/[\w.:[\]-]+$/.test(origin) ? ` ${origin}` : '';
  return `frame-src 'self' http://127.0.0.1:* http://localhost:*${own}; report-uri ${leftPath}?hitId=${encodeURIComponent(hitId)}`;
}

/** Takes a browser's report, and tells of Amazon's hosts only. */
export function leftReports(
  onLeft: (hitId: string, host: string) => void,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const reported = new Set<string>();
  return async (request, response) => {
    const hitId = new URL(request.url ?? '/', 'http://site.invalid').searchParams.get('hitId') ?? '';
    const host = hostIn(parseJson(await readBody(request, 16 * 1024).catch(() => Buffer.alloc(0)))?.json);
    response.writeHead(204, commonHeaders).end();
    const key = `${hitId} ${host}`;
    if (host === undefined || !/^[A-Z0-9]{1,64}$/.test(hitId) || reported.has(key) || reported.size >= mostReported)
      return;
    reported.add(key);
    onLeft(hitId, host);
  };
}

function hostIn(report: unknown): string | undefined {
  const body = member(report, 'csp-report');
  const blocked = member(body, 'blocked-uri');
  const host = typeof blocked === 'string' ? URL.parse(blocked)?.hostname : undefined;
  return host !== undefined && isAmazons(host) ? host : undefined;
}

function isAmazons(host: string): boolean {
  return /^(?:[\w-]+\.)?mturk\.com$/.test(host);
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
