/** `npm start`: VS Code with the extension and a sample experiment, in a desktop VS Code if there is one, else in a browser. */
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { build } from './build.ts';
import { capture, root, run } from './command.ts';
import { provisionVsCode } from './vscode/build.ts';
import { desktopCode } from './vscode/desktop.ts';
import { installFromSource } from './vscode/install.ts';
import { VsCodeServer } from './vscode/server.ts';
import { quietSettings } from './vscode/settings.ts';

/** What a person does in this VS Code stays here between runs. */
const home = join(root, '.vscode-test/start');

/** Always the same if it is free: a browser keeps layout and settings by address. */
const usualPort = 38457;

/** The sample, once; what a person changed in it stays, what is missing comes back. */
function workingCopy(): string {
  const folder = join(home, 'stroop');
  cpSync(join(root, 'examples/stroop'), folder, { recursive: true, force: false });
  return folder;
}

/** Loopback is open to every page that the browser shows: without this secret none of them gets a shell. */
function token(): string {
  const file = join(home, 'token');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

function isFree(port: number): Promise<boolean> {
  return new Promise(done => {
    const probe = createServer()
      .once('error', () => done(false))
      .listen(port, '127.0.0.1', () => probe.close(() => done(true)));
  });
}

async function openInBrowser(url: string): Promise<void> {
  const { platform, env } = process;
  try {
    if (platform === 'darwin') await capture('open', [url]);
    else if (platform === 'win32') await capture('cmd', ['/c', 'start', '""', url.replaceAll('&', '^&')]);
    else if (env.DISPLAY || env.WAYLAND_DISPLAY) await capture('xdg-open', [url]);
  } catch {
    // The address is on the screen.
  }
}

async function startDesktop(code: string, workspace: string): Promise<number> {
  const userData = join(home, 'desktop');
  const settings = join(userData, 'User/settings.json');
  if (!existsSync(settings)) {
    mkdirSync(join(userData, 'User'), { recursive: true });
    writeFileSync(settings, JSON.stringify(quietSettings, null, 2));
  }
  console.log(`Opening ${workspace} in ${code}`);
  return run(
    code,
    [
      '--new-window',
      `--extensionDevelopmentPath=${root}`,
      `--user-data-dir=${userData}`,
      '--disable-workspace-trust',
      workspace,
    ],
    { shell: process.platform === 'win32' },
  );
}

async function startServer(workspace: string): Promise<number> {
  const extensionsDir = join(home, 'extensions');
  const vscode = await provisionVsCode();
  installFromSource(root, extensionsDir);
  const server = await VsCodeServer.start({
    vscode,
    dataDir: join(home, 'server'),
    extensionsDir,
    settings: quietSettings,
    port: (await isFree(usualPort)) ? usualPort : 0,
    token: token(),
  });
  const url = server.url({ workspace });
  console.log(
    `\nMTurk Workbench is open at\n\n  ${url}\n\nClick the MTurk icon at the left edge. Ctrl-C here ends it.`,
  );
  const ended = Promise.withResolvers<number>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => ended.resolve(0));
  server.ended.then(() => ended.resolve(1));
  void openInBrowser(url);
  const code = await ended.promise;
  if (code !== 0) console.error(`The VS Code server ended by itself; its words are in ${server.logFile}`);
  await server.stop();
  return code;
}

/** `--web` takes the browser even where a desktop VS Code is. */
export async function start(args: string[]): Promise<number> {
  mkdirSync(home, { recursive: true });
  await build();
  const workspace = workingCopy();
  const code = args.includes('--web') ? undefined : await desktopCode();
  return code ? startDesktop(code, workspace) : startServer(workspace);
}
