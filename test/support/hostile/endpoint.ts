/**
 * A service that speaks the wire and tells nothing but hostile things: ids, workers, titles, answers, bonuses and its errors all
 * come from the corpus, which Local would refuse. Acts on assignments work, so that what is asked before them can be looked at.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Listening, serving } from '../network.ts';
import { type Failure, failureOf, HostileWorld } from './world.ts';

interface Asked {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export interface HostileEndpoint extends Listening {
  readonly world: HostileWorld;
  /** Every request, in order. */
  readonly asked: readonly Asked[];
  /** From now on operations of these names fail with this text as the service's words. */
  fail(operations: readonly string[], words: string): void;
  /** Nothing fails any more that the world itself does not refuse. */
  recover(): void;
}

export async function hostileEndpoint(world = new HostileWorld()): Promise<HostileEndpoint> {
  const asked: Asked[] = [];
  let failing: { readonly operations: readonly string[]; readonly words: string } | undefined;
  const at = await serving((incoming, response) => {
    void bodyOf(incoming).then(body => {
      const operation = String(incoming.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
      const input = JSON.parse(body || '{}') as Record<string, unknown>;
      asked.push({ operation, input });
      if (failing?.operations.includes(operation)) return refuse(response, failureOf(failing.words));
      const outcome = world.answer(operation, input);
      return outcome.ok ? send(response, 200, outcome.output) : refuse(response, outcome.failure);
    });
  });
  return {
    ...at,
    world,
    asked,
    fail: (operations, words) => {
      failing = { operations, words };
    },
    recover: () => {
      failing = undefined;
    },
  };
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of incoming.setEncoding('utf8')) body += String(chunk);
  return body;
}

function refuse(response: ServerResponse, { type, words, code }: Failure): void {
  send(response, 400, { __type: type, Message: words, message: words, TurkErrorCode: code });
}

function send(response: ServerResponse, status: number, output: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.1',
    'x-amzn-requestid': '11111111-2222-3333-4444-555555555555',
  });
  // JSON keeps lone surrogates and control characters by escaping them.
  response.end(JSON.stringify(output));
}
