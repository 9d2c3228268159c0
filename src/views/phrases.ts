/** Words that rows, tooltips and what is read aloud have in common. */
import { answerFields, decodeAnswers } from '../mturk/answers.ts';
import type { Counts } from '../mturk/counts.ts';

/** "2 to review, 1 working, 3 available, 3 reviewed": every place of the HIT is in one of them. */
export function countsText(counts: Counts): string {
  const parts: readonly (readonly [number, string])[] = [
    [counts.submitted, 'to review'],
    [counts.unclear, 'submitted or unfilled'],
    [counts.working, 'working'],
    [counts.available, 'available'],
    [counts.reviewed, 'reviewed'],
    [counts.unfilled, 'unfilled'],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(', ');
}

const previewLength = 60;

export function answerPreview(answer: string | undefined): string {
  if (answer === undefined) return '';
  const decoded = decodeAnswers(answer);
  if (!decoded.ok) return '';
  const text = printable(
    answerFields(decoded.answers)
      .map(field => field.text)
      .join(', '),
  );
  return text.length > previewLength ? `${text.slice(0, previewLength - 1)}…` : text;
}

/** One line without control characters and without characters that turn the reading direction: rows are not to be forged. */
export function printable(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .trim();
}
