/** Runs the decisions, leaves the rest to auto-approve, and compares what was paid with what it should have cost. */
import { addCosts, bonusCost, rewardCost, termsOf } from '../mturk/fees.ts';
import { type Cents, cents, formatDollars, parseAmount } from '../mturk/money.ts';
import { callTrial, controlTrial, Refused, type TrialService } from './trialCalls.ts';
import type { Decided } from './trialDecisions.ts';
import type { TrialFailure } from './trialResult.ts';

/** The service's own, in seconds. */
const usualDelay = 30 * 86_400;

/** What the service has paid out so far, with fees. */
export async function paidFor(service: TrialService): Promise<Cents> {
  const { paid } = await controlTrial(service, 'funds');
  return parseAmount(String(paid)) ?? cents(0);
}

/** Answers how many assignments ended approved and rejected. */
export async function settle(
  service: TrialService,
  decided: readonly Decided[],
  autoApprovalDelay: number | undefined,
  paidBefore: Cents,
  failures: TrialFailure[],
): Promise<{ readonly approved: number; readonly rejected: number }> {
  for (const each of decided) await run(service, each, failures);
  await controlTrial(service, 'clock', { advanceSeconds: (autoApprovalDelay ?? usualDelay) + 1 });
  const costs = [];
  const counts = { approved: 0, rejected: 0 };
  for (const { work, verdict, bonus } of decided) {
    const { Assignment } = await callTrial(service, 'GetAssignment', { AssignmentId: work.assignment.id });
    const status = String((Assignment as { readonly AssignmentStatus?: unknown } | undefined)?.AssignmentStatus);
    if (status === 'Approved') counts.approved += 1;
    if (status === 'Rejected') counts.rejected += 1;
    const expected = verdict === 'reject' ? 'Rejected' : 'Approved';
    if (status !== expected)
      failures.push({
        check: 'payment',
        message: `An assignment is ${status} where it should be ${expected}.`,
        row: work.row,
      });
    if (verdict !== 'reject') costs.push(rewardCost(termsOf(work.hit), 1));
    const amount = bonus === '' ? undefined : parseAmount(bonus);
    if (amount !== undefined) costs.push(bonusCost(amount));
  }
  const wanted = addCosts(costs).total;
  const paid = cents((await paidFor(service)) - paidBefore);
  if (paid !== wanted)
    failures.push({
      check: 'payment',
      message: `The service paid ${formatDollars(paid)} where rewards, bonuses and fees come to ${formatDollars(wanted)}.`,
    });
  return counts;
}

async function run(service: TrialService, decided: Decided, failures: TrialFailure[]): Promise<void> {
  const { work, verdict, words, bonus } = decided;
  const AssignmentId = work.assignment.id;
  try {
    if (verdict === 'approve') await callTrial(service, 'ApproveAssignment', { AssignmentId });
    if (verdict === 'reject')
      await callTrial(service, 'RejectAssignment', { AssignmentId, RequesterFeedback: words.slice(0, 1024) });
    if (bonus !== '')
      await callTrial(service, 'SendBonus', {
        AssignmentId,
        WorkerId: work.assignment.workerId,
        BonusAmount: bonus,
        Reason: 'A trial.',
      });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    // Work that was approved before it was decided is what an approval wants.
    if (verdict !== 'approve' || bonus !== '')
      failures.push({ check: 'payment', message: `A decision was refused: ${error.message}`, row: work.row });
  }
}
