/** Searches qualification types at the service; what is found appears in the Qualifications view. */
import * as vscode from 'vscode';
import { views } from '../../ids.ts';
import type { Handler } from '../commandHandler.ts';
import { readWithProgress } from '../readWithProgress.ts';
import { connected } from '../selectTargets.ts';
import type { Needs } from '../workbench.ts';

export const searchQualificationTypes: Handler<Needs<'prompts' | 'sessions'>> = async workbench => {
  const session = connected(workbench);
  const { account } = session;
  const { prompts } = workbench;
  const title = 'Search Qualification Types';
  const which = await prompts.pick(title, 'Which types?', [
    { label: 'All types', detail: 'Of all requesters, and the system’s', value: { own: false, requestable: false } },
    { label: 'Types that workers can ask for', value: { own: false, requestable: true } },
    { label: 'Your own types', value: { own: true, requestable: false } },
  ]);
  if (!which) return;
  const query = await prompts.input({ title, prompt: 'Words of the name or the description. Leave it empty for all.' });
  if (query === undefined) return;
  const qualifications = await account.people.qualifications();
  const { types, more } = await readWithProgress('Searching qualification types', session, (_, { signal }) =>
    qualifications.search({ ...which, query: query.trim() }, signal),
  );
  await vscode.commands.executeCommand(`${views.qualifications}.focus`);
  if (types.length === 0) await prompts.inform(`No qualification types match “${query.trim()}”.`);
  else if (more)
    await prompts.inform(`The first ${types.length} qualification types are listed. Add words to see fewer.`);
};
