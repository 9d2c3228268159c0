/** Tests a definition from its lens, its title bar or the palette, and shows what comes of it. */
import * as vscode from 'vscode';
import type { Handler } from '../commandHandler.ts';
import type { Needs } from '../workbench.ts';
import { pickDefinition } from './pickDefinition.ts';

export const testDefinition: Handler<Needs<'definitionTests' | 'prompts'>> = async (workbench, clicked) => {
  const definition = await pickDefinition(workbench, 'Test HIT definition', clicked);
  if (!definition) return;
  const running = workbench.definitionTests.run(definition);
  await vscode.commands.executeCommand('testing.showMostRecentOutput');
  await running;
};
