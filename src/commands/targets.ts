/** From what was clicked, selected or, in the palette, picked, to the things to act on. */
import type { Account } from '../account/account.ts';
import { commands, webviewSections } from '../ids.ts';
import type { Assignment, HIT } from '../mturk/model.ts';
import { formatDollars } from '../mturk/money.ts';
import { relativeText } from '../mturk/times.ts';
import type { Target, TargetKind, WorkerTarget } from '../targets.ts';
import type { Choice } from '../ui/prompts.ts';
import { Problem } from './problem.ts';
import type { ConnectedSession, Workbench } from './workbench.ts';

/** The session with its account. Throws a {@link Problem} that offers to start Local when there is none. */
export function connected({ sessions }: Workbench): ConnectedSession {
  const { profile, account, ended } = sessions.current;
  if (account) return { profile, account, ended };
  throw new Problem('Local is not running, so there is nothing to act on.', [
    { label: 'Start Local', command: commands.startLocal },
  ]);
}

/** The targets of one kind among what a menu passed. Rows of another kind are not acted on. */
export function clickedTargets(kind: TargetKind, clicked: unknown, selected: unknown): Target[] {
  return allTargets(clicked, selected).filter(target => target.kind === kind);
}

/** All targets that a menu passed: the rows selected in a tree, else what was clicked there or in a panel. */
export function allTargets(clicked: unknown, selected?: unknown): Target[] {
  const all = Array.isArray(selected) && selected.length > 0 ? selected : [clicked];
  return all.flatMap(each => (isTarget(each) ? [each] : webviewTargets(each)));
}

/** The assignments that a right-click in a panel was about. */
function webviewTargets(value: unknown): Target[] {
  if (typeof value !== 'object' || value === null || !('webviewSection' in value) || !('assignments' in value))
    return [];
  const { webviewSection, assignments } = value;
  if (webviewSection !== webviewSections.assignment || typeof assignments !== 'object' || assignments === null)
    return [];
  return Object.entries(assignments).flatMap(([hitId, ids]) =>
    Array.isArray(ids)
      ? ids
          .filter(id => typeof id === 'string')
          .map((assignmentId): Target => ({ kind: 'assignment', hitId, assignmentId }))
      : [],
  );
}

export function isTarget(value: unknown): value is Target {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  const hasHIT = 'hitId' in value && typeof value.hitId === 'string';
  if (value.kind === 'hit') return hasHIT;
  return value.kind === 'assignment' && hasHIT && 'assignmentId' in value && typeof value.assignmentId === 'string';
}

export function isWorkerTarget(value: unknown): value is WorkerTarget {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    value.kind === 'worker' &&
    'workerId' in value &&
    typeof value.workerId === 'string'
  );
}

/** The HITs to act on: clicked ones, else picked ones. `undefined` when the user walked away. */
export async function hitsToActOn(
  workbench: Workbench,
  session: ConnectedSession,
  title: string,
  clicked: unknown,
  selected: unknown,
): Promise<HIT[] | undefined> {
  const { account } = session;
  const targets = clickedTargets('hit', clicked, selected);
  if (targets.length > 0) return targets.flatMap(({ hitId }) => account.hit(hitId) ?? []);
  const choices = await hitChoices(account);
  return [...((await workbench.prompts.pickMany(title, 'Which HITs?', choices)) ?? [])].filter(Boolean);
}

/** One HIT: the clicked one, else the picked one. */
export async function hitToActOn(
  workbench: Workbench,
  session: ConnectedSession,
  title: string,
): Promise<HIT | undefined> {
  return workbench.prompts.pick(title, 'Which HIT?', await hitChoices(session.account));
}

export interface AssignmentWithHIT {
  readonly assignment: Assignment;
  readonly hit: HIT;
}

/** The assignments to act on: clicked ones, else those picked of a picked HIT. */
export async function assignmentsToActOn(
  workbench: Workbench,
  session: ConnectedSession,
  title: string,
  clicked: unknown,
  selected: unknown,
): Promise<AssignmentWithHIT[] | undefined> {
  const { account } = session;
  const targets = clickedTargets('assignment', clicked, selected);
  if (targets.length > 0) return targets.flatMap(target => found(account, target) ?? []);
  const hit = await hitToActOn(workbench, session, title);
  if (!hit) return undefined;
  await account.refreshAssignments(hit.id);
  const assignments = account.assignments(hit.id);
  if (assignments.length === 0) {
    await workbench.prompts.inform(`Nobody has submitted work for “${hit.title}” yet.`);
    return undefined;
  }
  const choices = assignments.map(
    (assignment): Choice<AssignmentWithHIT> => ({
      label: assignment.workerId,
      description: `${assignment.status} · ${relativeText(assignment.submitted, account.now())}`,
      detail: assignment.id,
      value: { assignment, hit },
    }),
  );
  const picked = await workbench.prompts.pickMany(title, `Which assignments of “${hit.title}”?`, choices);
  return picked && [...picked];
}

function found(account: Account, target: Target): AssignmentWithHIT | undefined {
  if (target.kind !== 'assignment') return undefined;
  const hit = account.hit(target.hitId);
  const assignment = account.assignments(target.hitId).find(each => each.id === target.assignmentId);
  return hit && assignment ? { hit, assignment } : undefined;
}

async function hitChoices(account: Account): Promise<Choice<HIT>[]> {
  if (account.listing.state === 'never') await account.refreshHITs();
  const hits = account.hits().sort((a, b) => b.created - a.created);
  if (hits.length === 0) throw new Problem('This profile has no HITs.');
  return hits.map(hit => {
    const { submitted } = account.counts(hit);
    return {
      label: hit.title,
      description: `${hit.status}${submitted > 0 ? ` · ${submitted} to review` : ''} · ${formatDollars(hit.reward)}`,
      detail: hit.id,
      value: hit,
    };
  });
}
