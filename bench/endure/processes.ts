/** The processes behind a workbench under test: found by what they were started with, paused and woken as a sleeping machine does. */
import { globSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { VsCodeServer } from '../../scripts/vscode/server.ts';

/** The extension hosts of a server, one for each window. */
export function extensionHostsOf({ dataDir }: VsCodeServer): number[] {
  return processesWith('type=extensionHost', dataDir);
}

function processesWith(...words: readonly string[]): number[] {
  return globSync('/proc/[0-9]*/cmdline').flatMap(file => {
    try {
      const started = readFileSync(file, 'latin1') + readFileSync(file.replace(/cmdline$/, 'environ'), 'latin1');
      return words.every(word => started.includes(word)) ? [Number(file.split('/')[2])] : [];
    } catch {
      // It ended meanwhile, or is somebody else's.
      return [];
    }
  });
}

/** Stops processes for so long, as sleep does. What `meanwhile` does happens halfway. */
export async function paused(
  pids: readonly number[],
  seconds: number,
  meanwhile: () => Promise<void> = async () => undefined,
): Promise<void> {
  for (const pid of pids) process.kill(pid, 'SIGSTOP');
  try {
    await sleep(seconds * 500);
    await meanwhile();
    await sleep(seconds * 500);
  } finally {
    for (const pid of pids) process.kill(pid, 'SIGCONT');
  }
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
