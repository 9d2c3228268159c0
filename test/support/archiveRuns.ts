/** Archives an account by the program that people run, kills it on the way, and compares the archive with the account. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Account } from '../../src/account/account.ts';
import { type ArchiveService, serveArchive } from '../../src/archive/archiveService.ts';
import type { Manifest } from '../../src/archive/manifest.ts';
import { MTurkClient } from '../../src/mturk/client.ts';
import type { Local } from './local.ts';
import { localProgram } from './programs.ts';

interface ArchiveRun {
  /** Missing where it was killed. */
  readonly manifest?: Manifest;
  /** ms */
  readonly took: number;
  /** HITs that it reported to have read, with those of earlier runs. */
  readonly hits: number;
  readonly of: number;
}

/** Runs `mturk-local archive`, and kills it once it has reported so many HITs. Rejects when it fails otherwise. */
export async function archiveRun(
  { endpoint, accessKeyId, secretAccessKey, controlUrl, controlToken }: Local,
  to: string,
  { killAt = Number.POSITIVE_INFINITY, program = localProgram } = {},
): Promise<ArchiveRun> {
  const started = performance.now();
  const child = spawn(
    process.execPath,
    ['--no-warnings=ExperimentalWarning', program, 'archive', '--to', to, '--input', '--json'],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  child.stdin.end(
    JSON.stringify({ endpoint, accessKeyId, secretAccessKey, controlUrl, controlToken, environment: 'local' }),
  );
  let [words, hits, of, killed] = ['', 0, 0, false];
  let manifest: Manifest | undefined;
  let problem: string | undefined;
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-2000);
  });
  createInterface({ input: child.stdout }).on('line', line => {
    const told = JSON.parse(line) as {
      readonly collected?: { readonly hits: number; readonly of: number };
      readonly manifest?: Manifest;
      readonly problem?: string;
    };
    ({ hits, of } = told.collected ?? { hits, of });
    manifest ??= told.manifest;
    problem ??= told.problem;
    if (hits < killAt || killed) return;
    killed = true;
    child.kill('SIGKILL');
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0 && !(killed && code === null)) throw new Error(problem ?? (words || `it ended with ${code}`));
  return { ...(manifest ? { manifest } : {}), took: performance.now() - started, hits, of };
}

/** Kills it so often, at places spread over the account, then lets it end. */
export async function archiveKilled(
  local: Local,
  to: string,
  { kills, hits, program = localProgram }: { readonly kills: number; readonly hits: number; readonly program?: string },
  tell: (words: string) => void = () => {},
): Promise<{ readonly manifest: Manifest; readonly killed: number }> {
  let killed = 0;
  for (let kill = 1; kill <= kills; kill += 1) {
    // The last one when all HITs are read and the file is being sealed.
    const killAt = kill === kills ? hits : Math.floor((hits * kill) / (kills + 1));
    const run = await archiveRun(local, to, { killAt, program });
    if (run.manifest) return { manifest: run.manifest, killed };
    killed += 1;
    tell(`killed ${kill} of ${kills} after ${run.hits} of ${run.of} HITs`);
  }
  const { manifest } = await archiveRun(local, to, { program });
  if (!manifest) throw new Error('it ended without a manifest');
  return { manifest, killed };
}

interface OpenedArchive {
  readonly served: ArchiveService;
  readonly account: Account;
  close(): Promise<void>;
}

/** Opens an archive as the workbench does, with all its HITs listed. */
export async function opened(file: string): Promise<OpenedArchive> {
  const served = await serveArchive(file);
  const account = accountOn(served.ready, () => served.ready.archive.asOf * 1000);
  await account.refreshHITs();
  return {
    served,
    account,
    close: async () => {
      account.dispose();
      await served.stop();
    },
  };
}

/** The account of an endpoint at a moment. */
export function accountOn(
  { endpoint, accessKeyId, secretAccessKey }: Pick<Local, 'endpoint' | 'accessKeyId' | 'secretAccessKey'>,
  now: () => number,
): Account {
  const client = new MTurkClient({ endpoint, credentials: async () => ({ accessKeyId, secretAccessKey }) });
  return new Account({ client, now });
}

/** What the rows of the tree show of each HIT, by ID. */
export function rowsOf(account: Account): Map<string, string> {
  return new Map(
    account.hits().map(hit => {
      const { title, status, reward, annotation, expires } = hit;
      return [hit.id, JSON.stringify({ title, status, reward, annotation, expires, ...account.counts(hit) })];
    }),
  );
}
