/** A profile beside Local’s for tests of keys, and the way back to Local alone. */
import * as vscode from 'vscode';
import { settings } from '../../src/ids.ts';
import { localProfile, type Profile } from '../../src/profiles/profile.ts';
import { storageKeys } from '../../src/storageKeys.ts';
import { activated } from './support.ts';

export const lab = (endpoint: string): Profile => ({
  id: 'lab',
  name: 'lab',
  endpoint,
  environment: 'other',
  keys: 'stored',
});

/** Sets the shared profiles of the workspace; `undefined` for none. */
export async function setShared(profiles: unknown): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  await configuration.update(settings.profiles, profiles, vscode.ConfigurationTarget.Workspace);
}

/** Leaves Local as the active and only profile, and forgets what was agreed to. */
export async function backToLocal(): Promise<void> {
  const { workbench, context } = await activated();
  await workbench.sessions.switchTo(localProfile);
  await setShared(undefined);
  for (const { id, shared } of workbench.store.all().slice(1)) if (!shared) await workbench.store.remove(id);
  await context.globalState.update(storageKeys.approvals, undefined);
}
