/** Whether an answer keeps to the constraints of its question (reference.md §6.4). */
import type { AnswerValue } from './answers.ts';
import { counted } from './plurals.ts';
import type { AnswerFormat, FormQuestion, FreeTextAnswer, SelectionAnswer } from './questionForm.ts';

/** Whether a text matches a format. A format that isn't a regular expression of JavaScript's asks for nothing. */
export type FormatMatcher = (format: AnswerFormat, text: string) => boolean;

export const matchesFormat: FormatMatcher = ({ regex, ignoreCase }, text) => {
  let expression: RegExp;
  try {
    expression = new RegExp(regex, ignoreCase ? 'i' : '');
  } catch {
    return true;
  }
  return expression.test(text);
};

/**
 * Says in words for the worker what is wrong with an answer, or nothing if it may be submitted. An empty answer is fine where
 * none is required. `matches` lets a caller bound the time that a requester's regular expression may take.
 */
export function answerProblem(
  { required, answer }: Pick<FormQuestion, 'required' | 'answer'>,
  value: AnswerValue | undefined,
  matches: FormatMatcher = matchesFormat,
): string | undefined {
  switch (answer.kind) {
    case 'freeText': {
      const text = value?.kind === 'text' ? value.text : '';
      if (text === '') return required ? 'Please answer this question.' : undefined;
      return textProblem(answer, text, matches);
    }
    case 'selection':
      return selectionProblem(answer, required, value, matches);
    case 'fileUpload':
      return required ? 'Files can no longer be uploaded.' : undefined;
  }
}

function textProblem(answer: FreeTextAnswer, text: string, matches: FormatMatcher): string | undefined {
  const { numeric, length, formats } = answer;
  if (numeric) {
    const value = Number(text.trim());
    if (text.trim() === '' || !Number.isFinite(value) || !/^[+-]?[\d.eE+-]+$/.test(text.trim()))
      return 'Please write a number.';
    if (numeric.min !== undefined && value < numeric.min) return `Please write a number of at least ${numeric.min}.`;
    if (numeric.max !== undefined && value > numeric.max) return `Please write a number of at most ${numeric.max}.`;
  }
  const { length: size } = [...text];
  if (length.min !== undefined && size < length.min)
    return `Please write at least ${counted(length.min, 'character')}.`;
  if (length.max !== undefined && size > length.max) return `Please write at most ${counted(length.max, 'character')}.`;
  return formats.find(format => !matches(format, text))?.errorText;
}

function selectionProblem(
  answer: SelectionAnswer,
  required: boolean,
  value: AnswerValue | undefined,
  matches: FormatMatcher,
): string | undefined {
  const { selected, other } = value?.kind === 'selection' ? value : { selected: [], other: undefined };
  const known = new Set(answer.selections.map(selection => selection.identifier));
  if (selected.some(each => !known.has(each))) return 'Please choose from the options offered.';
  if (new Set(selected).size < selected.length) return 'Please choose each at most once.';
  const wroteOther = other !== undefined && other !== '';
  if (wroteOther && !answer.other) return 'Please choose from the options offered.';
  const count = selected.length + (wroteOther ? 1 : 0);
  if (count === 0) return required ? 'Please answer this question.' : undefined;
  if (count < answer.min) return `Please choose at least ${answer.min}.`;
  if (count > answer.max) return answer.max === 1 ? 'Please choose only one.' : `Please choose at most ${answer.max}.`;
  return wroteOther && answer.other ? textProblem(answer.other, other, matches) : undefined;
}
