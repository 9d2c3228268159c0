import type { PlannedOperation } from '../../files/plan.ts';
import { type Operation, workOf } from '../../ledger/ledgerOperations.ts';
import { addCosts } from '../../mturk/fees.ts';
import { counted } from '../../mturk/plurals.ts';
import type { Handler } from '../commandHandler.ts';
import { confirmed } from '../confirmation.ts';
import { claimsOf } from '../ledger/claims.ts';
import { startPlan } from '../ledger/runPlan.ts';
import { connected } from '../selectTargets.ts';
import type { ConnectedSession, Needs, Operating } from '../workbench.ts';
import type { PlannedFile } from './planning.ts';
import { costText, leftOutOf } from './planView.ts';
import { writeResults } from './results.ts';
import { documentOf, reviewed } from './review.ts';

/**
 * Runs what a file decides: planned once more, confirmed once, through the ledger, and written into the file's column
 * of results. Rows that can't be applied are left out only if the user says so.
 */
export const applyDecisions: Handler<Operating & Needs<'decisions'>> = async (workbench, clicked, options) => {
  const session = connected(workbench);
  const document = await documentOf(workbench, clicked);
  const before = workbench.decisions.plannedFrom(document.uri);
  const same = before?.text === document.getText() && before.profileId === session.profile.id;
  const planned = await reviewed(workbench, session, document, { fresh: !same });
  if (before && !same) {
    await workbench.prompts.warn(
      'The file or the profile changed after the plan was made, so nothing was applied. This is the new plan.',
    );
    return;
  }
  if (!(await mayLeaveOut(workbench, planned, options))) return;
  const items = planned.plan.operations;
  if (items.length === 0) {
    await workbench.prompts.inform(nothingText(planned));
    return;
  }
  const operations = items.map(operationFor);
  const claims = claimsOf(workbench.ledgers, session.profile.id);
  const underWay = operations.filter(operation => claims.has(operation)).length;
  if (underWay > 0) {
    await workbench.prompts.warn(
      `Another operation on ${counted(underWay, 'decision')} of this file is in progress. Apply the rest when it has finished.`,
    );
    return;
  }
  const claim = claims.take(operations);
  try {
    if (!(await confirmedPlan(workbench, session, planned, operations))) return;
    const noun = ['decision', 'decisions'] as const;
    const words = { title: `Apply ${counted(operations.length, 'decision')}`, verb: 'apply', done: 'Applied', noun };
    const { outcomes } = await startPlan(workbench, session, words, operations);
    await writeResults(workbench, planned, outcomes);
  } finally {
    claim.release();
  }
  await reviewed(workbench, session, document, { fresh: false, reveal: false });
};

const leaveOut = 'Leave Them Out';

async function mayLeaveOut({ prompts }: Needs<'prompts'>, { plan }: PlannedFile, options: unknown): Promise<boolean> {
  const rows = leftOutOf(plan);
  if (rows.length === 0 || (isOptions(options) && options.leaveOut)) return true;
  const one = rows.length === 1;
  const message = `${rows.length} ${one ? 'row' : 'rows'} can’t be applied: see the plan. Fix the file, or leave ${one ? 'it' : 'them'} out.`;
  if (plan.operations.length > 0) return (await prompts.warn(message, leaveOut)) === leaveOut;
  await prompts.warn(message);
  return false;
}

function isOptions(value: unknown): value is { readonly leaveOut: boolean } {
  return typeof value === 'object' && value !== null && 'leaveOut' in value && typeof value.leaveOut === 'boolean';
}

function nothingText({ plan }: PlannedFile): string {
  const settled = plan.left.filter(({ kind }) => kind === 'settled').length;
  const done =
    settled > 0 ? [`${counted(settled, 'assignment already has', 'assignments already have')} this decision.`] : [];
  return ['There was nothing to apply.', ...done].join(' ');
}

function operationFor(operation: PlannedOperation): Operation {
  const { assignment, hit } = operation;
  switch (operation.kind) {
    case 'approve': {
      const feedback = operation.feedback === undefined ? {} : { feedback: operation.feedback };
      return { verb: 'approve', ...workOf(hit, assignment), ...feedback };
    }
    case 'reject':
      return { verb: 'reject', ...workOf(hit, assignment), feedback: operation.reason };
    case 'bonus': {
      const { id: assignmentId, hitId, workerId } = assignment;
      const { amount, reason } = operation;
      return { verb: 'bonus', assignmentId, hitId, workerId, amount, reason, equalBefore: 0 };
    }
  }
}

function confirmedPlan(
  workbench: Needs<'prompts'>,
  session: ConnectedSession,
  planned: PlannedFile,
  operations: readonly Operation[],
): Promise<boolean> {
  const pays = operations.some(({ verb }) => verb === 'bonus');
  const rejects = operations.some(({ verb }) => verb === 'reject');
  return confirmed(workbench, session, {
    verb: 'Apply',
    object: counted(operations.length, 'decision'),
    count: operations.length,
    operations,
    remarks: remarksOn(planned),
    irreversible: rejects || pays,
    grave: rejects,
  });
}

const mostReasons = 3;

function remarksOn({ plan }: PlannedFile): string[] {
  const of = (kind: PlannedOperation['kind']) => plan.operations.filter(operation => operation.kind === kind);
  const priced = (kind: PlannedOperation['kind'], verb: string) => {
    const operations = of(kind);
    const money = costText(addCosts(operations.map(({ cost }) => cost)));
    return operations.length === 0 ? [] : [`${verb} ${operations.length}${money === '' ? '' : `: ${money}`}.`];
  };
  const reasons = [
    ...new Set(plan.operations.flatMap(operation => (operation.kind === 'reject' ? operation.reason : []))),
  ];
  const more = reasons.length - mostReasons;
  const left = leftOutOf(plan).length;
  return [
    ...priced('approve', 'Approve'),
    ...priced('reject', 'Reject'),
    ...reasons.slice(0, mostReasons).map(reason => `They read: “${reason}”`),
    ...(more > 0 ? [`And ${more} more reasons.`] : []),
    ...priced('bonus', 'Send bonuses, which can’t be reversed,'),
    ...(left > 0 ? [`Left out: ${counted(left, 'row')}.`] : []),
  ];
}
