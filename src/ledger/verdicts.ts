/** Whether the state of its target allows an operation, by the rule in the file of its verb. */
import { allowed, type Verdict } from '../mturk/verdict.ts';
import { definitionOf, type Operation, type Verb } from './verbs/list.ts';
import type { TargetState } from './verbs/verbDefinition.ts';

export type { TargetState } from './verbs/verbDefinition.ts';

export function verdictOn(operation: Operation, state: TargetState): Verdict {
  return definitionOf(operation).rule?.(state, operation) ?? allowed;
}

/** The same before the details of an operation are known. */
export function verdictBefore(verb: Verb, state: TargetState): Verdict {
  return definitionOf({ verb }).rule?.(state, undefined) ?? allowed;
}
