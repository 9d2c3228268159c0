/**
 * The user’s own data files and the assignments that they belong to: by a column of CSV files that holds assignment IDs, or by
 * IDs in the names of files.
 */
import { csvDialectOf, readCsvTable } from '../../mturk/csvDialect.ts';
import { unguardCell } from '../../mturk/spreadsheet.ts';
import { matchesGlob } from '../../review/rules/glob.ts';

/** One way from files to IDs. */
export interface DataMapping {
  /** A glob in the workspace. */
  readonly files: string;
  /** The column of CSV files that holds assignment IDs. */
  readonly column?: string | undefined;
  /** What names of files look like, with {@link idPlace} where the ID is and `*` for anything; any place, if absent. */
  readonly name?: string | undefined;
}

export const idPlace = '{assignmentId}';
const candidate = /[A-Za-z0-9]{10,64}/g;

/** IDs that may be of assignments in the name of a file. Never throws. */
export function idsInName(fileName: string, pattern = `*${idPlace}*`): string[] {
  const name = fileName.slice(0, 1_000);
  const found = [...name.matchAll(candidate)].map(([id]) => id);
  return [...new Set(found)].filter(id => matchesGlob(pattern.replaceAll(idPlace, id), name));
}

type ColumnIds =
  | { readonly ok: true; readonly ids: readonly { readonly id: string; readonly line: number }[] }
  | { readonly ok: false; readonly reason: string };

/** The IDs in a column of a CSV file, each with the line of its row, from 1. Never throws. */
export function idsInColumn(text: string, column: string): ColumnIds {
  const { names, records } = readCsvTable(text, csvDialectOf(text));
  const wanted = column.trim().toLowerCase();
  const place = names.findIndex(name => name.toLowerCase() === wanted);
  if (place === -1) return { ok: false, reason: `it has no column ${column}` };
  let line = 1;
  let read = 0;
  const ids = records.flatMap(({ cells, start }) => {
    for (let at = text.indexOf('\n', read); at !== -1 && at < start; at = text.indexOf('\n', at + 1)) {
      line += 1;
      read = at + 1;
    }
    const id = unguardCell(cells[place]?.text ?? '').trim();
    return id === '' ? [] : [{ id, line }];
  });
  return { ok: true, ids };
}

/** Where data is: a file, and the line of it where rows of one file belong to different assignments. */
export interface DataPlace {
  readonly file: string;
  readonly line?: number;
}

export interface MatchedData {
  readonly matched: number;
  readonly withoutData: readonly string[];
  readonly withoutAssignment: readonly (readonly [id: string, places: readonly DataPlace[]])[];
}

/** What belongs together, and what is on one side only. */
export function matchData(
  data: ReadonlyMap<string, readonly DataPlace[]>,
  assignmentIds: ReadonlySet<string>,
): MatchedData {
  const withoutData = [...assignmentIds].filter(id => !data.has(id));
  return {
    matched: assignmentIds.size - withoutData.length,
    withoutData,
    withoutAssignment: [...data].filter(([id]) => !assignmentIds.has(id)),
  };
}
