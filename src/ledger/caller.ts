/** What the ledger needs of a client. */
import type { MTurkClient } from '../mturk/client.ts';
import { isRefusal } from '../mturk/errors.ts';

export type Caller = Pick<MTurkClient, 'call' | 'endpoint'> & Partial<Pick<MTurkClient, 'perSecond'>>;

/** A caller for reads that a person waits for, which end early when the signal is aborted. */
export function readsUntil(client: Caller, signal: AbortSignal): Caller {
  return {
    endpoint: client.endpoint,
    call: (operation, input, options) => client.call(operation, input, { ...options, signal, priority: 'userRead' }),
  };
}

/** What the answers to writes may carry. */
export interface WriteAnswer {
  readonly $metadata?: { readonly requestId?: string };
  readonly HIT?: { readonly HITId?: string };
  readonly QualificationType?: { readonly QualificationTypeId?: string };
  readonly HITTypeId?: string;
  readonly NotifyWorkersFailureStatuses?: readonly {
    readonly WorkerId?: string;
    readonly NotifyWorkersFailureCode?: string;
    readonly NotifyWorkersFailureMessage?: string;
  }[];
}

/** The service's refusal to read something is an answer too. */
export async function unlessGone<T>(
  read: () => Promise<T>,
): Promise<{ readonly value: T } | { readonly gone: string }> {
  try {
    return { value: await read() };
  } catch (error) {
    if (isRefusal(error)) return { gone: error.words };
    throw error;
  }
}
