/** One run of redirection: proxy, TLS and endpoint on loopback, the child's environment, and the folder with its public files. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createTlsServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Keys } from '../mturk/signing.ts';
import { close, listen } from '../service/wire/server.ts';
import { createAuthority } from './authority.ts';
import { type CallLog, createCallLog } from './callLog.ts';
import { childVariables } from './environment.ts';
import { createGateway } from './gateway.ts';
import { type Keeper, startKeeper } from './keeper.ts';
import { preloadScript } from './preload.ts';
import { createProxy } from './proxy.ts';
import { writeTrust } from './trust.ts';
import { upstreamOf } from './upstream.ts';
import type { Variables } from './variables.ts';

interface RedirectOptions {
  /** Where Local answers, known later than the certificate is made. */
  readonly local: Promise<RunningLocal>;
  /** The user's environment. */
  readonly env: Variables;
  /** Takes lines for the person who started the run. */
  readonly note: (line: string) => void;
  /** Called with the id of each HIT that the child creates. */
  readonly onCreated?: (hitId: string) => void;
  readonly now?: () => number;
}

export interface RunningLocal {
  readonly endpoint: string;
  readonly workerSite: string;
  readonly keys: Keys;
  readonly control: { readonly url: string; readonly token: string } | undefined;
}

export interface Redirect {
  /** What is set for the child, and with undefined what is taken away. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Takes API calls with any key. */
  readonly endpoint: string;
  /** Ends what it watches, and removes the folder, when this process is killed. */
  readonly keeper: Keeper;
  readonly log: CallLog;
  close(): Promise<void>;
}

const loopback = '127.0.0.1';
const folderName = 'mturk-exec-';

/** Starts it. Rejects with UpstreamError, or with what keeps Local from starting. */
export async function startRedirect(options: RedirectOptions): Promise<Redirect> {
  const { env, note, now = Date.now } = options;
  const upstream = upstreamOf(env);
  const [authority, local] = await Promise.all([createAuthority(now()), options.local]);
  const log = createCallLog(note);
  const gateway = createGateway({
    endpoint: new URL(local.endpoint),
    keys: local.keys,
    log,
    onCreated: options.onCreated ?? (() => undefined),
    now,
  });
  const tls = createTlsServer(
    { key: authority.keyPem, cert: authority.chainPem, ALPNProtocols: ['http/1.1'], keepAliveTimeout: 65_000 },
    gateway.handle,
  );
  // A client that does not trust us says so itself.
  tls.on('tlsClientError', () => undefined);
  const token = upstream.hasLogin ? randomBytes(18).toString('base64url') : undefined;
  const proxy = createProxy({ handle: gateway.handle, tls, upstream, token, log });
  const folder = makeFolder();
  const keeper = startKeeper(folder);
  const stop = async (): Promise<void> => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    keeper.release();
    proxy.close();
    gateway.close();
    await Promise.all([close(proxy.server, 0), close(tls, 0)]);
  };
  try {
    const [port, tlsPort] = await Promise.all([listen(proxy.server, loopback, 0), listen(tls, loopback, 0)]);
    const trust = writeTrust(folder, authority, env);
    for (const problem of trust.problems) note(problem);
    const preload = join(folder, 'preload.cjs');
    writeFileSync(preload, preloadScript({ tlsPort, plainPort: port }), { mode: 0o600 });
    const endpoint = `http://${loopback}:${port}`;
    const { keys, workerSite, control } = local;
    return {
      variables: childVariables(env, { endpoint, proxy: { port, token }, keys, workerSite, control, trust, preload }),
      endpoint,
      keeper,
      log,
      close: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A folder for this user only. What runs that were killed outright left behind goes. */
function makeFolder(): string {
  for (const entry of readdirSync(tmpdir())) {
    const pid = /^mturk-exec-(\d+)-/.exec(entry)?.[1];
    if (pid === undefined || isRunning(Number(pid))) continue;
    try {
      rmSync(join(tmpdir(), entry), { recursive: true, force: true });
    } catch {
      // Somebody else's.
    }
  }
  return mkdtempSync(join(tmpdir(), `${folderName}${process.pid}-`));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
