/** The menu of the status bar item: what can be done now about the profile, Local and terminals. */
import * as vscode from 'vscode';
import { type CommandId, commands } from '../../ids.ts';
import { environmentLabel, isLocal } from '../../profiles/profile.ts';
import type { Handler } from '../commandHandler.ts';
import type { Needs } from '../workbench.ts';

interface MenuEntry {
  readonly icon: string;
  readonly label: string;
  readonly command: CommandId;
  /** Whether it is of use now; always, if not given. */
  readonly when?: (now: Now) => boolean;
}

interface Now {
  /** Local is the active profile. */
  readonly onLocal: boolean;
  readonly localRuns: boolean;
  readonly terminalsUseLocal: boolean;
  /** There are profiles beside Local. */
  readonly others: boolean;
  /** There are profiles that are not in settings. */
  readonly own: boolean;
}

const entries: readonly MenuEntry[] = [
  { icon: 'arrow-swap', label: 'Switch profile…', command: commands.switchProfile, when: ({ others }) => others },
  {
    icon: 'pass',
    label: 'Check profile',
    command: commands.checkProfile,
    when: ({ onLocal, localRuns }) => !onLocal || localRuns,
  },
  { icon: 'add', label: 'Add profile…', command: commands.addProfile },
  { icon: 'edit', label: 'Edit profile…', command: commands.editProfile, when: ({ others }) => others },
  { icon: 'trash', label: 'Remove profile…', command: commands.removeProfile, when: ({ own }) => own },
  { icon: 'play', label: 'Start Local', command: commands.startLocal, when: ({ localRuns }) => !localRuns },
  {
    icon: 'play',
    label: 'Start Local with sample HITs',
    command: commands.startLocalWithSamples,
    when: ({ localRuns }) => !localRuns,
  },
  { icon: 'debug-stop', label: 'Stop Local', command: commands.stopLocal, when: ({ localRuns }) => localRuns },
  { icon: 'globe', label: 'Open worker site', command: commands.openWorkerSite, when: ({ localRuns }) => localRuns },
  {
    icon: 'terminal',
    label: 'Use Local for this workspace’s terminals…',
    command: commands.useLocalForTerminals,
    when: ({ terminalsUseLocal }) => !terminalsUseLocal,
  },
  {
    icon: 'terminal',
    label: 'Stop using Local for this workspace’s terminals',
    command: commands.leaveTerminals,
    when: ({ terminalsUseLocal }) => terminalsUseLocal,
  },
  {
    icon: 'code',
    label: 'Copy connection snippet…',
    command: commands.copySnippet,
    when: ({ onLocal, localRuns }) => !onLocal || localRuns,
  },
  { icon: 'output', label: 'Show log', command: commands.showLog },
];

export const profileMenu: Handler<
  Needs<'local' | 'prompts' | 'sessions' | 'store' | 'terminals'>
> = async workbench => {
  const now = currentState(workbench);
  const { profile } = workbench.sessions.current;
  const command = await workbench.prompts.pick(
    `MTurk: ${profile.name} (${environmentLabel(profile)})`,
    'What next?',
    entries
      .filter(({ when }) => when?.(now) ?? true)
      .map(({ icon, label, command: value }) => ({ icon, label, value })),
  );
  if (command) await vscode.commands.executeCommand(command);
};

function currentState({ sessions, local, terminals, store }: Needs<'local' | 'sessions' | 'store' | 'terminals'>): Now {
  const all = store.all();
  return {
    onLocal: isLocal(sessions.current.profile),
    localRuns: local.state.state === 'running',
    terminalsUseLocal: terminals.isOn,
    others: all.some(profile => !isLocal(profile)),
    own: all.some(profile => !isLocal(profile) && !profile.shared),
  };
}
