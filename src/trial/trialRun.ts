/**
 * Tries a definition: it is published to a scratch Local whose clock is stopped, workers of a given seed do it, and everything up to
 * the payment is looked at. The same in a terminal, in CI and in the editor.
 */
import { checkDefinition } from '../definitions/checkDefinition.ts';
import { assignmentsPerHIT } from '../definitions/createHIT.ts';
import type { FileReader } from '../definitions/files.ts';
import { loadDefinition } from '../definitions/load.ts';
import type { Problem } from '../definitions/problems.ts';
import { cents } from '../mturk/money.ts';
import { checkAnswers } from './trialAnswers.ts';
import { controlTrial, type TrialService } from './trialCalls.ts';
import { type Decided, decide, goldFailures, readTrialRules, type TrialWork } from './trialDecisions.ts';
import { paidFor, settle } from './trialPayment.ts';
import { trialQualifications } from './trialQualifications.ts';
import { type TrialCheck, type TrialFailure, type TrialResult, trialChecks } from './trialResult.ts';
import { workOnRow } from './trialWork.ts';

export interface TrialOptions {
  /** It is emptied first: nothing else may use it meanwhile. */
  readonly service: TrialService;
  readonly reader: FileReader;
  readonly seed?: number;
  /** Rows by number, all, or so many that are spread over the data; 20 unless given. */
  readonly rows?: readonly number[] | 'all' | { readonly sample: number };
  /** Workers of one HIT, at most; 3 unless given. */
  readonly workers?: number;
  readonly layouts?: readonly Readonly<Record<string, unknown>>[];
  readonly onRow?: (done: number, of: number) => void;
  readonly signal?: AbortSignal;
  /** Milliseconds. */
  readonly now?: () => number;
}

const usualSample = 20;
/** Enough for any reward, in dollars. */
const funds = '1000000000.00';

/** Rejects where the service can't be reached, and with the signal's reason. */
export async function tryDefinition(text: string, options: TrialOptions): Promise<TrialResult> {
  const { service, reader, seed = 1, workers = 3, signal, now = () => performance.now() } = options;
  const started = now();
  const failures: TrialFailure[] = [];
  const notes: string[] = [];
  const made: TrialCheck[] = ['definition'];
  const loaded = await loadDefinition(text, reader, { environment: 'local' }, { signal });
  const problems = await checkDefinition(loaded, { thorough: true, signal });
  failures.push(...problems.filter(({ severity }) => severity === 'error').map(failureOf));
  const rows = chosenRows(loaded.rowCount, options.rows);
  const work: TrialWork[] = [];
  let decided: readonly Decided[] = [];
  let columns: readonly string[] = [];
  let hits = 0;
  let paid = cents(0);
  let reviewed = { approved: 0, rejected: 0 };
  if (failures.length === 0 && rows.length === 0)
    failures.push({ check: 'definition', message: 'The data has no rows, so there is nothing to publish.' });
  if (failures.length === 0) {
    await controlTrial(service, 'reset');
    await controlTrial(service, 'funds', { mode: 'funded', balance: funds });
    // Short delays approve work while other rows are still tried.
    const before = await paidFor(service);
    for (const layout of options.layouts ?? []) await controlTrial(service, 'layout', layout);
    const rules = await readTrialRules(loaded, reader, failures);
    made.push('publish', 'submit', 'answers', 'decisions', 'payment');
    const ids = await trialQualifications(service, loaded.definition, new Map());
    const parts = assignmentsPerHIT(loaded.definition);
    let elsewhere = false;
    for (const [index, row] of rows.entries()) {
      signal?.throwIfAborted();
      const outcome = await workOnRow(loaded, row, parts, ids, rules, { service, seed, workers });
      work.push(...outcome.work);
      hits += outcome.hits;
      failures.push(...outcome.failures);
      elsewhere ||= outcome.elsewhere;
      options.onRow?.(index + 1, rows.length);
    }
    if (elsewhere)
      notes.push(
        'The task is an external page, which can’t be inspected: workers submitted it empty, and its answers were not compared with “expect”.',
      );
    columns = checkAnswers(work, elsewhere ? new Map() : loaded.definition.expect, failures, notes);
    decided = rules ? decide(rules, work, failures) : work.map(undecided);
    if (rules) failures.push(...goldFailures(rules, decided));
    else if (loaded.definition.rules === undefined)
      notes.push('The definition names no rules: all work was left to auto-approve.');
    reviewed = await settle(service, decided, loaded.definition.autoApprovalDelay, before, failures);
    paid = cents((await paidFor(service)) - before);
  }
  return {
    seed,
    rows,
    rowCount: loaded.rowCount,
    failures: inOrder(failures),
    made,
    notes,
    hits,
    submitted: work.length,
    ...reviewed,
    paid,
    columns,
    milliseconds: Math.round(now() - started),
  };
}

function undecided(work: TrialWork): Decided {
  return { work, verdict: undefined, words: '', bonus: '', rule: '' };
}

/** The first, the last, and those between at equal distances. */
export function chosenRows(count: number, wanted: TrialOptions['rows'] = { sample: usualSample }): number[] {
  const all = (most: number) => Array.from({ length: Math.min(count, most) }, (_, index) => index + 1);
  if (wanted === 'all') return all(Number.POSITIVE_INFINITY);
  if (!('sample' in wanted)) return wanted.filter(row => row >= 1 && row <= count);
  const { sample } = wanted;
  if (count <= sample) return all(sample);
  if (sample <= 1) return all(1);
  const rows = Array.from({ length: sample }, (_, index) => 1 + Math.round((index * (count - 1)) / (sample - 1)));
  return [...new Set(rows)];
}

function failureOf({ message, file, line, column, row }: Problem): TrialFailure {
  return {
    check: 'definition',
    message,
    ...(file === undefined ? {} : { file }),
    line,
    column,
    ...(row === undefined ? {} : { row }),
  };
}

function inOrder(failures: readonly TrialFailure[]): TrialFailure[] {
  return [...failures].sort((a, b) => trialChecks.indexOf(a.check) - trialChecks.indexOf(b.check));
}
