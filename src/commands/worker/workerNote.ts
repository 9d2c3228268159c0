/** Notes on workers, for the user alone: kept in this VS Code, by profile. */

import { counted } from '../../mturk/plurals.ts';
import { storageKeys } from '../../storageKeys.ts';
import type { Handler } from '../commandHandler.ts';
import { connected } from '../selectTargets.ts';
import type { Needs } from '../workbench.ts';
import { selectWorkers } from './selectWorkers.ts';

const longestNote = 2000;
/** Notes of one profile; the oldest go first. */
const mostNotes = 5000;

export const addWorkerNote: Handler<Needs<'clipboard' | 'explorer' | 'memory' | 'prompts' | 'sessions'>> = async (
  workbench,
  clicked,
  selected,
) => {
  const session = connected(workbench);
  const ids = await selectWorkers(workbench, session, 'Add Worker Note', clicked, selected);
  if (!ids || ids.length === 0) return;
  const notes = workerNotes(workbench, session.profile.id);
  const [first = ''] = ids;
  const before = ids.length === 1 ? notes.get(first) : undefined;
  const text = await workbench.prompts.input({
    title: ids.length === 1 ? `Note on worker ${first}` : `Note on ${counted(ids.length, 'worker')}`,
    prompt: 'Only you see it. Leave it empty to remove the note.',
    ...(before === undefined ? {} : { value: before }),
    check: typed => (typed.length > longestNote ? `Use at most ${longestNote} characters.` : undefined),
  });
  if (text === undefined) return;
  for (const id of ids) {
    notes.delete(id);
    if (text.trim() !== '') notes.set(id, text.trim());
  }
  await workbench.memory.update(storageKeys.workerNotesPrefix + session.profile.id, [...notes].slice(-mostNotes));
};

/** The notes of a profile by worker. */
export function workerNotes({ memory }: Needs<'memory'>, profileId: string): Map<string, string> {
  const kept = memory.get<unknown>(storageKeys.workerNotesPrefix + profileId);
  return new Map(Array.isArray(kept) ? kept.filter(isEntry) : []);
}

function isEntry(value: unknown): value is [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every(each => typeof each === 'string');
}
