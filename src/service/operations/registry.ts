/** All operations by name. */
import { type Input, inputs, type OperationName } from '../shapes/operationInputs.ts';
import { readInput } from '../shapes/validate.ts';
import { assignmentOperations } from './assignments.ts';
import { bonusOperations } from './bonuses.ts';
import type { Call, Handler, Handlers, JsonObject, Outside } from './call.ts';
import { hitReviewOperations } from './hitReview.ts';
import { hitOperations } from './hits.ts';
import { hitTypeOperations } from './hitTypes.ts';
import { notificationOperations, sendTestEvent } from './notifications.ts';
import { qualificationOperations } from './qualifications.ts';
import { qualificationTypeOperations } from './qualificationTypes.ts';
import { reviewOperations } from './reviews.ts';
import { uploadOperations } from './uploads.ts';
import { workerOperations } from './workers.ts';

const handlers: Required<Handlers> = {
  ...hitOperations,
  ...hitTypeOperations,
  ...hitReviewOperations,
  ...assignmentOperations,
  ...uploadOperations,
  ...bonusOperations,
  ...qualificationTypeOperations,
  ...qualificationOperations,
  ...workerOperations,
  ...reviewOperations,
  ...notificationOperations,
};

/** What an operation does before its transaction. Rejects with RequestError. */
type Opening<N extends OperationName> = (outside: Outside, input: Input<N>) => Promise<void>;
const openings: { readonly [N in OperationName]?: Opening<N> } = { SendTestEventNotification: sendTestEvent };

/** An operation with its input read and checked. */
interface Prepared {
  /** What it does first, outside of the transaction; most do nothing. */
  open(outside: Outside): Promise<void>;
  /** What it does in its transaction. */
  run(call: Call): JsonObject;
}

/** Checks the input of an operation. Throws FrameworkError or RequestError. */
export function prepare<N extends OperationName>(name: N, json: unknown): Prepared {
  const input = readInput(inputs[name], json) as Input<N>;
  const handler = handlers[name] as Handler<N>;
  const opening = openings[name] as Opening<N> | undefined;
  return { open: async outside => opening?.(outside, input), run: call => handler(call, input) };
}
