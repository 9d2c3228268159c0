/** A built VS Code server out of npm: the package `code-server` carries Microsoft's, and nothing is downloaded from anywhere else. */
import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { capture, root } from '../command.ts';
import { cached } from './cache.ts';
import { npm, npmInto } from './npm.ts';

/** One version of VS Code, and the package that carries it. */
interface Edition {
  vscode: string;
  codeServer: string;
  /** The major version of Node that its server is built for. */
  node: number;
}

export const current: Edition = { vscode: '1.139.1', codeServer: '4.139.1', node: 24 };
/** The oldest VS Code that package.json's `engines` lets in. */
export const floor: Edition = { vscode: '1.105.1', codeServer: '4.105.1', node: 22 };

/** What is needed to start it. */
export interface VsCode {
  version: string;
  node: string;
  serverMain: string;
}

const nodePackage = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
const nodeBinary = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';

/** A folder with `bin/node` and `include/node`: our own pinned one if it fits, else one beside the server. */
function nodeHome(edition: Edition, folder: string): string {
  const pinned = join(root, 'node_modules/node/node_modules', nodePackage);
  const fits = process.versions.node.startsWith(`${edition.node}.`) && existsSync(join(pinned, 'include/node'));
  return fits ? pinned : join(folder, 'node_modules', nodePackage);
}

const serverFolder = (folder: string) => join(folder, 'node_modules/code-server/lib/vscode');

/** 4.105.1 names a git dependency, which can't be had from the registry; the released package does the same. */
async function replaceGitDependencies(folder: string): Promise<void> {
  const file = join(folder, 'package.json');
  const manifest = JSON.parse(await readFile(file, 'utf8')) as { dependencies: Record<string, string> };
  if (!manifest.dependencies['@parcel/watcher']?.includes('/')) return;
  manifest.dependencies['@parcel/watcher'] = '2.5.1';
  await writeFile(file, JSON.stringify(manifest, null, 2));
  await rename(join(folder, 'npm-shrinkwrap.json'), join(folder, 'npm-shrinkwrap.json.unused'));
}

/** The logger, the watchdog and the terminal are native. Without a compiler everything but the terminal works all the same. */
async function compileNatives(folder: string, home: string): Promise<void> {
  const natives = ['@vscode/spdlog', '@vscode/native-watchdog', 'node-pty'];
  const { code } = await capture('npm', ['rebuild', ...natives], {
    cwd: folder,
    shell: process.platform === 'win32',
    env: { ...process.env, npm_config_nodedir: home, npm_config_ignore_scripts: 'false', JOBS: 'max' },
  });
  if (code !== 0)
    console.error('No compiler here: the integrated terminal of this VS Code will not work, all else does.');
}

async function fill(edition: Edition, folder: string): Promise<void> {
  console.error(`Fetching VS Code ${edition.vscode}; this happens once and takes about a minute …`);
  const packages = [`code-server@${edition.codeServer}`];
  const own = nodeHome(edition, folder).startsWith(folder);
  if (own) packages.push(`${nodePackage}@${edition.node}`);
  // Without its own install script, which insists on building every native module it knows.
  await npmInto(folder, ...packages);
  const server = serverFolder(folder);
  await replaceGitDependencies(server);
  await npm(server, ['install', '--omit=dev', '--ignore-scripts']);
  await npm(join(server, 'extensions'), ['install', '--omit=dev', '--ignore-scripts']);
  await compileNatives(server, nodeHome(edition, folder));
}

/** The server of that edition, fetched and built if it is not in the cache. */
export async function provisionVsCode(edition: Edition = current): Promise<VsCode> {
  const name = `vscode-server-${edition.vscode}-${process.platform}-${process.arch}`;
  const folder = await cached(name, half => fill(edition, half));
  const node = process.versions.node.startsWith(`${edition.node}.`)
    ? process.execPath
    : join(nodeHome(edition, folder), nodeBinary);
  return { version: edition.vscode, node, serverMain: join(serverFolder(folder), 'out/server-main.js') };
}
