/**
 * The VS Code server and the browser that all files of a run use. Each file has a window of its own: what the one before left, in the
 * browser, in the server's folder and among the processes, is gone when the next opens.
 */
import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { root } from '../../../scripts/command.ts';
import { launchBrowser, provisionBrowser } from '../../../scripts/vscode/browser.ts';
import { current, provisionVsCode } from '../../../scripts/vscode/build.ts';
import { installFromSource } from '../../../scripts/vscode/install.ts';
import { VsCodeServer } from '../../../scripts/vscode/server.ts';
import { quietEnvironment, testSettings } from '../../../scripts/vscode/settings.ts';

let browser: Promise<Browser> | undefined;
let server: Promise<VsCodeServer> | undefined;
let scratch: string | undefined;

/** The browser of the run, started when it is asked for first. */
export function sharedBrowser(): Promise<Browser> {
  browser ??= provisionBrowser().then(choice => launchBrowser(choice));
  return browser;
}

/** The server of the run with this build of the extension, as after its very first start: no window of it is open. */
export async function sharedServer(settings: Record<string, unknown>): Promise<VsCodeServer> {
  server ??= startServer();
  const started = await server;
  const data = join(started.dataDir, 'data');
  started.endWindows();
  for (const left of ['User', ...globSync('logs/*/exthost*', { cwd: data })])
    rmSync(join(data, left), { recursive: true, force: true, maxRetries: 5 });
  mkdirSync(join(data, 'Machine'), { recursive: true });
  writeFileSync(join(data, 'Machine/settings.json'), JSON.stringify(settings, null, 2));
  return started;
}

async function startServer(): Promise<VsCodeServer> {
  const vscode = await provisionVsCode(current);
  scratch = mkdtempSync(join(tmpdir(), 'mturk-e2e-server-'));
  const extensionsDir = join(scratch, 'extensions');
  installFromSource(root, extensionsDir);
  return VsCodeServer.start({
    vscode,
    dataDir: join(scratch, 'data'),
    extensionsDir,
    settings: testSettings(),
    env: quietEnvironment,
  });
}

/** What a file asks of its window that only a server of its own has. Elsewhere than on Linux, nobody finds what a window left running. */
export function needsOwnServer(options: {
  readonly extensionPath?: string;
  readonly extensionsDir?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly settings?: Record<string, unknown>;
}): boolean {
  const { extensionPath, extensionsDir, env, settings = {} } = options;
  return (
    process.platform !== 'linux' ||
    [extensionPath, extensionsDir, env].some(each => each !== undefined) ||
    'security.workspace.trust.enabled' in settings
  );
}

/** Ends both, when the last file is over. */
export async function endShared(): Promise<void> {
  const [openBrowser, running] = await Promise.all([browser, server]);
  [browser, server] = [undefined, undefined];
  await openBrowser?.close();
  await running?.stop();
  if (scratch) rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}
