/**
 * The lines of a journal. One JSON object a line; a plan is its header and its items, then what became of them. Lines are
 * only ever added.
 */
import * as v from 'valibot';
import type { FailureFacts } from '../mturk/errors.ts';
import type { Instant } from '../mturk/model.ts';
import type { Cents } from '../mturk/money.ts';
import { type BatchFacts, batchSchema } from './batch.ts';
import { type Operation, readOperation } from './ledgerOperations.ts';
import { amount, moment, whole } from './verbs/schemaFields.ts';
import type { MissedWorker } from './verbs/verbDefinition.ts';

/** Written with every line. A reader refuses lines of a later version. */
export const journalVersion = 1;

/** A journal that can't be used, in words for the user. */
export class JournalProblem extends Error {
  override readonly name = 'JournalProblem';
}

export const results = ['done', 'alreadyDone', 'failed', 'unknown', 'notSent'] as const;
export type Result = (typeof results)[number];

/** What stays of an error. */
export type Failure = Pick<
  FailureFacts,
  'kind' | 'operation' | 'words' | 'code' | 'turkErrorCode' | 'requestId' | 'advice'
>;

export interface PlanHeader {
  readonly record: 'plan';
  /** Tokens are made from it: at most 40 characters of A–Z, a–z, 0–9 and `-`. */
  readonly plan: string;
  readonly at: Instant;
  /** For people: "Approve 3 assignments". */
  readonly title: string;
  readonly environment: string;
  readonly profile: string;
  readonly endpoint: string;
  /** How many items follow. A plan with fewer was never begun. */
  readonly count: number;
  /** Long texts that its items have in common. */
  readonly texts?: readonly string[] | undefined;
  /** The batch that its HITs belong to. */
  readonly batch?: BatchFacts | undefined;
}

/** The intent: one operation and what it costs, in cents. */
export interface ItemLine {
  readonly record: 'item';
  readonly plan: string;
  readonly item: number;
  readonly operation: Operation;
  readonly pay: Cents;
  readonly fees: Cents;
}

/** These items may have been sent from this time on; those that no such line names were not. */
export interface SendingLine {
  readonly record: 'sending';
  readonly plan: string;
  readonly items: readonly number[];
  readonly at: Instant;
}

export interface OutcomeLine {
  readonly record: 'outcome';
  readonly plan: string;
  readonly item: number;
  readonly at: Instant;
  readonly result: Result;
  /** With `failed`: no try can have had an effect. */
  readonly sure?: boolean | undefined;
  readonly requestId?: string | undefined;
  /** The id of the HIT or qualification type that was created. */
  readonly created?: string | undefined;
  readonly error?: Failure | undefined;
  /** What a person should know besides: who a message did not reach, who seems to have done it. */
  readonly words?: string | undefined;
  /** Whom a message did not reach. */
  readonly missed?: readonly MissedWorker[] | undefined;
  /** With `alreadyDone`: it was done by an item of another plan, whose trace it is. */
  readonly elsewhere?: boolean | undefined;
}

/** A message that has not been sent goes to these workers only: another plan has written to the rest. */
export interface NarrowedLine {
  readonly record: 'narrowed';
  readonly plan: string;
  readonly item: number;
  readonly workerIds: readonly string[];
  readonly at: Instant;
}

/** The user wants these failed items tried again. */
export interface RetryLine {
  readonly record: 'retry';
  readonly plan: string;
  readonly items: readonly number[];
  readonly at: Instant;
}

/** The user discards what is not final. */
export interface DroppedLine {
  readonly record: 'dropped';
  readonly plan: string;
  readonly at: Instant;
}

export type Line = PlanHeader | ItemLine | SendingLine | OutcomeLine | NarrowedLine | RetryLine | DroppedLine;

const index = v.pipe(whole, v.minValue(0));
const failure = v.object({
  kind: v.string(),
  operation: v.string(),
  words: v.string(),
  code: v.string(),
  advice: v.optional(v.string()),
  turkErrorCode: v.optional(v.string()),
  requestId: v.optional(v.string()),
});

const schemas = {
  plan: v.object({
    record: v.literal('plan'),
    plan: v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,40}$/)),
    at: moment,
    title: v.string(),
    environment: v.string(),
    profile: v.string(),
    endpoint: v.string(),
    count: v.pipe(whole, v.minValue(1)),
    texts: v.optional(v.array(v.string())),
    batch: v.optional(batchSchema),
  }),
  item: v.object({
    record: v.literal('item'),
    plan: v.string(),
    item: index,
    act: v.unknown(),
    pay: amount,
    fees: amount,
  }),
  sending: v.object({ record: v.literal('sending'), plan: v.string(), items: v.array(index), at: moment }),
  outcome: v.object({
    record: v.literal('outcome'),
    plan: v.string(),
    item: index,
    at: moment,
    result: v.picklist(results),
    sure: v.optional(v.boolean()),
    requestId: v.optional(v.string()),
    created: v.optional(v.string()),
    error: v.optional(failure),
    words: v.optional(v.string()),
    missed: v.optional(v.array(v.object({ workerId: v.string(), soft: v.boolean(), reason: v.string() }))),
    elsewhere: v.optional(v.boolean()),
  }),
  narrowed: v.object({
    record: v.literal('narrowed'),
    plan: v.string(),
    item: index,
    workerIds: v.pipe(v.array(v.string()), v.minLength(1)),
    at: moment,
  }),
  retry: v.object({ record: v.literal('retry'), plan: v.string(), items: v.array(index), at: moment }),
  dropped: v.object({ record: v.literal('dropped'), plan: v.string(), at: moment }),
};

/** An item as it is written: its operation has the name that version 0.1 gave it. */
type StoredItem = Omit<ItemLine, 'operation'> & { readonly act: unknown };

/** Writes a line, with its end. */
export function formatLine(line: Line): string {
  if (line.record !== 'item') return `${JSON.stringify({ v: journalVersion, ...line })}\n`;
  const { record, plan, item, operation: act, pay, fees } = line;
  return `${JSON.stringify({ v: journalVersion, record, plan, item, act, pay, fees })}\n`;
}

/** Reads a line. Throws JournalProblem for what a later version wrote, and for what is no line of a journal. */
export function parseLine(text: string): Line {
  const json = parseJson(text);
  const { v: written, record } = json;
  if (typeof written === 'number' && written > journalVersion)
    throw new JournalProblem(
      `it was written by a newer version of the workbench (format ${written}; this one knows ${journalVersion}); update the extension`,
    );
  if (typeof record !== 'string' || !Object.hasOwn(schemas, record))
    throw new DamagedLine(`it holds an unknown kind of line, ${JSON.stringify(record)}`);
  const read = v.safeParse(schemas[record as Line['record']], json);
  if (!read.success) throw new DamagedLine(`a line “${record}” is not as it should be: ${v.summarize(read.issues)}`);
  // What the schema leaves as plain text and numbers is narrower by type; operations are read on their own.
  const line = read.output as unknown as Exclude<Line, ItemLine> | StoredItem;
  if (line.record !== 'item') return line;
  const { act, ...rest } = line;
  try {
    return { ...rest, operation: readOperation(act) };
  } catch (error) {
    throw new DamagedLine(`an operation can’t be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** One line that can't be read, in a journal whose others can. */
export class DamagedLine extends Error {
  override readonly name = 'DamagedLine';
}

function parseJson(text: string): Readonly<Record<string, unknown>> {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === 'object' && json !== null) return json as Record<string, unknown>;
  } catch {
    // Said below, in our words.
  }
  throw new DamagedLine('a line is not JSON');
}
