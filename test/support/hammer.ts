/**
 * Writers that hammer a service from several connections, remember what was acknowledged, and can say afterwards whether a service
 * still knows it. What was under way when the service died may have happened or not, but never half.
 */
import assert from 'node:assert/strict';
import type { Local } from './local.ts';
import { callRaw } from './signed.ts';

type Status = 'Accepted' | 'Submitted' | 'Approved' | 'Rejected' | 'Returned';

interface Work {
  readonly hitId: string;
  readonly worker: string;
  /** What it may be now: two things after a call that was never answered. */
  possible: Status[];
}

interface Bonus {
  readonly assignmentId: string;
  readonly acknowledged: boolean;
}

interface Hammer {
  readonly acknowledged: number;
  /** Writes from so many connections until the service is gone. */
  run(local: Local, connections: number, onAcknowledged: (count: number) => void): Promise<void>;
  /**
   * Checks that a service knows everything acknowledged and that its sums add up; takes over what became of the rest. Looks into
   * the HITs that were written to since the last time, or into all.
   */
  check(local: Local, extent: 'recent' | 'all'): Promise<void>;
}

const reward = 7;
const fee = 1;
const slots = 5;
const bonus = { amount: '0.10', total: 12 };
const question =
  '<ExternalQuestion xmlns="http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2006-07-14/ExternalQuestion.xsd"><ExternalURL>https://example.org</ExternalURL><FrameHeight>0</FrameHeight></ExternalQuestion>';

/** The connection ended before an answer came. */
class Gone extends Error {}

type Json = Record<string, unknown>;

async function call(local: Local, operation: string, input: Json): Promise<Json> {
  let answer: Awaited<ReturnType<typeof callRaw>>;
  try {
    answer = await callRaw(local, operation, JSON.stringify(input));
  } catch (error) {
    throw new Gone(String(error));
  }
  assert.equal(answer.status, 200, answer.text);
  return JSON.parse(answer.text) as Json;
}

async function control(local: Local, verb: string, input: Json): Promise<Json> {
  try {
    return await local.control(verb, input);
  } catch (error) {
    throw error instanceof TypeError ? new Gone(String(error)) : error;
  }
}

