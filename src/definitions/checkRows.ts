/** What only shows once rows are filled in: too long, broken by a cell, refused by the service. No filled text is kept. */
import { longestQuestion } from '../mturk/questionRules.ts';
import { TimeSlices } from '../mturk/timeSlices.ts';
import type { CellRule } from './cellRules.ts';
import { checkFilled } from './checkXml.ts';
import type { DataTable, Row } from './dataTable.ts';
import { emptyRow, type XMLQuestion } from './definitionQuestion.ts';
import { LiquidProblem } from './liquid.ts';
import type { Finding } from './problems.ts';
import { RepeatedFindings } from './repeatedFindings.ts';
import { type Escaping, escapeCell, fillText, type TextTemplate } from './textTemplate.ts';
import { utf8Length } from './utf8.ts';

/** Rendering Liquid and reading XML take a while for each row; the rest of them are checked when they are published. */
const quickRows = 200;

/** What a definition without data is filled with. */
const loneRow: Row = { ...emptyRow, number: 1, span: { start: 0, end: 1 } };

export interface RowChecks {
  /** Whether every row is looked at in every way, as before publishing. */
  readonly thorough: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** Checks the question of each row. Spans are in the question's source, or in the data where `inData` says so. Rejects with the signal's reason. */
export async function checkQuestionRows(
  question: XMLQuestion,
  data: DataTable | undefined,
  rules: readonly CellRule[],
  { thorough, signal }: RowChecks,
): Promise<{ readonly inQuestion: readonly Finding[]; readonly inData: readonly Finding[] }> {
  const slices = new TimeSlices(signal);
  const inQuestion: Finding[] = [];
  const inData: Finding[] = [];
  const [questions, cells] = [new RepeatedFindings(inQuestion), new RepeatedFindings(inData)];
  const size = sizeOf(question);
  const whole = question.kind !== 'html' || question.isXML || question.liquid !== undefined;
  if (question.file !== undefined) inQuestion.push(...astralIn(question));
  // A page names a column hundreds of times, and each cell is looked at once.
  const wanted = [...new Map(question.template.placeholders.map(each => [each.column, each])).values()];
  const broken = [...new Map(rules.map(rule => [`${rule.placeholder.column} ${rule.place}`, rule])).values()];
  for (const row of data?.rows() ?? [loneRow]) {
    if (slices.over) await slices.rest();
    const { number } = row;
    const numbered = data ? number : undefined;
    const bytes = size?.(row);
    if (bytes !== undefined && bytes > longestQuestion) questions.add(tooLong(bytes, numbered));
    if (data)
      for (const rule of broken)
        if (rule.breaks(row.cells[rule.placeholder.column] ?? '')) cells.add(brokenBy(rule, row));
    for (const { name, column } of wanted) if (astral.test(row.cells[column] ?? '')) cells.add(astralCell(name, row));
    if (whole && (thorough || number <= quickRows)) {
      const finding = wholeFinding(question, row, numbered, size === undefined);
      if (finding) questions.add(finding);
    }
  }
  questions.close();
  cells.close();
  return { inQuestion, inData };
}

function wholeFinding(
  question: XMLQuestion,
  row: Pick<Row, 'cells' | 'values'>,
  number: number | undefined,
  measure: boolean,
): Finding | undefined {
  try {
    if (measure) {
      const bytes = utf8Length(question.fill(row));
      if (bytes > longestQuestion) return tooLong(bytes, number);
    }
    return checkFilled(question, row, number);
  } catch (error) {
    if (!(error instanceof LiquidProblem)) throw error;
    const { message, offset } = error;
    return {
      code: 'liquid',
      severity: 'error',
      message,
      span: { start: offset, end: offset + 2 },
      ...(number === undefined ? {} : { row: number }),
    };
  }
}

/** Bytes of a filled question, by those of its parts; `undefined` where it has to be rendered to know. */
function sizeOf(question: XMLQuestion): ((row: Pick<Row, 'cells'>) => number) | undefined {
  if (question.liquid) return undefined;
  const { template, escaping } = question;
  const blank = { cells: [], values: {} };
  const fixed = utf8Length(question.fill(blank));
  const parts = new Map<string, { readonly column: number; readonly how: Escaping; times: number }>();
  for (const [at, { column }] of template.placeholders.entries()) {
    const how = escaping[at] ?? 'raw';
    const part = parts.get(`${column} ${how}`) ?? { column, how, times: 0 };
    part.times += 1;
    parts.set(`${column} ${how}`, part);
  }
  const all = [...parts.values()];
  return ({ cells }) => {
    let bytes = fixed;
    for (const { column, how, times } of all) bytes += times * utf8Length(escapeCell(cells[column] ?? '', how));
    return bytes;
  };
}

/** Characters that the service does not take (local-service.md); outside of scripts, a reference says the same. */
const astral = /[\u{10000}-\u{10FFFF}]/u;

function astralIn({ source }: XMLQuestion): Finding[] {
  const found = astral.exec(source);
  if (!found) return [];
  const all = [...source.matchAll(/[\u{10000}-\u{10FFFF}]/gu)].slice(0, 1_000);
  const edits = all.map(({ index, 0: text }) => ({
    start: index,
    end: index + text.length,
    text: `&#x${text.codePointAt(0)?.toString(16).toUpperCase()};`,
  }));
  return [
    {
      code: 'astral',
      severity: 'error',
      message: `The service takes no characters beyond U+FFFF, such as “${found[0]}”. In a page, write ${edits[0]?.text}.`,
      span: { start: found.index, end: found.index + found[0].length },
      fixes: [{ title: 'Write them as character references', edits }],
    },
  ];
}

function astralCell(name: string, row: Row): Finding {
  return {
    code: 'astral',
    severity: 'error',
    message: `In row ${row.number}, the cell of “${name}” has characters beyond U+FFFF, which the service does not take. Write them as references, such as &#x1F600;.`,
    span: row.span,
    row: row.number,
  };
}

function tooLong(bytes: number, row: number | undefined): Finding {
  const what = row === undefined ? 'The question' : `The question of row ${row}`;
  return {
    code: 'questionTooLong',
    severity: 'error',
    message: `${what} has ${bytes.toLocaleString('en')} bytes and may have ${longestQuestion.toLocaleString('en')}. Load parts of the page from your own server.`,
    span: { start: 0, end: 1 },
    ...(row === undefined ? {} : { row }),
  };
}

function brokenBy({ placeholder: { name }, place, breaker }: CellRule, row: Row): Finding {
  return {
    code: `brokenBy:${name}:${place}`,
    severity: 'warning',
    message: `In row ${row.number}, the cell of “${name}” holds ${breaker} and stands in ${place}, which it breaks.`,
    span: row.span,
    row: row.number,
  };
}

/** Checks a text that is filled: Title, Description, Keywords, RequesterAnnotation. */
export async function checkTextRows(
  name: string,
  template: TextTemplate,
  longest: number,
  data: DataTable | undefined,
  { signal }: RowChecks,
): Promise<{ readonly message: string; readonly row?: number } | undefined> {
  const words = (length: number, row?: number) => ({
    message: `${name}${row === undefined ? '' : ` of row ${row}`} has ${length} characters and may have ${longest}.`,
    ...(row === undefined ? {} : { row }),
  });
  if (!data || template.placeholders.length === 0) {
    const { length } = fillText(template, emptyRow);
    return length > longest ? words(length) : undefined;
  }
  const slices = new TimeSlices(signal);
  for (const row of data.rows()) {
    if (slices.over) await slices.rest();
    const { length } = fillText(template, row);
    if (length > longest) return words(length, row.number);
  }
  return undefined;
}
