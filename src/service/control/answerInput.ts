/** Answers as the control API takes them. */
import * as v from 'valibot';
import type { Answer, AnswerValue } from '../../mturk/answers.ts';

/** One answer: text, the selected identifiers, or those with the text of "other". */
const value = v.union([
  v.string(),
  v.array(v.string()),
  v.strictObject({ selected: v.array(v.string()), other: v.exactOptional(v.string()) }),
]);

/** Answers by question. */
export const answers = v.pipe(
  v.record(v.string(), value),
  v.transform((given): Answer[] =>
    Object.entries(given).map(([question, each]) => ({ question, value: readValue(each) })),
  ),
);

function readValue(given: v.InferOutput<typeof value>): AnswerValue {
  if (typeof given === 'string') return { kind: 'text', text: given };
  if (Array.isArray(given)) return { kind: 'selection', selected: given };
  return { kind: 'selection', ...given };
}
