/** Hands one message to a queue or topic server, as AWS's own services take it. */
import { createHash } from 'node:crypto';
import { signatureHeaders } from '../../mturk/signatureV4.ts';
import type { Message, Transport } from '../storage/notifications.ts';
import type { Requester } from '../storage/tableRows.ts';

/** Where a transport's messages go; one that isn't named is kept in the built-in queue. */
export interface Endpoints {
  readonly SQS?: string;
  readonly SNS?: string;
}

/** Why a message was not taken, in words. */
export class DeliveryRefused extends Error {
  override readonly name = 'DeliveryRefused';
}

/** ms */
const patience = 10_000;

interface Call {
  readonly service: 'sqs' | 'sns';
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

type Letter = Pick<Message, 'transport' | 'destination' | 'body'>;
export type Post = (message: Letter, requester: Requester) => Promise<void>;

/**
 * Gives the function that sends. It resolves once the server took the message, and rejects with DeliveryRefused. `wall` is wall
 * time in ms. The signal ends what is under way.
 */
export function createPost(endpoints: Endpoints, wall: () => number, signal: AbortSignal): Post {
  return async (message, requester) => {
    const endpoint = endpointOf(endpoints, message.transport);
    if (endpoint === undefined) throw new DeliveryRefused(`${message.transport} has no endpoint`);
    const call = message.transport === 'SQS' ? sendMessage(message) : publish(message, wall());
    const url = new URL(endpoint);
    const headers = sign(url, call, requester, message.destination, wall());
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers,
        body: call.body,
        redirect: 'error',
        signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
      });
      // The answer is read to its end, so that the connection can be used again.
      const answer = await response.text();
      if (!response.ok) throw new DeliveryRefused(`${endpoint} answered ${response.status}: ${answer.slice(0, 300)}`);
    } catch (error) {
      if (error instanceof DeliveryRefused) throw error;
      throw new DeliveryRefused(`${endpoint} can't be reached: ${wordsOf(error)}`);
    }
  };
}

export function endpointOf(endpoints: Endpoints, transport: Transport): string | undefined {
  return transport === 'Email' ? undefined : endpoints[transport];
}

/** AWS JSON 1.0, as SQS takes it. */
function sendMessage({ destination, body }: Letter): Call {
  return {
    service: 'sqs',
    contentType: 'application/x-amz-json-1.0',
    headers: { 'x-amz-target': 'AmazonSQS.SendMessage' },
    body: JSON.stringify({ QueueUrl: destination, MessageBody: body }),
  };
}

/** The query protocol, as SNS takes it; the subject is the time in ms, as the service's was. */
function publish({ destination, body }: Letter, now: number): Call {
  const form = new URLSearchParams({
    Action: 'Publish',
    Version: '2010-03-31',
    TopicArn: destination,
    Subject: String(now),
    Message: body,
  });
  return { service: 'sns', contentType: 'application/x-www-form-urlencoded', headers: {}, body: form.toString() };
}

/** Local servers tell account and region from the signature, though they don't check it. */
function sign(url: URL, call: Call, requester: Requester, destination: string, now: number): Record<string, string> {
  const headers = {
    'content-type': call.contentType,
    'x-amz-content-sha256': createHash('sha256').update(call.body).digest('hex'),
    ...call.headers,
  };
  const parts = {
    method: 'POST',
    path: url.pathname,
    query: url.searchParams,
    headers: { host: url.host, ...headers },
    body: call.body,
  };
  return {
    ...headers,
    ...signatureHeaders(parts, requester, { time: now, region: regionOf(destination), service: call.service }),
  };
}

function regionOf(destination: string): string {
  const inArn = /^arn:[^:]*:sns:([^:]+):/.exec(destination)?.[1];
  return inArn ?? /\/\/sqs\.([^.]+)\./.exec(destination)?.[1] ?? 'us-east-1';
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
