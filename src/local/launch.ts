/** Starts the Local service as its own process, ends it, and moves its database away. */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { probe, type RunningLocal, readReadyLine } from './controlClient.ts';
import { logFileOf, notePath, readNote } from './serviceNote.ts';

interface LaunchOptions {
  /** The folder that holds database, log and the note of the running service. */
  readonly folder: string;
  /** The bundled program. */
  readonly program: string;
  readonly seed: 'none' | 'sample';
}

export type LaunchResult =
  | { readonly ok: true; readonly local: RunningLocal }
  | {
      readonly ok: false;
      readonly reason: string;
      /** There where the database may be why. */
      readonly database?: string;
    };

/** Exit code of a service whose database is held by another process. */
const databaseInUse = 4;
const portTaken = 5;
/** Exit codes that say nothing against the database: arguments, in use, port, no SQLite (docs/local-service.md). */
const sound: ReadonlySet<number> = new Set([2, databaseInUse, portTaken, 7]);
/**
 * Seconds that the service goes on after the last window left and the last request was answered: a reload finds it running, and
 * so does a script that looks for results every few minutes.
 */
const lingerSeconds = 600;
const startTimeout = 20_000;

export async function launch(options: LaunchOptions): Promise<LaunchResult> {
  mkdirSync(options.folder, { recursive: true });
  for (let attempt = 1; ; attempt += 1) {
    const local = readNote(options.folder);
    const health = local ? await probe(local) : 'gone';
    if (local && health === 'answers') return { ok: true, local };
    const result = await spawnOnAnyPort(options);
    if (local && health === 'silent' && !result.ok && result.exitCode === databaseInUse)
      return { ok: false, reason: `it is already running as process ${local.pid}, but does not respond` };
    // Another window starts it, or one that was stopped is on its way out: either is settled in a moment.
    if (result.ok) return result;
    if (result.exitCode !== databaseInUse || attempt === 20) {
      const { reason, exitCode } = result;
      return {
        ok: false,
        reason,
        ...(exitCode && sound.has(exitCode) ? {} : { database: databaseOf(options.folder) }),
      };
    }
    await sleep(150);
  }
}

/**
 * Renames the database, so that the next start makes a new one; gives its new path. Nothing is deleted. `now` is in ms.
 * Throws an error of the file system.
 */
export function moveDatabaseAway(folder: string, now: number): string {
  const database = databaseOf(folder);
  const stamp = new Date(now).toISOString().slice(0, 19).replaceAll(':', '-');
  const moved = join(folder, `local-${stamp}.db`);
  // SQLite finds a log by the name of its database.
  for (const ending of ['-wal', '-shm', ''])
    if (existsSync(database + ending)) renameSync(database + ending, moved + ending);
  return moved;
}

/**
 * Ends a service and waits, a few seconds at most, until it is gone. One that doesn't end, because it is paused, is killed: what
 * it acknowledged is on disk.
 */
export async function endProcess(pid: number): Promise<void> {
  try {
    for (const signal of ['SIGTERM', 'SIGKILL']) {
      process.kill(pid, signal);
      for (let waited = 0; waited < 5_000; waited += 25) {
        await sleep(25);
        process.kill(pid, 0);
      }
    }
  } catch {
    // A process that can't be signalled is gone.
  }
}

interface Failed {
  readonly ok: false;
  readonly reason: string;
  readonly exitCode?: number;
}

/** On the port of the last run, so that scripts and terminals keep working, else on a free one. */
async function spawnOnAnyPort(options: LaunchOptions): Promise<{ ok: true; local: RunningLocal } | Failed> {
  const port = portOf(readNote(options.folder));
  const result = await spawnService(options, port);
  return !result.ok && result.exitCode === portTaken && port !== 0 ? spawnService(options, 0) : result;
}

function spawnService(
  { folder, program, seed }: LaunchOptions,
  port: number,
): Promise<{ ok: true; local: RunningLocal } | Failed> {
  const logPath = logFileOf(folder);
  const log = openSync(logPath, 'w', 0o600);
  const child = spawn(
    process.execPath,
    [
      program,
      ...['--data', databaseOf(folder)],
      ...['--port', String(port)],
      ...['--seed', seed],
      ...['--exit-when-unused', String(lingerSeconds)],
      // Pages of this machine that name Amazon's address work; there is no command line to ask for it.
      '--submit-rewrite',
    ],
    {
      detached: true,
      stdio: ['ignore', 'pipe', log],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' },
      windowsHide: true,
    },
  );
  closeSync(log);
  const { stdout } = child;
  if (!stdout) throw new Error('a piped process has a standard output');
  return new Promise(resolve => {
    const fail = (reason: string, exitCode?: number) =>
      resolve({ ok: false, reason, ...(exitCode === undefined ? {} : { exitCode }) });
    const timer = setTimeout(() => {
      child.kill();
      fail('it did not become ready in 20 seconds');
    }, startTimeout);
    child.once('error', error => {
      clearTimeout(timer);
      fail(error.message);
    });
    child.once('exit', code => {
      clearTimeout(timer);
      fail(lastWords(logPath) || `it exited with code ${code}`, code ?? undefined);
    });
    createInterface({ input: stdout }).once('line', line => {
      clearTimeout(timer);
      const local = readReadyLine(line);
      if (!local) return fail('its first line was unexpected');
      writeFileSync(notePath(folder), line, { mode: 0o600 });
      stdout.destroy();
      child.removeAllListeners();
      child.unref();
      resolve({ ok: true, local });
    });
  });
}

function databaseOf(folder: string): string {
  return join(folder, 'local.db');
}

function portOf(note: RunningLocal | undefined): number {
  return note ? Number(new URL(note.endpoint).port) : 0;
}

/** The last line that the service wrote on its way out. */
function lastWords(logPath: string): string {
  try {
    return readFileSync(logPath, 'utf8').trim().split('\n').at(-1)?.trim() ?? '';
  } catch {
    return '';
  }
}
