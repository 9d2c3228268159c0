/** What would take an act back, where the service allows that. */
import type { Instant } from '../mturk/model.ts';
import { type Act, readAct } from './ledgerOperations.ts';
import { definitionOf } from './verbs/list.ts';
import type { Done } from './verbs/verbDefinition.ts';

export interface Undo {
  /** For a button: "Unblock". */
  readonly label: string;
  readonly act: Act;
}

/**
 * The act that takes a done one back, or nothing where there is none: money that was paid, messages, deletions, added
 * assignments and qualification types stay.
 */
export function undoOf(act: Act, done: Done, now: Instant): Undo | undefined {
  const reversal = definitionOf(act).reversal?.(act, done, now);
  return reversal && { label: reversal.label, act: readAct(reversal.act) };
}
