/** The row of a note. */
import type { NoteNode } from './nodes.ts';
import type { Row } from './rows.ts';

export function noteRow({ label, description, icon }: NoteNode): Row {
  return { label, description, icon, contextValue: 'note', accessible: `${label} ${description}`.trim() };
}
