/** Looks for ids in the files of the workspace: data files join assignments by them. */
import * as vscode from 'vscode';
import { idOf } from '../../refs.ts';
import { CommandError } from '../commandError.ts';
import type { Handler } from '../commandHandler.ts';
import { selectRefs } from '../namedTargets.ts';
import { connected } from '../selectTargets.ts';
import type { Needs } from '../workbench.ts';

/** They stand in VS Code's search box, one after another. */
const mostIds = 100;

export const findInFiles: Handler<Needs<'explorer' | 'prompts' | 'sessions'>> = async (
  workbench,
  clicked,
  selected,
) => {
  const session = connected(workbench);
  const refs = await selectRefs(workbench, session, 'Find in Workspace Files', clicked, selected);
  if (!refs) return;
  if (refs.length > mostIds)
    throw new CommandError(`${refs.length} IDs are too many to search for at once: ${mostIds} at most.`);
  await vscode.commands.executeCommand('workbench.action.findInFiles', searchFor(refs.map(idOf)));
};

/** An id is a whole word, in capitals; several are alternatives. What a former search left in the other fields is not meant here. */
export function searchFor(ids: readonly string[]): Readonly<Record<string, string | boolean>> {
  const [only = ''] = ids;
  const several = ids.length > 1;
  return {
    query: several ? ids.map(id => id.replace(/[^A-Za-z0-9]/g, '\\$&')).join('|') : only,
    isRegex: several,
    isCaseSensitive: true,
    matchWholeWord: true,
    filesToInclude: '',
    filesToExclude: '',
    triggerSearch: true,
  };
}
