/** Says that the Local service ended by itself, once, and offers to start it again. */

import * as vscode from 'vscode';
import { commands } from '../../ids.ts';
import { localProfile } from '../../profiles/profile.ts';
import type { Workbench } from '../workbench.ts';

export function watchLocal(workbench: Workbench): { dispose(): void } {
  return workbench.local.onState(state => {
    if (state.state !== 'stopped' || !state.unexpectedly) return;
    if (workbench.sessions.current.profile.id !== localProfile.id) return;
    void offer(workbench);
  });
}

async function offer({ prompts }: Workbench): Promise<void> {
  const again = 'Start Again';
  const chosen = await prompts.warn('Local has stopped unexpectedly. Its data is safe on disk.', again, 'Show Log');
  if (chosen === again) await vscode.commands.executeCommand(commands.startLocal);
  else if (chosen) await vscode.commands.executeCommand(commands.showLog);
}
