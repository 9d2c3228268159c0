/** All operations by name. */
import { RequestError } from '../errors.ts';
import { type Input, inputs, type OperationName } from '../shapes/inputs.ts';
import { readInput } from '../shapes/validate.ts';
import { assignmentOperations } from './assignments.ts';
import { bonusOperations } from './bonuses.ts';
import type { Call, Handler, Handlers, JsonObject } from './call.ts';
import { hitReviewOperations } from './hitReview.ts';
import { hitOperations } from './hits.ts';
import { hitTypeOperations } from './hitTypes.ts';
import { qualificationOperations } from './qualifications.ts';
import { qualificationTypeOperations } from './qualificationTypes.ts';
import { reviewOperations } from './reviews.ts';
import { uploadOperations } from './uploads.ts';
import { workerOperations } from './workers.ts';

const handlers: Handlers = {
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
};

/** An operation with its input read and checked, ready to run in a transaction. */
export type Prepared = (call: Call) => JsonObject;

/** Checks the input of an operation. Throws FrameworkError or RequestError. */
export function prepare<N extends OperationName>(name: N, json: unknown): Prepared {
  const input = readInput(inputs[name], json) as Input<N>;
  const handler = handlers[name] as Handler<N> | undefined;
  if (!handler) throw new RequestError('NotImplemented', `Local does not offer the operation ${name} yet.`);
  return call => handler(call, input);
}
