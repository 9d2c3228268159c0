/** Runs `mturk-local exec` as users do, and tells how it ended. */
import { type ChildProcess, spawn } from 'node:child_process';
import { localProgram } from './programs.ts';

interface Ran {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly words: string;
}

interface ExecRun {
  readonly process: ChildProcess;
  /** Standard output up to the first line that begins so. Rejects when it ends before. */
  line(start: string): Promise<string>;
  /** Done when everything that writes to its standard output is gone. */
  readonly ended: Promise<Ran>;
  /** Done when exec itself is gone. */
  readonly exited: Promise<void>;
}

export interface ExecOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly program?: string;
}

/** What a run inherits: nothing of this machine's proxies, keys and roots. */
const bareEnvironment = (): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  HOME: '/nonexistent',
  LANG: 'C.UTF-8',
  AWS_EC2_METADATA_DISABLED: 'true',
  ...(process.env.TMPDIR ? { TMPDIR: process.env.TMPDIR } : {}),
});

export function startExec(command: readonly string[], options: ExecOptions = {}): ExecRun {
  const { args = [], env = {}, program = localProgram } = options;
  const child = spawn(process.execPath, [program, 'exec', ...args, ...(command.length > 0 ? ['--', ...command] : [])], {
    env: { ...bareEnvironment(), ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let out = '';
  let words = '';
  const waiting = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    for (const look of waiting) look();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words += text;
  });
  const ended = new Promise<Ran>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, out, words }));
  });
  const exited = new Promise<void>(resolve => child.once('exit', () => resolve()));
  return {
    process: child,
    ended,
    exited,
    line: start =>
      new Promise((resolve, reject) => {
        const look = () => {
          const line = out.split('\n').find((each, index, all) => each.startsWith(start) && index < all.length - 1);
          if (line === undefined) return;
          waiting.delete(look);
          resolve(line);
        };
        waiting.add(look);
        ended.then(() => reject(new Error(`it ended without the line: ${out}${words}`)), reject);
        look();
      }),
  };
}

export function runExec(command: readonly string[], options?: ExecOptions): Promise<Ran> {
  return startExec(command, options).ended;
}
