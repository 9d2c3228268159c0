/**
 * Pages of other origins that may call the requester API from a browser, as they could at Amazon's endpoint (reference.md
 * §9.3). Off unless origins are named; never the control API, never the worker site.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';

const allowedHeaders =
  'authorization, content-type, x-amz-target, x-amz-date, x-amz-content-sha256, x-amz-user-agent, x-amz-security-token, amz-sdk-invocation-id, amz-sdk-request';

/** Whether a text is an origin as browsers send it: `null`, or scheme, host and port. */
export function isOrigin(text: string): boolean {
  return text === 'null' || (/^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).origin === text);
}

/** What is opened by it, for whoever starts the service. */
export function originWarning(origin: string): string {
  const pages =
    origin === 'null'
      ? 'Every file that a browser shows, and every sandboxed frame, task pages included,'
      : `Every page of ${origin}`;
  return `${pages} may call the requester API, with keys that it knows. Use --access-key and --secret-key with keys of your own.`;
}

export interface Cors {
  /** Lets a request of an allowed page pass: its answer may be read. Says whether it is one. */
  admit(request: IncomingMessage, response: ServerResponse): boolean;
}

export function createCors(origins: readonly string[]): Cors {
  const allowed = new Set(origins);
  return {
    admit: ({ headers }, response) => {
      const { origin } = headers;
      if (origin === undefined || !allowed.has(origin)) return false;
      response.setHeader('Access-Control-Allow-Origin', origin);
      response.setHeader('Access-Control-Expose-Headers', 'x-amzn-RequestId');
      response.setHeader('Vary', 'Origin');
      return true;
    },
  };
}

/** Answers the question that a browser asks before a request of another origin. */
export function answerPreflight(request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  response.writeHead(204, {
    'Access-Control-Allow-Methods': 'POST',
    'Access-Control-Allow-Headers': allowedHeaders,
    'Access-Control-Max-Age': '600',
    ...(request.headers['access-control-request-private-network'] === 'true'
      ? { 'Access-Control-Allow-Private-Network': 'true' }
      : {}),
  });
  response.end();
}
