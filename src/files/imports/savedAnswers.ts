/** Answers of files that have no answer document: written as the service writes them. */
import { type Answer, encodeAnswers } from '../../mturk/answers.ts';

/** The document of these fields; nothing where there are none. Empty cells are left out unless all are empty. */
export function answersOf(fields: readonly (readonly [name: string, text: string])[]): string | undefined {
  if (fields.length === 0) return undefined;
  const filled = fields.filter(([, text]) => text !== '');
  const shown = filled.length > 0 ? filled : [];
  return encodeAnswers(shown.map(([question, text]): Answer => ({ question, value: { kind: 'text', text } })));
}

/** The document of a parsed JSON object: texts as they are, everything else as JSON. */
export function answersOfObject(object: Readonly<Record<string, unknown>>): string | undefined {
  return answersOf(
    Object.entries(object).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value),
    ]),
  );
}
