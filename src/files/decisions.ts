/**
 * What each row of a file decides. A blank cell decides nothing, and neither does what R, pandas and Excel write for a
 * missing value; what can be read in two ways is a problem, never a guess.
 */
import { type Cents, parseAmount } from '../mturk/money.ts';
import { type FeedbackFacts, fill, isPersonal, parseTemplate, type Template } from '../review/feedback.ts';
import type { DecisionColumn, FileForm } from './decisionColumns.ts';
import { type FileRow, readRows } from './decisionRows.ts';
import type { Place, RowProblem } from './place.ts';

interface Words {
  /** Of a text with placeholders, which is then still as the file has it: what fills it in for the row’s worker. */
  readonly template?: Template;
}

export type Verdict =
  | (Words & { readonly kind: 'approve'; readonly feedback?: string })
  | (Words & { readonly kind: 'reject'; readonly reason: string });

export interface Bonus extends Words {
  readonly amount: Cents;
  readonly reason: string;
  readonly place: Place;
}

export interface Decision {
  readonly place: Place;
  readonly assignmentId: string;
  /** What the file says of the assignment, '' where it says nothing. */
  readonly hitId: string;
  readonly workerId: string;
  readonly environment: string;
  readonly endpoint: string;
  /** What the column of results says so far. */
  readonly result: string;
  readonly verdict?: Verdict;
  readonly bonus?: Bonus;
}

export interface DecisionFile {
  readonly form: FileForm;
  /** Rows that decide something and are well formed. */
  readonly decisions: readonly Decision[];
  /** How many rows decide nothing, and how many of another kind need no decision: the file says that theirs was made. */
  readonly undecided: number;
  readonly decidedBefore: number;
  /** Every malformed row or cell. Its row decides nothing. */
  readonly problems: readonly RowProblem[];
}

/** Reads a file of decisions; nothing for another file. Never throws. */
export function readDecisions(text: string): DecisionFile | undefined {
  const file = readRows(text);
  if (!file) return undefined;
  const decisions: Decision[] = [];
  const problems: RowProblem[] = [...file.problems];
  let undecided = 0;
  let decidedBefore = 0;
  for (const row of file.rows) {
    const read = readRow(row);
    problems.push(...read.problems);
    if (read.decision && read.problems.length === 0) decisions.push(read.decision);
    else if (read.problems.length === 0 && isDecided(row)) decidedBefore += 1;
    else if (read.problems.length === 0) undecided += 1;
  }
  // A column that is there twice makes every row doubtful.
  return { form: file.form, decisions: file.problems.length > 0 ? [] : decisions, undecided, decidedBefore, problems };
}

function isDecided(row: FileRow): boolean {
  return /^(approved|rejected)$/i.test(row.text('AssignmentStatus'));
}

interface ReadRow {
  readonly decision?: Decision;
  readonly problems: readonly RowProblem[];
}

function readRow(row: FileRow): ReadRow {
  if (row.faults.length > 0) return { problems: row.faults.map(fault => ({ ...fault, row: row.place })) };
  const problems: RowProblem[] = [];
  const reportError = (column: DecisionColumn | 'AssignmentId', message: string) =>
    problems.push({ ...row.placeOf(column), message, row: row.place });
  const verdict = readVerdict(row, reportError);
  const bonus = readBonus(row, reportError);
  if (!verdict && !bonus) return { problems };
  const assignmentId = row.text('AssignmentId');
  if (assignmentId === '') reportError('AssignmentId', 'the row decides something, and names no assignment');
  return {
    problems,
    decision: {
      place: row.place,
      assignmentId,
      hitId: row.text('HITId'),
      workerId: row.text('WorkerId'),
      environment: row.text('Environment'),
      endpoint: row.text('Endpoint'),
      result: row.text('Result'),
      ...(verdict ? { verdict } : {}),
      ...(bonus ? { bonus } : {}),
    },
  };
}

type Complain = (column: DecisionColumn, message: string) => void;

function readVerdict(row: FileRow, reportError: Complain): Verdict | undefined {
  const mark = filled(row, 'Approve');
  const said = filled(row, 'Reject');
  const approve = isYes(mark);
  const reject = said !== '' && !isNo(said);
  if (mark !== '' && !approve && !isNo(mark)) {
    reportError('Approve', `“${shortened(mark)}” is neither yes nor no: x approves, blank leaves the row undecided`);
    return undefined;
  }
  if (approve && reject) {
    reportError('Reject', 'the row both approves and rejects');
    return undefined;
  }
  const feedback = filled(row, 'Feedback');
  if (!approve && !reject) return undefined;
  const column = reject && !isYes(said) ? 'Reject' : 'Feedback';
  const text = column === 'Reject' ? said : feedback;
  if (text === '') {
    if (approve) return { kind: 'approve' };
    reportError('Reject', 'a rejection needs a reason: write it here instead of a mark');
    return undefined;
  }
  const words = readWords(text, message => reportError(column, message));
  if (!words) return undefined;
  const { text: reason, ...template } = words;
  return approve ? { kind: 'approve', feedback: reason, ...template } : { kind: 'reject', reason, ...template };
}

/** A text that a worker reads: filled in where it is the same for every row, else with its template. */
function readWords(
  text: string,
  reportError: (message: string) => void,
): (Words & { readonly text: string }) | undefined {
  const parsed = parseTemplate(text);
  if (!parsed.ok) {
    reportError(parsed.problem);
    return undefined;
  }
  if (isPersonal(parsed.template)) return { text, template: parsed.template };
  const filled = fill(parsed.template, nobody);
  if (filled.ok) return { text: filled.text };
  reportError(filled.problem);
  return undefined;
}

const nobody: FeedbackFacts = { worker: '', title: '', hit: '', assignment: '', spent: 0, answers: undefined };

function readBonus(row: FileRow, reportError: Complain): Bonus | undefined {
  const text = filled(row, 'Bonus');
  if (text === '' || isNo(text)) return undefined;
  const amount = parseAmount(text.replace(/^\$\s*/, ''));
  if (amount === undefined) {
    reportError('Bonus', `“${shortened(text)}” is not an amount: dollars such as 0.50 or 2, with at most two decimals`);
    return undefined;
  }
  if (amount === 0) return undefined;
  const reason = filled(row, 'BonusReason');
  if (reason === '') {
    reportError('BonusReason', 'the service requires a reason for each bonus');
    return undefined;
  }
  const words = readWords(reason, message => reportError('BonusReason', message));
  if (!words) return undefined;
  const { text: why, ...template } = words;
  return { amount, reason: why, ...template, place: row.placeOf('Bonus') };
}

/** What R, pandas and Excel write where there is nothing. */
const missing = /^(?:NA|N\/A|#N\/A|NaN|None|null|<NA>)$/i;

function filled(row: FileRow, column: DecisionColumn): string {
  const text = row.text(column);
  return missing.test(text) ? '' : text;
}

/** Whether a text in the column `Reject` is a reason, and not a mark, a no or nothing. */
export function isReason(text: string): boolean {
  const words = text.trim();
  return words !== '' && !missing.test(words) && !isYes(words) && !isNo(words);
}

function isYes(text: string): boolean {
  return /^(?:x|yes|y|true|1|1\.0)$/i.test(text);
}

function isNo(text: string): boolean {
  return /^(?:no|n|false|0|0\.0)$/i.test(text);
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
