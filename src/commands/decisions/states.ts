/** How the assignments of a file stand: their HITs are listed, and what no listing has is asked for by itself. */
import type { Account } from '../../account/account.ts';
import type { Decision } from '../../files/decisions.ts';
import type { State } from '../../files/plan.ts';
import type { Caller } from '../../ledger/requests.ts';
import { cancelled, isRefusal } from '../../mturk/errors.ts';
import { type Assignment, readAssignment, readHIT } from '../../mturk/model.ts';
import { inOrder } from '../../mturk/scheduler/inOrder.ts';

export interface Lookup {
  /** Whether what the account knows is read again first. */
  readonly fresh: boolean;
  /** Asks for what no listing has. */
  readonly client: Caller;
  readonly signal: AbortSignal;
  readonly report: (done: number, total: number) => void;
}

/** The states of all decisions, by the assignment's id. Throws MTurkError where nothing can be said, or when it is cancelled. */
export async function statesOf(
  account: Account,
  decisions: readonly Decision[],
  { fresh, client, signal, report }: Lookup,
): Promise<Map<string, State>> {
  if (fresh) {
    const hitIds = [...hitIdsOf(account, decisions)];
    let done = 0;
    await inOrder(hitIds, async hitId => {
      if (signal.aborted) throw cancelled('ListAssignmentsForHIT');
      if (!account.hit(hitId)) await account.refreshHIT(hitId);
      if (account.hit(hitId)) await readWork(account, hitId);
      done += 1;
      report(done, hitIds.length);
    });
  }
  const known = knownStates(account);
  const missing = decisions.filter(({ assignmentId }) => !known.has(assignmentId));
  await inOrder(missing, async ({ assignmentId }) => {
    known.set(assignmentId, await ask(client, assignmentId));
  });
  return known;
}

/** Lists the assignments of a HIT. One that is gone, for one, fails as refused: its assignments are asked for by themselves. */
async function readWork(account: Account, hitId: string): Promise<void> {
  await account.refreshWork(hitId);
  const freshness = account.assignmentsFreshness(hitId);
  if (freshness.state === 'failed' && freshness.error.kind !== 'refused') throw freshness.error;
}

/** The HITs that a file names, and those of assignments that are known without. */
function hitIdsOf(account: Account, decisions: readonly Decision[]): Set<string> {
  const known = new Map([...account.works()].flat().map(({ id, hitId }) => [id, hitId]));
  return new Set(
    decisions.flatMap(({ hitId, assignmentId }) => known.get(assignmentId) ?? (hitId === '' ? [] : hitId)),
  );
}

function knownStates(account: Account): Map<string, State> {
  const states = new Map<string, State>();
  const put = (assignment: Assignment) => {
    const hit = account.hit(assignment.hitId);
    if (hit) states.set(assignment.id, { kind: 'known', assignment, hit });
  };
  for (const items of account.works()) items.forEach(put);
  return states;
}

async function ask(client: Caller, assignmentId: string): Promise<State> {
  try {
    const { Assignment, HIT } = await client.call('GetAssignment', { AssignmentId: assignmentId });
    if (!Assignment || !HIT) return { kind: 'unknown', words: 'the service does not list it' };
    return { kind: 'known', assignment: readAssignment(Assignment), hit: readHIT(HIT) };
  } catch (error) {
    if (isRefusal(error)) return { kind: 'unknown', words: `the service does not know it: ${error.words}` };
    throw error;
  }
}
