/** From the fields that a task's form posts to its answers (reference.md §6.12). */
import type { Answer } from '../../mturk/answers.ts';
import type { Field } from './submittedFields.ts';

/** The names that carry no answer. A page's own workerId is one (reference.md §6.12). */
export const reservedFields: ReadonlySet<string> = new Set(['assignmentId', 'hitId', 'turkSubmitTo']);

/** One answer for each name, in the order in which the names first came; several values of a name are joined (C7). */
export function answersOf(fields: readonly Field[]): Answer[] {
  const answers = new Map<string, string[]>();
  for (const [name, value] of fields) {
    if (name === '' || reservedFields.has(name)) continue;
    const values = answers.get(name);
    if (values) values.push(value);
    else answers.set(name, [value]);
  }
  return [...answers].map(([question, values]) => ({ question, value: { kind: 'text', text: values.join('|') } }));
}
