import * as vscode from 'vscode';
import { type CommandId, commands } from '../../ids.ts';
import { isLocal } from '../../profiles/profile.ts';
import type { Choice } from '../../ui/prompts.ts';
import type { Handler } from '../commandHandler.ts';
import type { Needs } from '../workbench.ts';
import { ensureLocal } from './ensure.ts';

/** The ways in which code reaches the active profile; for Local also without a change of the code. */
export const connectCode: Handler<Needs<'explorer' | 'local' | 'log' | 'prompts' | 'sessions'>> = async workbench => {
  const { profile } = workbench.sessions.current;
  const local = isLocal(profile);
  const chosen = await workbench.prompts.pick(
    'Connect your code',
    local ? 'How should your code reach Local?' : `How should your code reach ${profile.name}?`,
    local ? [...localWays, snippet] : [snippet],
  );
  if (chosen === undefined) return;
  if (local) await ensureLocal(workbench);
  await vscode.commands.executeCommand(chosen);
};

const snippet: Choice<CommandId> = {
  label: 'Copy a connection snippet…',
  icon: 'code',
  detail: 'boto3, AWS CLI, JavaScript, R or a shell, with the endpoint filled in',
  value: commands.copySnippet,
};

const localWays: readonly Choice<CommandId>[] = [
  {
    label: 'Run a script in a terminal…',
    icon: 'play',
    detail: 'Its Mechanical Turk calls reach Local, whatever address the code uses',
    value: commands.runInTerminal,
  },
  {
    label: 'Use Local for this workspace’s terminals…',
    icon: 'terminal',
    detail: 'New terminals get the endpoint and Local’s keys',
    value: commands.useLocalForTerminals,
  },
];
