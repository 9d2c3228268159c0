/** A process dies before or after an operation had its effect, and another one finds out over a day later, when no token is remembered. */
import assert from 'node:assert/strict';
import { entriesOf } from '../../../src/ledger/entries.ts';
import { memoryStore } from '../../../src/ledger/journalStore.ts';
import type { Operation } from '../../../src/ledger/ledgerOperations.ts';
import { apiOperationOf, type Caller } from '../../../src/ledger/requests.ts';
import { originOf } from '../../../src/mturk/batchAnnotation.ts';
import { pages } from '../../../src/mturk/paging.ts';
import { batchOf } from '../../support/batches.ts';
import { type Bench, plainHIT, useBench } from '../service/setup.ts';
import { kinds, qualificationType, workerId } from './reconcileKinds.ts';
import { bonusOf, clientOf, facts, fakeRuntime, newLedger, resultsOf, submitted } from './setup.ts';

const dayAndMore = 25 * 3600;

/** A client of a process that dies at its writes: before the first leaves, or as soon as so many had their effect. */
function dying(
  client: Caller,
  when: 'before' | 'after',
  writes = 1,
): { readonly client: Caller; readonly dead: Promise<void> } {
  let die: () => void = () => {};
  const dead = new Promise<void>(resolve => {
    die = resolve;
  });
  let written = 0;
  const call = async (...request: Parameters<Caller['call']>) => {
    if (when === 'after') await client.call(...request);
    written += 1;
    if (written >= writes) die();
    return new Promise<never>(() => {});
  };
  return { client: { endpoint: client.endpoint, call: call as Caller['call'] }, dead };
}

async function timesCalled(bench: Bench, operation: string): Promise<number> {
  const { operations } = (await bench.local.control('stats')) as { operations: Record<string, { calls: number }> };
  return operations[operation]?.calls ?? 0;
}

