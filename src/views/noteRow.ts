/** The rows that are about nothing in the service. */
import { printable } from '../mturk/plainText.ts';
import type { NoteNode } from './nodes.ts';
import type { Row } from './rowLabels.ts';

export function noteRow(note: NoteNode): Row {
  // It may repeat the words of a service.
  const [label, description] = [printable(note.label), printable(note.description)];
  const { icon } = note;
  return { label, description, icon, contextValue: 'note', accessible: `${label} ${description}`.trim() };
}

/** The row in place of those that are not shown yet. */
export function moreRow(count: number): Row {
  const description = `${count.toLocaleString('en')} more`;
  return {
    label: 'Show more',
    description,
    icon: 'ellipsis',
    contextValue: 'more',
    accessible: `Show more, ${description}`,
  };
}
