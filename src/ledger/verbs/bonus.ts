import * as v from 'valibot';
import { bonusCost } from '../../mturk/fees.ts';
import type { Instant } from '../../mturk/model.ts';
import { formatAmount, parseAmount } from '../../mturk/money.ts';
import { pages } from '../../mturk/paging.ts';
import { clockTolerance } from '../clocks.ts';
import { type Claim, happened, notHappened } from '../finding.ts';
import { amount, id, whole } from './schemaFields.ts';
import { defineVerb } from './verbDefinition.ts';

export const bonus = defineVerb({
  schema: v.object({
    verb: v.literal('bonus'),
    assignmentId: id,
    hitId: id,
    workerId: id,
    amount,
    reason: v.string(),
    /** How many payments of this amount and reason the assignment had when the plan was made, where that was looked up. */
    equalBefore: v.optional(whole),
  }),
  label: 'Bonus',
  done: 'Sent',
  apiOperation: 'SendBonus',
  takesToken: true,
  input: (operation, token) => ({
    WorkerId: operation.workerId,
    AssignmentId: operation.assignmentId,
    BonusAmount: formatAmount(operation.amount),
    Reason: operation.reason,
    UniqueRequestToken: token,
  }),
  cost: operation => bonusCost(operation.amount),
  bonus: operation => operation.amount,
  find: async (client, operation, { since, planned, claims }) => {
    const equal: Instant[] = [];
    for await (const { BonusPayments = [] } of pages(client, 'ListBonusPayments', {
      AssignmentId: operation.assignmentId,
    }))
      for (const { BonusAmount = '', Reason, GrantTime } of BonusPayments)
        if (parseAmount(BonusAmount) === operation.amount && Reason === operation.reason)
          equal.push(GrantTime?.getTime() ?? since);
    if (operation.equalBefore !== undefined)
      return equal.length > operation.equalBefore + claims.filter(claim => claim.since >= planned).length
        ? happened
        : notHappened;
    const granted = unclaimed(equal, claims).findLast(at => at >= since - clockTolerance);
    return granted === undefined ? notHappened : { ...happened, at: granted };
  },
  trace: operation => [operation.assignmentId, operation.amount, operation.reason],
  repeatKeys: ({ assignmentId, amount, reason }) => [[assignmentId, amount, reason.trim()]],
  about: ({ reason }) => reason,
});

/**
 * The times of payments that no claim accounts for, in order. A claim is taken to be for the first payment that it can be for:
 * where that is wrong, a payment seems to have happened that has not. The other mistake would be to pay twice.
 */
function unclaimed(payments: readonly Instant[], claims: readonly Claim[]): Instant[] {
  const left = payments.toSorted((one, other) => one - other);
  for (const { since, until } of claims.toSorted((one, other) => one.since - other.since)) {
    const index = left.findIndex(at => at >= since - clockTolerance && at <= until + clockTolerance);
    if (index >= 0) left.splice(index, 1);
  }
  return left;
}
