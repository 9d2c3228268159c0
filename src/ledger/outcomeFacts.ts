/** What is to be written down of an answer, or of what the service was found to have. */
import type { MTurkError } from '../mturk/errors.ts';
import type { WriteAnswer } from './caller.ts';
import type { Finding } from './finding.ts';
import type { Operation } from './ledgerOperations.ts';
import { toFailure } from './outcome.ts';
import type { Item } from './planState.ts';
import type { OutcomeLine } from './records.ts';
import { apiOperationOf } from './requests.ts';
import { definitionOf } from './verbs/list.ts';

export type Facts = Omit<OutcomeLine, 'record' | 'plan' | 'item' | 'at'>;

/** The outcome of an operation that was answered. */
export function readAnswer(answer: WriteAnswer, operation: Operation): Facts {
  const requestId = answer.$metadata?.requestId;
  const about = requestId ? { requestId } : {};
  const { created, apiOperation, shortfall } = definitionOf(operation);
  const missed = shortfall?.(answer, operation);
  if (missed?.entirely) {
    const words = `not delivered: ${missed.words}`;
    return {
      ...about,
      result: 'failed',
      sure: true,
      error: { kind: 'refused', operation: apiOperation, code: 'HardFailure', words },
      missed: missed.missed,
    };
  }
  return {
    ...about,
    result: 'done',
    ...(created ? { created: created.id(answer) } : {}),
    ...(missed ? { words: `not delivered to ${missed.words}`, missed: missed.missed } : {}),
  };
}

interface EarlierTries {
  /** Whether an earlier try of it may have gone through. */
  readonly unclear: boolean;
  /** Whether what was found is the effect of such a try. */
  readonly ours: boolean;
  readonly error: MTurkError | undefined;
}

/** The outcome that a finding leads to; `undefined` if the operation has not happened and may be tried. */
export function conclude(
  item: Item,
  finding: Finding,
  { unclear, ours, error }: EarlierTries,
): Facts | 'stillUnknown' | undefined {
  const failure = error ? { error: toFailure(error), requestId: error.requestId } : {};
  switch (finding.found) {
    case 'happened':
      return {
        result: ours ? 'done' : 'alreadyDone',
        created: finding.created,
        words: ours ? 'an earlier attempt succeeded' : (finding.words ?? 'it was already done'),
      };
    case 'noTrace':
      if (item.outcome?.result === 'unknown') return 'stillUnknown';
      return {
        ...(unclear ? { result: 'unknown' } : { result: 'failed', sure: true }),
        ...failure,
        words: finding.words,
      };
    case 'not': {
      if (!finding.obstacle) return undefined;
      const refusal = {
        kind: 'refused',
        operation: apiOperationOf(item.operation.verb),
        code: 'RequestError',
      } as const;
      return { result: 'failed', sure: true, error: { ...refusal, ...failure.error, words: finding.obstacle } };
    }
  }
}
