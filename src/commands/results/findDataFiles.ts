/** Reads the user’s own data files of the workspace, by the mapping in its settings. */

import * as v from 'valibot';
import * as vscode from 'vscode';
import { type DataMapping, type DataPlace, idsInColumn, idsInName } from '../../files/export/dataFiles.ts';
import { settings } from '../../ids.ts';

/** Files of one mapping. */
const mostFiles = 100_000;
/** Bytes of one CSV file. */
const largest = 128_000_000;

const mapping = v.object({
  files: v.pipe(v.string(), v.minLength(1)),
  column: v.optional(v.string()),
  name: v.optional(v.string()),
});

/** What the settings say; entries that say nothing useful are left out. */
export function readMappings(): DataMapping[] {
  const value = vscode.workspace.getConfiguration().get<unknown>(settings.dataFiles);
  return Array.isArray(value)
    ? value.flatMap(each => {
        const read = v.safeParse(mapping, each);
        return read.success ? [read.output] : [];
      })
    : [];
}

export interface FoundData {
  readonly byId: ReadonlyMap<string, readonly DataPlace[]>;
  readonly files: number;
  /** Files that could not be read, with the reason. */
  readonly unread: readonly (readonly [file: string, reason: string])[];
}

/** Looks through all files of the mappings. Ends early, with what was found, when it is cancelled. */
export async function findData(mappings: readonly DataMapping[], signal?: AbortSignal): Promise<FoundData> {
  const byId = new Map<string, DataPlace[]>();
  const unread: [string, string][] = [];
  let files = 0;
  const note = (id: string, place: DataPlace): void => {
    const places = byId.get(id) ?? [];
    places.push(place);
    byId.set(id, places);
  };
  for (const each of mappings) {
    const uris = await vscode.workspace.findFiles(each.files, undefined, mostFiles);
    for (const uri of uris.sort((a, b) => (a.path < b.path ? -1 : 1))) {
      if (signal?.aborted) return { byId, files, unread };
      files += 1;
      const file = vscode.workspace.asRelativePath(uri);
      if (each.column === undefined) {
        for (const id of idsInName(uri.path.split('/').at(-1) ?? '', each.name)) note(id, { file });
        continue;
      }
      const read = await idsIn(uri, each.column);
      if (read.ok) for (const { id, line } of read.ids) note(id, { file, line });
      else unread.push([file, read.reason]);
    }
  }
  return { byId, files, unread };
}

async function idsIn(uri: vscode.Uri, column: string): Promise<ReturnType<typeof idsInColumn>> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > largest) return { ok: false, reason: 'it is larger than 128 MB' };
    return idsInColumn(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)), column);
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** Files by assignment ID, for a column of an export. */
export async function dataFilesFor(): Promise<ReadonlyMap<string, readonly string[]>> {
  const { byId } = await findData(readMappings());
  return new Map([...byId].map(([id, places]) => [id, [...new Set(places.map(({ file }) => file))]]));
}
