/** The menu of the status bar item: what can be done now about the profile, Local and terminals. */
import * as vscode from 'vscode';
import { type CommandId, commands } from '../../ids.ts';
import { environmentLabel, isLocal } from '../../profiles/profile.ts';
import type { Handler } from '../handler.ts';
import type { Workbench } from '../workbench.ts';

interface MenuEntry {
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
  { label: '$(arrow-swap) Switch profile…', command: commands.switchProfile, when: ({ others }) => others },
  {
    label: '$(pass) Check profile',
    command: commands.checkProfile,
    when: ({ onLocal, localRuns }) => !onLocal || localRuns,
  },
  { label: '$(add) Add profile…', command: commands.addProfile },
  { label: '$(edit) Edit profile…', command: commands.editProfile, when: ({ others }) => others },
  { label: '$(trash) Remove profile…', command: commands.removeProfile, when: ({ own }) => own },
  { label: '$(play) Start Local', command: commands.startLocal, when: ({ localRuns }) => !localRuns },
  {
    label: '$(play) Start Local with sample HITs',
    command: commands.startLocalWithSamples,
    when: ({ localRuns }) => !localRuns,
  },
  { label: '$(debug-stop) Stop Local', command: commands.stopLocal, when: ({ localRuns }) => localRuns },
  { label: '$(globe) Open worker site', command: commands.openWorkerSite, when: ({ localRuns }) => localRuns },
  {
    label: '$(terminal) Use Local for this workspace’s terminals',
    command: commands.useLocalForTerminals,
    when: ({ terminalsUseLocal }) => !terminalsUseLocal,
  },
  {
    label: '$(terminal) Stop using Local for this workspace’s terminals',
    command: commands.leaveTerminals,
    when: ({ terminalsUseLocal }) => terminalsUseLocal,
  },
  {
    label: '$(code) Copy connection snippet…',
    command: commands.copySnippet,
    when: ({ onLocal, localRuns }) => !onLocal || localRuns,
  },
  { label: '$(output) Show log', command: commands.showLog },
];

export const profileMenu: Handler = async workbench => {
  const now = lookAround(workbench);
  const { profile } = workbench.sessions.current;
  const command = await workbench.prompts.pick(
    `MTurk: ${profile.name} (${environmentLabel(profile)})`,
    'What next?',
    entries.filter(({ when }) => when?.(now) ?? true).map(({ label, command: value }) => ({ label, value })),
  );
  if (command) await vscode.commands.executeCommand(command);
};

function lookAround({ sessions, local, terminals, store }: Workbench): Now {
  const all = store.all();
  return {
    onLocal: isLocal(sessions.current.profile),
    localRuns: local.state.state === 'running',
    terminalsUseLocal: terminals.isOn,
    others: all.some(profile => !isLocal(profile)),
    own: all.some(profile => !isLocal(profile) && !profile.shared),
  };
}
