/** Runs `mturk-local` for archives: as a service on one, and for work on files that reports how far it is. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import * as v from 'valibot';

const readyLine = v.object({
  endpoint: v.string(),
  accessKeyId: v.string(),
  secretAccessKey: v.string(),
  controlUrl: v.string(),
  controlToken: v.string(),
  archive: v.object({
    origin: v.string(),
    environment: v.optional(v.string()),
    /** Seconds: where its clock is. */
    asOf: v.number(),
    written: v.number(),
    counts: v.record(v.string(), v.number()),
  }),
});

export interface RunningArchive extends v.InferOutput<typeof readyLine> {
  readonly stop: () => void;
}

const startTimeout = 30_000;

function run(program: string, args: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [program, ...args], {
    stdio: 'pipe',
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' },
    windowsHide: true,
  });
}

/** Serves an archive until this process ends or `stop` is called. `ended` is called when it ends before. Rejects with its last words. */
export function startArchive(program: string, file: string, ended: () => void): Promise<RunningArchive> {
  const child = run(program, ['serve-archive', '--until-input-ends', file]);
  const words = lastWordsOf(child);
  return new Promise((resolve, reject) => {
    let stopped = false;
    const stop = (): void => {
      stopped = true;
      child.stdin.end();
      child.kill();
    };
    const fail = (reason: string): void => {
      clearTimeout(timer);
      stop();
      reject(new Error(reason));
    };
    const timer = setTimeout(() => fail('it did not become ready in 30 seconds'), startTimeout);
    child.once('error', error => fail(error.message));
    child.stdin.on('error', () => undefined);
    let running = false;
    child.once('exit', code => {
      if (!running) fail(words() || `it exited with code ${code}`);
      else if (!stopped) ended();
    });
    createInterface({ input: child.stdout }).once('line', line => {
      const ready = v.safeParse(readyLine, parsed(line));
      if (!ready.success) return fail('its first line was unexpected');
      clearTimeout(timer);
      running = true;
      resolve({ ...ready.output, stop });
    });
  });
}

/** How such work ended: its lines but for progress, its exit code, and what it said. */
interface WorkEnd {
  readonly lines: readonly unknown[];
  readonly code: number | null;
  readonly words: string;
}

interface WorkOptions {
  readonly signal: AbortSignal;
  /** What the work reads from its standard input. */
  readonly input?: string;
  /** Told of each line; says whether it was for it alone. */
  readonly onLine?: (line: unknown) => boolean;
}

/** Runs work that writes lines of JSON. Rejects with the signal's reason once it was cancelled and the work is over. */
export function runWork(
  program: string,
  args: readonly string[],
  { signal, input = '', onLine = () => false }: WorkOptions,
): Promise<WorkEnd> {
  signal.throwIfAborted();
  const child = run(program, args);
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const words = lastWordsOf(child);
  const lines: unknown[] = [];
  createInterface({ input: child.stdout }).on('line', text => {
    const line = parsed(text);
    if (line !== undefined && !onLine(line)) lines.push(line);
  });
  return new Promise((resolve, reject) => {
    const end = (): void => {
      child.kill();
    };
    signal.addEventListener('abort', end, { once: true });
    child.once('error', reject);
    child.once('close', code => {
      signal.removeEventListener('abort', end);
      if (signal.aborted) reject(signal.reason);
      else resolve({ lines, code, words: words() });
    });
  });
}

/** What a child wrote to its standard error last. */
function lastWordsOf({ stderr }: { readonly stderr: NodeJS.ReadableStream }): () => string {
  let text = '';
  stderr.setEncoding('utf8');
  stderr.on('data', (piece: string) => {
    text = (text + piece).slice(-4000);
  });
  return () => (text.trim().split('\n').at(-1) ?? '').replace(/^mturk-local: /, '');
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
