/** Follows the Local service: sets the context keys of menus, and offers to start it again when it stopped unexpectedly. */

import * as vscode from 'vscode';
import { commands } from '../../ids.ts';
import { localProfile } from '../../profiles/profile.ts';
import { setContext } from '../../ui/contexts.ts';
import type { Needs } from '../workbench.ts';

export function watchLocal(workbench: Needs<'local' | 'prompts' | 'sessions'>): { dispose(): void } {
  return workbench.local.onState(state => {
    setContext('localRunning', state.state === 'running');
    if (state.state !== 'stopped' || !state.unexpectedly) return;
    if (workbench.sessions.current.profile.id !== localProfile.id) return;
    void offer(workbench);
  });
}

/** Follows whether this workspace's terminals use Local, for menus. */
export function watchTerminals({ terminals }: Needs<'terminals'>): { dispose(): void } {
  setContext('localTerminals', terminals.isOn);
  return terminals.onDidChange(on => setContext('localTerminals', on));
}

async function offer({ prompts }: Needs<'prompts'>): Promise<void> {
  const again = 'Start Again';
  const chosen = await prompts.warn('Local has stopped unexpectedly. Its data is safe on disk.', again, 'Show Log');
  if (chosen === again) await vscode.commands.executeCommand(commands.startLocal);
  else if (chosen) await vscode.commands.executeCommand(commands.showLog);
}
