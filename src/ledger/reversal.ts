/** What would take an operation back, where the service allows that. */
import type { Instant } from '../mturk/model.ts';
import { type Operation, readOperation } from './ledgerOperations.ts';
import { definitionOf } from './verbs/list.ts';
import type { Done } from './verbs/verbDefinition.ts';

export interface Undo {
  /** For a button: "Unblock". */
  readonly label: string;
  readonly operation: Operation;
}

/**
 * The operation that takes a done one back, or nothing where there is none: money that was paid, messages, deletions, added
 * assignments and qualification types stay.
 */
export function undoOf(operation: Operation, done: Done, now: Instant): Undo | undefined {
  const reversal = definitionOf(operation).reversal?.(operation, done, now);
  return reversal && { label: reversal.label, operation: readOperation(reversal.operation) };
}
