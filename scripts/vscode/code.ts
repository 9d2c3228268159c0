/**
 * Speaks the command line of `code` as far as `@vscode/test-electron` does, and answers it with a VS Code server and a headless browser:
 * `code WORKSPACE --extensionDevelopmentPath=DIR --extensionTestsPath=FILE [--user-data-dir=DIR] [--extensions-dir=DIR]`.
 * What the suite prints is printed here, and its exit code is ours. MTURK_HOST_CONSOLE=1 shows VS Code's own words too.
 */
import { cpSync, createWriteStream, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { artifactsOf } from '../test/artifacts.ts';
import { launchBrowser, provisionBrowser } from './browser.ts';
import { current, floor, provisionVsCode } from './build.ts';
import { unmarked } from './marked.ts';
import { VsCodeServer } from './server.ts';
import { testSettings } from './settings.ts';

/** A suite that hangs must not hang the run: so long it may say nothing. Its hooks and tests end much sooner by themselves. */
const silenceMs = 900_000;

function option(args: string[], name: string): string[] {
  const prefix = `--${name}=`;
  return args.filter(arg => arg.startsWith(prefix)).map(arg => arg.slice(prefix.length));
}

const artifacts = artifactsOf('host');

function keepLogs(dataDir: string): void {
  const logs = join(dataDir, 'data/logs');
  if (existsSync(logs)) cpSync(logs, join(artifacts, 'logs'), { recursive: true });
  console.error(`The logs of VS Code and its console are in ${artifacts}`);
}

async function main(args: string[]): Promise<number> {
  rmSync(artifacts, { recursive: true, force: true });
  mkdirSync(artifacts, { recursive: true });
  const scratch = mkdtempSync(join(tmpdir(), 'mturk-host-'));
  const workspace = resolve(args.find(arg => !arg.startsWith('-')) ?? scratch);
  const [extensionTestsPath] = option(args, 'extensionTestsPath');
  const dataDir = resolve(option(args, 'user-data-dir')[0] ?? join(scratch, 'data'));
  const edition = process.env.MTURK_VSCODE === 'floor' ? floor : current;
  const [vscode, choice] = await Promise.all([provisionVsCode(edition), provisionBrowser()]);

  const [server, browser] = await Promise.all([
    VsCodeServer.start({
      vscode,
      dataDir,
      development: true,
      extensionsDir: resolve(option(args, 'extensions-dir')[0] ?? join(dataDir, 'extensions')),
      settings: testSettings('dark'),
    }),
    launchBrowser(choice),
  ]);
  try {
    const page = await browser.newPage({ viewport: { width: 800, height: 500 }, reducedMotion: 'reduce' });
    const exit = Promise.withResolvers<number>();
    await page.exposeFunction('codeAutomationExit', (code: number) => exit.resolve(code));
    const limit = setTimeout(() => exit.reject(new Error(`Nothing was said for ${silenceMs} ms`)), silenceMs);
    const log = createWriteStream(join(artifacts, 'console.log'));
    await page.exposeFunction('codeAutomationLog', (type: string, values: unknown[]) => {
      const text = values.map(value => (typeof value === 'string' ? value : JSON.stringify(value))).join(' ');
      const own = unmarked(text);
      log.write(`${type} ${own ?? text}\n`);
      if (own !== undefined) limit.refresh();
      if (own !== undefined) process.stdout.write(`${own}\n`);
      else if (process.env.MTURK_HOST_CONSOLE) process.stderr.write(`${type} ${text}\n`);
    });
    const interrupted = () => exit.resolve(130);
    process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
    server.ended.then(() => exit.reject(new Error(`The server ended by itself; see ${server.logFile}`)));
    await page.goto(
      server.url({
        workspace,
        extensionDevelopmentPaths: option(args, 'extensionDevelopmentPath').map(path => resolve(path)),
        ...(extensionTestsPath ? { extensionTestsPath: resolve(extensionTestsPath) } : {}),
      }),
      { timeout: 120_000 },
    );
    const code = await exit.promise;
    clearTimeout(limit);
    if (code !== 0) keepLogs(dataDir);
    return code;
  } finally {
    await browser.close();
    await server.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

process.exit(
  await main(process.argv.slice(2)).catch((error: unknown) => {
    console.error(error);
    return 1;
  }),
);
