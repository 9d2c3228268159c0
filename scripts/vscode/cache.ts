/** The folder for what is fetched once and used by every run, and the rule by which its entries come into being. */
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from '../command.ts';

/** MTURK_VSCODE_CACHE lets several checkouts share one. */
export const cacheFolder = resolve(root, process.env.MTURK_VSCODE_CACHE ?? '.vscode-test');

/** A lock without a name in it is being written; after this long its writer is taken for dead. */
const unnamedLockMs = 10_000;

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** True when whoever made the lock is gone without removing it. */
function abandoned(lock: string): boolean {
  try {
    const pid = Number(readFileSync(join(lock, 'pid'), 'utf8'));
    return !alive(pid);
  } catch {
    try {
      return Date.now() - statSync(lock).mtimeMs > unnamedLockMs;
    } catch {
      return false;
    }
  }
}

/** Runs `act` while no other process of this machine is inside a lock of that name. */
export async function locked<T>(name: string, act: () => Promise<T>): Promise<T> {
  await mkdir(cacheFolder, { recursive: true });
  const lock = join(cacheFolder, `${name}.lock`);
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      if (abandoned(lock)) rmSync(lock, { recursive: true, force: true });
      else await delay(200);
    }
  }
  try {
    writeFileSync(join(lock, 'pid'), String(process.pid));
    return await act();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/**
 * The cache entry of that name, made by `fill` if it is not there. `fill` works in a folder beside it that takes the name only when
 * it is whole, so an entry that exists can be trusted and one that was interrupted is made again.
 */
export async function cached(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(cacheFolder, name);
  if (await exists(folder)) return folder;
  return locked(name, async () => {
    if (await exists(folder)) return folder;
    const half = `${folder}.half`;
    await rm(half, { recursive: true, force: true });
    await mkdir(half, { recursive: true });
    await fill(half);
    await rename(half, folder);
    return folder;
  });
}
