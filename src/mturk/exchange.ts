/** One bound on a whole exchange: from the connection to the last byte of the answer, in time and in size. */
import type { Readable } from 'node:stream';
import { NodeHttpHandler, type NodeHttpHandlerOptions } from '@smithy/node-http-handler';
import type { HttpRequest, HttpResponse } from '@smithy/protocol-http';
import type { HttpHandlerOptions } from '@smithy/types';
import { ExchangeLimit } from './errors.ts';
import { foreignAnswer, type RawAnswer } from './foreignAnswer.ts';
import type { ApiOperation } from './operations.ts';
import type { Silence } from './silence.ts';

export interface ExchangeLimits {
  /** From the request to the last byte of the answer, in milliseconds. */
  readonly exchange: number;
  /** Of an answer, in bytes. A page of 100 HITs with questions of the largest size has about 7 MB. */
  readonly body: number;
}

type AnswerCheck = (request: HttpRequest, answer: RawAnswer) => Error | undefined;

/** The SDK's handler, bounded. Returns responses with their bodies read. */
export class BoundedHandler extends NodeHttpHandler {
  readonly #limits: ExchangeLimits;
  readonly #check: AnswerCheck;
  readonly #silence: Pick<Silence, 'begin'> | undefined;

  /**
   * `check` says what is wrong with an answer before the SDK reads it. `silence` follows the exchanges, where they may be cancelled:
   * reads, because what a write came to would be unknown.
   */
  constructor(
    limits: ExchangeLimits,
    options: NodeHttpHandlerOptions,
    check: AnswerCheck = () => undefined,
    silence?: Pick<Silence, 'begin'>,
  ) {
    super(options);
    this.#limits = limits;
    this.#check = check;
    this.#silence = silence;
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
    const silence = this.#silence?.begin(reason => exchange.abort(reason));
    try {
      const { response } = await super.handle(request, { ...options, abortSignal: exchange.signal });
      silence?.end(true);
      const body = await readBody(response.body as Readable, this.#limits.body, exchange.signal);
      const { statusCode: status, reason, headers } = response;
      const problem = this.#check(request, { status, reason, headers, body });
      if (problem) throw problem;
      response.body = body;
      return { response };
    } catch (error) {
      // Whatever the stream reports, it ended because it was aborted.
      throw exchange.signal.aborted ? exchange.signal.reason : error;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      silence?.end(false);
    }
  }
}

/** Lets only answers through that a Mechanical Turk service may have given. */
export const checkService: AnswerCheck = ({ headers }, answer) =>
  foreignAnswer(headers['x-amz-target']?.split('.').at(-1) as ApiOperation | undefined, answer);

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
