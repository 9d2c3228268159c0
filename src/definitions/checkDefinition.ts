/** Everything that is wrong with a definition, its question and its data. */

import { ownAnnotationRoom } from '../mturk/batchAnnotation.ts';
import { type PolicyResult, readAssignmentReviewPolicy, readHITReviewPolicy } from '../mturk/reviewPolicies.ts';
import { type CellRule, cellRules } from './cellRules.ts';
import { type CheckedPage, checkPage } from './checkPage.ts';
import { checkQuestionRows, checkTextRows, type RowChecks } from './checkRows.ts';
import { assignmentsPerHIT } from './createHIT.ts';
import { isOutput } from './dataTable.ts';
import type { QuestionTemplate, XMLQuestion } from './definitionQuestion.ts';
import { regionFinder } from './htmlPage.ts';
import type { LoadedDefinition } from './load.ts';
import { longestAnnotation } from './normalize.ts';
import { spanFor } from './parseDefinition.ts';
import { type Finding, type Problem, placed } from './problems.ts';
import { shared } from './sharedWork.ts';
import { nearest } from './suggestions.ts';
import type { TextTemplate } from './textTemplate.ts';

/** Findings of the question and its rows, kept while none of them changes: most keystrokes are in the definition. */
interface QuestionChecks {
  readonly inQuestion: readonly Finding[];
  readonly inData: readonly Finding[];
}

const known = new WeakMap<XMLQuestion, { readonly thorough: boolean; readonly checks: Promise<QuestionChecks> }>();

/** All problems, those of loading among them, in the order of the files. Rejects only with the signal's reason. */
export async function checkDefinition(
  loaded: LoadedDefinition,
  checks: RowChecks = { thorough: false },
): Promise<Problem[]> {
  const { question, questionFile, dataFile, parsed, entries, problems, companionProblems } = loaded;
  const own: Finding[] = [...checkPolicies(loaded)];
  const elsewhere: Problem[] = [];
  const inQuestion: Finding[] = question
    ? await placeholderFindings(question.template, question.kind === 'html', loaded, checks.signal)
    : [];
  if (question && question.kind !== 'layout') {
    const found = await questionChecks(question, loaded, checks);
    inQuestion.push(...found.inQuestion);
    if (dataFile)
      elsewhere.push(
        ...placed(
          found.inData.map(each => ({ ...each, file: dataFile.path })),
          dataFile.lines,
        ),
      );
  }
  if (questionFile)
    elsewhere.push(
      ...placed(
        inQuestion.map(each => ({ ...each, file: questionFile.path })),
        questionFile.lines,
      ),
    );
  else {
    const span = spanFor(entries, 'question', 'Question', 'HITLayoutId');
    // Offsets inside of a JSON string are not those of the file.
    own.push(...inQuestion.map(({ fixes: _, ...each }) => ({ ...each, span })));
  }
  own.push(...(await checkTexts(loaded, checks)), ...unusedColumns(loaded));
  return inOrder([...problems, ...companionProblems, ...placed(own, parsed.lines), ...elsewhere]);
}

function inOrder(problems: Problem[]): Problem[] {
  const severity = { error: 0, warning: 1, hint: 2 };
  return problems.sort(
    (one, other) =>
      (one.file ?? '').localeCompare(other.file ?? '') ||
      one.span.start - other.span.start ||
      severity[one.severity] - severity[other.severity],
  );
}

async function questionChecks(
  question: XMLQuestion,
  loaded: LoadedDefinition,
  checks: RowChecks,
): Promise<QuestionChecks> {
  const { data } = loaded;
  const before = known.get(question);
  if (before && (before.thorough || !checks.thorough))
    return shared(before.checks, checks.signal, () => questionChecks(question, loaded, checks));
  const work = (async () => {
    const page = question.kind === 'html' && !question.isXML ? await pageOf(question, checks.signal) : undefined;
    const rules: CellRule[] = page && !question.liquid ? cellRules(question.source, question.template, page.page) : [];
    const rows = await checkQuestionRows(question, data, rules, checks);
    return { inQuestion: [...(page?.findings ?? []), ...rows.inQuestion], inData: rows.inData };
  })();
  known.set(question, { thorough: checks.thorough, checks: work });
  // What was aborted is begun again by the next who asks.
  work.catch(() => known.delete(question));
  return work;
}

const pages = new WeakMap<QuestionTemplate, Promise<CheckedPage>>();

function pageOf(question: QuestionTemplate, signal: AbortSignal | undefined): Promise<CheckedPage> {
  const before = pages.get(question);
  if (before) return shared(before, signal, () => pageOf(question, signal));
  const page = checkPage(question.source, false, signal);
  pages.set(question, page);
  page.catch(() => pages.delete(question));
  return page;
}

/** Of data that can't be read, nobody knows the columns. */
function knowsColumns({ definition, data }: Pick<LoadedDefinition, 'definition' | 'data'>): boolean {
  return definition.data === undefined || (data?.columns.length ?? 0) > 0;
}

/** `${…}` without a column: in a script it is the page's own, elsewhere likely mistyped. */
async function placeholderFindings(
  template: TextTemplate,
  isHtml: boolean,
  { question, definition, data }: LoadedDefinition,
  signal: AbortSignal | undefined,
): Promise<Finding[]> {
  if (template.others.length === 0 || !question || !knowsColumns({ definition, data })) return [];
  const scripts = isHtml ? (await pageOf(question, signal)).page.regions.filter(({ kind }) => kind === 'script') : [];
  const scriptAt = regionFinder(scripts);
  const outside = template.others.filter(({ start }) => scriptAt(start) === undefined);
  return firstOfEach(outside).map(({ name, start, end }) =>
    missingColumn(name, { start, end }, data?.columns ?? [], definition.data),
  );
}

