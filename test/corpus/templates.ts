/** Templates of a folder with the rows of their data files, as MTurk's requester site merged them. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { decodeText } from '../../src/definitions/utf8.ts';
import { csvDialectOf, readCsvTable } from '../../src/mturk/csvDialect.ts';

export interface TaskPage {
  /** The path in the folder, with the number of the row where there are several. */
  readonly name: string;
  readonly html: string;
}

const mostTemplates = 5000;

/** The pages that the templates of a folder make with the first rows of the CSV files beside them. */
export function pagesOf(folder: string, rows: number): TaskPage[] {
  const files = globSync('**/*.{html,htm}', { cwd: folder }).sort().slice(0, mostTemplates);
  return files.flatMap(file => {
    const path = join(folder, file);
    const template = readFileSync(path, 'utf8');
    const data = dataFile(path);
    const records = data === undefined ? [] : recordsOf(textIn(readFileSync(data)), rows);
    const name = relative(folder, path).replaceAll('\\', '/');
    if (records.length === 0) return [{ name, html: template }];
    return records.map((record, index) => ({
      name: records.length === 1 ? name : `${name} row ${index + 1}`,
      html: merged(template, record),
    }));
  });
}

/** The CSV file of a template: of its name, or the folder's `batch.csv`. */
function dataFile(template: string): string | undefined {
  const own = template.replace(/\.html?$/, '.csv');
  const shared = ['batch.csv', 'batch.tsv'].map(name => join(dirname(template), name));
  return [own, ...shared].find(path => existsSync(path) && basename(path) !== basename(template));
}

/** Rows as columns by name. */
export function recordsOf(csv: string, most: number): ReadonlyMap<string, string>[] {
  const { names, records } = readCsvTable(csv, csvDialectOf(csv));
  return records
    .slice(0, most)
    .map(({ cells }) => new Map(names.map((name, index) => [name.replace(/^Input\./, ''), cells[index]?.text ?? ''])));
}

/** As conversion reads it: what is not UTF-8 is Windows-1252. */
export function textIn(bytes: Uint8Array): string {
  const decoded = decodeText(bytes);
  return decoded.ok ? decoded.text : new TextDecoder('windows-1252').decode(bytes);
}

/** Replaces what names a column, as it is; any other `${…}` belongs to the page's own scripts. */
export function merged(template: string, columns: ReadonlyMap<string, string>): string {
  return template.replace(/\$\{([^{}]{1,200})\}/g, (all, name: string) => columns.get(name.trim()) ?? all);
}
