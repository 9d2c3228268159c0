/** What a worker filled in, read back and checked (reference.md §6.4, §6.6). */
import type { Answer, AnswerValue } from '../../../mturk/answers.ts';
import { answerProblem } from '../../../mturk/formAnswers.ts';
import { type FormQuestion, type QuestionForm, questionsOf, styleOf } from '../../../mturk/questionForm.ts';
import { formatMatcher } from '../../bounded.ts';
import type { Field } from '../submittedFields.ts';

/** Fields are named by the question's place, so that no identifier can be another field's name. */
export const choiceName = (index: number): string => `q${index}`;
export const textName = (index: number): string => `q${index}-text`;
export const choiceValue = (index: number): string => `s${index}`;
export const otherValue = 'other';

/** The values of a question's fields. */
export interface Entry {
  /** Values of choices as the form has them. */
  readonly chosen: readonly string[];
  readonly text: string;
}

export type Filled =
  | { readonly ok: true; readonly answers: readonly Answer[] }
  /** Problems by the question's index. */
  | { readonly ok: false; readonly entries: readonly Entry[]; readonly problems: ReadonlyMap<number, string> };

export function readForm(form: QuestionForm, fields: readonly Field[]): Filled {
  const questions = questionsOf(form);
  const values = Map.groupBy(fields, ([name]) => name);
  const entries = questions.map((_, index): Entry => {
    // Browsers send line ends as CR LF, whatever was typed.
    const text = (values.get(textName(index))?.[0]?.[1] ?? '').replace(/\r\n?/g, '\n');
    const chosen = (values.get(choiceName(index)) ?? []).map(([, value]) => value).filter(Boolean);
    return { chosen, text };
  });
  const problems = new Map<number, string>();
  const matches = formatMatcher();
  const answers: Answer[] = [];
  for (const [index, question] of questions.entries()) {
    const value = valueIn(question, entries[index] ?? emptyEntry);
    const problem = answerProblem(question, value, matches);
    if (problem !== undefined) problems.set(index, problem);
    if (value) answers.push({ question: question.identifier, value });
  }
  return problems.size === 0 ? { ok: true, answers } : { ok: false, entries, problems };
}

export const emptyEntry: Entry = { chosen: [], text: '' };

function valueIn({ answer }: FormQuestion, { chosen, text }: Entry): AnswerValue | undefined {
  if (answer.kind === 'fileUpload') return undefined;
  if (answer.kind === 'freeText') return { kind: 'text', text };
  const offered = new Map(answer.selections.map(({ identifier }, index) => [choiceValue(index), identifier]));
  // What the form never offered stays as it is, and is refused.
  const selected = chosen.filter(each => each !== otherValue).map(each => offered.get(each) ?? each);
  // Of radio buttons the chosen one decides: what was written before another was chosen does not count.
  const written = text !== '' && !(styleOf(answer) === 'radiobutton' && selected.length > 0);
  return { kind: 'selection', selected, ...(answer.other && written ? { other: text } : {}) };
}
