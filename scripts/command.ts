/** Runs a program of `node_modules` or of the machine and tells how it ended. */
import { type SpawnOptions, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '..');

/** Runs to the end with the terminal as its own; the exit code, 1 for a signal. */
export function run(command: string, args: string[], options: SpawnOptions = {}): Promise<number> {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], ...options });
    child.on('error', failed);
    child.on('exit', code => done(code ?? 1));
  });
}

/** Runs to the end in silence; both streams come back, so that parallel runs don't mix their words. */
export function capture(
  command: string,
  args: string[],
  options: SpawnOptions = {},
): Promise<{ code: number; output: string }> {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { cwd: root, ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const take = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    child.on('error', failed);
    child.on('close', code => done({ code: code ?? 1, output }));
  });
}

/** The script behind a package's command, to be run on this very Node instead of through a shell shim. */
export function binary(packageName: string, command = packageName): string {
  const file = createRequire(import.meta.url).resolve(`${packageName}/package.json`);
  const { bin } = createRequire(import.meta.url)(file) as { bin: string | Record<string, string> };
  const path = typeof bin === 'string' ? bin : bin[command];
  if (!path) throw new Error(`${packageName} has no command ${command}`);
  return join(dirname(file), path);
}
