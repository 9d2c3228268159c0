/** What kind of file a source is, before any program's format is looked for in it. */
import { fileName, type SourceFile } from './importedRows.ts';

/** Files that are databases by their first bytes. */
export async function isSqlite(file: SourceFile): Promise<boolean> {
  return new TextDecoder('latin1').decode((await file.head()).subarray(0, 16)) === 'SQLite format 3\0';
}

/** By its name: a table has no other mark. */
export function isTable(file: SourceFile): boolean {
  return /\.(?:csv|tsv|txt|results|xls)$/i.test(fileName(file)) && file.size > 0;
}
