/** The note that a window leaves of the service that it started, by which other windows find that service. */
import { mkdirSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { probe, type RunningLocal, readReadyLine } from './controlClient.ts';

/** The service that runs on this folder's database, if one does; also one that is paused. */
export async function findRunning(folder: string): Promise<RunningLocal | undefined> {
  const local = readNote(folder);
  return local && (await probe(local)) !== 'gone' ? local : undefined;
}

/** What the service wrote to its standard error since it was last started. */
export function logFileOf(folder: string): string {
  return join(folder, 'local.log');
}

const noteName = 'service.json';

export function notePath(folder: string): string {
  return join(folder, noteName);
}

/** Calls back when another window may have started a service on this folder's database. */
export function watchStarts(folder: string, started: () => void): { dispose(): void } {
  try {
    mkdirSync(folder, { recursive: true });
    const watcher = watch(folder, { persistent: false }, (_, name) => {
      if (name === null || name === noteName) started();
    });
    // A folder that can't be watched is one of a window that has to be asked to look.
    watcher.on('error', () => watcher.close());
    return { dispose: () => watcher.close() };
  } catch {
    return { dispose: () => undefined };
  }
}

/** The service that was started last, whether it still runs or not. */
export function readNote(folder: string): RunningLocal | undefined {
  try {
    return readReadyLine(readFileSync(notePath(folder), 'utf8'));
  } catch {
    return undefined;
  }
}
