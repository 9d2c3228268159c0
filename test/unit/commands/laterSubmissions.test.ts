/** Workers of excluded batches who submit after the other batch was published. */
import assert from 'node:assert/strict';
import type { Account } from '../../../src/account/account.ts';
import { batchesIn, batchesOf } from '../../../src/commands/definition/batches.ts';
import { digestOf, submissionsTo } from '../../../src/commands/definition/batchWorkers.ts';
import {
  forgetUnpublished,
  type LaterExclusion,
  laterExclusionsOf,
  rememberLaterExclusion,
} from '../../../src/commands/definition/laterExclusions.ts';
import { canChange, isOver, laterWorkers } from '../../../src/commands/definition/laterSubmissions.ts';
import type { Ledger } from '../../../src/ledger/ledger.ts';
import type { Operation } from '../../../src/ledger/ledgerOperations.ts';
import { annotationOf } from '../../../src/mturk/batchAnnotation.ts';
import { MTurkError } from '../../../src/mturk/errors.ts';
import { batchFacts } from '../../support/batches.ts';
import { useAccounts } from '../account/setup.ts';
import { facts, newLedger } from '../ledger/setup.ts';
import { plainHIT, useBench } from '../service/setup.ts';

const pilot = 'aaaaaaaaaa';
const main = 'bbbbbbbbbb';
const { signal } = new AbortController();

