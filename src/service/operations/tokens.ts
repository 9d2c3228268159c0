/** UniqueRequestToken: the same one within 24 hours is refused (reference.md §3.1, §3.2). */
import { RequestError } from '../serviceErrors.ts';
import type { Call } from './call.ts';

const tokenLifetime = 86_400_000;

/** CreateHIT and CreateHITWithHITType share one scope. */
type TokenScope = 'CreateHIT' | 'CreateAdditionalAssignmentsForHIT' | 'SendBonus';

/** Refuses a token that was used in the last 24 hours; `refusal` words it from what the first request made. */
export function refuseUsedToken(
  call: Call,
  scope: TokenScope,
  token: string | undefined,
  refusal: (result: string) => RequestError = () => alreadyProcessed(token ?? ''),
): void {
  if (token === undefined) return;
  const result = call.store.tokens.find(call.requester.id, scope, token);
  if (result !== undefined) throw refusal(result);
}

export function rememberToken(call: Call, scope: TokenScope, token: string | undefined, result: string): void {
  if (token !== undefined) call.store.tokens.add(call.requester.id, scope, token, result, call.now + tokenLifetime);
}

function alreadyProcessed(token: string): RequestError {
  return new RequestError(
    'IdempotencyTokenAlreadyProcessed',
    `The idempotency token "${token}" has already been processed.`,
  );
}
