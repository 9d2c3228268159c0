/**
 * A tiny process that outlives a kill which nobody can catch: when the run's end of its pipe closes while the folder is still
 * there, it ends the command and removes the folder.
 */
import { spawn } from 'node:child_process';

export interface Keeper {
  /** Names the process to end. */
  watch(pid: number): void;
  /** Lets the keeper go; it does nothing once the folder is gone. */
  release(): void;
}

const script = `read -r child
cat >/dev/null
[ -d "$1" ] || exit 0
rm -rf -- "$1"
[ -n "$child" ] || exit 0
kill "$child" 2>/dev/null || exit 0
for _ in 1 2 3 4 5 6 7 8 9 10; do
  sleep 0.5
  kill -0 "$child" 2>/dev/null || exit 0
done
kill -9 "$child" 2>/dev/null`;

const none: Keeper = { watch: () => undefined, release: () => undefined };

/** Without a shell there is none: then the next run removes the folder. */
export function startKeeper(folder: string): Keeper {
  if (process.platform === 'win32') return none;
  // In its own session, so that a signal to the run's group spares it.
  const keeper = spawn('/bin/sh', ['-c', script, 'sh', folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin' },
  });
  keeper.on('error', () => undefined);
  keeper.stdin.on('error', () => undefined);
  keeper.unref();
  return {
    watch: pid => void keeper.stdin.write(`${pid}\n`),
    release: () => void keeper.stdin.end(),
  };
}
