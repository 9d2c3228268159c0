/** Starts a VS Code server on loopback, writes down what it says, and takes it down with all that it started. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createWriteStream, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { VsCode } from './build.ts';

interface ServerOptions {
  vscode: VsCode;
  /** Its own data: settings, logs, installed extensions, global storage. */
  dataDir: string;
  extensionsDir?: string;
  settings: Record<string, unknown>;
  env?: NodeJS.ProcessEnv;
  /** Lets a window be an extension development host, and a suite run in it. */
  development?: boolean;
  /** 0 for any free one. */
  port?: number;
  /** A secret without which nobody gets in; loopback alone is enough for a test, not for a person's long session. */
  token?: string;
}

/** What the page is opened with, beyond the folder. */
interface PageOptions {
  workspace: string;
  extensionDevelopmentPaths?: string[];
  extensionTestsPath?: string;
}

/** Names the processes that a server started, so that those which outlive it can be found. */
const runMark = 'MTURK_WORKBENCH_RUN';

/** Ends what still carries the mark, but for what is spared: a service that an extension left running on purpose, for a next window that never comes. */
function endMarked(run: string, isSpared: (pid: number, commandLine: string) => boolean = () => false): void {
  if (process.platform !== 'linux') return;
  for (const pid of readdirSync('/proc')
    .filter(entry => /^\d+$/.test(entry))
    .map(Number)) {
    try {
      if (pid === process.pid) continue;
      if (!readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(`${runMark}=${run}`)) continue;
      if (!isSpared(pid, readFileSync(`/proc/${pid}/cmdline`, 'latin1'))) process.kill(pid, 'SIGKILL');
    } catch {
      // It ended meanwhile, or it is someone else's: neither is ours to end.
    }
  }
}

export class VsCodeServer {
  readonly port: number;
  readonly logFile: string;
  readonly #child: ChildProcess;
  readonly #options: ServerOptions;
  readonly #run: string;
  readonly #onExit = () => this.#kill('SIGKILL');

  private constructor(child: ChildProcess, port: number, options: ServerOptions, run: string, logFile: string) {
    this.#child = child;
    this.port = port;
    this.#options = options;
    this.#run = run;
    this.logFile = logFile;
    process.once('exit', this.#onExit);
  }

  /** What the server itself needs beside it. */
  readonly #isOwn = (pid: number, commandLine: string) =>
    pid === this.#child.pid || (/--type=/.test(commandLine) && !commandLine.includes('--type=extensionHost'));

  static async start(options: ServerOptions): Promise<VsCodeServer> {
    const { vscode, dataDir, settings } = options;
    mkdirSync(join(dataDir, 'data/Machine'), { recursive: true });
    writeFileSync(join(dataDir, 'data/Machine/settings.json'), JSON.stringify(settings, null, 2));
    const logFile = join(dataDir, 'server.log');
    const run = randomUUID();
    const child = spawn(vscode.node, [vscode.serverMain, ...serverArguments(options)], {
      env: serverEnvironment(options, run),
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own: it is ended as one, and Ctrl-C is ours to pass on.
      detached: process.platform !== 'win32',
    });
    const log = createWriteStream(logFile);
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    const port = await listening(child);
    return new VsCodeServer(child, port, options, run, logFile);
  }

  get dataDir(): string {
    return this.#options.dataDir;
  }

  /** The address of a window; with a development path it is an extension development host, with a tests path a suite runs in it. */
  url({ workspace, extensionDevelopmentPaths = [], extensionTestsPath }: PageOptions): string {
    const authority = `127.0.0.1:${this.port}`;
    const remote = (path: string) => `vscode-remote://${authority}${path}`;
    const payload = extensionDevelopmentPaths.map(path => ['extensionDevelopmentPath', remote(path)]);
    if (extensionTestsPath) payload.push(['extensionTestsPath', remote(extensionTestsPath)]);
    const url = new URL(`http://${authority}/`);
    if (this.#options.token) url.searchParams.set('tkn', this.#options.token);
    url.searchParams.set(workspace.endsWith('.code-workspace') ? 'workspace' : 'folder', workspace);
    if (payload.length > 0) url.searchParams.set('payload', JSON.stringify(payload));
    return url.href;
  }

  /** Resolves when the server has ended, by itself or by `stop`. */
  get ended(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return Promise.resolve();
    return new Promise(done => this.#child.once('exit', () => done()));
  }

  /** Ends what windows that were closed left running: extension hosts that wait for them to come back, services, shells. Linux only. */
  endWindows(): void {
    endMarked(this.#run, this.#isOwn);
  }

  async stop(): Promise<void> {
    process.off('exit', this.#onExit);
    const ended = this.ended;
    this.#kill('SIGTERM');
    const impatience = setTimeout(() => this.#kill('SIGKILL'), 3000);
    await ended;
    clearTimeout(impatience);
    this.#kill('SIGKILL');
  }

  #kill(signal: NodeJS.Signals): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      process.kill(process.platform === 'win32' ? pid : -pid, signal);
    } catch {
      // Gone already.
    }
    if (signal === 'SIGKILL') endMarked(this.#run);
  }
}

function serverArguments({ dataDir, extensionsDir, port = 0, token, development, settings }: ServerOptions): string[] {
  return [
    ...['--host', '127.0.0.1', '--port', String(port)],
    ...(token ? ['--connection-token', token] : ['--without-connection-token']),
    '--accept-server-license-terms',
    // Without it a built server ignores extension development paths in the address; with it notifications don't pop up.
    ...(development ? ['--enable-smoke-test-driver'] : []),
    // Every folder is trusted, except where that is what is tested.
    ...(settings['security.workspace.trust.enabled'] === true ? [] : ['--disable-workspace-trust']),
    ...['--server-data-dir', dataDir],
    ...(extensionsDir ? ['--extensions-dir', extensionsDir] : []),
    ...['--telemetry-level', 'off'],
  ];
}

/** The environment less what a surrounding VS Code, npm or test runner put there: its extensions must find what a user's would. */
function serverEnvironment({ env }: ServerOptions, run: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_|npm_|ELECTRON_|NODE_OPTIONS$)/.test(name),
  );
  return { ...Object.fromEntries(inherited), ...env, [runMark]: run };
}

/** Waits for the line that names the port. */
function listening(child: ChildProcess): Promise<number> {
  return new Promise((done, failed) => {
    let said = '';
    const read = (chunk: Buffer) => {
      said += chunk.toString();
      const port = /agent listening on (\d+)/.exec(said)?.[1];
      if (!port) return;
      child.stdout?.off('data', read);
      done(Number(port));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', chunk => {
      said += String(chunk);
    });
    child.once('error', failed);
    child.once('exit', code => failed(new Error(`The VS Code server ended with ${code} before it listened:\n${said}`)));
  });
}
