/** Small things every HTTP answer of the service needs. */
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Larger than the largest legal request: 65535 bytes of XML in JSON's longest escapes, several times over. */
export const bodyLimit = 2 * 1024 * 1024;

export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/**
 * So much over the limit is read and dropped: a client that still writes when the connection closes may miss the answer. Whoever sends
 * slowly is cut off by the time that the server allows a request.
 */
const dropped = 256 * 1024 * 1024;

/** Reads a whole body. Rejects with BodyTooLarge; what is far over the limit is never read. */
export async function readBody(request: IncomingMessage, limit = bodyLimit): Promise<Buffer> {
  let chunks: Buffer[] = [];
  let size = 0;
  const declared = Number(request.headers['content-length'] ?? 0);
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    else chunks = [];
    if (size > limit && Math.max(size, declared) > limit + dropped) break;
  }
  if (size > limit) throw new BodyTooLarge(`the body is larger than ${limit} bytes`);
  return Buffer.concat(chunks, size);
}

/** Reads UTF-8 JSON; undefined when it isn't. */
export function parseJson(body: Uint8Array): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) };
  } catch {
    return undefined;
  }
}

/** Sends a whole answer. The connection ends with it where the request's body was too large or not read to its end. */
export function send(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.destroyed) return;
  const { complete, destroyed } = response.req;
  response.writeHead(status, {
    'Content-Type': contentType,
    'Content-Length': Buffer.byteLength(body),
    ...(status === 413 || (destroyed && !complete) ? { Connection: 'close' } : {}),
    ...headers,
  });
  response.end(body);
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  send(response, status, 'application/json', JSON.stringify(value));
}
