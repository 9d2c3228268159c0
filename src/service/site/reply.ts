/** What a page answers, and the headers that every page of the site carries. */
import type { ServerResponse } from 'node:http';
import { send } from '../wire/http.ts';
import type { Html } from './html.ts';
import type { Origins } from './origins.ts';

export type Reply =
  | {
      readonly kind: 'page';
      readonly status: number;
      readonly page: Html;
      readonly csp: string;
      readonly watch?: string | undefined;
    }
  | { readonly kind: 'redirect'; readonly location: string };

/** Task pages show what requesters point to; all others show nothing from elsewhere. */
const pagePolicy = policy({});
export const taskPolicy = ({ content }: Origins): string =>
  policy({ media: 'http: https: data:', frames: 'http: https:', connect: content.origin });

function policy({ media = '', frames = '', connect = '' }): string {
  const own = "'self'";
  return [
    "default-src 'none'",
    `style-src ${own}`,
    `script-src ${own}`,
    `img-src ${own} ${media}`.trim(),
    `media-src ${media || "'none'"}`,
    `frame-src ${frames ? `${own} ${frames}` : "'none'"}`,
    `connect-src ${connect || "'none'"}`,
    `form-action ${own}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}

/** With `no-referrer` a browser would send its own forms without their origin, which the service refuses. */
export const commonHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cache-Control': 'no-store',
} as const;

/** `watch` is a policy that only reports. */
export function page(content: Html, status = 200, csp = pagePolicy, watch?: string): Reply {
  return { kind: 'page', status, page: content, csp, watch };
}

/** After a change: the browser asks for the page that shows it, and going back repeats nothing. */
export function redirect(location: string): Reply {
  return { kind: 'redirect', location };
}

export function sendReply(response: ServerResponse, reply: Reply, setCookie: string | undefined): void {
  const headers = { ...commonHeaders, ...(setCookie ? { 'Set-Cookie': setCookie } : {}) };
  if (reply.kind === 'redirect') {
    send(response, 303, 'text/plain; charset=utf-8', '', { ...headers, Location: reply.location });
    return;
  }
  send(response, reply.status, 'text/html; charset=utf-8', String(reply.page), {
    ...headers,
    'Content-Security-Policy': reply.csp,
    ...(reply.watch === undefined ? {} : { 'Content-Security-Policy-Report-Only': reply.watch }),
  });
}
