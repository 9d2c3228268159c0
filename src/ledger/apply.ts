/** Carries out a plan: a list of acts that the user confirmed as one. */
import pLimit from 'p-limit';
import type { CallOptions, MTurkClient } from '../mturk/client.ts';
import { MTurkError, toMTurkError } from '../mturk/errors.ts';
import { type Act, type Request, requestOf } from './acts.ts';

export interface Plan {
  /** Unique to this plan; idempotency tokens are made from it. At most 40 characters of A–Z, a–z, 0–9 and `-`. */
  readonly id: string;
  readonly acts: readonly Act[];
}

export type Outcome =
  | { readonly act: Act; readonly result: 'done' }
  /** The service says that it has happened before: nothing was done twice. */
  | { readonly act: Act; readonly result: 'alreadyDone' }
  /** Refused or failed; nothing was changed. */
  | { readonly act: Act; readonly result: 'failed'; readonly error: MTurkError }
  /** The answer was lost, and asking the service did not tell whether it happened. */
  | { readonly act: Act; readonly result: 'unknown'; readonly error: MTurkError }
  /** Cancelled before it was sent. */
  | { readonly act: Act; readonly result: 'notSent' };

export interface ApplyOptions {
  readonly client: MTurkClient;
  /** Cancelling stops what was not sent; what is in flight finishes. */
  readonly signal?: AbortSignal;
  readonly onOutcome?: (outcome: Outcome, done: number) => void;
  /** Waits so many milliseconds before a further try; injected for tests. */
  readonly wait: (milliseconds: number) => Promise<void>;
}

const parallelWrites = 4;
const tries = 4;
const firstWait = 400;

/** Applies all acts, a few side by side, and answers with one outcome for each, in the plan's order. Never rejects. */
export async function applyPlan(plan: Plan, options: ApplyOptions): Promise<Outcome[]> {
  const limit = pLimit(parallelWrites);
  let done = 0;
  return Promise.all(
    plan.acts.map((act, index) =>
      limit(async () => {
        const outcome: Outcome = options.signal?.aborted
          ? { act, result: 'notSent' }
          : await applyAct(act, `${plan.id}-${index}`, options);
        done += 1;
        options.onOutcome?.(outcome, done);
        return outcome;
      }),
    ),
  );
}

/**
 * Sends one act. Slowed down, failed or lost requests are tried again, which is safe: an act with a token is remembered by
 * the service, and for the others the service's state tells whether it happened.
 */
async function applyAct(act: Act, token: string, { client, wait, signal }: ApplyOptions): Promise<Outcome> {
  const request = requestOf(act, token);
  for (let attempt = 1; ; attempt += 1) {
    try {
      await send(client, request);
      return { act, result: 'done' };
    } catch (thrown) {
      const error = thrown instanceof MTurkError ? thrown : toMTurkError(thrown, request.operation);
      if (isKnownToken(error)) return { act, result: 'alreadyDone' };
      // An earlier try may have brought about the very state that refuses this one.
      if (attempt > 1 && error.kind === 'refused') return settleRefusal(act, error, client);
      if (!isPassing(error)) return { act, result: 'failed', error };
      if (attempt === tries || signal?.aborted) return settleLoss(act, error, client);
      await wait(firstWait * 2 ** (attempt - 1));
    }
  }
}

function send(client: MTurkClient, request: Request, options?: CallOptions): Promise<unknown> {
  // The cast only forgets which of its pairs the request is; operation and input belong together by type.
  const { operation, input } = request as Extract<Request, { operation: 'DeleteHIT' }>;
  return client.call(operation, input, options);
}

function isPassing(error: MTurkError): boolean {
  return error.kind === 'throttled' || error.kind === 'serviceFault' || error.kind === 'unreachable';
}

/** The service has seen this request's token before, and did then what it asks (§3.1, §3.2). */
function isKnownToken(error: MTurkError): boolean {
  return error.kind === 'refused' && /already been processed/.test(error.words);
}

/** A repeat was refused: the service's state tells whether the first try went through. */
async function settleRefusal(act: Act, error: MTurkError, client: MTurkClient): Promise<Outcome> {
  return (await happened(act, client)) === true ? { act, result: 'alreadyDone' } : { act, result: 'failed', error };
}

/** The last try got no answer that says what became of it. */
async function settleLoss(act: Act, error: MTurkError, client: MTurkClient): Promise<Outcome> {
  // A request that was slowed down, or that never reached anybody, had no effect.
  if (error.kind === 'throttled' || error.code === 'ECONNREFUSED') return { act, result: 'failed', error };
  switch (await happened(act, client)) {
    case true:
      return { act, result: 'alreadyDone' };
    case false:
      return { act, result: 'failed', error };
    default:
      return { act, result: 'unknown', error };
  }
}

/** Asks the service whether an act is done; `undefined` where it can't be told. */
async function happened(act: Act, client: MTurkClient): Promise<boolean | undefined> {
  try {
    switch (act.verb) {
      case 'approve':
      case 'reject': {
        const { Assignment } = await client.call('GetAssignment', { AssignmentId: act.assignment.id });
        return Assignment?.AssignmentStatus === (act.verb === 'approve' ? 'Approved' : 'Rejected');
      }
      case 'expire':
      case 'setExpiration': {
        const { HIT } = await client.call('GetHIT', { HITId: act.hit.id });
        const expires = HIT?.Expiration?.getTime();
        if (expires === undefined) return undefined;
        return act.verb === 'expire' ? expires !== act.hit.expires : Math.abs(expires - act.at) < 1000;
      }
      case 'addAssignments': {
        const { HIT } = await client.call('GetHIT', { HITId: act.hit.id });
        return HIT?.MaxAssignments === act.hit.maxAssignments + act.count ? true : undefined;
      }
      case 'delete': {
        const { HIT } = await client.call('GetHIT', { HITId: act.hit.id });
        return HIT?.HITStatus === 'Disposed';
      }
      case 'bonus':
        return undefined;
    }
  } catch (error) {
    return act.verb === 'delete' && error instanceof MTurkError && error.kind === 'refused' ? true : undefined;
  }
}
