/** Opening documents, for the commands that do. */
import * as vscode from 'vscode';
import type { Assignment, HIT } from '../mturk/model.ts';
import { isRef, type WorkRef } from '../refs.ts';
import { clickedRows } from './clickedRows.ts';
import { CommandError } from './commandError.ts';
import { pickHIT } from './selectTargets.ts';
import type { ConnectedSession, Needs } from './workbench.ts';

/** Shows a document as a preview: what is only looked at does not fill the tabs. */
export async function show(uri: vscode.Uri): Promise<void> {
  await vscode.window.showTextDocument(uri, { preview: true });
}

/** The HIT or assignment that was pointed at. Throws a {@link CommandError} when it is of another kind or gone. */
export function clickedTarget({ account }: ConnectedSession, title: string, clicked: unknown): WorkRef {
  if (!isRef(clicked, 'hit', 'assignment')) throw new CommandError(`${title}: select a HIT or an assignment.`);
  if (!account.hit(clicked.hitId)) throw new CommandError(`${title}: ${clicked.hitId} is no longer in this account.`);
  return clicked;
}

/** The HIT or assignment that was pointed at; from the palette, a HIT that is picked. As {@link pointedTarget}. */
export async function targetToOpen(
  workbench: Needs<'prompts'>,
  session: ConnectedSession,
  title: string,
  clicked: unknown,
): Promise<WorkRef | undefined> {
  if (clicked !== undefined && clicked !== null) return clickedTarget(session, title, clicked);
  const hit = await pickHIT(workbench, session, title);
  return hit && { kind: 'hit', hitId: hit.id };
}

/** An assignment of a HIT that is picked. Says by itself that there is none. */
export async function assignmentToOpen(
  { prompts }: Needs<'prompts'>,
  { account }: ConnectedSession,
  title: string,
  hit: HIT,
): Promise<Assignment | undefined> {
  await account.refreshAssignments(hit.id);
  const assignments = account.assignments(hit.id);
  if (assignments.length === 0) {
    await prompts.inform(`No work has been submitted for “${hit.title}” yet.`);
    return undefined;
  }
  return prompts.pick(
    title,
    `Which assignment of “${hit.title}”?`,
    assignments.map(each => ({ label: each.workerId, description: each.status, detail: each.id, value: each })),
  );
}

/** Exactly two of a kind among what was selected. */
export function twoOf<K extends WorkRef['kind']>(
  kind: K,
  clicked: unknown,
  selected: unknown,
): readonly [Extract<WorkRef, { kind: K }>, Extract<WorkRef, { kind: K }>] | undefined {
  const [one, other, ...more] = (clickedRows(clicked, selected) ?? [])
    .filter(each => isRef(each, 'hit', 'assignment'))
    .filter((target): target is Extract<WorkRef, { kind: K }> => target.kind === kind);
  return one && other && more.length === 0 ? [one, other] : undefined;
}
