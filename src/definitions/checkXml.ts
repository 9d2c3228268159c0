/** What the service would refuse in a question, with its place in the template that it was filled from. */
import { type QuestionProblem, questionProblem } from '../mturk/questionRules.ts';
import type { Span } from '../mturk/textSpan.ts';
import type { Row } from './dataTable.ts';
import { elementSpan, type XMLQuestion } from './definitionQuestion.ts';
import { type Finding, Lines } from './problems.ts';
import { fillPieces } from './textTemplate.ts';

/** Sizes and characters are checked row by row, for all rows. */
const rules = { externalHttp: 'anywhere', longest: Number.POSITIVE_INFINITY, astral: true } as const;
/** As Amazon's service has it. Local, and other endpoints, take http from anywhere. */
const amazonsRules = { ...rules, externalHttp: 'loopback' } as const;

/** One problem at most: a document is refused for its first. Never throws but LiquidProblem. */
export function checkFilled(
  question: XMLQuestion,
  row: Pick<Row, 'cells' | 'values'>,
  number?: number,
): Finding | undefined {
  const bare = question.isXML ? bareAmpersand(question) : undefined;
  if (bare) return bare;
  const xml = question.fill(row);
  const refused = questionProblem(xml, rules);
  const problem = refused ?? (question.kind === 'external' ? questionProblem(xml, amazonsRules) : undefined);
  if (!problem) return undefined;
  const inRow = number === undefined || question.template.placeholders.length === 0 ? {} : { row: number };
  return {
    code: 'question',
    severity: refused ? 'error' : 'warning',
    message: `${refused ? 'The service' : 'Amazon’s service'} would refuse the question: ${reasonOf(problem)}.`,
    span: spanIn(question, row, xml, problem),
    ...inRow,
  };
}

/** Without the place in words, which the finding has. */
export function reasonOf({ reason }: Pick<QuestionProblem, 'reason'>): string {
  return reason.replace(/ \(line \d{1,9}(?:, column \d{1,9})?\)$/, '');
}

/** The fault that people make most: an address is copied into XML as it is. */
function bareAmpersand({ source }: XMLQuestion): Finding | undefined {
  const [from, to] = elementSpan(source, 'ExternalURL');
  if (from === -1) return undefined;
  const address = source.slice(from, to);
  if (address.includes('<![CDATA[')) return undefined;
  const bare = [...address.matchAll(/&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});)/g)].slice(0, 100);
  const [first] = bare;
  if (!first) return undefined;
  const spanOf = (at: number): Span => ({ start: from + at, end: from + at + 1 });
  return {
    code: 'ampersand',
    severity: 'error',
    message: 'In XML, & in an address is written &amp;.',
    span: spanOf(first.index),
    fixes: [{ title: 'Write &amp;', edits: bare.map(({ index }) => ({ ...spanOf(index), text: '&amp;' })) }],
  };
}

function spanIn(
  question: XMLQuestion,
  row: Pick<Row, 'cells' | 'values'>,
  xml: string,
  { line, column }: QuestionProblem,
): Span {
  const { source, template, escaping, liquid, isXML } = question;
  const start = { start: 0, end: Math.min(source.length, 1) };
  // What is around a page or an address is ours.
  if (!isXML || line === undefined || liquid) return start;
  const filled = Math.min(new Lines(xml).start(line) + Math.max(0, (column ?? 1) - 1), xml.length);
  const pieces = fillPieces(template, row, escaping);
  let before = 0;
  let inSource = 0;
  for (const [at, piece] of pieces.entries()) {
    const placeholder = at % 2 === 1 ? template.placeholders[(at - 1) / 2] : undefined;
    const length = placeholder ? placeholder.end - placeholder.start : piece.length;
    if (filled <= before + piece.length) {
      if (placeholder) return { start: placeholder.start, end: placeholder.end };
      const offset = Math.min(inSource + filled - before, Math.max(0, source.length - 1));
      return { start: offset, end: offset + 1 };
    }
    before += piece.length;
    inSource += length;
  }
  return start;
}
