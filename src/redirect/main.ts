/**
 * The program `mturk-local`: `exec` runs a command against Local, `check` tests definitions, `import`, `archive`, `verify` and
 * `serve-archive` work on archives, and everything else starts the service.
 */

const [first, ...rest] = process.argv.slice(2);

const archiveCommands: ReadonlySet<string | undefined> = new Set(['import', 'serve-archive', 'verify', 'archive']);

async function main(): Promise<void> {
  if (first !== undefined && archiveCommands.has(first)) {
    process.removeAllListeners('warning');
    const { runArchiveCommand } = await import('../archive/cli.ts');
    process.exit(await runArchiveCommand(first, rest));
  }
  if (first === 'check') {
    process.removeAllListeners('warning');
    const { runCheck } = await import('./checkCommand.ts');
    process.exitCode = await runCheck(rest);
    process.exit();
  }
  if (first !== 'exec') {
    await import('../service/main.ts');
    return;
  }
  // SQLite is marked experimental in some of the versions of Node.js this runs on; nobody needs to be told.
  process.removeAllListeners('warning');
  const { exec } = await import('./exec.ts');
  const { code, signal } = await exec(rest);
  // Whoever called sees the signal itself, as if the command had run alone; a shell makes of it the same code.
  if (signal === 'SIGINT' || signal === 'SIGTERM' || signal === 'SIGHUP') process.kill(process.pid, signal);
  process.exitCode = code;
  process.exit();
}

void main();