describe('Workers of an excluded batch', () => {
  const bench = useBench();
  const open = useAccounts();
  let account: Account;
  let calls: string[];
  let pass: (milliseconds: number) => void;
  let ledger: Ledger;
  let typeId: string;
  let exclusion: LaterExclusion;

  const hitOf = (batch: string, row: number) =>
    bench().createHIT({ RequesterAnnotation: annotationOf('', { batch, row, replica: 1 }), MaxAssignments: 5 });
  const run = (id: string, operations: readonly Operation[], more: object = {}) =>
    ledger.start({ ...facts(id, account.client), ...more }, operations, { client: account.client });
  const grant = (workerId: string): Operation => ({
    verb: 'assignQualification',
    qualificationTypeId: typeId,
    workerId,
    notify: false,
  });
  const later = async (of = exclusion, read?: ReadonlyMap<string, number>) => {
    await account.refreshHITs();
    calls.length = 0;
    const plans = await ledger.plans();
    return laterWorkers(account, of, plans, batchesIn(plans), read, signal);
  };

  beforeEach(async () => {
    ({ account, calls, pass } = open(bench().local));
    ledger = newLedger();
    const { QualificationType } = await account.client.call('CreateQualificationType', {
      Name: 'Took part before',
      Description: 'Took part.',
      QualificationTypeStatus: 'Active',
    });
    typeId = QualificationType?.QualificationTypeId ?? '';
    const name = 'Took part before';
    exclusion = { batch: main, typeId, name, excluded: [pilot], digest: digestOf(new Map()), refused: [] };
  });

  it('are read again where HITs changed, and nowhere else', async () => {
    const [one, two] = [await hitOf(pilot, 1), await hitOf(pilot, 2)];
    await bench().work(one.HITId, 'A1FIRST');
    const listings = () => calls.filter(each => each === 'ListAssignmentsForHIT').length;
    const first = await later();
    const ofOne = listings();
    assert.deepEqual(first.workers, ['A1FIRST']);
    const seen = { ...exclusion, digest: first.digest };
    assert.deepEqual((await later(seen)).workers, []);
    assert.equal(listings(), 0);
    await bench().work(two.HITId, 'A1SECOND');
    const second = await later(seen, first.submissions);
    assert.deepEqual(second.workers, ['A1SECOND']);
    assert.equal(listings(), ofOne);
  });

  it('who submit while the others are read are found the next time', async () => {
    const { HITId } = await hitOf(pilot, 1);
    await bench().work(HITId, 'A1FIRST');
    await account.refreshHITs();
    // What a confirmation that takes its time remembers is from before the workers were read.
    const digest = digestOf(submissionsTo(account, new Set([pilot])));
    await bench().work(HITId, 'A1MEANWHILE');
    assert.deepEqual((await later({ ...exclusion, digest })).workers.toSorted(), ['A1FIRST', 'A1MEANWHILE']);
  });

  it('who have the qualification, had it revoked or were refused it are left alone', async () => {
    const { HITId } = await hitOf(pilot, 1);
    for (const worker of ['A1HOLDER', 'A1REVOKED', 'A1REFUSED', 'A1OTHER']) await bench().work(HITId, worker);
    await run('grant', [grant('A1HOLDER'), grant('A1REVOKED')]);
    await account.client.call('DisassociateQualificationFromWorker', {
      QualificationTypeId: typeId,
      WorkerId: 'A1REVOKED',
    });
    assert.deepEqual((await later({ ...exclusion, refused: ['A1REFUSED'] })).workers, ['A1OTHER']);
  });

  it('are left alone after the ledger revoked it, and not any more after it granted it again', async () => {
    const { HITId } = await hitOf(pilot, 1);
    await bench().work(HITId, 'A1REVOKED');
    await run('grant', [grant('A1REVOKED')]);
    const revocation = { verb: 'revokeQualification', qualificationTypeId: typeId, workerId: 'A1REVOKED' } as const;
    await run('revoke', [revocation]);
    assert.deepEqual((await later()).workers, []);
  });

  it('of a HIT that was deleted meanwhile are those whom its deletion names', async () => {
    const { HITId } = await hitOf(pilot, 1);
    const id = await bench().work(HITId, 'A1DELETED');
    await account.client.call('ApproveAssignment', { AssignmentId: id });
    const batch = { ...batchFacts, id: pilot };
    const input = { ...plainHIT, Title: '', Reward: '0.10' };
    // A plan that created this very HIT.
    const client = { endpoint: account.client.endpoint, call: (async () => ({ HIT: { HITId } })) as never };
    const created: Operation = { verb: 'createHIT', input, of: { row: 1, replica: 1, cells: [] } };
    await ledger.start({ ...facts('publish', client), batch }, [created], { client });
    await account.client.call('UpdateExpirationForHIT', { HITId, ExpireAt: new Date(0) });
    await run('delete', [{ verb: 'delete', hitId: HITId, workers: ['A1DELETED'] }]);
    const seen = { ...exclusion, digest: 'before' };
    assert.deepEqual((await later(seen)).workers, ['A1DELETED']);
    assert.deepEqual((await later(seen, new Map([[HITId, 1]]))).workers, ['A1DELETED']);
  });

  describe('are of interest', () => {
    const publishMain = async (call: () => Promise<unknown>, count = 1, plan = `main ${count}`) => {
      const client = { endpoint: account.client.endpoint, call: call as never };
      const batch = { ...batchFacts, id: main, exclusion: { typeId, name: '', batches: [pilot] } };
      const operations = Array.from({ length: count }, (_, at): Operation => {
        const annotation = annotationOf('', { batch: main, row: at + 1, replica: 1 });
        const input = { ...plainHIT, Title: 'Main', Reward: '0.10', RequesterAnnotation: annotation };
        return { verb: 'createHIT', input, of: { row: at + 1, replica: 1, cells: [] } };
      });
      await ledger.start({ ...facts(plan, client), batch }, operations, { client });
    };
    const over = async () => isOver(account, exclusion, await batchesOf(ledger));

    it('until the HITs of the other batch are gone from the service itself', async () => {
      // Nothing is in the ledger yet: it is about to be published, or another window does so.
      assert.equal(await over(), false);
      const { HITId } = await hitOf(main, 1);
      await publishMain(async () => ({ HIT: { HITId } }));
      // The list doesn't have it yet.
      assert.equal(account.size, 0);
      assert.equal(await over(), false);
      await account.refreshHITs();
      assert.equal(await over(), false);
      await account.client.call('UpdateExpirationForHIT', { HITId, ExpireAt: new Date(0) });
      await account.client.call('DeleteHIT', { HITId });
      await account.refreshHITs();
      assert.equal(await over(), true);
    });

    it('until then too where a row failed at first and was published later', async () => {
      await publishMain(async () => {
        throw new MTurkError({ kind: 'refused', operation: 'CreateHIT', words: 'no', code: 'RequestError' });
      });
      const { HITId } = await hitOf(main, 1);
      await publishMain(async () => ({ HIT: { HITId } }), 1, 'main again');
      await account.refreshHITs();
      assert.equal(await over(), false);
      await account.client.call('UpdateExpirationForHIT', { HITId, ExpireAt: new Date(0) });
      await account.client.call('DeleteHIT', { HITId });
      await account.refreshHITs();
      assert.equal(await over(), true);
    });

    it('for a day where the other batch was never published', async () => {
      const at = account.now();
      const overAt = async () => isOver(account, { ...exclusion, at }, await batchesOf(ledger));
      assert.equal(await overAt(), false);
      pass(2 * 86_400_000);
      assert.equal(await overAt(), true);
      // Another computer published it.
      await hitOf(main, 1);
      await account.refreshHITs();
      assert.equal(await overAt(), false);
    });

    it('no more where publishing the other batch failed before anything was written down', async () => {
      const stored = new Map<string, unknown>();
      const memory = {
        get: (key: string) => stored.get(key),
        update: async (key: string, value: unknown) => stored.set(key, value),
      };
      const workbench = { memory: memory as never };
      const remembered = () => laterExclusionsOf(workbench, 'p').length;
      const broken = { plans: () => Promise.reject(new Error('no journal')) };
      await rememberLaterExclusion(workbench, 'p', exclusion);
      await forgetUnpublished(workbench, 'p', broken, exclusion);
      assert.equal(remembered(), 1);
      await forgetUnpublished(workbench, 'p', ledger, exclusion);
      assert.equal(remembered(), 0);
      await rememberLaterExclusion(workbench, 'p', exclusion);
      await publishMain(async () => {
        throw new Error('no');
      });
      await forgetUnpublished(workbench, 'p', ledger, exclusion);
      assert.equal(remembered(), 1);
    });

    it('while something of it failed that can be tried again', async () => {
      await publishMain(async () => {
        throw new Error('no');
      });
      assert.equal(await over(), false);
    });

    it('as long as workers can accept HITs of both', async () => {
      const change = async () => {
        await account.refreshHITs();
        return canChange(account, exclusion, await ledger.plans());
      };
      const { HITId } = await hitOf(pilot, 1);
      const other = await hitOf(main, 1);
      assert.equal(await change(), true);
      await account.client.call('UpdateExpirationForHIT', { HITId: other.HITId, ExpireAt: new Date(0) });
      assert.equal(await change(), false);
      await hitOf(main, 2);
      assert.equal(await change(), true);
      // Who has accepted it may still submit.
      const id = await bench().accept(HITId, 'A1SLOW');
      await account.client.call('UpdateExpirationForHIT', { HITId, ExpireAt: new Date(0) });
      assert.equal(await change(), true);
      await bench().submit(id, 'A1SLOW');
      assert.equal(await change(), false);
    });
  });
});

describe('The digest of submissions', () => {
  it('is another where as many come as go with a deleted HIT', () => {
    const before = digestOf(new Map([['H1', 2]]));
    assert.notEqual(before, digestOf(new Map([['H2', 2]])));
    assert.equal(
      digestOf(
        new Map([
          ['H1', 2],
          ['H2', 1],
        ]),
      ),
      digestOf(
        new Map([
          ['H2', 1],
          ['H1', 2],
        ]),
      ),
    );
  });
});
