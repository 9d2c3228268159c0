/** Words that rows, tooltips and what is read aloud have in common. */
import type { Counts } from '../mturk/counts.ts';
import type { HIT } from '../mturk/model.ts';
import { printable } from '../mturk/plainText.ts';

export { printable } from '../mturk/plainText.ts';

/** "2 to review, 1 working, 3 available, 3 reviewed": every place of the HIT is in one of them. */
export function countsText(counts: Counts): string {
  const parts: readonly (readonly [number, string])[] = [
    [counts.submitted, 'to review'],
    [counts.unclear, 'submitted or not taken'],
    [counts.working, 'working'],
    [counts.available, 'available'],
    [counts.reviewed, 'reviewed'],
    [counts.unfilled, 'not taken, expired'],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(', ');
}

/** Characters: wider than any side bar. */
export const longestName = 300;

/** What a HIT is called where it is one line among others: there is always something to be seen and to be clicked. */
export function hitName({ title, id }: Pick<HIT, 'title' | 'id'>): string {
  return printable(title, longestName) || printable(id, longestName) || 'Untitled HIT';
}

/** What a worker is called in a line. */
export function workerName(workerId: string): string {
  return printable(workerId, longestName) || 'Worker without an ID';
}
