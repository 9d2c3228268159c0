/** Texts of files in bounded memory: encodings as programs write them, lines, rows of CSV. */
import { parse } from 'csv-parse';
import { type CsvDelimiter, csvDialectOf } from '../../mturk/csvDialect.ts';
import { ImportProblem, type SourceFile } from './importedRows.ts';

/** Bytes of a file that is read as a whole. */
const longestWhole = 64 * 1024 * 1024;
/** Characters of one line or row. */
const longestRow = 16 * 1024 * 1024;

/** The beginning of a file as text; what is cut in the middle of a character shows as a replacement character. */
export async function headText(file: SourceFile): Promise<string> {
  const head = await file.head();
  return decoderFor(head, false).decode(head);
}

/** A whole text. Rejects with ImportProblem for more than 64 MB. */
export async function wholeText(file: SourceFile): Promise<string> {
  if (file.size > longestWhole)
    throw new ImportProblem(`${file.path} is larger than 64 MB, more than such a file can be. Leave it out.`);
  let text = '';
  for await (const piece of pieces(file)) text += piece;
  return text;
}

/** Without their ends; the last one need not have one. Rejects with ImportProblem for a line of more than 16 M characters. */
export async function* linesOf(file: SourceFile): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of pieces(file)) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > longestRow) throw tooLong(file);
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line;
  }
  if (rest !== '') yield rest.endsWith('\r') ? rest.slice(0, -1) : rest;
}

/** A row of a table by its headings; what follows the headings is left out. */
export type TableRow = ReadonlyMap<string, string>;

/** The headings of a table: trimmed; of two equal ones the later is numbered, so that nothing is lost. */
export async function headingsOf(file: SourceFile): Promise<readonly string[]> {
  const text = await headText(file);
  const dialect = csvDialectOf(text);
  for await (const row of records(file, dialect.delimiter)) return numbered(row);
  return [];
}

/** The rows of a table with headings. Rejects with ImportProblem, naming the line, where quotes make no sense. */
export async function* tableRows(file: SourceFile): AsyncGenerator<TableRow> {
  const { delimiter } = csvDialectOf(await headText(file));
  let names: readonly string[] | undefined;
  for await (const row of records(file, delimiter)) {
    if (!names) {
      names = numbered(row);
      continue;
    }
    const cells = new Map<string, string>();
    for (const [index, name] of names.entries()) cells.set(name, row[index] ?? '');
    yield cells;
  }
}

function numbered(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map(raw => {
    const name = raw.trim();
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

async function* records(file: SourceFile, delimiter: CsvDelimiter): AsyncGenerator<string[]> {
  const parser = parse({
    delimiter,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: longestRow,
  });
  let first = true;
  let failed: unknown;
  const feed = async (): Promise<void> => {
    try {
      for await (const piece of pieces(file)) if (!parser.write(piece)) await drained(parser);
      parser.end();
    } catch (error) {
      failed = error;
      parser.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  };
  const feeding = feed();
  try {
    for await (const row of parser as AsyncIterable<string[]>) {
      const separator = first && row.length <= 2 && /^sep=/i.test(row[0] ?? '');
      first = false;
      if (!separator) yield row;
    }
    await feeding;
  } catch (error) {
    if (error instanceof ImportProblem || failed instanceof ImportProblem)
      throw failed instanceof ImportProblem ? failed : error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ImportProblem(`${file.path} is not a readable table: ${reason}. Fix the file or leave it out.`);
  } finally {
    parser.destroy();
  }
}

function drained(parser: ReturnType<typeof parse>): Promise<void> {
  return new Promise(resolve => {
    const done = (): void => {
      for (const event of ['drain', 'close', 'error'] as const) parser.off(event, done);
      resolve();
    };
    for (const event of ['drain', 'close', 'error'] as const) parser.on(event, done);
  });
}

function tooLong({ path }: SourceFile): ImportProblem {
  return new ImportProblem(`${path} has a line of more than 16 million characters. Leave the file out.`);
}

async function* pieces(file: SourceFile): AsyncGenerator<string> {
  const decoder = decoderFor(await file.head(), file.size > (await file.head()).length);
  for await (const chunk of file.chunks()) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

/** UTF-8 unless a mark or the bytes themselves say otherwise; the decoder drops the mark. */
function decoderFor(head: Uint8Array, cut: boolean): InstanceType<typeof TextDecoder> {
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le');
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be');
  try {
    // A head may end in the middle of a character.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: cut });
    return new TextDecoder('utf-8');
  } catch {
    return new TextDecoder('windows-1252');
  }
}
