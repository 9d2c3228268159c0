/** The service as users run it: its bundle, in a process of its own. */
import { execFileSync } from 'node:child_process';
import { type SpawnedLocal, spawnLocal } from '../../test/support/local.ts';
import { callRaw } from '../../test/support/signed.ts';

const program = 'dist/mturk-local.cjs';

export function start(...args: string[]): Promise<SpawnedLocal> {
  return spawnLocal({ program, args });
}

/** The body of an answer, unread. Throws for anything but a 200. */
export async function ask(local: SpawnedLocal, operation: string, input: object): Promise<string> {
  const { status, text } = await callRaw(local, operation, JSON.stringify(input));
  if (status !== 200) throw new Error(`${operation}: ${status} ${text}`);
  return text;
}

/** The memory that the process holds now, in MB. */
export function memory(local: SpawnedLocal): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(local.pid)], { encoding: 'utf8' })) / 1024;
}