/** `random` gives numbers from 0 to less than 1. */
export function createHammer(random: () => number): Hammer {
  const hits = new Set<string>();
  const work = new Map<string, Work>();
  const bonuses = new Map<string, Bonus>();
  /** What each HIT looked into has cost and may cost, in cents. */
  const looked = new Map<string, { readonly spent: number; readonly held: number }>();
  let acknowledged = 0;
  let serial = 0;

  const below = (count: number): number => Math.floor(random() * count);

  /** One HIT's life, or as much of it as there is time for. */
  const live = async (local: Local, done: () => void): Promise<void> => {
    const { HIT } = await call(local, 'CreateHIT', {
      Title: 'Hammered',
      Description: 'Work.',
      Reward: '0.07',
      AssignmentDurationInSeconds: 86_400,
      LifetimeInSeconds: 86_400,
      MaxAssignments: slots,
      Question: question,
    });
    const { HITId } = HIT as { HITId: string };
    hits.add(HITId);
    looked.delete(HITId);
    done();
    for (let slot = 0; slot < slots; slot++) {
      const worker = `A${++serial}`;
      const id = String((await control(local, 'accept', { HITId, WorkerId: worker })).AssignmentId);
      work.set(id, { hitId: HITId, worker, possible: ['Accepted'] });
      done();
      await step(local, id, below(6), done);
    }
  };

  /** Takes an assignment so many steps further. */
  const step = async (local: Local, id: string, steps: number, done: () => void): Promise<void> => {
    const mine = work.get(id);
    assert(mine);
    looked.delete(mine.hitId);
    const become = async (status: Status, operation: () => Promise<unknown>): Promise<void> => {
      const before = mine.possible;
      mine.possible = [...before, status];
      await operation();
      mine.possible = [status];
      done();
    };
    const ids = { AssignmentId: id, WorkerId: mine.worker };
    if (steps === 1) return become('Returned', () => control(local, 'return', ids)).then(() => void work.delete(id));
    if (steps < 2) return;
    await become('Submitted', () => control(local, 'submit', { ...ids, Answers: { a: 'b' } }));
    if (steps < 3) return;
    if (steps === 3)
      return become('Rejected', () => call(local, 'RejectAssignment', { AssignmentId: id, RequesterFeedback: '' }));
    await become('Approved', () => call(local, 'ApproveAssignment', { AssignmentId: id }));
    if (steps < 5) return;
    const token = `bonus-${++serial}`;
    bonuses.set(token, { assignmentId: id, acknowledged: false });
    const { amount: BonusAmount } = bonus;
    await call(local, 'SendBonus', { ...ids, BonusAmount, Reason: token, UniqueRequestToken: token });
    bonuses.set(token, { assignmentId: id, acknowledged: true });
    done();
  };

  const list = async (local: Local, operation: string, member: string, input: Json): Promise<Json[]> => {
    const found: Json[] = [];
    let NextToken: unknown;
    do {
      const page = await call(local, operation, { ...input, MaxResults: 100, ...(NextToken ? { NextToken } : {}) });
      found.push(...(page[member] as Json[]));
      ({ NextToken } = page);
    } while (NextToken);
    return found;
  };

  return {
    get acknowledged() {
      return acknowledged;
    },
    run: async (local, connections, onAcknowledged) => {
      const writer = async (): Promise<void> => {
        try {
          while (true)
            await live(local, () => {
              acknowledged++;
              onAcknowledged(acknowledged);
            });
        } catch (error) {
          if (!(error instanceof Gone)) throw error;
        }
      };
      await Promise.all(Array.from({ length: connections }, writer));
    },
    check: async (local, extent) => {
      if (extent === 'all') looked.clear();
      const listed = await list(local, 'ListHITs', 'HITs', {});
      const byId = new Map(listed.map(hit => [String(hit.HITId), hit]));
      for (const id of hits) assert(byId.has(id), `HIT ${id} was acknowledged and is gone`);
      let spent = 0;
      let held = 0;
      for (const [id, hit] of byId) {
        hits.add(id);
        const before = looked.get(id);
        spent += before?.spent ?? 0;
        held += before?.held ?? 0;
        if (before) continue;
        const assignments = await list(local, 'ListAssignmentsForHIT', 'Assignments', { HITId: id });
        const statuses = new Map(assignments.map(each => [String(each.AssignmentId), String(each.AssignmentStatus)]));
        const count = (status: string): number => [...statuses.values()].filter(each => each === status).length;
        const completed = count('Approved') + count('Rejected');
        const [available, pending] = [Number(hit.NumberOfAssignmentsAvailable), Number(hit.NumberOfAssignmentsPending)];
        assert.equal(hit.NumberOfAssignmentsCompleted, completed);
        assert.equal(available + pending + count('Submitted') + completed, slots, `the counters of HIT ${id}`);
        const mayCost = (available + pending + count('Submitted')) * (reward + fee);
        let accepted = 0;
        for (const [assignmentId, mine] of work) {
          if (mine.hitId !== id) continue;
          const status = statuses.get(assignmentId);
          if (status === undefined) {
            // Neither accepted nor returned work is shown.
            assert(mine.possible.includes('Accepted') || mine.possible.includes('Returned'), `${assignmentId} is gone`);
            if (mine.possible.length === 1) accepted++;
            else work.delete(assignmentId);
          } else {
            assert(mine.possible.includes(status as Status), `${assignmentId} is ${status}, not ${mine.possible}`);
            mine.possible = [status as Status];
          }
        }
        assert(pending >= accepted, `${accepted} were accepted, and ${pending} are pending`);
        const paid = await list(local, 'ListBonusPayments', 'BonusPayments', { HITId: id });
        const reasons = paid.map(each => String(each.Reason));
        assert.equal(new Set(reasons).size, reasons.length, 'no bonus is paid twice');
        const cost = count('Approved') * (reward + fee) + reasons.length * bonus.total;
        looked.set(id, { spent: cost, held: mayCost });
        spent += cost;
        held += mayCost;
        for (const [token, { assignmentId, acknowledged }] of bonuses) {
          if (work.get(assignmentId)?.hitId !== id) continue;
          const there = reasons.includes(token);
          assert(there || !acknowledged, `bonus ${token} was acknowledged and is gone`);
          if (there) bonuses.set(token, { assignmentId, acknowledged: true });
          else bonuses.delete(token);
        }
      }
      const funds = await local.control('funds');
      const cents = (member: string): number => Math.round(Number(funds[member]) * 100);
      assert.equal(cents('paid'), spent, 'what was paid');
      assert.equal(cents('held'), held, 'what is held');
      assert.equal(cents('balance') + held + spent, cents('funded'));
    },
  };
}
