/** A definition read for publishing: every row checked in every way, and every name of it known at the profile. */
import * as vscode from 'vscode';
import { hashOf } from '../../definitionEditor/lenses.ts';
import { filesBeside, uriOf } from '../../definitionEditor/workspaceFiles.ts';
import { checkDefinition } from '../../definitions/checkDefinition.ts';
import { type QualificationIds, qualificationNames } from '../../definitions/createHIT.ts';
import { type LoadedDefinition, loadDefinition } from '../../definitions/load.ts';
import { spanFor } from '../../definitions/parseDefinition.ts';
import { type Problem as Fault, hasErrors } from '../../definitions/problems.ts';
import type { Caller } from '../../ledger/caller.ts';
import { ownTypes } from '../../ledger/exclusions.ts';
import { readWithProgress } from '../readWithProgress.ts';
import type { ConnectedSession, Needs } from '../workbench.ts';
import { definitionName } from './definitionDocument.ts';

export interface ReadyDefinition {
  readonly loaded: LoadedDefinition;
  readonly ids: QualificationIds;
  /** Of the definition, its question and its data: what is confirmed is what is published. */
  readonly hash: string;
}

/** `undefined` where it has errors or the user cancelled; the first error is shown. Rejects with MTurkError. */
export async function readyDefinition(
  workbench: Needs<'prompts'>,
  session: ConnectedSession,
  document: vscode.TextDocument,
): Promise<ReadyDefinition | undefined> {
  const name = definitionName(document.uri);
  const read = await readWithProgress(`Check “${name}”`, session, async (client, { signal }) => {
    try {
      const loaded = await loadDefinition(await currentText(document), filesBeside(document.uri), session.profile, {
        signal,
      });
      const problems = await checkDefinition(loaded, { thorough: true, signal });
      if (hasErrors(problems)) return { loaded, problems };
      const ids = await qualificationIds(client, session, loaded);
      const missing = qualificationNames(loaded.definition).find(each => ids.idOf(each) === undefined);
      return { loaded, ids, problems: missing === undefined ? problems : [unknownName(loaded, missing, session)] };
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    }
  });
  if (!read) return undefined;
  const { loaded, problems, ids } = read;
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors[0] || !ids) {
    await showFault(workbench, document.uri, errors);
    return undefined;
  }
  return { loaded, ids, hash: contentHash(loaded) };
}

/** Whether the files are still what was checked. Says so where they are not. */
export async function isUnchanged(
  { prompts }: Needs<'prompts'>,
  session: ConnectedSession,
  document: vscode.TextDocument,
  { loaded, hash }: ReadyDefinition,
): Promise<boolean> {
  const again = await loadDefinition(await currentText(document), filesBeside(document.uri), session.profile);
  if (contentHash(again) === hash) return true;
  const before = [loaded.parsed.text, loaded.questionFile?.text, loaded.dataFile?.text];
  const now = [again.parsed.text, again.questionFile?.text, again.dataFile?.text];
  const at = now.findIndex((text, place) => text !== before[place]);
  const file = [undefined, loaded.questionFile?.path, loaded.dataFile?.path][at];
  const place = firstDifference(before[at] ?? '', now[at] ?? '');
  await prompts.warn(
    `Couldn’t publish “${definitionName(document.uri)}”: ${file ?? 'the definition'} changed while it was confirmed, in line ${place.line}, column ${place.column}. Nothing was sent. Publish again.`,
  );
  return false;
}

/** What is typed and not saved, else what is on the disk: a document that shows nowhere may be older than its file. */
export async function currentText(document: vscode.TextDocument): Promise<string> {
  if (document.isDirty || document.isUntitled) return document.getText();
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(document.uri));
}

function firstDifference(one: string, other: string): { line: number; column: number } {
  let at = 0;
  while (at < one.length && at < other.length && one[at] === other[at]) at += 1;
  const before = other.slice(0, at);
  return { line: before.split('\n').length, column: at - before.lastIndexOf('\n') };
}

function contentHash({ parsed, questionFile, dataFile }: LoadedDefinition): string {
  return hashOf([parsed.text, questionFile?.text, dataFile?.text].map(text => hashOf(text ?? '')).join(' '));
}

async function qualificationIds(
  client: Caller,
  { profile }: ConnectedSession,
  { definition }: LoadedDefinition,
): Promise<QualificationIds> {
  const ids = new Map<string, string>();
  const types = qualificationNames(definition).length > 0 ? await ownTypes(client) : [];
  for (const { id, name } of types) if (!ids.has(name)) ids.set(name, id);
  return { environment: profile.environment, idOf: name => ids.get(name) };
}

function unknownName({ entries, parsed }: LoadedDefinition, name: string, { profile }: ConnectedSession): Fault {
  const span = spanFor(entries, 'requirements');
  const message = `Profile ${profile.name} has no qualification type “${name}”. Create it, or correct the name.`;
  return { code: 'unknownQualification', severity: 'error', message, span, ...parsed.lines.place(span.start) };
}

const showProblem = 'Show Problem';

/** Shows the first of the errors that keep a file, of HITs or of a qualification type, from being published. */
export async function showFault(
  { prompts }: Needs<'prompts'>,
  definition: vscode.Uri,
  errors: readonly Fault[],
): Promise<void> {
  const [first] = errors;
  if (!first) return;
  const file = definition.path.split('/').at(-1) ?? '';
  const where = `${first.file ?? file}, line ${first.line}, column ${first.column}`;
  const more =
    errors.length > 1 ? ` ${errors.length - 1} more ${errors.length === 2 ? 'error follows' : 'errors follow'}.` : '';
  const chosen = await prompts.warn(
    `Couldn’t publish “${definitionName(definition)}” (${where}): ${first.message}${more} Nothing was sent.`,
    showProblem,
  );
  if (chosen !== showProblem) return;
  const uri = first.file === undefined ? definition : uriOf(definition, first.file);
  const position = new vscode.Position(first.line - 1, first.column - 1);
  await vscode.window.showTextDocument(uri, { selection: new vscode.Range(position, position) });
}
