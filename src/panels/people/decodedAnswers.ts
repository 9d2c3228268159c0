/** Answers in one line, each decoded once. */
import { answerFields, decodeAnswers } from '../../mturk/answers.ts';

/** Characters of a line that is remembered; of a longer one the rest is decoded again when it is copied. */
const longestKept = 400;

const lines = new WeakMap<object, string>();

/** The answers of an assignment or of a request, as QuestionFormAnswers XML; nothing where they were not read. */
export function answersLine(of: object, answer: string | undefined): string {
  if (answer === undefined) return '';
  const known = lines.get(of);
  if (known !== undefined) return known;
  const line = decodedLine(answer);
  if (line.length <= longestKept) lines.set(of, line);
  return line;
}

function decodedLine(answer: string): string {
  const decoded = decodeAnswers(answer);
  if (!decoded.ok) return 'can’t be decoded';
  return answerFields(decoded.answers)
    .map(({ name, text }) => `${name}: ${text}`)
    .join('; ');
}
