/** Rules and gold answers of a definition, read and applied to the work of a trial. */

import type { FileReader } from '../definitions/files.ts';
import type { LoadedDefinition } from '../definitions/load.ts';
import { applyRules, rulesProblems } from '../files/byRules.ts';
import { type Gold, readGold } from '../files/gold.ts';
import { type DecisionRow, rowOf } from '../files/writing.ts';
import type { AnsweredAssignment, HIT } from '../mturk/model.ts';
import { sentenceOf } from '../mturk/sentence.ts';
import { asksFor } from '../review/rules/checkRules.ts';
import { parseRules } from '../review/rules/parseRules.ts';
import type { Rule } from '../review/rules/syntax.ts';
import type { TrialFailure } from './trialResult.ts';

export interface TrialRules {
  readonly rules: readonly Rule[];
  readonly text: string;
  readonly file: string;
  readonly gold: Gold | undefined;
  readonly usesGold: boolean;
}

/** One piece of work with the inputs of its row. */
export interface TrialWork {
  readonly row: number;
  readonly hit: HIT;
  readonly assignment: AnsweredAssignment;
  readonly inputs: readonly (readonly [name: string, value: string])[];
  /** Whether its answers are the known ones, or all others. */
  readonly known?: 'right' | 'wrong';
}

export interface Decided {
  readonly work: TrialWork;
  readonly verdict: 'approve' | 'reject' | undefined;
  /** The reason of a rejection. */
  readonly words: string;
  /** In dollars; '' without one. */
  readonly bonus: string;
  readonly rule: string;
}

const largest = 4_000_000;

/** Reads both files; what is wrong with them is pushed to `failures`. */
export async function readTrialRules(
  { definition }: LoadedDefinition,
  reader: FileReader,
  failures: TrialFailure[],
): Promise<TrialRules | undefined> {
  const { rules: file, gold: goldFile } = definition;
  if (file === undefined) return undefined;
  const text = await textOf(reader, file, failures);
  if (text === undefined) return undefined;
  const parsed = parseRules(text);
  if (!parsed.ok) {
    for (const { message, line, column } of parsed.problems)
      failures.push({ check: 'decisions', message: sentenceOf(message), file, line, column });
    return undefined;
  }
  const named = goldFile ?? parsed.goldFile;
  const goldText = named === undefined ? undefined : await textOf(reader, named, failures);
  const gold = goldText === undefined ? undefined : readGold(goldText);
  if (gold && 'problem' in gold) {
    failures.push({
      check: 'decisions',
      message: `The gold answers can’t be used: ${gold.problem}.`,
      file: named ?? '',
    });
    return undefined;
  }
  return { rules: parsed.rules, text, file, gold, usesGold: asksFor(parsed.rules, 'gold') };
}

async function textOf(reader: FileReader, path: string, failures: TrialFailure[]): Promise<string | undefined> {
  const found = await reader.find(path, largest);
  if (found.ok) {
    const content = await found.content();
    return (typeof content === 'string' ? content : new TextDecoder().decode(content)).replace(/^\uFEFF/, '');
  }
  failures.push({ check: 'decisions', message: `“${path}” can’t be read: ${found.words || 'there is no such file'}.` });
  return undefined;
}

/** The row of a decision file that a piece of work would be: its inputs are those of the data. */
export function decisionRow({ hit, assignment, inputs }: TrialWork): DecisionRow {
  return { ...rowOf({ hit, assignment }), inputs: inputs.map(([name, text]) => ({ name, text })) };
}

/** Applies the rules. Rules that can't be used, or can't tell, are failures. */
export function decide(rules: TrialRules, work: readonly TrialWork[], failures: TrialFailure[]): Decided[] {
  const rows = work.map(decisionRow);
  for (const { message, line, column } of rulesProblems(rules.rules, rows, rules.gold, rules.text))
    failures.push({ check: 'decisions', message: sentenceOf(message), file: rules.file, line, column });
  const ruled = applyRules(rules.rules, rows, rules.gold);
  return ruled.rows.map((row, at): Decided => {
    const each = work[at] as TrialWork;
    const unclear = /^line (\d+) can’t tell: (.*)$/s.exec(row.rule ?? '');
    if (unclear)
      failures.push({
        check: 'decisions',
        message: `The rule can’t be evaluated: ${unclear[2]}.`,
        row: each.row,
        file: rules.file,
        line: Number(unclear[1]),
      });
    const { Approve, Reject, Bonus = '' } = row.decided ?? {};
    const verdict = Approve ? 'approve' : Reject ? 'reject' : undefined;
    return { work: each, verdict, words: Reject ?? '', bonus: Bonus, rule: row.rule ?? '' };
  });
}

/** Known answers must not be rejected, and must make a difference where rules ask for them. */
export function goldFailures(rules: TrialRules, decided: readonly Decided[]): TrialFailure[] {
  if (!rules.usesGold) return [];
  return decided.flatMap((right): TrialFailure[] => {
    if (right.work.known !== 'right') return [];
    const { row } = right.work;
    const place = { row, file: rules.file, ...lineOf(right.rule) };
    if (right.verdict === 'reject')
      return [{ check: 'decisions', message: 'A worker whose answers are the gold answers is rejected.', ...place }];
    const wrong = decided.find(({ work }) => work.row === row && work.known === 'wrong');
    if (!wrong || wrong.verdict !== right.verdict || wrong.bonus !== right.bonus) return [];
    return [
      {
        check: 'decisions',
        message: 'The rules decide a worker whose answers differ from all gold answers as one whose answers are right.',
        ...place,
      },
    ];
  });
}

function lineOf(rule: string): { readonly line?: number } {
  const line = /^line (\d+)/.exec(rule)?.[1];
  return line === undefined ? {} : { line: Number(line) };
}
