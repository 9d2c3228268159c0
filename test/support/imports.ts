/** Imports files that a test writes, and gives what the archive holds. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type ImportOptions, importFiles } from '../../src/archive/importing.ts';
import { openArchiveFile } from '../../src/archive/schema.ts';
import type { ImportSummary } from '../../src/archive/summary.ts';

export type Content = string | Uint8Array;

interface Imported {
  readonly summary: ImportSummary;
  /** Members of an object, or nothing. */
  of(kind: string, id: string): Record<string, unknown> | undefined;
  /** All of a kind, by ID. */
  all(kind: string): Record<string, unknown>[];
}

/** A folder of the test's own with these files in it. */
export function folderWith(files: Readonly<Record<string, Content>>): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'import-test-'));
  for (const [name, content] of Object.entries(files)) {
    const file = join(path, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Imports the whole folder `in/` of the files. */
export async function imported(
  files: Readonly<Record<string, Content>>,
  options: Partial<ImportOptions> = {},
): Promise<Imported> {
  const folder = folderWith(
    Object.fromEntries(Object.entries(files).map(([name, content]) => [`in/${name}`, content])),
  );
  try {
    const to = join(folder.path, 'out.mturk-archive');
    const summary = await importFiles({ paths: [join(folder.path, 'in')], to, now: () => 0, ...options });
    const database = openArchiveFile(to);
    const rows = database
      .prepare('SELECT kind, id, content FROM objects ORDER BY kind, id')
      .all()
      .map(({ kind, id, content }) => ({ kind, id, object: JSON.parse(String(content)) as Record<string, unknown> }));
    database.close();
    return {
      summary,
      of: (kind, id) => rows.find(row => row.kind === kind && row.id === id)?.object,
      all: kind => rows.filter(row => row.kind === kind).map(({ object }) => object),
    };
  } finally {
    folder.remove();
  }
}
