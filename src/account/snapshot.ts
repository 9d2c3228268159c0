/** The last known state of an account on disk: HITs and assignments in short, never an answer or a question. */
import * as v from 'valibot';
import {
  type Assignment,
  type AssignmentStatus,
  assignmentStatuses,
  type HIT,
  hitStatuses,
  type Instant,
} from '../mturk/model.ts';
import type { Known } from './accountTables.ts';

/** Where an account's last known state is kept. Whoever gives it decides on the place; one for each profile. */
export interface StateFile {
  /** The lines that were written last; none if there are none or they can't be read. */
  read(): AsyncIterable<string>;
  /** Replaces all lines at once: whoever reads later sees the old ones or the new ones. Lines hold no line breaks. */
  write(lines: AsyncIterable<string>): Promise<void>;
}

const version = 1;
/** So many lines are made or read in one go, then others have their turn. */
const atOnce = 200;

const head = v.object({ version: v.literal(version), identity: v.string(), saved: v.number() });

const hitTexts = ['id', 'typeId', 'groupId', 'title', 'description', 'keywords', 'annotation'] as const;
const hitNumbers = [
  'created',
  'expires',
  'reward',
  'maxAssignments',
  'autoApprovalDelay',
  'assignmentDuration',
  'pending',
  'available',
  'completed',
] as const;

/** A HIT with the submitted or all assignments that were known of it. */
interface HITLine {
  readonly hit: HIT;
  readonly counters?: string;
  readonly whole?: boolean;
  readonly work?: readonly WorkLine[];
}

/** Id, worker, status, and the times of acceptance, submission, auto-approval, approval and rejection. */
type WorkLine = readonly [string, string, AssignmentStatus, number, number, number, number | null, number | null];

export async function keep(file: StateFile, known: Known, identity: string, saved: Instant): Promise<void> {
  await file.write(linesOf(known, identity, saved));
}

async function* linesOf(known: Known, identity: string, saved: Instant): AsyncGenerator<string> {
  yield JSON.stringify({ version, identity, saved } satisfies v.InferOutput<typeof head>);
  let count = 0;
  for (const hit of [...known.hits()]) {
    const { items, whole, counters } = known.work(hit.id);
    const work = items.map(each => [
      each.id,
      each.workerId,
      each.status,
      each.accepted,
      each.submitted,
      each.autoApproves,
      each.approved ?? null,
      each.rejected ?? null,
    ]);
    yield JSON.stringify({ hit, ...(counters === undefined ? {} : { counters, whole, work }) });
    count += 1;
    if (count % atOnce === 0) await turn();
  }
}

/**
 * Fills an empty table from a file. Gives when that was saved; `undefined` if it is not of this identity, not ours or not
 * there. A line that is damaged is left out.
 */
export async function restore(file: StateFile, known: Known, identity: string): Promise<Instant | undefined> {
  let saved: Instant | undefined;
  let count = 0;
  for await (const line of file.read()) {
    if (saved === undefined) {
      const first = v.safeParse(head, parse(line));
      if (!first.success || first.output.identity !== identity) return undefined;
      saved = first.output.saved;
      continue;
    }
    const read = parse(line);
    if (isHITLine(read)) put(known, read);
    count += 1;
    if (count % atOnce === 0) await turn();
  }
  return saved;
}

function put(known: Known, { hit, counters, whole = false, work = [] }: HITLine): void {
  known.putHITs([hit]);
  if (counters === undefined) return;
  const items = work.map(
    ([id, workerId, status, accepted, submitted, autoApproves, approved, rejected]): Assignment => ({
      id,
      hitId: hit.id,
      workerId,
      status,
      accepted,
      submitted,
      autoApproves,
      ...(approved === null ? {} : { approved }),
      ...(rejected === null ? {} : { rejected }),
    }),
  );
  known.putWork(hit.id, { counters, whole, items });
}

/** Checked by hand: ten thousand lines are read before the first row shows. What can go wrong in them is damage, not malice. */
function isHITLine(value: unknown): value is HITLine {
  if (!isRecord(value)) return false;
  const { hit, counters, work } = value;
  return (
    isRecord(hit) &&
    hitTexts.every(name => typeof hit[name] === 'string') &&
    hitNumbers.every(name => Number.isSafeInteger(hit[name])) &&
    hitStatuses.some(status => status === hit.status) &&
    Array.isArray(hit.requirements) &&
    (counters === undefined || typeof counters === 'string') &&
    (work === undefined || (Array.isArray(work) && work.every(isWorkLine)))
  );
}

function isWorkLine(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 8) return false;
  const [id, workerId, status, ...times] = value as unknown[];
  return (
    typeof id === 'string' &&
    typeof workerId === 'string' &&
    assignmentStatuses.some(each => each === status) &&
    times.every(time => time === null || typeof time === 'number')
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function turn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
