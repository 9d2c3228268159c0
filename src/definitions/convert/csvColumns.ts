import { csvDialectOf } from '../../mturk/csvDialect.ts';
import { parseCsv } from '../../mturk/csvTable.ts';

/** The headings of a table that are inputs: without a prefix `Input.`, and no answers. */
export function columnsOf(text: string): ReadonlySet<string> {
  const { delimiter, start } = csvDialectOf(text);
  const [header] = parseCsv(text, delimiter, start, 1);
  return new Set(
    (header?.cells ?? [])
      .map(cell => cell.text.trim().replace(/^Input\./, ''))
      .filter(name => !name.startsWith('Answer.')),
  );
}
