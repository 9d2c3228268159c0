/** Pays for work and keeps its worker away from further HITs, by a qualification that they require not to be there. */

import { holdersAmong } from '../../ledger/exclusions.ts';
import { type Operation, workOf } from '../../ledger/ledgerOperations.ts';
import { verdictBefore } from '../../ledger/verdicts.ts';
import type { Instant } from '../../mturk/model.ts';
import { counted } from '../../mturk/plurals.ts';
import { maySoftReject } from '../../mturk/rules.ts';
import type { Handler } from '../commandHandler.ts';
import { confirmed } from '../confirmation.ts';
import { claimsOf } from '../ledger/claims.ts';
import { startPlan } from '../ledger/runPlan.ts';
import { grants, newTypeId } from '../qualification/grants.ts';
import { readWithProgress } from '../readWithProgress.ts';
import { type AssignmentWithHIT, connected, hitRemark, selectAssignments } from '../selectTargets.ts';
import type { ConnectedSession, Needs, Operating } from '../workbench.ts';
import {
  copyRequirement,
  creationOf,
  type Exclusion,
  existingExclusion,
  pickExclusion,
  rememberExclusion,
} from '../worker/exclusion.ts';
import { changeNotes, noteProblem } from './note.ts';

const title = 'Soft reject assignments';

export const softReject: Handler<Operating & Needs<'clipboard' | 'explorer' | 'memory'>> = async (
  workbench,
  clicked,
  selected,
) => {
  const { prompts, ledgers } = workbench;
  const session = connected(workbench);
  const picked = await selectAssignments(workbench, session, title, clicked, selected);
  if (!picked || picked.length === 0) return;
  const items = picked.filter(({ assignment }) => maySoftReject(assignment).allowed);
  const [first] = picked;
  const verdict = first && maySoftReject(first.assignment);
  if (items.length === 0 && verdict?.allowed === false) {
    const object = picked.length === 1 ? `assignment ${first?.assignment.id}` : counted(picked.length, 'assignment');
    await prompts.warn(`Can’t soft reject ${object}: ${verdict.rule}.`);
    return;
  }
  const exclusion = await pickExclusion(workbench, session, title);
  const note = exclusion && (await askNote(workbench, items.length));
  if (!exclusion || note === undefined) return;
  const holders = await holdersOf(session, exclusion, items);
  const plan = planOf(items, holders, session.account.now());
  const operations = plan.operations(exclusion.kind === 'existing' ? exclusion.id : newTypeId);
  const claims = claimsOf(ledgers, session.profile.id);
  if (operations.some(operation => claims.has(operation))) {
    await prompts.warn('Can’t soft reject: another operation on one of them is in progress.');
    return;
  }
  const claim = claims.take(operations);
  try {
    if (operations.length > 0 && !(await confirmedPlan(workbench, session, picked, plan, exclusion))) return;
    if (note !== '') await changeNotes(session, items, { text: note });
    if (operations.length === 0)
      void prompts.inform(`${nothingText(items.length, exclusion.name)}${note ? ' The note is saved.' : ''}`);
    else await carryOutPlan(workbench, session, plan, exclusion);
  } finally {
    claim.release();
  }
};

interface SoftPlan {
  readonly items: readonly AssignmentWithHIT[];
  readonly approvals: readonly Operation[];
  /** Who gets the qualification: nobody twice, and nobody who has it. */
  readonly excluded: readonly string[];
  readonly heldBefore: number;
  /** The operations, with the qualification type's id. */
  readonly operations: (qualificationTypeId: string) => Operation[];
}

function planOf(items: readonly AssignmentWithHIT[], holders: ReadonlySet<string>, now: Instant): SoftPlan {
  const approvals = items
    .filter(item => verdictBefore('approve', { ...item, now }).allowed)
    .map(({ hit, assignment }): Operation => ({ verb: 'approve', ...workOf(hit, assignment) }));
  const all = [...new Set(items.map(({ assignment }) => assignment.workerId))];
  const excluded = all.filter(workerId => !holders.has(workerId));
  return {
    items,
    approvals,
    excluded,
    heldBefore: all.length - excluded.length,
    operations: qualificationTypeId => [...approvals, ...grants(qualificationTypeId, excluded)],
  };
}

