/** Opening documents, for the commands that do. */
import * as vscode from 'vscode';
import type { Assignment, HIT } from '../mturk/model.ts';
import type { Target } from '../targets.ts';
import { clickedTargets, hitToActOn, isTarget } from './targets.ts';
import type { ConnectedSession, Workbench } from './workbench.ts';

/** Shows a document as a preview: what is only looked at does not fill the tabs. */
export async function show(uri: vscode.Uri): Promise<void> {
  await vscode.window.showTextDocument(uri, { preview: true });
}

/** The HIT or assignment that was clicked; from the palette, a HIT that is picked. */
export async function targetToOpen(
  workbench: Workbench,
  session: ConnectedSession,
  title: string,
  clicked: unknown,
): Promise<Target | undefined> {
  if (isTarget(clicked)) return clicked;
  const hit = await hitToActOn(workbench, session, title);
  return hit && { kind: 'hit', hitId: hit.id };
}

/** An assignment of a HIT that is picked. Says by itself that there is none. */
export async function assignmentToOpen(
  { prompts }: Workbench,
  { account }: ConnectedSession,
  title: string,
  hit: HIT,
): Promise<Assignment | undefined> {
  await account.refreshAssignments(hit.id);
  const assignments = account.assignments(hit.id);
  if (assignments.length === 0) {
    await prompts.inform(`Nobody has submitted work for “${hit.title}” yet.`);
    return undefined;
  }
  return prompts.pick(
    title,
    `Which assignment of “${hit.title}”?`,
    assignments.map(each => ({ label: each.workerId, description: each.status, detail: each.id, value: each })),
  );
}

/** Exactly two of a kind among what was selected. */
export function twoOf<K extends Target['kind']>(
  kind: K,
  clicked: unknown,
  selected: unknown,
): readonly [Extract<Target, { kind: K }>, Extract<Target, { kind: K }>] | undefined {
  const [one, other, ...more] = clickedTargets(kind, clicked, selected).filter(
    (target): target is Extract<Target, { kind: K }> => target.kind === kind,
  );
  return one && other && more.length === 0 ? [one, other] : undefined;
}
