/** The last known state of an account on disk: HITs and assignments in short, never an answer or a question. */
import * as v from 'valibot';
import { type Assignment, assignmentStatuses, type HIT, hitStatuses, type Instant } from '../mturk/model.ts';
import { cents } from '../mturk/money.ts';
import type { Known } from './known.ts';

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

const requirement = v.object({
  qualificationTypeId: v.string(),
  comparator: v.string(),
  integers: v.array(v.number()),
  locales: v.array(v.string()),
  actionsGuarded: v.string(),
});

const hitLine = v.object({
  hit: v.object({
    id: v.string(),
    typeId: v.string(),
    groupId: v.string(),
    title: v.string(),
    description: v.string(),
    keywords: v.string(),
    annotation: v.string(),
    status: v.picklist(hitStatuses),
    created: v.number(),
    expires: v.number(),
    reward: v.pipe(v.number(), v.safeInteger(), v.transform(cents)),
    maxAssignments: v.number(),
    autoApprovalDelay: v.number(),
    assignmentDuration: v.number(),
    pending: v.number(),
    available: v.number(),
    completed: v.number(),
    requirements: v.array(requirement),
  }),
  counters: v.optional(v.string()),
  whole: v.optional(v.boolean()),
  /** Id, worker, status, and the times of acceptance, submission, auto-approval, approval and rejection. */
  work: v.optional(
    v.array(
      v.tuple([
        v.string(),
        v.string(),
        v.picklist(assignmentStatuses),
        v.number(),
        v.number(),
        v.number(),
        v.nullable(v.number()),
        v.nullable(v.number()),
      ]),
    ),
  ),
});

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
    const read = v.safeParse(hitLine, parse(line));
    if (read.success) put(known, read.output);
    count += 1;
    if (count % atOnce === 0) await turn();
  }
  return saved;
}

function put(known: Known, { hit, counters, whole = false, work = [] }: v.InferOutput<typeof hitLine>): void {
  known.putHITs([hit satisfies HIT]);
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
