/** What a worker answered, in a few words for a row. What parses answers is loaded with the first rows below another. */
import { printable } from '../mturk/plainText.ts';

type Decoding = Pick<typeof import('../mturk/answers.ts'), 'answerFields' | 'decodeAnswers'>;

let decoding: Decoding | undefined;

/** Makes {@link answerPreview} able to read answers. */
export async function loadAnswers(): Promise<void> {
  decoding ??= await import('../mturk/answers.ts');
}

export function answersLoaded(): boolean {
  return decoding !== undefined;
}

const previewLength = 60;

/** Empty for what can't be read, and for everything before {@link loadAnswers}. */
export function answerPreview(answer: string | undefined): string {
  if (answer === undefined || !decoding) return '';
  const decoded = decoding.decodeAnswers(answer);
  if (!decoded.ok) return '';
  const fields = decoding.answerFields(decoded.answers).slice(0, previewLength);
  return printable(fields.map(field => field.text.slice(0, 4 * previewLength)).join(', '), previewLength);
}
