/** `mturk-local check`: tries HIT definitions on a Local that nobody else sees, for a terminal or CI. */
import { writeSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { FileReader } from '../definitions/files.ts';
import { count, UsageError } from '../service/cli.ts';
import type { startService } from '../service/service.ts';
import { junitXML, type NamedResult, resultLines, summaryLine } from '../trial/trialReport.ts';
import { passed } from '../trial/trialResult.ts';
import { type TrialOptions, tryDefinition } from '../trial/trialRun.ts';

export const checkUsage = `mturk-local check [--rows N|all] [--row NUMBER]... [--workers N] [--seed N] [--layout ID=FILE]...
                  [--junit FILE] [--quiet] DEFINITION...`;

/** How it ends: 0 when all passed. */
const failedChecks = 1;
const misused = 2;

/**
 * Runs as a program; gives the exit code. The function that starts a Local is handed over: in the bundle this file would hold a
 * second copy of it.
 */
export async function runCheck(args: readonly string[], start: typeof startService): Promise<number> {
  const error = (line: string): void => void writeSync(2, `${line}\n`);
  try {
    return await check(args, start, { out: line => void writeSync(1, `${line}\n`), error });
  } catch (problem) {
    error(`mturk-local check: ${problem instanceof Error ? problem.message : String(problem)}`);
    return failedChecks;
  }
}

interface CheckLine {
  readonly help: boolean;
  readonly files: readonly string[];
  readonly rows: NonNullable<TrialOptions['rows']>;
  readonly workers: number;
  readonly seed: number;
  readonly junit: string | undefined;
  readonly quiet: boolean;
  readonly layouts: readonly { readonly id: string; readonly file: string }[];
}

/** Where lines go; replaced in tests. */
interface Output {
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
}

/** Runs to the end; gives the exit code. Rejects where Local can't be started or a report can't be written. */
export async function check(
  args: readonly string[],
  start: typeof startService,
  { out, error }: Output,
): Promise<number> {
  let line: CheckLine;
  try {
    line = readLine(args);
  } catch (problem) {
    if (!(problem instanceof UsageError)) throw problem;
    error(`mturk-local check: ${problem.message}\n${checkUsage}`);
    return misused;
  }
  if (line.help) {
    out(checkUsage);
    return 0;
  }
  const service = await start({
    clock: 'manual',
    report: problem => error(`mturk-local check: ${String(problem)}`),
  });
  try {
    const layouts = await Promise.all(
      line.layouts.map(async ({ id, file }) => ({ HITLayoutId: id, name: file, html: await readFile(file, 'utf8') })),
    );
    const results: NamedResult[] = [];
    for (const file of line.files) {
      const text = await readFile(file, 'utf8').catch((problem: unknown) => problem);
      if (typeof text !== 'string') {
        error(`mturk-local check: Couldn’t read ${file}: ${text instanceof Error ? text.message : String(text)}.`);
        return misused;
      }
      const reader = filesBeside(file);
      const result = await tryDefinition(text, {
        service: service.ready,
        reader,
        rows: line.rows,
        workers: line.workers,
        seed: line.seed,
        layouts,
      });
      results.push({ file, result });
      if (!line.quiet || !passed(result)) for (const each of resultLines({ file, result })) out(each);
    }
    out(summaryLine(results));
    if (line.junit !== undefined) await writeFile(line.junit, junitXML(results));
    return results.every(({ result }) => passed(result)) ? 0 : failedChecks;
  } finally {
    await service.stop();
  }
}

function readLine(args: readonly string[]): CheckLine {
  const { values, positionals } = parse(args);
  if (!values.help && positionals.length === 0) throw new UsageError('Name the definitions to check.');
  const numbers = values.row.map(text => count('row', text, 1_000_000_000));
  const { rows } = values;
  return {
    help: values.help,
    files: positionals,
    rows:
      numbers.length > 0 ? numbers : rows === 'all' ? 'all' : { sample: Math.max(1, count('rows', rows, 1_000_000)) },
    workers: Math.max(1, count('workers', values.workers, 100)),
    seed: count('seed', values.seed, 4_294_967_295),
    junit: values.junit,
    quiet: values.quiet,
    layouts: values.layout.map(text => {
      const [, id, file] = /^([A-Z0-9]{1,64})=(.+)$/.exec(text) ?? [];
      if (id === undefined || file === undefined) throw new UsageError('--layout takes ID=FILE.');
      return { id, file };
    }),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', default: false },
        rows: { type: 'string', default: '20' },
        row: { type: 'string', multiple: true, default: [] as string[] },
        workers: { type: 'string', default: '3' },
        seed: { type: 'string', default: '1' },
        layout: { type: 'string', multiple: true, default: [] as string[] },
        junit: { type: 'string' },
        quiet: { type: 'boolean', default: false },
      },
    });
  } catch (problem) {
    throw new UsageError(problem instanceof Error ? problem.message : String(problem));
  }
}

/** Files as a definition names them, relative to itself. */
function filesBeside(definition: string): FileReader {
  return {
    find: async (path, most) => {
      const full = isAbsolute(path) ? path : join(dirname(definition), path);
      try {
        const { size, mtimeMs } = await stat(full);
        if (size > most) return { ok: false, missing: false, words: 'it is too large', size };
        return { ok: true, version: `${size} ${mtimeMs}`, content: () => readFile(full) };
      } catch (problem) {
        const missing = problem instanceof Error && 'code' in problem && problem.code === 'ENOENT';
        return { ok: false, missing, words: problem instanceof Error ? problem.message : String(problem) };
      }
    },
  };
}
