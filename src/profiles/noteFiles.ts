/** A file that keeps what the user noted, shared by all windows. */
import { mkdirSync, watch } from 'node:fs';
import { appendFile, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { NotesFile } from '../account/notes.ts';

/** The notes in a file of a folder, which need not be there yet. */
export function notesFile(folder: string, name: string): NotesFile {
  const path = join(folder, name);
  return {
    read: from => readFrom(path, from),
    append: async text => {
      await mkdir(folder, { recursive: true });
      // Appending is one write at the end, wherever that is by then: windows don't overwrite each other.
      await appendFile(path, text, { mode: 0o600, flush: true });
    },
    watch: changed => watchFile(folder, name, changed),
  };
}

async function readFrom(path: string, from: number): Promise<Uint8Array> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!file) return new Uint8Array();
  try {
    const { size } = await file.stat();
    const bytes = new Uint8Array(Math.max(0, size - from));
    let filled = 0;
    while (filled < bytes.length) {
      const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, from + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return bytes.subarray(0, filled);
  } finally {
    await file.close();
  }
}

/** Where a file system tells nothing, notes of other windows show at the next start. */
function watchFile(folder: string, name: string, changed: () => void): { dispose(): void } {
  try {
    mkdirSync(folder, { recursive: true });
    const watcher = watch(folder, { persistent: false }, (_event, file) => {
      if (file === null || file === name) changed();
    });
    watcher.on('error', () => watcher.close());
    return { dispose: () => watcher.close() };
  } catch {
    return { dispose: () => {} };
  }
}
