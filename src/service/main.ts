/** The service as a program, which the extension too runs as a child. One line of JSON on stdout when it is ready. */
import { writeSync } from 'node:fs';
import { type CommandLine, exitCodes, readCommandLine, UsageError, usage } from './cli.ts';
import { loadReaders } from './readers.ts';
import { type Service, startService } from './service.ts';
import { DatabaseRefusal } from './storage/sqlite.ts';
import { endWhenUnused } from './usage.ts';
import { originWarning } from './wire/cors.ts';

/** Time for a first window to attach, even where the service is to end soon after the last one left. */
const firstAttachSeconds = 30;

// The synchronous write is out even if the process ends right after it.
function say(line: string): void {
  writeSync(2, `${line}\n`);
}

function fail(code: number, sentence: string): never {
  say(`mturk-local: ${sentence}`);
  process.exit(code);
}

function after(milliseconds: number, callback: () => void): { dispose(): void } {
  const timer = setTimeout(callback, milliseconds);
  return { dispose: () => clearTimeout(timer) };
}

/** Runs the service until it is stopped. */
export function runService(args: readonly string[]): void {
  main(args).catch((error: unknown) => fail(exitCodes.failed, wordsOf(error)));
}

async function main(args: readonly string[]): Promise<void> {
  let line: CommandLine;
  try {
    line = readCommandLine(args);
  } catch (error) {
    if (error instanceof UsageError) return fail(exitCodes.usage, `${error.message}\n${usage}`);
    throw error;
  }
  if (line.help) return say(usage);

  for (const origin of line.options.allowOrigins ?? []) say(`mturk-local: ${originWarning(origin)}`);
  let service: Service | undefined;
  const end = (): void => {
    process.removeAllListeners('SIGTERM').removeAllListeners('SIGINT');
    if (!service) process.exit(0);
    service.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(exitCodes.failed, wordsOf(error)),
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  process.on('uncaughtException', error => fail(exitCodes.failed, wordsOf(error)));

  if (line.exitWithInput) process.stdin.once('end', end).once('error', end).resume();
  const { exitWhenUnused: seconds } = line;
  const unused = seconds === undefined ? {} : endWhenUnused({ seconds, firstSeconds: firstAttachSeconds, end, after });
  try {
    service = await startService({
      ...line.options,
      ...unused,
      report: error => say(error instanceof Error ? (error.stack ?? error.message) : String(error)),
      onLeft: (hitId, host) =>
        say(
          `mturk-local: The page of HIT ${hitId} sent a worker to ${host}, where results are lost. Post to the address in turkSubmitTo, or start Local with --submit-rewrite.`,
        ),
    });
  } catch (error) {
    return refuse(error);
  }
  // Whoever started the service may stop listening to it.
  process.stdout.on('error', () => undefined);
  process.stdout.write(`${JSON.stringify(service.ready)}\n`, () => setImmediate(loadReaders));
}

function refuse(error: unknown): never {
  if (error instanceof DatabaseRefusal)
    return fail(error.reason === 'unreadable' ? exitCodes.failed : exitCodes[error.reason], error.message);
  if (error instanceof Error && 'code' in error && 'port' in error) {
    if (error.code === 'EADDRINUSE')
      return fail(
        exitCodes.portTaken,
        `Couldn't listen on port ${String(error.port)}: it is in use. Choose another with --port.`,
      );
    if (error.code === 'EACCES')
      return fail(
        exitCodes.portTaken,
        `Couldn't listen on port ${String(error.port)}: this user may not use it. Choose another with --port.`,
      );
  }
  return fail(exitCodes.failed, wordsOf(error));
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
