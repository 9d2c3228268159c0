/** Answers that a simulated worker gives to a question: plausible in form, meaningless in content (reference.md §6.4, §6.12). */
import type { Answer, AnswerValue } from '../../mturk/answers.ts';
import { answerProblem } from '../../mturk/formAnswers.ts';
import {
  type FormQuestion,
  type FreeTextAnswer,
  parseQuestionForm,
  questionsOf,
  type SelectionAnswer,
} from '../../mturk/questionForm.ts';
import { parseQuestion } from '../../mturk/questionKinds.ts';
import { formatMatcher, withinTime } from '../bounded.ts';
import type { Dice } from '../random.ts';
import { pageAnswers } from './pageAnswers.ts';
import { readPage } from './pageFields.ts';
import { numeral, type Pen, penFor } from './simulatedText.ts';

/** How often an answer that is not required is given all the same. */
const diligence = 0.8;
const otherRate = 0.1;

/** ms in which a HIT has to be read and answered. */
const drawingTime = 5000;

/**
 * Draws answers to a HIT's Question. A page elsewhere can't be looked into: it gets none. Throws OutOfTime, or another error for a
 * page that can't be read.
 */
export function drawAnswers(xml: string, dice: Dice): Answer[] {
  return withinTime(drawingTime, () => draw(xml, penFor(dice)));
}

/** Reads a question, and gives what answers it. */
type Drawing = (pen: Pen) => Answer[];

/** Of the questions that were answered last, because many workers answer one. */
const drawings = new Map<string, Drawing>();
const mostDrawings = 16;

function draw(xml: string, pen: Pen): Answer[] {
  const drawing = drawings.get(xml) ?? drawingOf(xml);
  drawings.delete(xml);
  drawings.set(xml, drawing);
  const [oldest] = drawings.keys();
  if (drawings.size > mostDrawings && oldest !== undefined) drawings.delete(oldest);
  return drawing(pen);
}

function drawingOf(xml: string): Drawing {
  const question = parseQuestion(xml);
  if (question.kind === 'html') {
    const page = readPage(question.html);
    return pen => pageAnswers(page, pen);
  }
  const form = question.kind === 'form' ? parseQuestionForm(xml) : undefined;
  const questions = form?.ok ? questionsOf(form.value) : [];
  return pen => questions.map(each => ({ question: each.identifier, value: drawValue(each, pen) }));
}

/** A question that is left out is answered with nothing, as the worker site does. */
function drawValue({ required, answer }: FormQuestion, pen: Pen): AnswerValue {
  const given = pen.dice.happens(diligence) || required;
  switch (answer.kind) {
    case 'freeText':
      return { kind: 'text', text: given ? drawText(answer, pen) : '' };
    case 'selection':
      return given ? drawSelection(answer, pen) : { kind: 'selection', selected: [] };
    case 'fileUpload':
      return { kind: 'text', text: '' };
  }
}

function drawText(answer: FreeTextAnswer, pen: Pen): string {
  const { dice } = pen;
  const { numeric, length, formats, lines, defaultText } = answer;
  if (defaultText && dice.happens(0.2)) return defaultText;
  const specification = { required: true, answer: { kind: 'freeText', ...answer } } as const;
  return pen.firstGood(
    () => {
      if (numeric) return numeral(dice, numeric.min, numeric.max);
      const [format] = formats;
      const formed = format && pen.matching(format.regex, format.ignoreCase);
      return formed ?? pen.prose(lines, length);
    },
    text => answerProblem(specification, { kind: 'text', text }, formatMatcher(pen.matches)) === undefined,
  );
}

function drawSelection({ min, max, selections, other }: SelectionAnswer, pen: Pen): AnswerValue {
  const { dice } = pen;
  const least = Math.max(min, 1);
  const count = dice.integer(least, Math.max(least, Math.min(max, selections.length)));
  const identifiers = selections.map(selection => selection.identifier);
  if (other && (dice.happens(otherRate) || identifiers.length < count)) {
    const selected = dice.sample(identifiers, count - 1);
    return { kind: 'selection', selected, other: drawText(other, pen) };
  }
  return { kind: 'selection', selected: dice.sample(identifiers, count) };
}