const mostNames = 50;

/** The first placeholder of each name, and not more than a few. */
function firstOfEach(others: TextTemplate['others']): TextTemplate['others'] {
  return [...new Map(others.toReversed().map(each => [each.name, each])).values()].slice(0, mostNames);
}

function missingColumn(
  name: string,
  span: Finding['span'],
  columns: readonly string[],
  data: string | undefined,
): Finding {
  const near = nearest(name, columns);
  const where = data === undefined ? 'There is no data, so' : `“${data}” has no column “${name}”, so`;
  return {
    code: 'unknownColumn',
    severity: 'warning',
    message: `${where} \${${name}} stays as it is.${near ? ` Did you mean \${${near}}?` : ''}`,
    span,
    fixes: near ? [{ title: `Replace with \${${near}}`, edits: [{ ...span, text: `\${${near}}` }] }] : [],
  };
}

async function checkTexts(loaded: LoadedDefinition, checks: RowChecks): Promise<Finding[]> {
  const { definition, texts, entries, data, rowCount } = loaded;
  const room = Math.min(longestAnnotation, ownAnnotationRoom(rowCount, assignmentsPerHIT(definition).length));
  const findings: Finding[] = [];
  const all = [
    ['Title', texts.title, 128],
    ['Description', texts.description, 2000],
    ['Keywords', texts.keywords, 1000],
    ['RequesterAnnotation', texts.annotation, room],
  ] as const;
  for (const [name, template, longest] of all) {
    const entry = entries.get(name);
    if (!entry) continue;
    const span = spanFor(entries, name);
    for (const each of !knowsColumns(loaded) ? [] : firstOfEach(template.others))
      findings.push({ ...missingColumn(each.name, span, data?.columns ?? [], definition.data), fixes: [] });
    const found =
      template.placeholders.length === 0 && name !== 'RequesterAnnotation'
        ? undefined
        : await textCheck(loaded, name, template, longest, checks);
    const more =
      name === 'RequesterAnnotation'
        ? ' Batch and row are added after it, and together they can have at most 255.'
        : '';
    if (found)
      findings.push({ code: 'tooLong', severity: 'error', ...found, message: `${found.message}${more}`, span });
  }
  return findings;
}

type TextCheck = ReturnType<typeof checkTextRows>;
const textChecks = new WeakMap<object, Map<string, { readonly key: string; readonly found: TextCheck }>>();

/** A keystroke in one text measures no other over all rows. */
function textCheck(
  loaded: LoadedDefinition,
  name: string,
  template: TextTemplate,
  longest: number,
  checks: RowChecks,
): TextCheck {
  const { data } = loaded;
  if (!data) return checkTextRows(name, template, longest, data, checks);
  const known = textChecks.get(data) ?? new Map<string, { readonly key: string; readonly found: TextCheck }>();
  textChecks.set(data, known);
  const key = JSON.stringify([longest, template.literals, template.placeholders.map(({ column }) => column)]);
  const before = known.get(name);
  if (before?.key === key)
    return shared(before.found, checks.signal, () => textCheck(loaded, name, template, longest, checks));
  const found = checkTextRows(name, template, longest, data, checks);
  known.set(name, { key, found });
  found.catch(() => known.delete(name));
  return found;
}

function unusedColumns({ data, definition, question, texts, entries }: LoadedDefinition): Finding[] {
  if (!data || !question || question.kind === 'layout') return [];
  // A results file has its own columns.
  const wanted = data.outputs.length > 0 ? data.columns.filter(name => name.startsWith('Input.')) : data.columns;
  const used = new Set(
    [question.template, ...Object.values<TextTemplate>({ ...texts })].flatMap(({ placeholders }) =>
      placeholders.map(({ column }) => data.columns[column]),
    ),
  );
  for (const input of question.liquid?.inputs ?? []) used.add(input);
  if (question.liquid?.inputs.includes('taskObject')) for (const name of ['source', 'source-ref']) used.add(name);
  const unused = wanted.filter(name => !used.has(name) && !isOutput(name));
  if (unused.length === 0 || definition.data === undefined) return [];
  const names = unused
    .slice(0, 5)
    .map(name => `“${name}”`)
    .join(', ');
  const more = unused.length > 5 ? ` and ${unused.length - 5} more` : '';
  return [
    {
      code: 'unusedColumn',
      severity: 'hint',
      message: `Nothing uses the ${unused.length === 1 ? 'column' : 'columns'} ${names}${more}.`,
      span: spanFor(entries, 'data'),
    },
  ];
}

function checkPolicies({ definition, entries }: LoadedDefinition): Finding[] {
  const policies = [
    ['AssignmentReviewPolicy', definition.assignmentReviewPolicy, readAssignmentReviewPolicy],
    ['HITReviewPolicy', definition.hitReviewPolicy, readHITReviewPolicy],
  ] as const;
  return policies.flatMap(([name, value, read]) => {
    if (value === undefined) return [];
    const result = policyResult(() => read(value as Parameters<typeof read>[0]));
    return result.ok
      ? []
      : [
          {
            code: 'policy',
            severity: 'error' as const,
            message: `The service would refuse ${name}: ${result.reason}.`,
            span: spanFor(entries, name),
          },
        ];
  });
}

/** A file can hold anything where lists of parameters are expected. */
function policyResult(read: () => PolicyResult<unknown>): PolicyResult<unknown> {
  try {
    return read();
  } catch (error) {
    if (error instanceof TypeError)
      return { ok: false, reason: 'its parameters do not have the form that the API describes' };
    throw error;
  }
}
