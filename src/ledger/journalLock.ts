/** One writer at a time: a lock file beside the journal that names its owner. */
import { randomUUID } from 'node:crypto';
import { link, lstat, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import * as v from 'valibot';
import { JournalProblem } from './records.ts';

export interface Held {
  /** Whether it is still ours; it can be lost while this machine sleeps. */
  mine(): Promise<boolean>;
  release(): Promise<void>;
}

/** Who has the lock. */
export interface Owner {
  readonly pid: number;
  readonly host: string;
  readonly nonce: string;
}

export interface JournalLock {
  /** Takes the lock, or says who has it. */
  take(): Promise<Held | Owner>;
  /** Who has it now, this process included. */
  owner(): Promise<Owner | undefined>;
}

export function isHeld(taken: Held | Owner): taken is Held {
  return 'release' in taken;
}

export interface LockRuntime {
  readonly pid: number;
  readonly host: string;
  readonly now: () => number;
  /** Whether a process of this machine lives. */
  readonly alive: (pid: number) => boolean;
}

/** How often the owner shows that it is there, and when others cease to believe it. Milliseconds. */
const beat = 10_000;
/** A dead owner of this machine is known at once; this is for a pid that another process has got since. */
const longSilence = 600_000;
/** Nobody can ask another machine, or another container, about a pid. */
const foreignSilence = 60_000;

const thisProcess: LockRuntime = {
  pid: process.pid,
  host: hostname(),
  now: Date.now,
  alive: pid => {
    try {
      process.kill(pid, 0);
      return true;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'EPERM';
    }
  },
};

/** Each try but the last finds that another process was faster. */
const mostTakes = 100;
const mostLockBytes = 4096;
const ownerForm = v.object({ pid: v.number(), host: v.string(), nonce: v.string() });

/** The locks that this process holds, to tell them from those of a dead one with the same pid. */
const ours = new Set<string>();

/** A lock in a file. One that its owner left behind is taken over. */
export function fileLock(path: string, runtime: LockRuntime = thisProcess): JournalLock {
  const read = () => readOwner(path);

  const isStale = async (owner: Owner): Promise<boolean> => {
    const silent =
      runtime.now() -
      (await stat(path).then(
        each => each.mtimeMs,
        () => runtime.now(),
      ));
    if (owner.host !== runtime.host) return silent > foreignSilence;
    if (owner.pid === runtime.pid) return !ours.has(owner.nonce);
    return !runtime.alive(owner.pid) || silent > longSilence;
  };

  /** Moves a stale lock out of the way; puts it back if another process was faster and this is its new one. */
  const clear = async (stale: Owner): Promise<void> => {
    const aside = `${path}.${randomUUID()}`;
    try {
      await rename(path, aside);
      if ((await readOwner(aside))?.nonce !== stale.nonce) await link(aside, path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT' && code !== 'EEXIST') throw error;
    } finally {
      await rm(aside, { force: true });
    }
  };

  const hold = async (): Promise<Held | undefined> => {
    const nonce = randomUUID();
    try {
      const file = await open(path, 'wx', 0o600);
      await file.writeFile(JSON.stringify({ pid: runtime.pid, host: runtime.host, nonce })).finally(() => file.close());
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
      throw error;
    }
    ours.add(nonce);
    const beating = setInterval(() => {
      const now = runtime.now() / 1000;
      utimes(path, now, now).catch(() => {});
    }, beat);
    beating.unref();
    const mine = async () => (await read())?.nonce === nonce;
    return {
      mine,
      release: async () => {
        clearInterval(beating);
        ours.delete(nonce);
        if (await mine()) await rm(path, { force: true });
      },
    };
  };

  return {
    owner: async () => {
      const owner = await read();
      return owner && !(await isStale(owner)) ? owner : undefined;
    },
    take: async () => {
      for (let tries = 0; tries < mostTakes; tries += 1) {
        const held = await hold();
        if (held) return held;
        const owner = await read();
        if (!owner) await removeDeadLink(path);
        else if (await isStale(owner)) await clear(owner);
        else return owner;
      }
      throw new JournalProblem(`the lock file ${path} can be neither taken nor removed; delete it`);
    },
  };
}

/** Its owner is about to write it, ended before it could, or never was: known by its age alone. */
const nobody: Owner = { pid: 0, host: '', nonce: '' };

async function readOwner(path: string): Promise<Owner | undefined> {
  try {
    const file = await stat(path);
    // Reading a pipe may never end.
    if (!file.isFile()) throw new JournalProblem(`the lock ${path} is not a file; delete it`);
    if (file.size > mostLockBytes) return nobody;
    const owner: unknown = JSON.parse(await readFile(path, 'utf8'));
    return v.is(ownerForm, owner) ? owner : nobody;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    if (error instanceof SyntaxError) return nobody;
    throw error;
  }
}

/** No process makes a lock through a link: one that leads nowhere is nobody's. */
async function removeDeadLink(path: string): Promise<void> {
  const entry = await lstat(path).catch(() => undefined);
  if (entry?.isSymbolicLink()) await rm(path, { force: true });
}

/** For a journal that nobody else can see. */
export function memoryLock(): JournalLock {
  let taken: Owner | undefined;
  return {
    owner: async () => taken,
    take: async () => {
      if (taken) return taken;
      const mine = { pid: 0, host: '', nonce: randomUUID() };
      taken = mine;
      return {
        mine: async () => taken === mine,
        release: async () => {
          if (taken === mine) taken = undefined;
        },
      };
    },
  };
}
