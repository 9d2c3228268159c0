/** What became of the operations of a plan, for those who look at it. */
import { MTurkError } from '../mturk/errors.ts';
import type { Operation } from './ledgerOperations.ts';
import type { Item } from './planState.ts';
import type { Failure, OutcomeLine } from './records.ts';
import { apiOperationOf } from './requests.ts';
import type { MissedWorker } from './verbs/verbDefinition.ts';

interface About {
  readonly operation: Operation;
  /** The place in the plan. */
  readonly item: number;
  readonly requestId?: string | undefined;
  /** What a person should know besides, a clause: whom a message did not reach, who seems to have done it. */
  readonly words?: string | undefined;
  /** Whom a message did not reach. */
  readonly missed?: readonly MissedWorker[] | undefined;
}

export type Outcome =
  | (About & { readonly result: 'done'; readonly created?: string | undefined })
  /** Things were so already, by somebody else as far as is known: nothing was done twice. */
  | (About & { readonly result: 'alreadyDone'; readonly created?: string | undefined })
  /** Refused or failed; nothing was changed. */
  | (About & { readonly result: 'failed'; readonly error: MTurkError })
  /** The answer was lost, and asking the service did not settle whether it happened. Never repeated by itself. */
  | (About & { readonly result: 'unknown'; readonly error: MTurkError })
  /** Not sent; resuming the plan sends it. */
  | (About & { readonly result: 'notSent' });

/** Whether it is as the operation wanted it, done by it or by somebody else. */
export function isDone<O extends { readonly result: Outcome['result'] }>(
  outcome: O,
): outcome is O & { readonly result: 'done' | 'alreadyDone' } {
  return outcome.result === 'done' || outcome.result === 'alreadyDone';
}

export function toFailure(error: MTurkError): Failure {
  const { kind, operation, words, code, turkErrorCode, requestId, advice } = error;
  return {
    kind,
    operation,
    words,
    code,
    ...(turkErrorCode ? { turkErrorCode } : {}),
    ...(requestId ? { requestId } : {}),
    ...(advice ? { advice } : {}),
  };
}

/** The outcome of an item, as far as it has one. */
export function outcomeOf({ operation, index: item, outcome, sentSince }: Item): Outcome {
  if (!outcome)
    return sentSince === undefined
      ? { operation, item, result: 'notSent' }
      : { operation, item, result: 'unknown', error: lostError(operation) };
  const about = { operation, item, requestId: outcome.requestId, words: outcome.words, missed: outcome.missed };
  switch (outcome.result) {
    case 'done':
    case 'alreadyDone':
      return { ...about, result: outcome.result, created: outcome.created };
    case 'failed':
    case 'unknown':
      return { ...about, result: outcome.result, error: errorOf(outcome, operation) };
    case 'notSent':
      return { ...about, result: 'notSent' };
  }
}

function errorOf({ error }: OutcomeLine, operation: Operation): MTurkError {
  return error ? new MTurkError(error) : lostError(operation);
}

function lostError({ verb }: Operation): MTurkError {
  const words = 'it was interrupted, and its outcome has not been checked yet';
  return new MTurkError({ kind: 'unreachable', operation: apiOperationOf(verb), words, code: 'Interrupted' });
}
