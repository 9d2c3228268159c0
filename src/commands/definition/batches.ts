/** The batches that a profile's ledger knows. */
import type { BatchFacts } from '../../ledger/batch.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { type Item, isFinal, type Plan } from '../../ledger/planState.ts';
import type { Instant } from '../../mturk/model.ts';

export interface BatchHIT {
  readonly row: number;
  readonly replica: number;
  readonly maxAssignments: number;
  readonly cells: readonly string[];
  /** The names of the cells, when it was published. */
  readonly columns: readonly string[];
  /** Absent while it was not created. */
  readonly hitId: string | undefined;
  /** Of one that was not created: whether it may have been all the same, was refused, or was never sent. */
  readonly missing?: 'unclear' | 'failed' | 'notSent';
  /** Why it was refused. */
  readonly reason?: string;
}

export interface Batch {
  /** As of the last publishing. */
  readonly facts: BatchFacts;
  readonly begun: Instant;
  /** In the order of the plans: of the first publishing, then of what was published again. */
  readonly hits: readonly BatchHIT[];
  /** Whether something of it is neither done nor failed. */
  readonly interrupted: boolean;
  /** The plans of it, oldest first. */
  readonly plans: readonly Plan[];
}

/** The HITs of a batch that were planned and not created. One that failed and was published later is not missing. */
export function missingHITs({ hits }: Pick<Batch, 'hits'>): BatchHIT[] {
  const there = new Set(hits.filter(({ hitId }) => hitId !== undefined).map(keyOf));
  return [...new Map(hits.filter(hit => !there.has(keyOf(hit))).map(hit => [keyOf(hit), hit] as const)).values()];
}

function keyOf({ row, replica }: BatchHIT): string {
  return `${row}.${replica}`;
}

/** All batches, oldest first. Rejects with JournalProblem. */
export async function batchesOf(ledger: Pick<Ledger, 'plans'>): Promise<Batch[]> {
  return batchesIn(await ledger.plans());
}

/** The batches that plans publish, oldest first. */
export function batchesIn(all: readonly Plan[]): Batch[] {
  const byId = new Map<string, Plan[]>();
  for (const plan of all) {
    const id = plan.header.batch?.id;
    if (id === undefined) continue;
    byId.set(id, [...(byId.get(id) ?? []), plan]);
  }
  return [...byId.values()].flatMap(plans => {
    const [first] = plans;
    const facts = plans.at(-1)?.header.batch;
    if (!first || !facts) return [];
    return [
      {
        facts,
        begun: first.header.at,
        hits: plans.flatMap(({ header, items }) =>
          items.flatMap(item => hitOf(item, header.batch?.columns ?? []) ?? []),
        ),
        interrupted: plans.some(({ items, dropped }) => dropped === undefined && items.some(item => !isFinal(item))),
        plans,
      },
    ];
  });
}

function hitOf(item: Item, columns: readonly string[]): BatchHIT | undefined {
  const { operation, outcome } = item;
  if (operation.verb !== 'createHIT' || !operation.of) return undefined;
  const { of, input } = operation;
  const hit = { ...of, columns, maxAssignments: input.MaxAssignments ?? 1, hitId: outcome?.created };
  if (hit.hitId !== undefined) return hit;
  const reason = outcome?.error?.words;
  return { ...hit, missing: missingAs(item), ...(reason === undefined ? {} : { reason }) };
}

function missingAs({ outcome, sentSince }: Item): NonNullable<BatchHIT['missing']> {
  if (outcome?.result === 'failed') return 'failed';
  return outcome?.result === 'unknown' || sentSince !== undefined ? 'unclear' : 'notSent';
}
