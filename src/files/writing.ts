/** Assignments written as a file of decisions, CSV or JSON lines, with columns to fill. */
import { answerFields, decodeAnswers, type NamedText } from '../mturk/answers.ts';
import type { AnsweredAssignment, HIT, Instant } from '../mturk/model.ts';
import { formatAmount } from '../mturk/money.ts';
import { GuardedLines } from '../mturk/spreadsheet.ts';
import {
  answerPrefix,
  type DecisionColumn,
  decisionColumns,
  type FactColumn,
  factColumns,
  inputPrefix,
  ruleColumn,
} from './columns.ts';

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

export interface Written {
  readonly text: string;
  /** How many cells got an apostrophe in front, for the user to be told. Always 0 for JSON lines, which need none. */
  readonly guarded: number;
}

/** An assignment with its answers as fields; an answer that can't be decoded is one field, raw. Never throws. */
export function rowOf({ hit, assignment }: Work): DecisionRow {
  const decoded = decodeAnswers(assignment.answer);
  const fields = decoded.ok ? answerFields(decoded.answers) : [{ name: 'raw', text: decoded.raw }];
  return { hit, assignment, fields: distinct(fields), inputs: inputsOf(hit.annotation) };
}

/** Input values of a HIT whose annotation is one flat JSON object. */
export function inputsOf(annotation: string): NamedText[] {
  if (!annotation.trimStart().startsWith('{')) return [];
  try {
    const parsed: unknown = JSON.parse(annotation);
    if (typeof parsed !== 'object' || parsed === null) return [];
    return Object.entries(parsed).flatMap(([name, value]: [string, unknown]) =>
      typeof value === 'object' ? [] : [{ name, text: String(value) }],
    );
  } catch {
    return [];
  }
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
    ...inputs.map(name => inputPrefix + name),
    ...fields.map(name => answerPrefix + name),
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

/** Fields of one name become one, so that none of them is lost: their texts stand under each other. */
function distinct(fields: readonly NamedText[]): NamedText[] {
  const texts = new Map<string, string>();
  for (const { name, text } of fields) {
    const before = texts.get(name);
    texts.set(name, before === undefined ? text : `${before}\n${text}`);
  }
  return [...texts].map(([name, text]) => ({ name, text }));
}
