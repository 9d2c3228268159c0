/** Writes into a HIT definition that holders of a qualification are excluded. */
import * as vscode from 'vscode';
import { addExclusion } from '../../definitions/addExclusion.ts';
import type { Choice } from '../../ui/prompts.ts';
import { batchesOf } from '../definition/batches.ts';
import { definitionPattern } from '../definition/pickDefinition.ts';
import type { ConnectedSession, Needs } from '../workbench.ts';
import { copyRequirement, type Existing } from './exclusion.ts';

/** Definitions to pick from. */
const most = 500;

/** Asks into which definition, those that the HITs were published from first. */
export async function requireInDefinition(
  workbench: Needs<'clipboard' | 'ledgers' | 'prompts'>,
  session: ConnectedSession,
  type: Existing,
  hitIds: readonly string[],
): Promise<void> {
  const sources = await sourcesOf(workbench, session, hitIds);
  const found = await vscode.workspace.findFiles(definitionPattern, '**/node_modules/**', most);
  const choices = found
    .map(
      (uri): Choice<vscode.Uri | 'copy' | 'none'> => ({
        label: vscode.workspace.asRelativePath(uri),
        ...(sources.has(uri.toString()) ? { description: 'these HITs were published from it' } : {}),
        value: uri,
      }),
    )
    .sort(
      (one, other) =>
        Number(other.description !== undefined) - Number(one.description !== undefined) ||
        one.label.localeCompare(other.label),
    );
  const chosen = await workbench.prompts.pick(
    'Exclude Workers of',
    `Which HIT definition excludes workers with “${type.name}”?`,
    [
      ...choices,
      { label: 'Copy the requirement…', detail: 'For code that publishes', value: 'copy' },
      { label: 'No definition', detail: 'The workers have the qualification, and no file is changed', value: 'none' },
    ],
  );
  if (chosen === undefined || chosen === 'none') return;
  if (chosen === 'copy') return copyRequirement(workbench, type);
  await write(workbench, session, type, chosen);
}

async function write(
  { prompts }: Needs<'prompts'>,
  { profile }: ConnectedSession,
  { name }: Existing,
  uri: vscode.Uri,
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const file = vscode.workspace.asRelativePath(uri);
  const added = addExclusion(document.getText(), name, profile);
  if (!added.ok) {
    await prompts.reportError(`Couldn’t add the requirement to ${file}: ${added.reason}. Fix the file and try again.`);
    return;
  }
  await vscode.window.showTextDocument(document, { preview: true });
  if (added.edits.length === 0) {
    await prompts.inform(`${file} already excludes workers with “${name}”. Nothing was changed.`);
    return;
  }
  const wasSaved = !document.isDirty;
  const edit = new vscode.WorkspaceEdit();
  for (const { offset, length, content } of added.edits)
    edit.replace(uri, new vscode.Range(document.positionAt(offset), document.positionAt(offset + length)), content);
  const isWritten = (await vscode.workspace.applyEdit(edit)) && (!wasSaved || (await document.save()));
  if (isWritten)
    await prompts.inform(`${file} now excludes workers with “${name}”.${wasSaved ? '' : ' Save the file.'}`);
  else await prompts.reportError(`Couldn’t write ${file}. Copy the requirement instead.`);
}

/** The definitions that the HITs were published from, as addresses. */
async function sourcesOf(
  { ledgers }: Needs<'ledgers'>,
  { profile }: ConnectedSession,
  hitIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const wanted = new Set(hitIds);
  const batches = await batchesOf(await ledgers.of(profile.id));
  return new Set(
    batches
      .filter(({ hits }) => hits.some(({ hitId }) => hitId !== undefined && wanted.has(hitId)))
      .map(({ facts }) => facts.definition),
  );
}
