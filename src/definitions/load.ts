/** A definition with its question and data read: what is checked, priced, previewed and published. */
import { companionProblems } from './companions.ts';
import { type DataTable, dataFormatOf, largestData } from './dataTable.ts';
import type { HITDefinition, ProfileFacts } from './definition.ts';
import { compileQuestion, type QuestionTemplate } from './definitionQuestion.ts';
import { FileCache, type FileReader, type LoadedFile, largestText } from './files.ts';
import { LiquidProblem } from './liquid.ts';
import { readNamedFile, type Sources } from './namedFile.ts';
import { normalize } from './normalize.ts';
import { type Entry, entriesFor, type ParsedDefinition, parseDefinition, spanFor } from './parseDefinition.ts';
import { type Finding, type Problem, placed } from './problems.ts';
import { columnIndex, compileText, type TextTemplate } from './textTemplate.ts';

/** The texts of a HIT that are filled besides its question. */
interface TextTemplates {
  readonly title: TextTemplate;
  readonly description: TextTemplate;
  readonly keywords: TextTemplate;
  readonly annotation: TextTemplate;
}

export interface LoadedDefinition {
  readonly parsed: ParsedDefinition;
  readonly entries: ReadonlyMap<string, Entry>;
  readonly definition: HITDefinition;
  readonly texts: TextTemplates;
  /** `undefined` while it is missing or can’t be read, which is a problem. */
  readonly question: QuestionTemplate | undefined;
  readonly questionFile: LoadedFile | undefined;
  /** `undefined` without `data`, and while that can’t be read, which is a problem. */
  readonly data: DataTable | undefined;
  readonly dataFile: LoadedFile | undefined;
  /** How many HITs without `split`: the rows, or one without data. */
  readonly rowCount: number;
  /** Problems of keys and values, and of reading the question and the data. */
  readonly problems: readonly Problem[];
  /** Problems of the other files that it names, which keep it from being published and not from being shown. */
  readonly companionProblems: readonly Problem[];
}

/**
 * Reads a definition for a profile. `cache` keeps files and rows from one reading to the next. Rejects only with the signal's
 * reason; what is wrong with the files is in `problems`.
 */
export async function loadDefinition(
  text: string | ParsedDefinition,
  reader: FileReader,
  profile?: ProfileFacts,
  {
    cache = new FileCache(),
    signal,
  }: { readonly cache?: FileCache | undefined; readonly signal?: AbortSignal | undefined } = {},
): Promise<LoadedDefinition> {
  const parsed = typeof text === 'string' ? parseDefinition(text) : text;
  const entries = entriesFor(parsed, profile);
  const { definition, findings } = normalize(parsed, profile);
  const own: Finding[] = [...parsed.findings, ...findings];
  const elsewhere: Problem[] = [];
  const { data, dataFile } = await readData(definition, entries, { reader, cache, signal, own, elsewhere });
  const columns = columnIndex(data?.columns ?? []);
  const { question, questionFile } = await readQuestion(definition, entries, columns, data, {
    reader,
    cache,
    signal,
    own,
    elsewhere,
  });
  const beside = await companionProblems(definition, entries, parsed.lines, { reader, cache, signal });
  signal?.throwIfAborted();
  return {
    parsed,
    entries,
    definition,
    texts: {
      title: compileText(definition.title, columns),
      description: compileText(definition.description, columns),
      keywords: compileText(definition.keywords, columns),
      annotation: compileText(definition.annotation, columns),
    },
    question,
    questionFile,
    data,
    dataFile,
    rowCount: definition.data === undefined ? 1 : (data?.count ?? 0),
    problems: [...placed(own, parsed.lines), ...elsewhere],
    companionProblems: beside,
  };
}

async function readData(definition: HITDefinition, entries: ReadonlyMap<string, Entry>, sources: Sources) {
  const { data: path } = definition;
  if (path === undefined) return { data: undefined, dataFile: undefined };
  const span = spanFor(entries, 'data');
  const format = dataFormatOf(path);
  if (!format) {
    sources.own.push({
      code: 'dataFormat',
      severity: 'error',
      message: `“${path}” is not a CSV, TSV, JSON or JSONL file.`,
      span,
    });
    return { data: undefined, dataFile: undefined };
  }
  const dataFile = await readNamedFile(path, largestData, span, sources);
  if (!dataFile) return { data: undefined, dataFile };
  const table = await sources.cache.table(dataFile, format, sources.signal);
  const findings = table.findings.map(each => ({ ...each, file: path }));
  sources.elsewhere.push(...placed(findings, dataFile.lines));
  return { data: table, dataFile };
}

async function readQuestion(
  { question: source, liquid }: HITDefinition,
  entries: ReadonlyMap<string, Entry>,
  columns: ReadonlyMap<string, number>,
  data: DataTable | undefined,
  sources: Sources,
): Promise<{ question: QuestionTemplate | undefined; questionFile: LoadedFile | undefined }> {
  if (!source) return { question: undefined, questionFile: undefined };
  const span = spanFor(entries, 'question', 'Question', 'HITLayoutId');
  const questionFile =
    source.kind === 'file' ? await readNamedFile(source.path, largestText, span, sources) : undefined;
  if (source.kind === 'file' && !questionFile) return { question: undefined, questionFile };
  try {
    const question = await sources.cache.made([JSON.stringify(source), questionFile, data, liquid], () =>
      compileQuestion(source, questionFile?.text ?? '', columns, data?.columns ?? [], liquid),
    );
    return { question, questionFile };
  } catch (error) {
    if (!(error instanceof LiquidProblem)) throw error;
    const { message, offset } = error;
    if (!questionFile) sources.own.push({ code: 'liquid', severity: 'error', message, span });
    else {
      const finding: Finding = {
        code: 'liquid',
        severity: 'error',
        message,
        file: questionFile.path,
        span: { start: offset, end: offset + 2 },
      };
      sources.elsewhere.push(...placed([finding], questionFile.lines));
    }
    return { question: undefined, questionFile };
  }
}
