/** The columns of tables for programs that read data: one row an assignment, one column a variable, each of one type. */
import type { NamedText } from '../../mturk/answers.ts';
import { type Instant, knowsReward } from '../../mturk/model.ts';
import { type Cents, formatAmount } from '../../mturk/money.ts';
import { printable } from '../../mturk/plainText.ts';
import { decodeRow } from '../../review/decode.ts';
import { autoApproved, knownWorkSeconds, type Result, type Survey } from './result.ts';

/** The content of a cell; `undefined` for nothing. Times are in milliseconds, money in cents. */
export type Cell =
  | { readonly type: 'text'; readonly value: string | undefined }
  | { readonly type: 'time'; readonly value: Instant | undefined }
  | { readonly type: 'integer'; readonly value: number | undefined }
  | { readonly type: 'money'; readonly value: Cents | undefined }
  | { readonly type: 'boolean'; readonly value: boolean | undefined };

export interface Origin {
  readonly environment: string;
  readonly profile: string;
  readonly endpoint: string;
}

interface FactColumn {
  readonly type: Cell['type'];
  readonly read: (result: Result, origin: Origin) => string | number | boolean | undefined;
}

const text = (read: FactColumn['read']): FactColumn => ({ type: 'text', read });
/** 0 is what is not known. */
const time = (read: FactColumn['read']): FactColumn => ({
  type: 'time',
  read: (result, origin) => read(result, origin) || undefined,
});
const integer = (read: FactColumn['read']): FactColumn => ({ type: 'integer', read });
const money = (read: FactColumn['read']): FactColumn => ({ type: 'money', read });

/** In Amazon’s names where Amazon has one. */
const factColumns = {
  AssignmentId: text(({ assignment }) => assignment.id),
  HITId: text(({ hit }) => hit.id),
  HITTypeId: text(({ hit }) => hit.typeId),
  HITGroupId: text(({ hit }) => hit.groupId),
  Title: text(({ hit }) => hit.title),
  Description: text(({ hit }) => hit.description),
  Keywords: text(({ hit }) => hit.keywords),
  Reward: money(({ hit }) => (knowsReward(hit) ? hit.reward : undefined)),
  MaxAssignments: integer(({ hit }) => hit.maxAssignments),
  CreationTime: time(({ hit }) => hit.created),
  Expiration: time(({ hit }) => hit.expires),
  RequesterAnnotation: text(({ hit }) => hit.annotation),
  WorkerId: text(({ assignment }) => assignment.workerId),
  AssignmentStatus: text(({ assignment }) => assignment.status),
  AcceptTime: time(({ assignment }) => assignment.accepted),
  SubmitTime: time(({ assignment }) => assignment.submitted),
  AutoApprovalTime: time(({ assignment }) => assignment.autoApproves),
  ApprovalTime: time(({ assignment }) => assignment.approved),
  RejectionTime: time(({ assignment }) => assignment.rejected),
  WorkTimeInSeconds: integer(({ assignment }) => knownWorkSeconds(assignment)),
  AutoApproved: {
    type: 'boolean',
    read: ({ assignment }) => (assignment.status === 'Approved' ? autoApproved(assignment) : undefined),
  },
  RequesterFeedback: text(({ assignment }) => assignment.feedback),
  Bonus: money(({ bonuses }) => bonuses?.reduce((sum, { amount }) => sum + amount, 0)),
  BonusReason: text(({ bonuses }) => (bonuses?.length ? bonuses.map(({ reason }) => reason).join('\n') : undefined)),
  Mark: text(({ note }) => note?.mark || undefined),
  Note: text(({ note }) => note?.text || undefined),
  DataFile: text(({ dataFiles }) => (dataFiles?.length ? dataFiles.join('\n') : undefined)),
  Environment: text((_, { environment }) => environment),
  Profile: text((_, { profile }) => profile),
  Endpoint: text((_, { endpoint }) => endpoint),
} as const satisfies Record<string, FactColumn>;
type FactColumnName = keyof typeof factColumns;
export const factColumnNames = Object.keys(factColumns) as FactColumnName[];

/** What can be left out: a fact, or all inputs or answers. */
export type ChosenColumn = FactColumnName | 'inputs' | 'answers';

export interface TableColumn {
  readonly name: string;
  readonly type: Cell['type'];
  readonly read: (row: TableRow) => Cell['value'];
}

/** A result with its answers decoded once. */
export interface TableRow {
  readonly result: Result;
  readonly inputs: ReadonlyMap<string, string>;
  readonly answers: ReadonlyMap<string, string>;
}

export function tableRow(result: Result): TableRow {
  return {
    result,
    inputs: byName(result.inputs),
    answers: byName(tableAnswers(result.assignment.answer)),
  };
}

/** An answer as named texts; what can’t be decoded is one, `raw`. Never throws. */
export function tableAnswers(xml: string): NamedText[] {
  const answers = decodeRow(xml, '|');
  return answers.ok
    ? answers.fields.map(([name, value]) => ({ name, text: value }))
    : [{ name: 'raw', text: answers.raw }];
}

function byName(all: readonly NamedText[]): Map<string, string> {
  return new Map(all.map(({ name, text: value }) => [name, value]));
}

/** The columns of a table in the order of its cells: facts, inputs, answers. */
export function tableColumns(
  { inputs, answers }: Pick<Survey, 'inputs' | 'answers'>,
  chosen: ReadonlySet<ChosenColumn>,
  origin: Origin,
): TableColumn[] {
  const facts = factColumnNames
    .filter(name => chosen.has(name))
    .map((name): TableColumn => {
      const { type, read }: FactColumn = factColumns[name];
      return { name, type, read: ({ result }) => read(result, origin) };
    });
  const input = chosen.has('inputs') ? headings('Input.', inputs) : [];
  const answer = chosen.has('answers') ? headings('Answer.', answers) : [];
  return [
    ...facts,
    ...input.map(({ heading, name }): TableColumn => {
      return { name: heading, type: 'text', read: row => row.inputs.get(name) };
    }),
    ...answer.map(({ heading, name }): TableColumn => {
      return { name: heading, type: 'text', read: row => row.answers.get(name) };
    }),
  ];
}

/** A cell of a CSV file: times are ISO 8601 in UTC, money is dollars, nothing is nothing. */
export function cellText(type: Cell['type'], value: Cell['value']): string {
  if (value === undefined) return '';
  if (type === 'time') return typeof value === 'number' ? isoText(value) : '';
  if (type === 'money') return typeof value === 'number' ? formatAmount(value as Cents) : '';
  return String(value);
}

function isoText(instant: Instant): string {
  return instant !== 0 && Number.isFinite(instant) && Math.abs(instant) <= 8.64e15
    ? new Date(instant).toISOString()
    : '';
}

/** Characters: as a column’s heading, more of a name helps nobody. */
const longestHeading = 200;

/** Names as one line each, all different. */
function headings(prefix: string, names: readonly string[]): { readonly heading: string; readonly name: string }[] {
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
    return { heading: prefix + heading, name };
  });
}
