#!/usr/bin/env node
/**
 * The door to every task: `node scripts/run.mjs TASK [arguments]`, which is what the npm scripts call.
 *
 * It runs on whatever Node ≥ 20 the machine has and needs nothing installed. It makes `node_modules` match the lock file, then
 * runs the task on the pinned Node of `node_modules`, so that everyone builds and tests on the same one.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const windows = process.platform === 'win32';
const stamp = join(root, 'node_modules', '.installed-lock');

function fail(message) {
  console.error(message);
  process.exit(1);
}

/** Where the npm package `node` leaves its binary: its own `bin`, or the platform's package when install scripts were off. */
function pinnedNode() {
  const name = windows ? 'node.exe' : 'node';
  const home = join(root, 'node_modules', 'node');
  const nested = join(home, 'node_modules');
  const platforms = existsSync(nested) ? readdirSync(nested).filter(entry => entry.startsWith('node-')) : [];
  const candidates = [join(home, 'bin', name), ...platforms.map(entry => join(nested, entry, 'bin', name))];
  return candidates.find(path => existsSync(path) && spawnSync(path, ['--version']).status === 0);
}

function npm(...args) {
  // Under `npm run` the running npm is named in the environment; started by hand, the one on PATH is used.
  const own = process.env.npm_execpath?.endsWith('.js') ? process.env.npm_execpath : undefined;
  const [command, first] = own ? [process.execPath, [own]] : ['npm', []];
  const { status } = spawnSync(command, [...first, ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: !own && windows,
    env: { ...process.env, npm_config_loglevel: 'error', npm_config_update_notifier: 'false' },
  });
  return status === 0;
}

function lockHash() {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  return hash.update(`${process.platform}-${process.arch}`).digest('hex');
}

function install() {
  const wanted = lockHash();
  const have = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
  const node = pinnedNode();
  if (have === wanted && node) return node;

  console.error('Installing what the lock file names …');
  if (!npm('ci', '--no-audit', '--no-fund', '--prefer-offline')) fail('npm ci failed; its own words are above.');
  // A machine may forbid install scripts in general; these two packages only put their own binary in place.
  const installed =
    pinnedNode() ?? (npm('rebuild', 'node', 'esbuild', '--ignore-scripts=false') ? pinnedNode() : undefined);
  if (!installed) fail('The npm package "node" left no Node that runs on this machine.');
  writeFileSync(stamp, wanted);
  return installed;
}

const major = Number(process.versions.node.split('.')[0]);
if (major < 20) fail(`Node 20 or newer is needed to start; this is ${process.versions.node}.`);

const [task, ...args] = process.argv.slice(2);
const node = install();
const child = spawn(node, [join(root, 'scripts', 'tasks.ts'), task ?? 'help', ...args], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}` },
});
// The terminal sends Ctrl-C to the whole group: the task ends by itself, and we after it. A TERM reaches only us.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
