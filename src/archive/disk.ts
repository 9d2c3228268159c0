/** Chosen files and folders of the disk as a flat list of files, and zip files as folders of what is in them. */
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { ImportProblem, type SourceFile } from '../files/imports/importedRows.ts';
import { openTables } from './tables.ts';
import { zipFiles } from './zip.ts';

const headSize = 256 * 1024;
const mostFiles = 100_000;
const deepest = 24;
/** Folders that hold programs and their history. */
const ignoredFolders: ReadonlySet<string> = new Set([
  'node_modules',
  '__pycache__',
  '__MACOSX',
  'venv',
  'site-packages',
]);

/** What was chosen, and how to let go of it. */
interface Chosen {
  readonly files: readonly SourceFile[];
  close(): void;
}

/** Lists what was chosen. Rejects with ImportProblem. */
export async function chosenFiles(paths: readonly string[], signal?: AbortSignal): Promise<Chosen> {
  const files: SourceFile[] = [];
  const ends: (() => void)[] = [];
  const folder = temporaryFolder(ends);
  try {
    for (const path of paths) await collect(path, basename(path) || path, 0);
    return { files, close: () => closeAll(ends) };
  } catch (error) {
    closeAll(ends);
    throw error;
  }

  async function collect(path: string, shown: string, depth: number): Promise<void> {
    signal?.throwIfAborted();
    const about = await stat(path).catch((error: unknown) => {
      throw new ImportProblem(`${shown} can't be read: ${wordsOf(error)}.`);
    });
    if (about.isDirectory()) {
      if (depth > deepest)
        throw new ImportProblem(`${shown} is nested in too many folders. Select a folder further down.`);
      const entries = await readdir(path, { withFileTypes: true });
      for (const entry of entries.sort((one, two) => (one.name < two.name ? -1 : 1))) {
        // Links may lead anywhere, also in circles; a file that was selected itself may be one.
        if (entry.isSymbolicLink() || entry.name.startsWith('.') || ignoredFolders.has(entry.name)) continue;
        await collect(join(path, entry.name), `${shown}/${entry.name}`, depth + 1);
      }
    } else if (about.isFile()) {
      const file = diskFile(path, shown, about.size);
      if (await isZip(file)) files.push(...(await zipFiles(path, shown, folder, ends)));
      else files.push(file);
      if (files.length > mostFiles)
        throw new ImportProblem(`There are more than ${mostFiles} files in the selection. Select fewer.`);
    }
  }
}

function diskFile(path: string, shown: string, size: number): SourceFile {
  return {
    path: shown,
    size,
    head: async () => {
      const handle = await open(path, 'r').catch((error: unknown) => {
        throw new ImportProblem(`${shown} can't be read: ${wordsOf(error)}.`);
      });
      try {
        const { buffer, bytesRead } = await handle.read(
          Buffer.alloc(Math.min(headSize, size)),
          0,
          Math.min(headSize, size),
          0,
        );
        return buffer.subarray(0, bytesRead);
      } finally {
        await handle.close();
      }
    },
    chunks: () => createReadStream(path, { highWaterMark: 256 * 1024 }),
    database: async () => openTables(path, shown),
  };
}

async function isZip(file: SourceFile): Promise<boolean> {
  const head = await file.head();
  return head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5 || head[2] === 7);
}

/** Made on first use, deleted at the end. */
function temporaryFolder(ends: (() => void)[]): () => string {
  let made: string | undefined;
  return () => {
    if (made === undefined) {
      const folder = mkdtempSync(join(tmpdir(), 'mturk-import-'));
      made = folder;
      ends.unshift(() => rmSync(folder, { recursive: true, force: true }));
    }
    return made;
  };
}

function closeAll(ends: (() => void)[]): void {
  for (const end of ends.splice(0).reverse()) end();
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
