/** Templates of a folder with the rows of their data files, as MTurk's requester site merged them. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { parseCsv } from '../../src/mturk/csvTable.ts';

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
    const records = data === undefined ? [] : recordsOf(readFileSync(data, 'utf8'), rows);
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
  const shared = join(dirname(template), 'batch.csv');
  return [own, shared].find(path => existsSync(path) && basename(path) !== basename(template));
}

/** Rows as columns by name. */
export function recordsOf(csv: string, most: number): ReadonlyMap<string, string>[] {
  const [head, ...rows] = parseCsv(csv, ',', 0, most + 1);
  const names = head?.cells.map(({ text }) => text) ?? [];
  return rows.map(({ cells }) => new Map(names.map((name, index) => [name, cells[index]?.text ?? ''])));
}

/** Replaces what names a column, as it is; any other `${…}` belongs to the page's own scripts. */
export function merged(template: string, columns: ReadonlyMap<string, string>): string {
  return template.replace(/\$\{([^{}]{1,200})\}/g, (all, name: string) => columns.get(name) ?? all);
}
