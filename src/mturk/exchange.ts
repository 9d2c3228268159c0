/** One bound on a whole exchange: from the connection to the last byte of the answer, in time and in size. */
import type { Readable } from 'node:stream';
import { NodeHttpHandler, type NodeHttpHandlerOptions } from '@smithy/node-http-handler';
import type { HttpRequest, HttpResponse } from '@smithy/protocol-http';
import type { HttpHandlerOptions } from '@smithy/types';
import { ExchangeLimit } from './errors.ts';
import { foreignAnswer } from './foreignAnswer.ts';
import type { Operation } from './operations.ts';

export interface ExchangeLimits {
  /** From the request to the last byte of the answer, in milliseconds. */
  readonly exchange: number;
  /** Of an answer, in bytes. A page of 100 HITs with questions of the largest size has about 7 MB. */
  readonly body: number;
}

/** The SDK's handler, bounded. Gives answers with their bodies read, and only those that the service may have given. */
export class BoundedHandler extends NodeHttpHandler {
  readonly #limits: ExchangeLimits;

  constructor(limits: ExchangeLimits, options: NodeHttpHandlerOptions) {
    super(options);
    this.#limits = limits;
  }

  override async handle(
    request: HttpRequest,
    { abortSignal, ...options }: HttpHandlerOptions = {},
  ): Promise<{ response: HttpResponse }> {
    const exchange = new AbortController();
    const { exchange: most } = this.#limits;
    const timer = setTimeout(
      () => exchange.abort(new ExchangeLimit(`the answer was not complete after ${most / 1000} s`)),
      most,
    );
    const cancel = () => exchange.abort(abortedError());
    const signal = abortSignal as AbortSignal | undefined;
    if (signal?.aborted) cancel();
    else signal?.addEventListener('abort', cancel, { once: true });
    try {
      const { response } = await super.handle(request, { ...options, abortSignal: exchange.signal });
      const body = await readBody(response.body as Readable, this.#limits.body, exchange.signal);
      const { statusCode: status, reason, headers } = response;
      const foreign = foreignAnswer(operationOf(request), { status, reason, headers, body });
      if (foreign) throw foreign;
      response.body = body;
      return { response };
    } catch (error) {
      // Whatever the stream says of it, it ended because it was told to.
      throw exchange.signal.aborted ? exchange.signal.reason : error;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
    }
  }
}

function operationOf({ headers }: HttpRequest): Operation | undefined {
  return headers['x-amz-target']?.split('.').at(-1) as Operation | undefined;
}

function abortedError(): Error {
  return Object.assign(new Error('cancelled'), { name: 'AbortError' });
}

async function readBody(stream: Readable, most: number, signal: AbortSignal): Promise<Uint8Array> {
  const stop = () => stream.destroy(signal.reason);
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  try {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      // Leaving the loop destroys the stream, and with it the connection.
      if (size > most) throw new ExchangeLimit(`the answer is larger than ${Math.floor(most / 1_000_000)} MB`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
