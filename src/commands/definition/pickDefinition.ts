/** Which definition a command is about: the one that was clicked or is in the active editor, else one that is picked. */
import type * as vscode from 'vscode';
import { isDefinition } from '../../definitionEditor/workspaceFiles.ts';
import { pickWorkspaceFile } from '../pickWorkspaceFile.ts';
import type { Needs } from '../workbench.ts';

/** Where definitions are looked for. */
export const definitionPattern = '**/*.hit.json';

const definitions = {
  pattern: definitionPattern,
  isOne: isDefinition,
  example: '*.hit.json',
  question: 'Which HIT definition?',
} as const;

/** Throws CommandError where there is none. */
export function pickDefinition(
  workbench: Needs<'prompts'>,
  title: string,
  clicked: unknown,
): Promise<vscode.Uri | undefined> {
  return pickWorkspaceFile(workbench, title, definitions, clicked);
}
