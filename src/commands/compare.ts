/** Two assignments, or the questions of two HITs, side by side in the editor that compares. */
import * as vscode from 'vscode';
import type { DocumentAddress } from '../documents/address.ts';
import { tabTitle } from '../panels/tabTitle.ts';
import type { Handler } from './commandHandler.ts';
import { twoOf } from './openDocuments.ts';
import { connected, selectAssignments, selectHITs } from './selectTargets.ts';
import type { ConnectedSession, Needs } from './workbench.ts';

interface Side {
  readonly address: DocumentAddress;
  readonly name: string;
}

export const compare: Handler<Needs<'documents' | 'explorer' | 'prompts' | 'sessions'>> = async (
  workbench,
  clicked,
  selected,
) => {
  const session = connected(workbench);
  const all = await sides(workbench, session, clicked, selected);
  if (!all) return;
  const [one, other, ...more] = all;
  if (!one || !other || more.length > 0) {
    await workbench.prompts.warn(
      'Select two assignments to compare their answers, or two HITs to compare their questions.',
    );
    return;
  }
  await vscode.commands.executeCommand(
    'vscode.diff',
    workbench.documents.uriOf(one.address),
    workbench.documents.uriOf(other.address),
    `${one.name} ↔ ${other.name}`,
    { preview: true },
  );
};

/** What to compare, however many were chosen; `undefined` when the user walked away. */
async function sides(
  workbench: Needs<'explorer' | 'prompts'>,
  session: ConnectedSession,
  clicked: unknown,
  selected: unknown,
): Promise<readonly Side[] | undefined> {
  const { account, profile } = session;
  const reading = (hitId: string, assignmentId: string, workerId: string): Side => ({
    address: { form: 'reading', profileId: profile.id, target: { kind: 'assignment', hitId, assignmentId } },
    name: tabTitle(workerId, 'Worker'),
  });
  const question = (hitId: string): Side => ({
    address: { form: 'question', profileId: profile.id, target: { kind: 'hit', hitId } },
    name: `Question of ${tabTitle(hitId)}`,
  });
  const assignments = twoOf('assignment', clicked, selected);
  if (assignments)
    return assignments.map(({ hitId, assignmentId }) =>
      reading(hitId, assignmentId, account.assignment(assignmentId)?.workerId ?? assignmentId),
    );
  const hits = twoOf('hit', clicked, selected);
  if (hits) return hits.map(({ hitId }) => question(hitId));
  if (clicked !== undefined) return [];
  const kind = await workbench.prompts.pick('Compare Two', 'What do you want to compare?', [
    { label: 'Two assignments of a HIT', description: 'their answers', value: 'assignments' as const },
    { label: 'Two HITs', description: 'their questions', value: 'hits' as const },
  ]);
  if (kind === 'hits')
    return (await selectHITs(workbench, session, 'Compare Two HITs', undefined, undefined))?.map(({ id }) =>
      question(id),
    );
  if (kind === 'assignments')
    return (await selectAssignments(workbench, session, 'Compare Two Assignments', undefined, undefined))?.map(
      ({ hit, assignment }) => reading(hit.id, assignment.id, assignment.workerId),
    );
  return undefined;
}
