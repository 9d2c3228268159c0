/** The fee of a HIT’s rewards, by the price list. */
import { assignmentFee, mastersQualifications } from '../mturk/fees.ts';
import type { Cents } from '../mturk/money.ts';
import type { HIT } from './storage/tableRows.ts';

/** What the service would charge for one approved assignment; decided by the number of assignments at creation. */
export function feeOf(hit: HIT): Cents {
  return assignmentFee({
    reward: hit.type.reward,
    maxAssignments: hit.initialMaxAssignments,
    masters: hit.type.qualificationRequirements.some(each => mastersQualifications.has(each.QualificationTypeId)),
  });
}
