import * as vscode from 'vscode';
import { settings } from '../../ids.ts';
import { environmentLabel, isLocal, type Profile } from '../../profiles/profile.ts';
import type { Handler } from '../commandHandler.ts';
import type { Needs } from '../workbench.ts';
import { draftOf } from './draft.ts';
import { fillAndKeep } from './save.ts';

export const editProfile: Handler<Needs<'identities' | 'prompts' | 'sessions' | 'store'>> = async workbench => {
  const before = await choose(workbench);
  if (!before) return;
  if (before.shared) {
    await vscode.commands.executeCommand('workbench.action.openSettings', settings.profiles);
    return;
  }
  const { store, sessions, prompts } = workbench;
  const active = sessions.current.profile.id === before.id;
  const profile = await fillAndKeep(workbench, {
    title: `Edit profile ${before.name}`,
    verb: 'save',
    taken: store.all().flatMap(({ id, name }) => (id === before.id ? [] : [name])),
    before: { profile: before, keysAtHand: (await store.readKeys(before)).state === 'ready' },
    draft: draftOf(before),
    keep: (after, credentials) => store.replace(before, after, credentials),
  });
  if (!profile) return;
  // At another endpoint it is another profile by its id; whoever used the old one goes on with the new one.
  if (active && sessions.current.profile.id !== profile.id) await sessions.switchTo(profile);
  await prompts.inform(`Profile ${profile.name} is saved.`);
};

async function choose({
  store,
  sessions,
  prompts,
}: Needs<'prompts' | 'sessions' | 'store'>): Promise<Profile | undefined> {
  const editable = store.all().filter(profile => !isLocal(profile) && profile.keys !== 'archive');
  if (editable.length === 0) {
    await prompts.inform('There is no profile to edit: Local is part of the workbench.');
    return undefined;
  }
  const { id } = sessions.current.profile;
  return prompts.pick(
    'Edit profile',
    'Which profile?',
    editable.map(each => ({
      label: each.name,
      description: `${environmentLabel(each)}${each.shared ? ' · in settings' : ''}${each.id === id ? ' · active' : ''}`,
      detail: each.endpoint,
      value: each,
    })),
  );
}
