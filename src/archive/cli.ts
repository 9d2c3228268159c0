/** `mturk-local import`, `serve-archive` and `verify`, in a terminal and as the extension runs them. */
import { rmSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ImportProblem } from '../files/imports/importedRows.ts';
import { isZone } from '../files/imports/importedTimes.ts';
import { counted } from '../mturk/plurals.ts';
import { count, exitCodes, UsageError } from '../service/cli.ts';
import { serveArchive } from './archiveService.ts';
import { collectUsage, runCollect } from './collectCommand.ts';
import { type ImportProgress, importFiles, MixedEnvironments } from './importing.ts';
import { verify } from './manifest.ts';
import { ArchiveRefusal, openArchiveFile } from './schema.ts';
import type { ImportSummary } from './summary.ts';
import { ArchiveWriter } from './writer.ts';

const archiveUsage = `mturk-local import --to FILE [--zone ZONE] [--environment sandbox|production] [--json] PATH...
mturk-local serve-archive [--port 0] [--host 127.0.0.1] [--until-input-ends] FILE
mturk-local verify [--json] FILE
${collectUsage}`;

function say(line: string): void {
  writeSync(2, `${line}\n`);
}

/** A line for a program that listens. */
function printLine(line: object): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

/** Runs one of the commands; gives the exit code. */
export async function runArchiveCommand(command: string, args: readonly string[]): Promise<number> {
  try {
    if (command === 'import') return await runImport(args);
    if (command === 'verify') return runVerify(args);
    if (command === 'archive') return await runCollect(args, { printLine, say });
    return await runService(args);
  } catch (error) {
    if (error instanceof UsageError) {
      say(`mturk-local: ${error.message}\n${archiveUsage}`);
      return exitCodes.usage;
    }
    if (error instanceof ArchiveRefusal) {
      say(`mturk-local: ${error.message}`);
      return exitCodes.notADatabase;
    }
    say(`mturk-local: ${error instanceof Error ? error.message : String(error)}`);
    return exitCodes.failed;
  }
}

function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

async function runImport(args: readonly string[]): Promise<number> {
  const { values, positionals } = parsed(() =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        to: { type: 'string' },
        zone: { type: 'string', default: 'UTC' },
        environment: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }),
  );
  if (values.help) return print(archiveUsage);
  const { to, zone, environment, json } = values;
  if (to === undefined || positionals.length === 0)
    throw new UsageError('Give --to FILE and the files or folders to read.');
  if (!isZone(zone)) throw new UsageError('--zone takes a time zone such as UTC or America/New_York.');
  if (environment !== undefined && environment !== 'sandbox' && environment !== 'production')
    throw new UsageError('--environment takes sandbox or production.');
  const stop = new AbortController();
  const end = (): void => {
    stop.abort();
    // A long read of one object doesn't look up.
    rmSync(ArchiveWriter.workingFile(to), { force: true });
    process.exit(exitCodes.failed);
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  const onProgress = (progress: ImportProgress): void => (json ? printLine({ progress }) : undefined);
  try {
    const summary = await importFiles({
      paths: positionals,
      to,
      zone,
      environment,
      signal: stop.signal,
      onProgress,
      now: Date.now,
    });
    if (json) printLine({ summary });
    else say(wordsOf(summary));
    return 0;
  } catch (error) {
    if (!json) throw error;
    if (error instanceof MixedEnvironments) printLine({ environments: error.counts });
    printLine({
      problem:
        error instanceof ImportProblem
          ? error.message
          : `Couldn't import: ${error instanceof Error ? error.message : String(error)}.`,
    });
    return exitCodes.failed;
  }
}

function wordsOf({ file, counts, sources, merged, conflicts, notes, unread, unzoned }: ImportSummary): string {
  return [
    `${file} was written.`,
    ...Object.entries(counts).map(([kind, count]) => `  ${kind}: ${count}`),
    ...sources.map(({ path, format, objects }) => `read ${path} (${format}): ${counted(objects, 'object')}`),
    ...(merged > 0 ? [`${counted(merged, 'object was', 'objects were')} in several sources and merged.`] : []),
    ...(conflicts > 0
      ? [`${counted(conflicts, 'conflict')}: the first source was kept. See the table conflicts of the archive.`]
      : []),
    ...(unzoned > 0 ? [`${counted(unzoned, 'time')} had no time zone. Use --zone if they are not in UTC.`] : []),
    ...notes.map(
      ({ path, kind, text, count }) => `${kind}${path ? ` in ${path}` : ''}: ${text}, ${counted(count, 'time')}`,
    ),
    ...unread.map(path => `not read: ${path}`),
  ].join('\n');
}

function runVerify(args: readonly string[]): number {
  const { values, positionals } = parsed(() =>
    parseArgs({ args: [...args], allowPositionals: true, options: { json: { type: 'boolean', default: false } } }),
  );
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new UsageError('Give one archive to verify.');
  const database = openArchiveFile(file);
  try {
    const result = verify(database);
    if (values.json) printLine(result);
    else if (result.ok) say(`${file} is complete and unchanged.`);
    else for (const problem of result.problems) say(`${file}: ${problem}`);
    return result.ok ? 0 : exitCodes.damaged;
  } finally {
    database.close();
  }
}

async function runService(args: readonly string[]): Promise<number> {
  const { values, positionals } = parsed(() =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        host: { type: 'string', default: '127.0.0.1' },
        port: { type: 'string', default: '0' },
        'control-token': { type: 'string' },
        'until-input-ends': { type: 'boolean', default: false },
      },
    }),
  );
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new UsageError('Give one archive to serve.');
  const token = values['control-token'];
  const service = await serveArchive(file, {
    host: values.host,
    port: count('port', values.port, 65_535),
    ...(token === undefined ? {} : { controlToken: token }),
    report: error => say(error instanceof Error ? (error.stack ?? error.message) : String(error)),
  });
  process.stdout.on('error', () => undefined);
  printLine(service.ready);
  await new Promise<void>(resolve => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
    if (!values['until-input-ends']) return;
    // Ends with the window that started it, however that ended.
    process.stdin.once('end', resolve).once('error', resolve).resume();
  });
  await service.stop();
  return 0;
}

function print(text: string): number {
  say(text);
  return 0;
}
