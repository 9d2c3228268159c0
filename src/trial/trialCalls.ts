/** Calls to a scratch Local: the API, signed as by any client, and the control API beside it. */
import type { ApiOperation, Input } from '../mturk/operations.ts';
import { signCall } from '../mturk/signing.ts';

/** Where a Local answers, and what it wants to be shown. */
export interface TrialService {
  readonly endpoint: string;
  readonly controlUrl: string;
  readonly controlToken: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** What the service refused, in its own words. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** Milliseconds. */
const patience = 60_000;

/** As it goes over the wire: times are seconds, amounts are texts. */
export type WireOutput = Readonly<Record<string, unknown>>;

/** Sends one operation. Rejects with {@link Refused}, or with what the network said. */
export async function callTrial<O extends ApiOperation>(
  service: TrialService,
  operation: O,
  input: Input<O>,
): Promise<WireOutput> {
  const { host } = new URL(service.endpoint);
  const body = new TextEncoder().encode(JSON.stringify(input));
  const call = {
    method: 'POST',
    path: '/',
    body,
    headers: {
      host,
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `MTurkRequesterServiceV20170117.${operation}`,
    },
  };
  const { host: _, 'content-length': __, ...headers } = signCall(call, service, Date.now());
  return answerOf(await post(`${service.endpoint}/`, headers, body));
}

/** Calls one verb of the control API. Rejects with {@link Refused}, or with what the network said. */
export async function controlTrial(
  service: TrialService,
  verb: string,
  input: Readonly<Record<string, unknown>> = {},
): Promise<WireOutput> {
  const headers = { authorization: `Bearer ${service.controlToken}`, 'content-type': 'application/json' };
  return answerOf(
    await post(`${service.controlUrl}/${verb}`, headers, new TextEncoder().encode(JSON.stringify(input))),
  );
}

function post(url: string, headers: Readonly<Record<string, string>>, body: Uint8Array<ArrayBuffer>) {
  return fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(patience) });
}

async function answerOf(response: Response): Promise<WireOutput> {
  const text = await response.text();
  const answer = objectIn(text);
  if (response.ok) return answer;
  const error = typeof answer.error === 'object' && answer.error !== null ? (answer.error as WireOutput) : answer;
  const words = error.Message ?? error.message;
  throw new Refused(typeof words === 'string' ? withoutStamp(words) : `it answered ${response.status}`);
}

/** The service stamps its messages with the time. */
function withoutStamp(words: string): string {
  return words.replace(/ \(\d{13}(?: [a-z]\d?)?\)$/, '');
}

function objectIn(text: string): WireOutput {
  try {
    const value: unknown = text === '' ? {} : JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as WireOutput) : {};
  } catch {
    return {};
  }
}
