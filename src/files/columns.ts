/**
 * The columns of decision files: Amazon's names of its results file, and those for what Amazon has none. A file is known by
 * its first line, whatever it is called.
 */

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
  'Environment',
  'Endpoint',
  ...decisionColumns,
  resultColumn,
] as const;
export type ReadColumn = (typeof readColumns)[number];

export type FileForm = { readonly kind: 'csv'; readonly delimiter: ',' | ';' | '\t' } | { readonly kind: 'jsonl' };

const delimiters = [',', ';', '\t'] as const;

/** Whether names of columns are those of a file of decisions: it names assignments, and has a column to decide in. */
function isDecisions(names: ReadonlySet<string>): boolean {
  return names.has('AssignmentId') && (names.has('Approve') || names.has('Reject') || names.has('Bonus'));
}

/** Characters. The columns to fill are the last ones, behind all that a worker wrote. */
const longestFirstLine = 1_000_000;

/** The form of a file of decisions by its beginning; nothing for any other file. Cheap, and never throws. */
export function formOf(text: string): FileForm | undefined {
  const [first = ''] = text
    .slice(0, longestFirstLine)
    .replace(/^[\uFEFF\s]+/, '')
    .split(/[\r\n]/, 1);
  if (first.startsWith('{')) return isDecisions(namesOfObject(first)) ? { kind: 'jsonl' } : undefined;
  for (const delimiter of delimiters) {
    const names = first.split(delimiter).map(name => name.trim().replace(/^"(.*)"$/, '$1'));
    if (isDecisions(new Set(names))) return { kind: 'csv', delimiter };
  }
  return undefined;
}

function namesOfObject(line: string): ReadonlySet<string> {
  try {
    return new Set(Object.keys(JSON.parse(line) as object));
  } catch {
    // A first line that is broken may still be one of decisions.
    return new Set([...line.matchAll(/"([A-Za-z]+)"\s*:/g)].map(([, name = '']) => name));
  }
}
