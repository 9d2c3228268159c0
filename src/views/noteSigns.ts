/** How notes and marks show in rows: signs for the eye, words for screen readers. */
import { markNames, markSigns, type Note } from '../account/notes.ts';

const noteSign = '✎';

/** One text of signs, or none. */
export function noteSigns(note: Note | undefined): string[] {
  if (!note) return [];
  const signs = [...(note.mark ? [markSigns[note.mark]] : []), ...(note.text === '' ? [] : [noteSign])];
  return signs.length > 0 ? [signs.join(' ')] : [];
}

export function noteWords(note: Note | undefined): string[] {
  if (!note) return [];
  return [
    ...(note.mark ? [`marked with a ${markNames[note.mark].toLowerCase()}`] : []),
    ...(note.text === '' ? [] : ['has a note']),
  ];
}
