/** Databases of other programs, opened so that nothing of them changes. */
import { existsSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ImportProblem, type Tables } from '../files/imports/importedRows.ts';
import { loadSqlite } from '../service/storage/sqlite.ts';

const plainName = /^[\w $.-]{1,128}$/;

/** Opens a file as SQLite. Throws ImportProblem for one that is not, or is damaged. */
export function openTables(file: string, shown: string): Tables {
  const { DatabaseSync } = loadSqlite();
  const refuse = (error: unknown): ImportProblem =>
    new ImportProblem(
      `${shown} can't be read as an SQLite database: ${error instanceof Error ? error.message : String(error)}. Leave it out, or restore it from a copy.`,
    );
  const log = existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0;
  let database: InstanceType<typeof DatabaseSync> | undefined;
  try {
    // Without a log nobody is writing, and SQLite need not make files beside it.
    const address = pathToFileURL(file);
    if (!log) address.searchParams.set('immutable', '1');
    const opened = new DatabaseSync(address, { readOnly: true, allowExtension: false });
    database = opened;
    opened.exec('PRAGMA query_only = ON; PRAGMA trusted_schema = OFF;');
    const [check] = opened.prepare('PRAGMA quick_check(1)').all();
    if (check?.quick_check !== 'ok') throw new Error(String(check?.quick_check).replace(/\s+/g, ' '));
    const columns = new Map<string, string[]>();
    for (const { name } of opened.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' LIMIT 1000`).all()) {
      const table = String(name);
      if (!plainName.test(table)) continue;
      columns.set(
        table,
        opened
          .prepare('SELECT name FROM pragma_table_info(?)')
          .all(table)
          .map(column => String(column.name)),
      );
    }
    return {
      columns,
      *rows(table) {
        if (!columns.has(table)) return;
        try {
          yield* opened.prepare(`SELECT * FROM "${table}"`).iterate();
        } catch (error) {
          throw refuse(error);
        }
      },
      close: () => opened.close(),
    };
  } catch (error) {
    database?.close();
    throw refuse(error);
  }
}
