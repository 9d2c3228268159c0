/** Assignments written as a file of decisions, CSV or JSON lines, with columns to fill. */
import type { NamedText } from '../mturk/answers.ts';
import type { AnsweredAssignment, HIT, Instant } from '../mturk/model.ts';
import { formatAmount } from '../mturk/money.ts';
import { printable } from '../mturk/plainText.ts';
import { GuardedLines } from '../mturk/spreadsheet.ts';
import { inputsOf } from '../review/annotationInputs.ts';
import { decodeRow } from '../review/decode.ts';
import {
  answerPrefix,
  type DecisionColumn,
  decisionColumns,
  type FactColumn,
  factColumns,
  inputPrefix,
  ruleColumn,
} from './decisionColumns.ts';

/** Whose assignments they are. */
export interface Origin {
  readonly environment: string;
  readonly profile: string;
  readonly endpoint: string;
}

export interface Work {
  readonly hit: HIT;
  readonly assignment: AnsweredAssignment;
}

/** A row to write. */
export interface DecisionRow extends Work {
  readonly fields: readonly NamedText[];
  readonly inputs: readonly NamedText[];
  /** What is filled already. */
  readonly decided?: Partial<Readonly<Record<DecisionColumn, string>>>;
  readonly rule?: string;
}

interface Written {
  readonly text: string;
  /** How many cells got an apostrophe in front, for the user to be told. Always 0 for JSON lines, which need none. */
  readonly guarded: number;
}

/** An assignment with its answers as fields; an answer that can't be decoded is one field, raw. Never throws. */
export function rowOf({ hit, assignment }: Work): DecisionRow {
  // As in Amazon's results, whose names the columns have.
  const answers = decodeRow(assignment.answer, '|');
  const fields = answers.ok ? answers.fields.map(named) : [{ name: 'raw', text: answers.raw }];
  return { hit, assignment, fields, inputs: inputsOf(hit.annotation).map(named) };
}

function named([name, text]: readonly [name: string, text: string]): NamedText {
  return { name, text };
}

/** Writes rows, all with the same columns: those of the facts, one for each input and answer field that is found, those to fill. */
export function writeDecisions(kind: 'csv' | 'jsonl', rows: readonly DecisionRow[], origin: Origin): Written {
  const inputs = namesOf(rows.map(row => row.inputs));
  const fields = namesOf(rows.map(row => row.fields));
  const withRules = rows.some(({ rule }) => rule !== undefined);
  if (kind === 'jsonl') {
    const lines = rows.map(row => `${JSON.stringify(objectOf(row, origin, inputs, fields, withRules))}\n`);
    return { text: lines.join(''), guarded: 0 };
  }
  const lines = new GuardedLines();
  const header = [
    ...factColumns,
    ...headings(inputPrefix, inputs),
    ...headings(answerPrefix, fields),
    ...decisionColumns,
    ...(withRules ? [ruleColumn] : []),
  ];
  const body = rows.map(row => {
    const facts = factsOf(row, origin);
    const reader = (all: readonly NamedText[]) => {
      const values = new Map(all.map(({ name, text }) => [name, text]));
      return (name: string) => values.get(name) ?? '';
    };
    return lines.line([
      ...factColumns.map(column => String(facts[column] ?? '')),
      ...inputs.map(reader(row.inputs)),
      ...fields.map(reader(row.fields)),
      ...decisionColumns.map(column => row.decided?.[column] ?? ''),
      ...(withRules ? [row.rule ?? ''] : []),
    ]);
  });
  return { text: [lines.line(header), ...body].join(''), guarded: lines.guarded };
}

function objectOf(
  row: DecisionRow,
  origin: Origin,
  inputs: readonly string[],
  fields: readonly string[],
  withRules: boolean,
): unknown {
  const valuesOf = (names: readonly string[], all: readonly NamedText[], prefix: string) => {
    const values = new Map(all.map(({ name, text }) => [name, text]));
    return names.map((name): [string, string | null] => [prefix + name, values.get(name) ?? null]);
  };
  return Object.fromEntries([
    ...Object.entries(factsOf(row, origin)),
    ...valuesOf(inputs, row.inputs, inputPrefix),
    ...valuesOf(fields, row.fields, answerPrefix),
    ...decisionColumns.map((column): [string, string | null] => [column, row.decided?.[column] ?? null]),
    ...(withRules ? [[ruleColumn, row.rule ?? null]] : []),
  ]);
}

/** Times are ISO 8601 in UTC, the work time is in seconds, the reward in dollars. */
function factsOf({ hit, assignment }: DecisionRow, origin: Origin): Record<FactColumn, string | number | null> {
  return {
    AssignmentId: assignment.id,
    HITId: hit.id,
    HITTypeId: hit.typeId,
    Title: hit.title,
    WorkerId: assignment.workerId,
    AssignmentStatus: assignment.status,
    AcceptTime: time(assignment.accepted),
    SubmitTime: time(assignment.submitted),
    AutoApprovalTime: time(assignment.autoApproves),
    ApprovalTime: time(assignment.approved),
    RejectionTime: time(assignment.rejected),
    WorkTimeInSeconds: workTime(assignment),
    Reward: formatAmount(hit.reward),
    RequesterFeedback: assignment.feedback ?? null,
    RequesterAnnotation: hit.annotation,
    Environment: origin.environment,
    Profile: origin.profile,
    Endpoint: origin.endpoint,
  };
}

/** From accepting to submitting, in whole seconds. */
export function workTime({ accepted, submitted }: Pick<AnsweredAssignment, 'accepted' | 'submitted'>): number {
  return Math.max(0, Math.round((submitted - accepted) / 1000));
}

function time(instant: Instant | undefined): string | null {
  if (instant === undefined || Math.abs(instant) > 8.64e15 || !Number.isFinite(instant)) return null;
  return new Date(instant).toISOString();
}

/** Every name that occurs, in the order of their first occurrence. */
function namesOf(all: readonly (readonly NamedText[])[]): string[] {
  return [...new Set(all.flatMap(fields => fields.map(({ name }) => name)))];
}

/** Characters: as a column's heading, more of a name helps nobody. */
const longestHeading = 200;

/** Names as one line each, all different: the line of headings tells what file it is. */
function headings(prefix: string, names: readonly string[]): string[] {
  const taken = new Set<string>();
  const counts = new Map<string, number>();
  return names.map(name => {
    const line = /[\r\n]/.test(name) || name.length > longestHeading ? printable(name, longestHeading) : name;
    let heading = line;
    for (let count = counts.get(line) ?? 2; taken.has(heading); count += 1) {
      heading = `${line} (${count})`;
      // The next of the same line goes on from here: thousands of long names may begin alike.
      counts.set(line, count + 1);
    }
    taken.add(heading);
    return prefix + heading;
  });
}
