/** The values of the batch row that a HIT was made from, as far as its annotation tells. */
import { answerFields } from '../mturk/answers.ts';

const prefix = /^(?:inputs?|row)\./i;

/**
 * The members of an annotation that is a JSON object, those of `input`, `inputs` and `row` under their own names, `Input.word`
 * as `word`. Nothing for any other annotation. Never throws.
 */
export function inputsOf(annotation: string): (readonly [name: string, text: string])[] {
  if (!annotation.trimStart().startsWith('{')) return [];
  const fields = answerFields([{ question: 'taskAnswers', value: { kind: 'text', text: annotation } }]);
  if (fields.length === 1 && fields[0]?.name === 'taskAnswers') return [];
  return fields.map(({ name, text }) => [name.replace(prefix, ''), text] as const);
}
