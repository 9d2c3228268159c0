/** One page of a VS Code server in a browser, on a fresh copy of a workspace; the floor that the workbench's helpers stand on. */
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../../../scripts/command.ts';
import { artifactsOf } from '../../../scripts/test/artifacts.ts';
import { launchBrowser, provisionBrowser } from '../../../scripts/vscode/browser.ts';
import { current, provisionVsCode } from '../../../scripts/vscode/build.ts';
import { installFromSource } from '../../../scripts/vscode/install.ts';
import { VsCodeServer } from '../../../scripts/vscode/server.ts';
import { quietEnvironment, type Theme, testSettings } from '../../../scripts/vscode/settings.ts';
import { needsOwnServer, sharedBrowser, sharedServer } from './shared.ts';

export interface SessionOptions {
  theme?: Theme;
  /** A folder to copy; the example by default. */
  workspace?: string;
  /** The extension under test, this repo's by default. It is installed from its build. */
  extensionPath?: string;
  /** A folder in which the extension under test is installed already; `extensionPath` is not looked at then. */
  extensionsDir?: string;
  settings?: Record<string, unknown>;
  env?: NodeJS.ProcessEnv;
  viewport?: { width: number; height: number };
  /** Whether it may use the server and the browser of the run, where it needs none of its own. */
  shares?: boolean;
}

const example = join(root, 'examples/stroop');

export class Session {
  readonly server: VsCodeServer;
  readonly page: Page;
  /** The copy that VS Code has open. */
  readonly workspace: string;
  readonly #scratch: string;
  readonly #end: () => Promise<void>;
  readonly #console: string[] = [];

  private constructor(
    opened: Pick<Session, 'server' | 'page' | 'workspace'>,
    scratch: string,
    end: () => Promise<void>,
  ) {
    const { server, page, workspace } = opened;
    this.server = server;
    this.page = page;
    this.workspace = workspace;
    this.#scratch = scratch;
    this.#end = end;
    page.on('console', message => this.#console.push(`${message.type()} ${message.text()}`));
    page.on('pageerror', error => this.#console.push(`uncaught ${error.stack ?? error.message}`));
    page.on('crash', () => this.#console.push('the page crashed'));
  }

  static async open(options: SessionOptions = {}): Promise<Session> {
    const scratch = mkdtempSync(join(tmpdir(), 'mturk-e2e-'));
    const workspace = join(scratch, 'experiment');
    const source = options.workspace ?? example;
    if (existsSync(source)) cpSync(source, workspace, { recursive: true });
    else mkdirSync(workspace);
    const { shares = false } = options;
    const sharesServer = shares && !needsOwnServer(options);
    const [server, browser] = await Promise.all([
      sharesServer ? sharedServer(testSettings(options.theme, options.settings)) : ownServer(options, scratch),
      shares ? sharedBrowser() : provisionBrowser().then(choice => launchBrowser(choice)),
    ]);
    const context = await browser.newContext({
      viewport: options.viewport ?? { width: 1400, height: 900 },
      reducedMotion: 'reduce',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const page = await context.newPage();
    const session = new Session({ server, page, workspace }, scratch, async () => {
      await (shares ? context : browser).close();
      if (sharesServer) server.endWindows();
      else await server.stop();
      rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
    });
    try {
      await session.load();
    } catch (error) {
      await session.keep('open');
      await session.close();
      throw error;
    }
    return session;
  }

  /** Another window of the same VS Code, in a page of its own; closing it leaves the first one open. */
  async another(): Promise<Session> {
    const page = await this.page.context().newPage();
    const workspace = join(this.#scratch, `window-${page.context().pages().length}`);
    cpSync(this.workspace, workspace, { recursive: true });
    const session = new Session({ server: this.server, page, workspace }, this.#scratch, () => page.close());
    await session.load();
    return session;
  }

  /** Opens the workbench in the page, or opens it again. */
  async load(): Promise<void> {
    await this.page.goto(this.server.url({ workspace: this.workspace }), { timeout: 120_000 });
    await this.page.locator('.monaco-workbench .statusbar-item').first().waitFor({ timeout: 120_000 });
  }

  /** Saves what helps to understand a failure: the picture, what the page and the server said, and the logs of the extension host. */
  async keep(name: string): Promise<string> {
    const folder = join(artifactsOf('e2e'), name.replace(/[^\w.-]+/g, '-').slice(0, 120));
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'console.log'), this.#console.join('\n'));
    await this.page.screenshot({ path: join(folder, 'page.png'), timeout: 5000 }).catch(() => undefined);
    cpSync(this.server.logFile, join(folder, 'server.log'));
    const logs = join(this.server.dataDir, 'data/logs');
    for (const file of globSync('**/*.log', { cwd: logs })) cpSync(join(logs, file), join(folder, 'logs', file));
    return folder;
  }

  /** What our extension and VS Code wrote into log files whose path has `part` in it. */
  logFiles(part: string): string[] {
    const logs = join(this.server.dataDir, 'data/logs');
    return globSync('**/*.log', { cwd: logs })
      .filter(file => file.includes(part))
      .map(file => join(logs, file));
  }

  close(): Promise<void> {
    return this.#end();
  }
}

async function ownServer(options: SessionOptions, scratch: string): Promise<VsCodeServer> {
  const extensionsDir = options.extensionsDir ?? join(scratch, 'extensions');
  if (!options.extensionsDir) installFromSource(options.extensionPath ?? root, extensionsDir);
  return VsCodeServer.start({
    vscode: await provisionVsCode(current),
    dataDir: join(scratch, 'data'),
    extensionsDir,
    settings: testSettings(options.theme, options.settings),
    env: { ...quietEnvironment, ...options.env },
  });
}
