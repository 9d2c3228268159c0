/** What an operation gets and gives. */
import type { Tx } from '../domain/tx.ts';
import type { Post } from '../notify/post.ts';
import { RequestError } from '../serviceErrors.ts';
import type { Input, OperationName } from '../shapes/operationInputs.ts';
import type { Transport } from '../storage/notifications.ts';
import type { Assignment, HITWithContent, Requester } from '../storage/tableRows.ts';

/** One call of one requester, inside its transaction. */
export interface Call extends Tx {
  readonly requester: Requester;
  /** Wall time in ms where the service's clock is a manual one. */
  readonly present?: number | undefined;
}

/** What an operation has that must act on others before it is answered, outside of any transaction. */
export interface Outside {
  readonly requester: Requester;
  readonly outgoing: ReadonlySet<Transport>;
  readonly post: Post;
  /** The service's time in ms. */
  now(): number;
  uniqueId(): string;
}

export type Json = string | number | boolean | readonly Json[] | JsonObject;
/** A response body: absent members are left out by JSON, as the service does (reference.md §2). */
export interface JsonObject {
  readonly [name: string]: Json | undefined;
}

export type Handler<N extends OperationName> = (call: Call, input: Input<N>) => JsonObject;
export type Handlers = { readonly [N in OperationName]?: Handler<N> };

/** The answer of operations that have nothing to say. */
export const nothing: JsonObject = {};

/** The wire's time: whole seconds since the epoch (§2). */
export function seconds(milliseconds: number): number;
export function seconds(milliseconds: number | undefined): number | undefined;
export function seconds(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : Math.floor(milliseconds / 1000);
}

/** The caller's own HIT, disposed ones included. Another's HIT does not exist for the caller. */
export function ownHIT(call: Call, hitId: string): HITWithContent {
  const hit = call.store.hits.get(hitId);
  if (hit?.requesterId !== call.requester.id) throw new RequestError('HITDoesNotExist', `Hit ${hitId} does not exist.`);
  return hit;
}

/** The caller's own HIT that has not been deleted. */
export function livingHIT(call: Call, hitId: string): HITWithContent {
  const hit = ownHIT(call, hitId);
  if (hit.status === 'Disposed') throw new RequestError('HITDoesNotExist', `Hit ${hitId} does not exist.`);
  return hit;
}

/** An assignment of the caller's HITs. */
export function ownAssignment(call: Call, assignmentId: string): Assignment {
  const assignment = call.store.assignments.get(assignmentId);
  if (assignment?.requesterId !== call.requester.id) throw unknownAssignment(assignmentId);
  return assignment;
}

export function unknownAssignment(assignmentId: string): RequestError {
  return new RequestError('AssignmentDoesNotExist', `Assignment ${assignmentId} does not exist.`);
}
