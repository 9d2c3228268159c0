/** The requests of operations. */
import type { ApiOperation, Input } from '../mturk/operations.ts';
import type { Caller, WriteAnswer } from './caller.ts';
import { definitionOf, type Operation, type Verb, verbs, type WriteOperation } from './verbs/list.ts';

export type { Caller, WriteAnswer } from './caller.ts';

/** The API operation that performs a verb. */
export function apiOperationOf(verb: Verb): WriteOperation {
  return verbs[verb].apiOperation;
}

/** Whether the service takes a UniqueRequestToken for the verb, which makes a repeat harmless for 24 hours (§3.1, §3.2). */
export function takesToken(verb: Verb): boolean {
  return definitionOf({ verb }).takesToken === true;
}

/** Whether sending it again changes nothing, whenever that is. */
export function isIdempotent(verb: Verb): boolean {
  return definitionOf({ verb }).idempotent === true;
}

/** Whether it may never be sent again without a person's word, because nothing shows what became of it. */
export function isUnrepeatable(verb: Verb): boolean {
  return definitionOf({ verb }).unrepeatable === true;
}

/** Whether a repeat is harmless: always, or because the service still remembers the token of what was sent `since` then. */
export function canRepeat(verb: Verb, since: number, now: number): boolean {
  return isIdempotent(verb) || (takesToken(verb) && now - since < tokenLifetime);
}

/** How long the service remembers a token (§3.1, §3.2), less an hour for clocks that disagree. Milliseconds. */
export const tokenLifetime = 23 * 3600 * 1000;

/** The token of an item: the same at each try, by whatever process. Plan ids have at most 40 characters. */
export function tokenOf(planId: string, item: number): string {
  return `${planId}-${item}`;
}

export interface Request {
  readonly operation: WriteOperation;
  readonly input: Input<ApiOperation>;
}

/** The exact request of an operation, which is also what a dry run shows. `token` has at most 64 characters; `texts` are those of its plan. */
export function requestOf(operation: Operation, token: string, texts: readonly string[] = []): Request {
  return { operation: apiOperationOf(operation.verb), input: definitionOf(operation).input(operation, token, texts) };
}

/** Sends a request once. Throws MTurkError. `hurry`, aborted, leaves it a few seconds to be answered. */
export async function send(client: Caller, { operation, input }: Request, hurry?: AbortSignal): Promise<WriteAnswer> {
  // The input always fits the operation, as both come from one verb's definition; the compiler can't follow that.
  return client.call(operation as 'CreateHIT', input as Input<'CreateHIT'>, { hurry });
}
