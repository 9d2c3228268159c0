/** The whole state as rows, to be carried from one database to another (docs/local-service.md). */
import { stateTables } from './schema.ts';
import { loadSqlite, type Row, type Sql } from './sqlite.ts';

/** What is not emptied by a reset, but belongs to the state all the same. */
const lastingTables = ['requesters', 'settings'] as const;
/** SQLite's own: the highest key ever given, by table. */
const counters = 'sqlite_sequence';

export interface StateRow {
  readonly table: string;
  readonly row: Row;
}

/** Why rows can't be taken in, in words. */
export class TransferRefusal extends Error {
  override readonly name = 'TransferRefusal';
}

interface Column {
  readonly name: string;
  readonly type: 'INTEGER' | 'TEXT';
  readonly required: boolean;
}

interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly keys: readonly string[];
}

export interface Snapshot {
  /** Every row, in an order that depends on the state alone; read as they are asked for. */
  rows(): Iterable<StateRow>;
  close(): void;
}

/** Opens a copy of a database that `Store.snapshot` made. */
export function openSnapshot(file: string): Snapshot {
  const { DatabaseSync } = loadSqlite();
  const database = new DatabaseSync(file, { readOnly: true });
  const all = (sql: string): Row[] => database.prepare(sql).all();
  return {
    rows: function* () {
      for (const { name, columns, keys } of tablesOf(all)) {
        const list = columns.map(column => column.name).join(', ');
        // A table of one row needs no key.
        const order = (keys.length > 0 ? keys : columns.map(column => column.name)).join(', ');
        const rows = database.prepare(`SELECT ${list} FROM ${name} ORDER BY ${order}`).iterate();
        for (const row of rows) yield { table: name, row: { ...row } };
      }
    },
    close: () => database.close(),
  };
}

/** What an empty service has already. */
const ofEmptyServices: ReadonlySet<string> = new Set(['accounts', 'ledger', 'counting']);

/** Whether there is anything that an import would mix with; funds are replaced. */
export function isPristine(sql: Sql): boolean {
  return stateTables
    .filter(table => !ofEmptyServices.has(table))
    .every(table => sql.get(`SELECT 1 FROM ${table} LIMIT 1`) === undefined);
}

/** Replaces the whole state by these rows. Throws TransferRefusal, naming the row by its number, for what does not fit. */
export function replaceState(sql: Sql, rows: Iterable<StateRow>): void {
  // Whether everything refers to something that is there is asked at the end.
  sql.script('PRAGMA defer_foreign_keys = ON');
  const tables = new Map(tablesOf((query: string) => sql.all(query)).map(table => [table.name, table]));
  for (const table of [...stateTables, ...lastingTables, counters]) sql.run(`DELETE FROM ${table}`);
  const inserts = new Map<string, string>();
  const keptCounters: Row[] = [];
  let number = 0;
  for (const { table: name, row } of rows) {
    number++;
    const table = tables.get(name);
    if (!table) throw new TransferRefusal(`row ${number}: there is no table ${name}`);
    const values = valuesOf(table, row, number);
    if (name === counters) {
      keptCounters.push(row);
      continue;
    }
    const insert = inserts.get(name) ?? insertInto(table);
    inserts.set(name, insert);
    try {
      sql.run(insert, ...values);
    } catch (error) {
      throw new TransferRefusal(`row ${number}, of ${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  // Last, because the inserts count, too.
  sql.run(`DELETE FROM ${counters}`);
  for (const { name, seq } of keptCounters)
    sql.run(`INSERT INTO ${counters} (name, seq) VALUES (?, ?)`, String(name), Number(seq));
  if (sql.get('PRAGMA foreign_key_check')) throw new TransferRefusal('some rows refer to others that are not there');
}

function tablesOf(all: (sql: string) => Row[]): Table[] {
  const described = [...lastingTables, ...[...stateTables].reverse()].map(name => {
    const columns = all(`PRAGMA table_info(${name})`);
    return {
      name,
      columns: columns.map(
        (column): Column => ({
          name: String(column.name),
          type: column.type === 'INTEGER' ? 'INTEGER' : 'TEXT',
          required: column.notnull === 1 || column.pk !== 0,
        }),
      ),
      keys: columns.filter(column => column.pk !== 0).map(column => String(column.name)),
    };
  });
  const counterColumns: Column[] = [
    { name: 'name', type: 'TEXT', required: true },
    { name: 'seq', type: 'INTEGER', required: true },
  ];
  return [...described, { name: counters, columns: counterColumns, keys: ['name'] }];
}

function insertInto({ name, columns }: Table): string {
  return `INSERT INTO ${name} (${columns.map(column => column.name).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
}

function valuesOf({ name: table, columns }: Table, row: Row, number: number): (string | number | undefined)[] {
  if (Object.keys(row).length !== columns.length)
    throw new TransferRefusal(`row ${number}: a row of ${table} has ${columns.length} columns`);
  return columns.map(({ name, type, required }) => {
    const value = row[name];
    if (value === null && !required) return undefined;
    if (type === 'TEXT' ? typeof value === 'string' : Number.isSafeInteger(value)) return value as string | number;
    throw new TransferRefusal(`row ${number}: ${table}.${name} must be ${type === 'TEXT' ? 'text' : 'a whole number'}`);
  });
}