async function askNote({ prompts }: Needs<'prompts'>, count: number): Promise<string | undefined> {
  const typed = await prompts.input({
    title,
    prompt: `Why? Only you see this note${count > 1 ? `, the same for all ${count}` : ''}. Leave it empty to keep the current note.`,
    placeholder: 'Answers at random, but nothing that proves it.',
    check: noteProblem,
  });
  return typed?.trim();
}

async function holdersOf(
  session: ConnectedSession,
  exclusion: Exclusion,
  items: readonly AssignmentWithHIT[],
): Promise<ReadonlySet<string>> {
  if (exclusion.kind === 'new') return new Set();
  const ids = items.map(({ assignment }) => assignment.workerId);
  return readWithProgress('Checking who is already excluded', session, client =>
    holdersAmong(client, exclusion.id, ids),
  );
}

async function confirmedPlan(
  workbench: Needs<'prompts'>,
  session: ConnectedSession,
  picked: readonly AssignmentWithHIT[],
  plan: SoftPlan,
  exclusion: Exclusion,
): Promise<boolean> {
  const create = exclusion.kind === 'new' ? [creationOf(exclusion)] : [];
  const operations = [...create, ...plan.operations(exclusion.kind === 'new' ? newTypeId : exclusion.id)];
  return confirmed(workbench, session, {
    verb: 'Soft Reject',
    object: counted(plan.items.length, 'assignment'),
    count: plan.items.length,
    operations,
    remarks: remarksOf(picked.length, plan, exclusion),
    irreversible: true,
    grave: false,
  });
}

function remarksOf(picked: number, plan: SoftPlan, { kind, name }: Exclusion): string[] {
  const { items, approvals, excluded, heldBefore } = plan;
  const paidBefore = items.length - approvals.length;
  return [
    ...hitRemark(items),
    ...(approvals.length > 0
      ? [`${counted(approvals.length, 'assignment')} approved and paid. Workers are not notified otherwise.`]
      : []),
    ...(paidBefore > 0 ? [`${counted(paidBefore, 'assignment')} already approved: nothing is paid again.`] : []),
    ...(kind === 'new' ? [`The qualification type “${name}” is created first.`] : []),
    ...(excluded.length > 0
      ? [
          `${counted(excluded.length, 'worker')} get${excluded.length === 1 ? 's' : ''} the qualification “${name}”, without a message; workers can see it among their qualifications.`,
        ]
      : []),
    ...(heldBefore > 0 ? [`${counted(heldBefore, 'worker')} with “${name}” already: nothing is granted again.`] : []),
    `It excludes them only from HITs that require that “${name}” does not exist (DoesNotExist).`,
    ...(picked > items.length
      ? [`Left out, ${counted(picked - items.length, 'assignment')}: rejected, and a soft rejection pays.`]
      : []),
  ];
}

function nothingText(count: number, name: string): string {
  return count === 1
    ? `Nothing to do: the assignment is approved, and its worker has “${name}” already.`
    : `Nothing to do: all ${count} assignments are approved, and their workers have “${name}” already.`;
}

async function carryOutPlan(
  workbench: Operating & Needs<'clipboard' | 'memory'>,
  session: ConnectedSession,
  plan: SoftPlan,
  exclusion: Exclusion,
): Promise<void> {
  const existing = await existingExclusion(workbench, session, exclusion);
  if (!existing) return;
  await rememberExclusion(workbench, session.profile.id, existing);
  const paid = plan.approvals.length > 0;
  const granted = plan.excluded.length > 0;
  await startPlan(
    workbench,
    session,
    {
      title: `Soft reject ${counted(plan.items.length, 'assignment')}`,
      verb: 'soft reject',
      done: paid && granted ? 'Paid and excluded' : paid ? 'Paid' : 'Excluded',
      noun: ['worker', 'workers'],
      unitOf: operation => ('workerId' in operation ? operation.workerId : ''),
      next: { label: 'Copy Requirement…', run: () => copyRequirement(workbench, existing) },
    },
    plan.operations(existing.id),
  );
}