describe('a day after a crash', () => {
  const bench = useBench();

  for (const [name, prepare] of Object.entries(kinds))
    for (const when of ['before', 'after'] as const)
      it(`${name}, cut off ${when} its effect, is done once`, async () => {
        const means = fakeRuntime();
        const operation = await prepare(bench(), means.now());
        const called = apiOperationOf(operation.verb);
        const before = await timesCalled(bench(), called);
        const store = memoryStore();
        const client = clientOf(bench());
        const first = dying(client, when);
        void newLedger(store, means).start(facts('plan'), [operation], { client: first.client });
        await first.dead;

        means.advance(dayAndMore * 1000);
        await bench().advance(dayAndMore);
        const ledger = newLedger(store, means);
        const [open] = await ledger.openPlans();
        assert.equal(open?.unknown, 1);
        const { outcomes } = await ledger.resume('plan', { client });
        assert.deepEqual(resultsOf(outcomes), ['done'], JSON.stringify(outcomes));
        assert.equal((await timesCalled(bench(), called)) - before, 1);
        assert.deepEqual(await newLedger(store, means).openPlans(), []);
        if (operation.verb === 'createHIT' || operation.verb === 'createHITWithType') {
          const [outcome] = outcomes;
          assert.ok(outcome?.result === 'done' && outcome.created);
          const { RequesterAnnotation } = await bench().getHIT(outcome.created);
          assert.equal(RequesterAnnotation, operation.input.RequesterAnnotation);
        }
      });

  it('a qualification type that is there already is found, not made twice', async () => {
    const client = clientOf(bench());
    const operation: Operation = {
      verb: 'createQualificationType',
      name: 'Careful',
      description: 'Another description.',
    };
    const id = await qualificationType(bench());
    const ledger = newLedger();
    const { outcomes } = await ledger.start(facts('plan'), [operation], { client });
    const [only] = outcomes;
    assert.ok(only?.result === 'alreadyDone');
    assert.equal(only.created, id);
    const made = await ledger.start(facts('more'), [{ ...operation, name: 'Other' }], { client });
    const [other] = made.outcomes;
    assert.ok(other?.result === 'done');
    const entry = entriesOf(await ledger.plans()).at(-1);
    assert.deepEqual([entry?.hitId, entry?.qualificationTypeId, entry?.about], [undefined, other.created, 'Other']);
  });

  it('of two equal HITs each is told from the other', async () => {
    const means = fakeRuntime();
    const client = clientOf(bench());
    const store = memoryStore();
    const first = dying(client, 'after', 2);
    const { Title = '', Reward = '' } = plainHIT;
    const operation: Operation = {
      verb: 'createHIT',
      input: { ...plainHIT, Title, Reward, RequesterAnnotation: 'twin' },
    };
    void newLedger(store, means).start(facts('plan'), [operation, operation, operation], {
      client: first.client,
      parallel: 2,
    });
    await first.dead;
    means.advance(dayAndMore * 1000);
    await bench().advance(dayAndMore);
    const { outcomes } = await newLedger(store, means).resume('plan', { client });
    assert.deepEqual(resultsOf(outcomes), ['done', 'done', 'done']);
    assert.equal(new Set(outcomes.map(each => ('created' in each ? each.created : ''))).size, 3);
    assert.equal(await timesCalled(bench(), 'CreateHIT'), 3);
  });

  it('a batch that died in the middle goes on with each row published once', async () => {
    const rows = 130;
    const means = fakeRuntime();
    const client = clientOf(bench());
    const { texts, operations, batch } = await batchOf(rows);
    const store = memoryStore();
    // Fifty are answered; of the next six, half had their effect and half never left.
    let calls = 0;
    let die: () => void = () => {};
    const dead = new Promise<void>(resolve => {
      die = resolve;
    });
    const call = async (...request: Parameters<Caller['call']>) => {
      calls += 1;
      const number = calls;
      if (number <= 50 || number % 2 === 0) {
        const answer = await client.call(...request);
        if (number <= 50) return answer;
      }
      if (number === 56) die();
      return new Promise<never>(() => {});
    };
    const first = { endpoint: client.endpoint, call: call as Caller['call'] };
    void newLedger(store, means).start({ ...facts('plan'), texts, batch }, operations, { client: first, parallel: 6 });
    await dead;

    means.advance(dayAndMore * 1000);
    await bench().advance(dayAndMore);
    const published = async () => {
      const found: string[] = [];
      for await (const { HITs = [] } of pages(client, 'ListHITs', {}))
        for (const { RequesterAnnotation } of HITs) found.push(String(originOf(RequesterAnnotation)?.row));
      return found.sort((one, other) => Number(one) - Number(other));
    };
    assert.equal((await published()).length, 53);
    const { outcomes } = await newLedger(store, means).resume('plan', { client });
    assert.deepEqual(new Set(resultsOf(outcomes)), new Set(['done']));
    assert.deepEqual(
      await published(),
      Array.from({ length: rows }, (_, at) => String(at + 1)),
    );
    assert.equal(await timesCalled(bench(), 'CreateHIT'), rows);
    // What was found again is known by its ID.
    const ids = outcomes.map(each => ('created' in each ? each.created : undefined));
    assert.equal(new Set(ids).size, rows);
  });

  it('a message stays unknown and is not sent again, only looked at', async () => {
    const { client, work } = await submitted(bench(), 1);
    await client.call('ApproveAssignment', { AssignmentId: work[0]?.assignmentId });
    const store = memoryStore();
    const first = dying(client, 'after');
    const operation: Operation = { verb: 'message', subject: 'Thank you', text: 'Well done.', workerIds: [workerId] };
    void newLedger(store).start(facts('plan'), [operation], { client: first.client });
    await first.dead;
    const ledger = newLedger(store);
    for (const _ of [1, 2]) {
      const { outcomes } = await ledger.resume('plan', { client });
      assert.deepEqual(resultsOf(outcomes), ['unknown']);
    }
    assert.equal(await timesCalled(bench(), 'NotifyWorkers'), 1);
    assert.equal((await ledger.openPlans())[0]?.unknown, 1);
  });

  it('a message that reached nobody has failed, with the service’s words', async () => {
    const { client } = await submitted(bench(), 1);
    const operation: Operation = { verb: 'message', subject: 'Hello', text: 'Hello.', workerIds: [workerId] };
    const { outcomes } = await newLedger().start(facts('plan'), [operation], { client });
    const [only] = outcomes;
    assert.ok(only?.result === 'failed');
    assert.match(only.error.words, /not delivered: A1WORKER0: /);
  });

  it('an approval by somebody else before the plan was sent is theirs', async () => {
    const { client, work } = await submitted(bench(), 1);
    const [only] = work;
    assert.ok(only);
    const means = fakeRuntime();
    const store = memoryStore();
    const first = dying(client, 'before');
    await client.call('ApproveAssignment', { AssignmentId: only.assignmentId });
    means.advance(dayAndMore * 1000);
    void newLedger(store, means).start(facts('plan'), [{ verb: 'approve', ...only }], { client: first.client });
    await first.dead;
    const { outcomes } = await newLedger(store, means).reconcile('plan', { client });
    assert.deepEqual(resultsOf(outcomes), ['alreadyDone']);
  });

  it('reconciling sends nothing', async () => {
    const { client, work } = await submitted(bench(), 1);
    const [only] = work;
    assert.ok(only);
    const store = memoryStore();
    const first = dying(client, 'before');
    void newLedger(store).start(facts('plan'), [bonusOf(only)], { client: first.client });
    await first.dead;
    const ledger = newLedger(store);
    assert.equal((await ledger.openPlans())[0]?.unknown, 1);
    const { outcomes } = await ledger.reconcile('plan', { client });
    assert.deepEqual(resultsOf(outcomes), ['notSent']);
    assert.equal((await ledger.openPlans())[0]?.notSent, 1);
    assert.equal(await timesCalled(bench(), 'SendBonus'), 0);
  });

  it('a HIT without an annotation that looks alike is not taken for it, and none is made', async () => {
    const means = fakeRuntime();
    const client = clientOf(bench());
    const store = memoryStore();
    const first = dying(client, 'after');
    const { Title = '', Reward = '' } = plainHIT;
    const operation: Operation = { verb: 'createHIT', input: { ...plainHIT, Title, Reward } };
    void newLedger(store, means).start(facts('plan'), [operation], { client: first.client });
    await first.dead;
    means.advance(dayAndMore * 1000);
    await bench().advance(dayAndMore);
    const { outcomes } = await newLedger(store, means).resume('plan', { client });
    assert.deepEqual(resultsOf(outcomes), ['unknown']);
    assert.match(outcomes[0]?.words ?? '', /looks like it/);
    assert.equal(await timesCalled(bench(), 'CreateHIT'), 1);
  });
});
