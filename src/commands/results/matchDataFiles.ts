import * as vscode from 'vscode';
import {
  type DataMapping,
  type DataPlace,
  idPlace,
  type MatchedData,
  matchData,
} from '../../files/export/dataFiles.ts';
import { settings } from '../../ids.ts';
import type { Assignment } from '../../mturk/model.ts';
import { withProgress } from '../../ui/progress.ts';
import { CommandError } from '../commandError.ts';
import type { Handler } from '../commandHandler.ts';
import { pickedScope } from '../decisions/scope.ts';
import { readWithProgress } from '../readWithProgress.ts';
import { connected } from '../selectTargets.ts';
import type { ConnectedSession, Needs } from '../workbench.ts';
import { type FoundData, findData, readMappings } from './findDataFiles.ts';

const title = 'Match Data Files';

/** Compares the user’s own data files with assignments, and lists what is on one side only. */
export const matchDataFiles: Handler<Needs<'explorer' | 'prompts' | 'sessions'>> = async workbench => {
  const session = connected(workbench);
  if (!vscode.workspace.workspaceFolders?.length)
    throw new CommandError('Couldn’t match data files: no folder is open. Open the folder with your data first.');
  const mappings = await askMappings(workbench);
  if (!mappings) return;
  const scope = await pickedScope(workbench, session, title);
  if (!scope) return;
  const found = await withProgress('Looking through data files', ({ signal }) => findData(mappings, signal));
  if (found.files === 0) {
    const globs = mappings.map(({ files }) => files).join(', ');
    throw new CommandError(
      `Couldn’t match data files: no file of this workspace matches ${globs}. Change the setting ${settings.dataFiles}.`,
    );
  }
  const assignments = await assignmentsOf(session, [...scope.keys()]);
  if (!assignments) return;
  const byId = new Map(assignments.map(each => [each.id, each]));
  const matched = matchData(found.byId, new Set(byId.keys()));
  const content = reportOf(mappings, found, matched, byId);
  const document = await vscode.workspace.openTextDocument({ content, language: 'plaintext' });
  await vscode.window.showTextDocument(document, { preview: true });
};

async function assignmentsOf(session: ConnectedSession, ids: readonly string[]): Promise<Assignment[] | undefined> {
  const { account } = session;
  const unread = ids.filter(id => {
    const hit = account.hit(id);
    return hit && !account.isWhole(hit);
  });
  const finished = await readWithProgress('Reading assignments', session, async (_, { signal, report }) => {
    let done = 0;
    const onRead = () => {
      done += 1;
      report(done, unread.length);
    };
    await account.readWork(unread, { signal, bonuses: false, onRead });
    return !signal.aborted;
  });
  return finished ? ids.flatMap(id => account.assignments(id)) : undefined;
}

async function askMappings(workbench: Needs<'prompts'>): Promise<readonly DataMapping[] | undefined> {
  const known = readMappings();
  if (known.length === 0) return askMapping(workbench, []);
  const description = known.map(({ files }) => files).join(', ');
  const choice = await workbench.prompts.pick(title, 'Which data files?', [
    { label: 'Use the mapping of this workspace', description, value: 'use' as const },
    { label: 'Add data files…', value: 'add' as const },
    { label: 'Replace the mapping…', value: 'replace' as const },
  ]);
  if (choice === undefined) return undefined;
  return choice === 'use' ? known : askMapping(workbench, choice === 'add' ? known : []);
}

/** Asks for one mapping, and keeps it with the others in the settings of the workspace. */
async function askMapping(
  { prompts }: Needs<'prompts'>,
  others: readonly DataMapping[],
): Promise<readonly DataMapping[] | undefined> {
  const kind = await prompts.pick(title, 'Where are the assignment IDs?', [
    { label: 'In a column of CSV files', value: 'column' as const },
    { label: 'In the names of files', value: 'name' as const },
  ]);
  if (!kind) return undefined;
  const files = await prompts.input({
    title,
    prompt: 'Which files, as a pattern in the workspace?',
    value: kind === 'column' ? 'data/**/*.csv' : 'data/**/*',
    check: text => (text.trim() === '' ? 'Type a pattern such as data/**/*.csv.' : undefined),
  });
  if (files === undefined) return undefined;
  const rest =
    kind === 'column'
      ? await prompts.input({
          title,
          prompt: 'Which column holds the assignment ID?',
          value: 'assignmentId',
          check: text => (text.trim() === '' ? 'Type the name of a column.' : undefined),
        })
      : await prompts.input({
          title,
          prompt: `What do the names look like? ${idPlace} stands for the ID, * for anything.`,
          value: `*${idPlace}*`,
          check: text => (text.includes(idPlace) ? undefined : `Type ${idPlace} where the ID stands.`),
        });
  if (rest === undefined) return undefined;
  const mapping = kind === 'column' ? { files, column: rest } : { files, name: rest };
  const all = [...others, mapping];
  await vscode.workspace.getConfiguration().update(settings.dataFiles, all, vscode.ConfigurationTarget.Workspace);
  return all;
}

function reportOf(
  mappings: readonly DataMapping[],
  { files, unread }: FoundData,
  { matched, withoutData, withoutAssignment }: MatchedData,
  byId: ReadonlyMap<string, Assignment>,
): string {
  const section = (heading: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', `${heading} (${lines.length.toLocaleString('en')})`, ...lines];
  return [
    'Data files and assignments',
    ...mappings.map(({ files: glob, column, name }) =>
      column === undefined ? `${glob}, names like ${name ?? `*${idPlace}*`}` : `${glob}, column ${column}`,
    ),
    '',
    `Files: ${files.toLocaleString('en')}`,
    `Assignments: ${byId.size.toLocaleString('en')}`,
    `Assignments with data: ${matched.toLocaleString('en')}`,
    ...section(
      'Assignments without data',
      withoutData.map(id => {
        const assignment = byId.get(id);
        return [id, assignment?.hitId, assignment?.workerId, assignment?.status].join('\t');
      }),
    ),
    ...section(
      'Data without an assignment',
      withoutAssignment.map(([id, places]) => [id, ...places.slice(0, 5).map(placeText)].join('\t')),
    ),
    ...section(
      'Files that could not be read',
      unread.map(([file, reason]) => `${file}: ${reason}`),
    ),
    '',
  ].join('\n');
}

function placeText({ file, line }: DataPlace): string {
  return line === undefined ? file : `${file}:${line}`;
}
