/** What publishing a definition costs if all of its work is done and approved. */
import { addCosts, type Cost, largeHITThreshold, mastersQualifications, rewardCost } from '../mturk/fees.ts';
import { assignmentsPerHIT } from './createHIT.ts';
import type { HITDefinition, RequirementSpec } from './definition.ts';

export interface Price {
  readonly hits: number;
  readonly assignments: number;
  readonly cost: Cost;
}

type Terms = Pick<HITDefinition, 'reward' | 'maxAssignments' | 'split' | 'requirements'>;

/** The price of so many rows; `undefined` while the reward is missing or the sum is more than can be counted. */
export function priceOf(definition: Terms, rows: number): Price | undefined {
  const { reward } = definition;
  if (reward === undefined) return undefined;
  const masters = definition.requirements.some(asksForMasters);
  const parts = assignmentsPerHIT(definition);
  try {
    const [first = 0] = parts;
    const last = parts.at(-1) ?? 0;
    // All HITs of a row but the last are equal.
    const full = rewardCost({ reward, maxAssignments: first, masters }, first * (parts.length - 1) * rows);
    const rest = rewardCost({ reward, maxAssignments: last, masters }, last * rows);
    return { hits: parts.length * rows, assignments: definition.maxAssignments * rows, cost: addCosts([full, rest]) };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The prices with and without `split`, where ten or more assignments are asked for and it makes a difference. */
export function splitPrices(
  definition: Terms,
  rows: number,
): { readonly split: Price; readonly whole: Price } | undefined {
  if (definition.maxAssignments < largeHITThreshold) return undefined;
  const split = priceOf({ ...definition, split: definition.split ?? largeHITThreshold - 1 }, rows);
  const whole = priceOf({ ...definition, split: undefined }, rows);
  return split && whole ? { split, whole } : undefined;
}

function asksForMasters({ type, comparator }: RequirementSpec): boolean {
  const isMasters = 'masters' in type || ('id' in type && mastersQualifications.has(type.id));
  return isMasters && comparator !== 'DoesNotExist';
}
