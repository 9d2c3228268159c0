/** Answers in one line, each decoded once to be shown. */
import { answerFields, decodeAnswers } from '../../mturk/answers.ts';
import { printable } from '../../mturk/plainText.ts';
import type { Content } from './peopleTables.ts';

/** Characters of a line that are remembered, which is more than a cell shows; a longer one is decoded again when it is copied. */
const longestKept = 400;

interface Kept {
  /** On one line, as it is shown. */
  readonly start: string;
  readonly isCut: boolean;
}

const lines = new WeakMap<object, Kept>();

/** A cell with the answers of an assignment or of a request, as QuestionFormAnswers XML; nothing where they were not read. */
export function answersCell(of: object, answer: string | undefined): Content {
  if (answer === undefined) return { text: '' };
  const { start, isCut } = keptLine(of, answer);
  return isCut ? { text: start, whole: () => decodedLine(answer) } : { text: start };
}

function keptLine(of: object, answer: string): Kept {
  const known = lines.get(of);
  if (known) return known;
  const line = decodedLine(answer);
  const kept = { start: printable(line, longestKept), isCut: line.length > longestKept };
  lines.set(of, kept);
  return kept;
}

function decodedLine(answer: string): string {
  const decoded = decodeAnswers(answer);
  if (!decoded.ok) return 'can’t be decoded';
  return answerFields(decoded.answers)
    .map(({ name, text }) => `${name}: ${text}`)
    .join('; ');
}
