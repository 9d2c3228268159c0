/** Every command with its contribution. One that is missing here, or that has no id, does not compile. */
import { commands } from '../ids.ts';
import type { CommandContribution } from './command.ts';
import { archiveCommands } from './commands/archive.ts';
import { assignmentCommands } from './commands/assignment.ts';
import { convertCommands } from './commands/convert.ts';
import { copyCommands } from './commands/copy.ts';
import { decisionsCommands } from './commands/decisions.ts';
import { definitionCommands } from './commands/definition.ts';
import { explorerCommands } from './commands/explorer.ts';
import { hitCommands } from './commands/hit.ts';
import { ledgerCommands } from './commands/ledger.ts';
import { localCommands } from './commands/local.ts';
import { notificationCommands } from './commands/notification.ts';
import { profileCommands } from './commands/profile.ts';
import { qualificationCommands } from './commands/qualification.ts';
import { resultsCommands } from './commands/results.ts';
import { workerCommands } from './commands/worker.ts';

type CommandName = keyof typeof commands;

const byName = {
  ...localCommands,
  ...profileCommands,
  ...explorerCommands,
  ...hitCommands,
  ...definitionCommands,
  ...assignmentCommands,
  ...decisionsCommands,
  ...resultsCommands,
  ...ledgerCommands,
  ...copyCommands,
  ...qualificationCommands,
  ...workerCommands,
  ...notificationCommands,
  ...archiveCommands,
  ...convertCommands,
} satisfies Record<CommandName, CommandContribution>;

export const commandContributions: readonly (readonly [id: string, contribution: CommandContribution])[] = (
  Object.keys(byName) as CommandName[]
).map(name => [commands[name], byName[name]]);
