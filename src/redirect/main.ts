/**
 * The program `mturk-local`: `exec` runs a command against Local, `check` tests definitions, `import`, `archive`, `verify` and
 * `serve-archive` work on archives, and everything else starts the service.
 *
 * The bundle has all of the service in it, which may outlive the folder that it was started from. Each other command is a file
 * beside it (scripts/localProgram.ts).
 */
import { runService } from '../service/main.ts';
import { startService } from '../service/service.ts';

const archiveCommands: ReadonlySet<string | undefined> = new Set(['import', 'serve-archive', 'verify', 'archive']);

async function main([first, ...rest]: readonly string[]): Promise<void> {
  // SQLite is marked experimental in some of the versions of Node.js this runs on; nobody needs to be told.
  process.removeAllListeners('warning');
  if (first !== undefined && archiveCommands.has(first)) {
    const { runArchiveCommand } = await import('../archive/cli.ts');
    process.exit(await runArchiveCommand(first, rest));
  }
  if (first === 'check') {
    const { runCheck } = await import('./checkCommand.ts');
    process.exitCode = await runCheck(rest, startService);
    process.exit();
  }
  if (first !== 'exec') return runService(first === undefined ? [] : [first, ...rest]);
  const { exec } = await import('./exec.ts');
  const { code, signal } = await exec(rest, startService);
  // Whoever called sees the signal itself, as if the command had run alone; a shell makes of it the same code.
  if (signal === 'SIGINT' || signal === 'SIGTERM' || signal === 'SIGHUP') process.kill(process.pid, signal);
  process.exitCode = code;
  process.exit();
}

void main(process.argv.slice(2));
