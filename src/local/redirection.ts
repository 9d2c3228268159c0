/** The strong way to Local for other programs: a process with a proxy and a certificate for one run (`mturk-local exec`). */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import type { RunningLocal } from './controlClient.ts';

const printed = v.object({ endpoint: v.string(), variables: v.record(v.string(), v.nullable(v.string())) });

export interface Redirection {
  /** What programs need in their environment; null takes a variable away. */
  readonly variables: Readonly<Record<string, string | null>>;
  /** Ends the process, and with it everything it made. */
  dispose(): void;
}

const startTimeout = 20_000;

/** The arguments by which exec uses a Local that runs. */
export function joinArguments({ endpoint, accessKeyId, secretAccessKey }: RunningLocal): string[] {
  return ['exec', '--endpoint', endpoint, '--access-key', accessKeyId, '--secret-key', secretAccessKey];
}

/** Starts the process; it ends when this one does. Rejects with what it says when it can't start. */
export function startRedirection(program: string, local: RunningLocal): Promise<Redirection> {
  const { NODE_OPTIONS: _, JAVA_TOOL_OPTIONS: __, ...env } = process.env;
  const child = spawn(process.execPath, [program, ...joinArguments(local), '--quiet', '--print-environment'], {
    env: { ...env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  return new Promise((resolve, reject) => {
    let words = '';
    const timer = setTimeout(() => child.kill(), startTimeout);
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      words = (words + text).slice(-2000);
    });
    child.stdin.on('error', () => undefined);
    child.once('error', reject);
    child.once('exit', code => {
      clearTimeout(timer);
      reject(new Error(words.trim() || `it exited with code ${code}`));
    });
    createInterface({ input: child.stdout }).once('line', line => {
      clearTimeout(timer);
      const read = v.safeParse(v.pipe(v.string(), v.parseJson(), printed), line);
      if (read.success) resolve({ variables: read.output.variables, dispose: () => child.stdin.end() });
      else {
        child.kill();
        reject(new Error('it did not print its environment'));
      }
    });
  });
}
