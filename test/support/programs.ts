/** The programs that tests start: our own, and those of others that a machine may have. Each of them is asked for once a run. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Where `mturk-local` is started from. A whole run names the bundle in `MTURK_LOCAL_PROGRAM`, which starts in half the time; a single
 * file runs the sources as they are.
 */
export const localProgram: string = process.env.MTURK_LOCAL_PROGRAM ?? 'src/redirect/main.ts';

const known = new Map<string, boolean>();

function succeeds(command: string, args: readonly string[]): boolean {
  const key = JSON.stringify([command, args]);
  const before = known.get(key);
  if (before !== undefined) return before;
  const does = spawnSync(command, args, { stdio: 'ignore' }).status === 0;
  known.set(key, does);
  return does;
}

/** Whether a program runs here with arguments that do nothing, `--version` by default. */
export function hasProgram(name: string, ...args: readonly string[]): boolean {
  return succeeds(name, args.length > 0 ? args : ['--version']);
}

/** Whether Python is there with a module, which is looked for and not loaded: that takes it a second. */
export function hasPython(module = 'sys'): boolean {
  return succeeds('python3', ['-c', `import importlib.util as u; assert u.find_spec('${module}')`]);
}

/** Whether a process runs. One that has ended keeps its number until its parent asks how, and in a container nobody may. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}
