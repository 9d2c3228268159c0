/** Private notes and marks: they stay on this machine, nothing is sent. */
import { longestNote, markNames, markSigns, type Note, type NoteChange, noteMarks } from '../../account/notes.ts';
import { CommandError } from '../commandError.ts';
import type { Handler } from '../commandHandler.ts';
import { type AssignmentWithHIT, connected, selectAssignments } from '../selectTargets.ts';
import type { ConnectedSession, Needs } from '../workbench.ts';

export const editNote: Handler<Needs<'explorer' | 'prompts' | 'sessions'>> = async (workbench, clicked, selected) => {
  const session = connected(workbench);
  const title = 'Edit note';
  const items = await selectAssignments(workbench, session, title, clicked, selected);
  if (!items || items.length === 0) return;
  const before = notesOf(session, items);
  const texts = new Set(before.map(note => note?.text ?? ''));
  const [text = ''] = texts;
  const replaced = texts.size > 1 ? ` It replaces ${before.filter(note => note?.text).length} different notes.` : '';
  const typed = await workbench.prompts.input({
    title,
    prompt: `Only you see it${items.length > 1 ? `, and it is the same for all ${items.length}` : ''}. Leave it empty for no note.${replaced}`,
    placeholder: 'Careful work, but asked twice about the second word.',
    value: texts.size === 1 ? text : '',
    check: noteProblem,
  });
  if (typed === undefined) return;
  await changeNotes(session, items, { text: typed });
};

export const markAssignments: Handler<Needs<'explorer' | 'prompts' | 'sessions'>> = async (
  workbench,
  clicked,
  selected,
) => {
  const session = connected(workbench);
  const title = 'Mark assignments';
  const items = await selectAssignments(workbench, session, title, clicked, selected);
  if (!items || items.length === 0) return;
  const before = new Set(notesOf(session, items).map(note => note?.mark));
  const mark = await workbench.prompts.pick(title, 'Which mark? Only you see it.', [
    ...noteMarks.map(value => ({
      label: `${markSigns[value]} ${markNames[value]}`,
      ...(before.size === 1 && before.has(value) ? { description: 'current' } : {}),
      value,
    })),
    { label: 'No mark', value: null },
  ]);
  if (mark !== undefined) await changeNotes(session, items, { mark });
};

/** What is wrong with a note, or nothing. */
export function noteProblem(text: string): string | undefined {
  const { length } = new TextEncoder().encode(text);
  return length > longestNote ? `Use at most ${longestNote} bytes; this has ${length}.` : undefined;
}

/** Changes the notes of assignments. Throws a {@link CommandError} if they can't be kept. */
export async function changeNotes(
  { account }: ConnectedSession,
  items: readonly AssignmentWithHIT[],
  change: Pick<NoteChange, 'text' | 'mark'>,
): Promise<void> {
  try {
    await account.notes.change(items.map(({ assignment: { id, hitId } }) => ({ assignmentId: id, hitId, ...change })));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`Couldn’t save the note: ${reason}.`, [], error);
  }
}

function notesOf({ account }: ConnectedSession, items: readonly AssignmentWithHIT[]): (Note | undefined)[] {
  return items.map(({ assignment }) => account.notes.of(assignment.id));
}
