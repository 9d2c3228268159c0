/**
 * A Local to try things on: in memory, with a clock that is stopped, in its own process, which ends with its owner, even when that is
 * killed. Nothing of it touches the Local of the user, and no profile leads to it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type RunningLocal, readReadyLine } from './controlClient.ts';

interface ScratchOptions {
  /** The bundled program `mturk-local`. */
  readonly program: string;
  /** Milliseconds that it goes on after its last use; 5 minutes unless given. */
  readonly idle?: number;
  /** Calls back so many ms later, unless it is disposed before; replaced in tests. */
  readonly after?: (milliseconds: number, callback: () => void) => { dispose(): void };
}

/** A hold of the service: it stays as long as anybody has one. */
export interface ScratchLease {
  readonly local: RunningLocal;
  release(): void;
}

const startTimeout = 20_000;
const usualIdle = 300_000;

/** Started with its first use, ended some time after its last. */
export class ScratchLocal {
  readonly #options: ScratchOptions;
  #running: Promise<Started> | undefined;
  #leases = 0;
  #ending: { dispose(): void } | undefined;
  #disposed = false;

  constructor(options: ScratchOptions) {
    this.#options = options;
  }

  /** Rejects with why it couldn't be started. */
  async acquire(): Promise<ScratchLease> {
    if (this.#disposed) throw new Error('the window is closing');
    this.#ending?.dispose();
    this.#leases += 1;
    let released = false;
    const release = (): void => {
      if (released) return;
      released = true;
      this.#leases -= 1;
      if (this.#leases === 0) this.#endLater();
    };
    try {
      return { local: (await this.#start()).local, release };
    } catch (error) {
      release();
      throw error;
    }
  }

  /** Does a job with the service, which stays until then. */
  async use<T>(job: (local: RunningLocal) => Promise<T>): Promise<T> {
    const { local, release } = await this.acquire();
    try {
      return await job(local);
    } finally {
      release();
    }
  }

  dispose(): void {
    this.#disposed = true;
    this.#ending?.dispose();
    this.#end();
  }

  #start(): Promise<Started> {
    if (this.#running) return this.#running;
    const running = startProcess(this.#options.program);
    this.#running = running;
    const forget = (): void => {
      if (this.#running === running) this.#running = undefined;
    };
    running.then(({ child }) => child.once('exit', forget), forget);
    return running;
  }

  #endLater(): void {
    const { after = afterTimeout, idle = usualIdle } = this.#options;
    this.#ending?.dispose();
    this.#ending = after(idle, () => {
      if (this.#leases === 0) this.#end();
    });
  }

  #end(): void {
    const running = this.#running;
    this.#running = undefined;
    running?.then(
      ({ child }) => child.stdin?.end(),
      () => undefined,
    );
  }
}

interface Started {
  readonly local: RunningLocal;
  readonly child: ChildProcess;
}

function startProcess(program: string): Promise<Started> {
  const child = spawn(
    process.execPath,
    [program, '--memory', '--clock', 'manual', '--preview', '--submit-rewrite', '--exit-with-input'],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' },
      windowsHide: true,
    },
  );
  return new Promise((resolve, reject) => {
    let words = '';
    const timer = setTimeout(() => {
      child.kill();
      reject(new Error('it did not become ready in 20 seconds'));
    }, startTimeout);
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      words = (words + text).slice(-2000);
    });
    // The process may be gone when its input is closed.
    child.stdin.on('error', () => undefined);
    child.once('error', error => {
      clearTimeout(timer);
      reject(error);
    });
    child.once('exit', code => {
      clearTimeout(timer);
      reject(new Error(lastWords(words) ?? `it exited with code ${code}`));
    });
    createInterface({ input: child.stdout }).once('line', line => {
      clearTimeout(timer);
      const local = readReadyLine(line);
      if (local) return resolve({ local, child });
      child.kill();
      reject(new Error('its first line was unexpected'));
    });
  });
}

/** The line that says why: Node.js writes more behind an error. */
function lastWords(text: string): string | undefined {
  const lines = text.trim().split('\n').filter(Boolean);
  return lines.findLast(line => /^mturk-local: |Error: /.test(line))?.trim() ?? lines.at(-1);
}

const afterTimeout: NonNullable<ScratchOptions['after']> = (milliseconds, callback) => {
  const timer = setTimeout(callback, milliseconds);
  timer.unref();
  return { dispose: () => clearTimeout(timer) };
};
