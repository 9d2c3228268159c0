/** The requests of acts. */
import type { Input, Operation } from '../mturk/operations.ts';
import type { Caller, WriteAnswer } from './caller.ts';
import { type Act, definitionOf, type Verb, verbs, type WriteOperation } from './verbs/list.ts';

export type { Caller, WriteAnswer } from './caller.ts';

/** The operation that carries out acts of a verb. */
export function operationOf(verb: Verb): WriteOperation {
  return verbs[verb].operation;
}

/** Whether the service takes a UniqueRequestToken for the verb, which makes a repeat harmless for 24 hours (§3.1, §3.2). */
export function takesToken(verb: Verb): boolean {
  return definitionOf({ verb }).takesToken === true;
}

/** Whether sending it again changes nothing, whenever that is. */
export function isIdempotent(verb: Verb): boolean {
  return definitionOf({ verb }).idempotent === true;
}

/** Whether it may never be sent again without a person's word, because nothing tells what became of it. */
export function isUnrepeatable(verb: Verb): boolean {
  return definitionOf({ verb }).unrepeatable === true;
}

/** How long the service remembers a token (§3.1, §3.2), less an hour for clocks that disagree. Milliseconds. */
export const tokenLifetime = 23 * 3600 * 1000;

/** The token of an item: the same at each try, by whatever process. Plan ids have at most 40 characters. */
export function tokenOf(planId: string, item: number): string {
  return `${planId}-${item}`;
}

export interface Request {
  readonly operation: WriteOperation;
  readonly input: Input<Operation>;
}

/** The exact request of an act, which is also what a dry run shows. `token` has at most 64 characters. */
export function requestOf(act: Act, token: string): Request {
  return { operation: operationOf(act.verb), input: definitionOf(act).input(act, token) };
}

/** Sends a request once. Throws MTurkError. `hurry`, aborted, leaves it a few seconds to be answered. */
export async function send(client: Caller, { operation, input }: Request, hurry?: AbortSignal): Promise<WriteAnswer> {
  // A verb's definition gives the input of its own operation; the cast only forgets which of them it is.
  return client.call(operation as 'CreateHIT', input as Input<'CreateHIT'>, { hurry });
}
