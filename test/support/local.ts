/** A Local service for tests of every level: in this process, or as the child process that users run. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { MTurkClient } from '@aws-sdk/client-mturk';
import { type Service, startService } from '../../src/service/service.ts';
import type { Ready, ServiceOptions } from '../../src/service/serviceOptions.ts';
import { localProgram } from './programs.ts';

export interface Local extends Ready {
  /** Calls a verb of the control API. Rejects with ControlRefusal. */
  control(verb: string, input?: unknown): Promise<Record<string, unknown>>;
  /** A new SDK client of this service; destroyed with it. */
  client(keys?: { readonly accessKeyId: string; readonly secretAccessKey: string }): MTurkClient;
  stop(): Promise<void>;
}

export class ControlRefusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Starts a service in this process, by default in memory, empty, with a manual clock. */
export async function startLocal(options: ServiceOptions = {}): Promise<Local & { readonly service: Service }> {
  const failures: unknown[] = [];
  const service = await startService({ clock: 'manual', report: error => failures.push(error), ...options });
  const local = connect(service.ready, async () => {
    await service.stop();
    // What the service would have written to its log is a failed test.
    if (failures.length > 0) throw failures[0];
  });
  return { ...local, service };
}

interface SpawnOptions {
  readonly args?: readonly string[];
  /** The program, where it matters which: `dist/mturk-local.cjs` where the bundle is what is tested. */
  readonly program?: string;
}

export interface SpawnedLocal extends Local {
  readonly child: ChildProcess;
  /** Ends it with SIGKILL. */
  kill(): Promise<void>;
}

/** Starts the service as a child process. Rejects with its exit code and words if it ends before it is ready. */
export async function spawnLocal({
  args = ['--memory'],
  program = localProgram,
}: SpawnOptions = {}): Promise<SpawnedLocal> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ready = await readyLine(child);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  return { ...connect(ready, () => end('SIGTERM')), child, kill: () => end('SIGKILL') };
}

export class EarlyExit extends Error {
  readonly code: number | null;

  constructor(code: number | null, words: string) {
    super(words);
    this.code = code;
  }
}

function readyLine(child: ChildProcess): Promise<Ready> {
  return new Promise((resolve, reject) => {
    let out = '';
    let words = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      const end = out.indexOf('\n');
      if (end >= 0) resolve(JSON.parse(out.slice(0, end)) as Ready);
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      words += text;
    });
    child.on('error', reject);
    child.on('close', code => reject(new EarlyExit(code, words.trim())));
  });
}

function connect(ready: Ready, stop: () => Promise<void>): Local {
  const clients: MTurkClient[] = [];
  return {
    ...ready,
    control: async (verb, input = {}) => {
      const response = await fetch(`${ready.controlUrl}/${verb}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${ready.controlToken}`, 'content-type': 'application/json' },
        body: JSON.stringify(input),
      });
      const answer = (await response.json()) as Record<string, unknown>;
      if (response.ok) return answer;
      const { code, message } = answer.error as { code: string; message: string };
      throw new ControlRefusal(response.status, code, message);
    },
    client: (keys = ready) => {
      const client = new MTurkClient({
        region: 'us-east-1',
        endpoint: ready.endpoint,
        credentials: { accessKeyId: keys.accessKeyId, secretAccessKey: keys.secretAccessKey },
        maxAttempts: 1,
      });
      clients.push(client);
      return client;
    },
    stop: async () => {
      for (const client of clients) client.destroy();
      await stop();
    },
  };
}
