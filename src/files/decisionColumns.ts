/**
 * The columns of decision files: Amazon's names of its results file, and those for what Amazon has none. A file is known by
 * its first line, whatever it is called.
 */

import { type CsvDialect, csvDialectOf, readCsvTable } from '../mturk/csvDialect.ts';

/** What is said of an assignment, in the order in which it is written. */
export const factColumns = [
  'AssignmentId',
  'HITId',
  'HITTypeId',
  'Title',
  'WorkerId',
  'AssignmentStatus',
  'AcceptTime',
  'SubmitTime',
  'AutoApprovalTime',
  'ApprovalTime',
  'RejectionTime',
  'WorkTimeInSeconds',
  'Reward',
  'RequesterFeedback',
  'RequesterAnnotation',
  'Environment',
  'Profile',
  'Endpoint',
] as const;
export type FactColumn = (typeof factColumns)[number];

/** What a person fills. */
export const decisionColumns = ['Approve', 'Reject', 'Bonus', 'BonusReason', 'Feedback'] as const;
export type DecisionColumn = (typeof decisionColumns)[number];

/** What became of a row. */
export const resultColumn = 'Result';
/** Which rule decided, or why none could. */
export const ruleColumn = 'Rule';

export const inputPrefix = 'Input.';
export const answerPrefix = 'Answer.';

/** The columns that are read. */
export const readColumns = [
  'AssignmentId',
  'HITId',
  'WorkerId',
  'AssignmentStatus',
  'Environment',
  'Endpoint',
  ...decisionColumns,
  resultColumn,
] as const;
export type ReadColumn = (typeof readColumns)[number];

export type FileForm = ({ readonly kind: 'csv' } & CsvDialect) | { readonly kind: 'jsonl' };

const toDecideIn = ['Approve', 'Reject', 'Bonus'] as const;

/** Whether names of columns are those of a file of decisions: it names assignments, and has a column to decide in. */
function isDecisions(names: ReadonlySet<string>): boolean {
  return names.has('AssignmentId') && toDecideIn.some(name => names.has(name));
}

/** Characters of a first line of JSON. */
const longestFirstLine = 1_000_000;

/** The form of a file of decisions by its beginning; nothing for any other file. Cheap, and never throws. */
export function formOf(text: string): FileForm | undefined {
  const first = jsonLineOf(text);
  if (first !== undefined) return isDecisions(namesOfObject(first)) ? { kind: 'jsonl' } : undefined;
  const dialect = csvDialectOf(text, isDecisions);
  return dialect && { kind: 'csv', ...dialect };
}

/** What the first line of a file lacks to be one of decisions, as a clause; nothing for a file of decisions. Never throws. */
export function lackOf(text: string): string | undefined {
  if (formOf(text)) return undefined;
  const first = jsonLineOf(text);
  const dialect = csvDialectOf(text);
  const names =
    first === undefined ? readCsvTable(text.slice(0, longestFirstLine), dialect).names : [...namesOfObject(first)];
  if (names.every(name => name === '')) return 'it is empty';
  const noun = first === undefined ? 'column' : 'member';
  if (!names.includes('AssignmentId')) {
    const near = names.find(name => bare(name) === 'assignmentid');
    return near === undefined
      ? `its first line has no ${noun} AssignmentId`
      : `the ${noun} “${near}” of its first line must be named AssignmentId`;
  }
  const near = names.find(name => toDecideIn.some(each => bare(name) === each.toLowerCase()));
  return near === undefined
    ? `its first line has no ${noun} Approve, Reject or Bonus`
    : `the ${noun} “${near}” of its first line must be named ${toDecideIn.find(each => bare(near) === each.toLowerCase())}`;
}

function bare(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, '');
}

/** The first line of a file of JSON lines; nothing for any other file. */
function jsonLineOf(text: string): string | undefined {
  const [first = ''] = text
    .slice(0, longestFirstLine)
    .replace(/^[\uFEFF\s]+/, '')
    .split(/[\r\n]/, 1);
  return first.startsWith('{') ? first : undefined;
}

function namesOfObject(line: string): ReadonlySet<string> {
  try {
    return new Set(Object.keys(JSON.parse(line) as object));
  } catch {
    // A first line that is broken may still be one of decisions.
    return new Set([...line.matchAll(/"([A-Za-z]+)"\s*:/g)].map(([, name = '']) => name));
  }
}
