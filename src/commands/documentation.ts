/** The documentation that ships with the extension, as a preview. */
import * as vscode from 'vscode';
import type { Choice } from '../ui/prompts.ts';
import type { Handler } from './commandHandler.ts';
import type { Needs } from './workbench.ts';

/** The files under `docs/` that ship. */
const pages: readonly Choice<string>[] = [
  { label: 'Filters', detail: 'One line that finds HITs, and rows of the review grid', value: 'filters.md' },
  {
    label: 'Reviewing',
    detail: 'The review grid, rejection reasons, soft rejection, private notes',
    value: 'reviewing.md',
  },
  {
    label: 'Decision files and rules',
    detail: 'Decide in a spreadsheet, by a script or by rules',
    value: 'decision-files.md',
  },
  { label: 'Results', detail: 'Exports to CSV, JSON Lines and Parquet, pseudonyms, data files', value: 'results.md' },
  { label: 'HIT definitions', detail: 'HITs as files: parameters, question, data', value: 'hit-definitions.md' },
  { label: 'People', detail: 'Workers, qualifications, messages and payments', value: 'people.md' },
  { label: 'Keyboard', detail: 'All keys of the views and the review grid', value: 'keyboard.md' },
  {
    label: 'Local',
    detail: 'The service on your machine: options, control API, differences',
    value: 'local-service.md',
  },
  { label: 'Task pages', detail: 'What the page of a HIT finds when a worker opens it', value: 'task-pages.md' },
  { label: 'Continuous integration', detail: 'Local in CI jobs', value: 'ci.md' },
];

/** A page by its file name, or one that the user picks. */
export const openDocumentation: Handler<Needs<'prompts'>> = async ({ prompts }, given) => {
  const named = pages.find(({ value }) => value === given)?.value;
  const page = named ?? (await prompts.pick('Open documentation', 'Which page?', pages));
  const self = vscode.extensions.all.find(({ packageJSON }) => packageJSON.name === 'mturk-workbench');
  if (!page || !self) return;
  await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.joinPath(self.extensionUri, 'docs', page));
};
