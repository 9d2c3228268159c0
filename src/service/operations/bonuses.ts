/** Bonus payments and the account (reference.md §3.2, §3.6). */
import { formatAmount } from '../../mturk/money.ts';
import { accountOf, balanceOf, payBonus } from '../requesterFunds.ts';
import { invalidParameter, invalidValue, invalidWorker, wrongState } from '../serviceErrors.ts';
import type { Input } from '../shapes/operationInputs.ts';
import { isVisible } from '../states/assignment.ts';
import type { BonusPayment } from '../storage/tableRows.ts';
import { type Call, type Handlers, type JsonObject, nothing, ownAssignment, ownHIT, seconds } from './call.ts';
import { readAmount } from './createHIT.ts';
import { pageOf } from './paging.ts';
import { refuseUsedToken, rememberToken } from './tokens.ts';

export const bonusOperations = {
  GetAccountBalance: call => {
    const account = accountOf(call, call.requester.id);
    return {
      AvailableBalance: formatAmount(balanceOf(account)),
      OnHoldBalance: account.mode === 'funded' ? formatAmount(account.held) : undefined,
    };
  },

  SendBonus: (call, input) => {
    const assignment = ownAssignment(call, input.AssignmentId);
    refuseUsedToken(call, 'SendBonus', input.UniqueRequestToken);
    if (assignment.workerId !== input.WorkerId) throw invalidWorker(input.WorkerId);
    if (!isVisible(assignment.status))
      throw wrongState('InvalidAssignmentState', ['Submitted', 'Approved', 'Rejected']);
    const amount = readAmount('BonusAmount', input.BonusAmount);
    if (amount === 0)
      throw invalidValue('The value "0" is not valid for the parameter BonusAmount: it must be at least 0.01.');
    call.store.bonuses.add({
      hitSeq: assignment.hitSeq,
      assignmentId: assignment.id,
      workerId: assignment.workerId,
      amount,
      fee: payBonus(call, assignment, amount),
      reason: input.Reason,
      grantTime: call.now,
    });
    rememberToken(call, 'SendBonus', input.UniqueRequestToken, assignment.id);
    call.touch(assignment.hitId);
    return nothing;
  },

  ListBonusPayments: (call, input) => {
    const of = subject(call, input);
    const page = pageOf(call, input, ['ListBonusPayments', of], 1);
    const bonuses = call.store.bonuses.list(of, page.after?.[0], page.limit);
    const last = bonuses.at(-1);
    return { ...page.ending(bonuses.length, last && [last.seq]), BonusPayments: bonuses.map(bonusForm) };
  },
} satisfies Handlers;

/** Payments stay on record after their HIT was deleted. With both ids given, they must belong together. */
function subject(call: Call, input: Input<'ListBonusPayments'>): { hitSeq: number } | { assignmentId: string } {
  const { HITId: hitId, AssignmentId: assignmentId } = input;
  if (assignmentId !== undefined) {
    const assignment = ownAssignment(call, assignmentId);
    if (hitId !== undefined && assignment.hitId !== hitId)
      throw invalidParameter(`Assignment ${assignmentId} is not of HIT ${hitId}.`);
    return { assignmentId };
  }
  if (hitId === undefined) throw invalidParameter('Either a HITId or an AssignmentId must be given.');
  return { hitSeq: ownHIT(call, hitId).seq };
}

function bonusForm(bonus: BonusPayment): JsonObject {
  return {
    WorkerId: bonus.workerId,
    BonusAmount: formatAmount(bonus.amount),
    AssignmentId: bonus.assignmentId,
    Reason: bonus.reason,
    GrantTime: seconds(bonus.grantTime),
  };
}
