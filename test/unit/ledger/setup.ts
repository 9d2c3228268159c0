/** What the tests of the ledger over a real service share. */
import assert from 'node:assert/strict';
import { memoryLock } from '../../../src/ledger/journalLock.ts';
import { type JournalStore, memoryStore } from '../../../src/ledger/journalStore.ts';
import { Ledger, type PlanFacts } from '../../../src/ledger/ledger.ts';
import { type Operation, type OperationOf, workOf } from '../../../src/ledger/ledgerOperations.ts';
import type { Runtime } from '../../../src/ledger/runOptions.ts';
import { MTurkClient } from '../../../src/mturk/client.ts';
import { type Assignment, type HIT, readAssignment, readHIT } from '../../../src/mturk/model.ts';
import { cents } from '../../../src/mturk/money.ts';
import type { Bench } from '../service/setup.ts';

export function clientOf({ local: { endpoint, accessKeyId, secretAccessKey } }: Bench): MTurkClient {
  return new MTurkClient({ endpoint, credentials: async () => ({ accessKeyId, secretAccessKey }) });
}

interface Submitted {
  readonly client: MTurkClient;
  readonly hit: HIT;
  readonly assignments: readonly Assignment[];
  readonly work: readonly ReturnType<typeof workOf>[];
}

/** A HIT with so many submitted assignments. */
export async function submitted(bench: Bench, count: number): Promise<Submitted> {
  const { HITId } = await bench.createHIT({ MaxAssignments: count });
  for (let index = 0; index < count; index += 1) await bench.work(HITId, `A1WORKER${index}`);
  const client = clientOf(bench);
  const { HIT } = await client.call('GetHIT', { HITId });
  const { Assignments } = await client.call('ListAssignmentsForHIT', { HITId, MaxResults: 100 });
  assert.ok(HIT && Assignments);
  const hit = readHIT(HIT);
  const assignments = Assignments.map(readAssignment);
  return { client, hit, assignments, work: assignments.map(each => workOf(hit, each)) };
}

export function bonusOf(
  { assignmentId, hitId, workerId }: Submitted['work'][number],
  amount = 50,
): OperationOf<'bonus'> {
  return { verb: 'bonus', assignmentId, hitId, workerId, amount: cents(amount), reason: 'thorough' };
}

/** Waits take no time but move the clock; nothing is random. */
export function fakeRuntime(start = Date.now()): Runtime & { now: () => number; advance: (ms: number) => void } {
  let now = start;
  return {
    now: () => now,
    random: () => 0.5,
    wait: async milliseconds => {
      now += milliseconds;
    },
    advance: milliseconds => {
      now += milliseconds;
    },
  };
}

export function newLedger(store: JournalStore = memoryStore(), runtime: Runtime = fakeRuntime()): Ledger {
  return new Ledger(store, memoryLock(), runtime);
}

export function facts(id: string, client: { readonly endpoint: string } = { endpoint: '' }): PlanFacts {
  return { id, title: id, environment: 'local', profile: 'local', endpoint: client.endpoint };
}

export const resultsOf = (outcomes: readonly { readonly result: string }[]) => outcomes.map(({ result }) => result);

export type { Operation };
