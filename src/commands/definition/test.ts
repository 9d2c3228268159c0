/** Tests a definition from its lens, its title bar or the palette, and shows what comes of it. */
import * as vscode from 'vscode';
import type { Handler } from '../commandHandler.ts';
import type { Needs } from '../workbench.ts';
import { pickDefinition } from './pickDefinition.ts';

export const testDefinition: Handler<Needs<'definitionTests' | 'prompts'>> = async (workbench, clicked) => {
  const definition = await pickDefinition(workbench, 'Test HIT definition', clicked);
  if (!definition) return;
  // Before, the most recent output is that of another run.
  const show = () => void vscode.commands.executeCommand('testing.showMostRecentOutput');
  await workbench.definitionTests.run(definition, show);
};
