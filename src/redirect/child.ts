/** Runs the command with the terminal as its own, passes signals on, and gives the status it ended with. */
import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';

export interface Ended {
  /** The exit code for exec: the command's own, or 128 and the signal's number as in a shell. */
  readonly code: number;
  readonly signal: NodeJS.Signals | undefined;
}

/** A command that could not be started. */
export class StartError extends Error {
  override readonly name = 'StartError';
  readonly exitCode: 126 | 127;

  constructor(exitCode: 126 | 127, message: string) {
    super(message);
    this.exitCode = exitCode;
  }
}

const forwarded: readonly NodeJS.Signals[] = [
  'SIGINT',
  'SIGTERM',
  'SIGHUP',
  'SIGQUIT',
  'SIGUSR1',
  'SIGUSR2',
  'SIGWINCH',
];
/** A terminal sends these to the whole group, so the command has them already. */
const fromTerminal: ReadonlySet<NodeJS.Signals> = new Set(['SIGINT', 'SIGQUIT', 'SIGWINCH']);

/** Rejects with StartError. `onStarted` gets the command's process. */
export function runChild(
  command: readonly [program: string, ...args: string[]],
  env: NodeJS.ProcessEnv,
  onStarted: (child: ChildProcess) => void,
): Promise<Ended> {
  const [program, ...args] = command;
  const child = spawn(program, args, { env, stdio: 'inherit', windowsHide: false });
  const atTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  const listeners = forwarded
    // Node.js debugs on this one.
    .filter(signal => signal !== 'SIGUSR1' || process.platform !== 'win32')
    .map(signal => {
      const listener = () => void (atTerminal && fromTerminal.has(signal) ? undefined : child.kill(signal));
      process.on(signal, listener);
      return () => process.off(signal, listener);
    });
  return new Promise<Ended>((resolve, reject) => {
    child.once('spawn', () => onStarted(child));
    child.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') reject(new StartError(127, `Couldn't find the command ${program}.`));
      else reject(new StartError(126, `Couldn't run ${program}: ${error.message}.`));
    });
    child.once('exit', (code, signal) => {
      const status = code ?? 128 + (signal ? constants.signals[signal] : 0);
      resolve({ code: status, signal: signal ?? undefined });
    });
  }).finally(() => {
    for (const stop of listeners) stop();
  });
}
