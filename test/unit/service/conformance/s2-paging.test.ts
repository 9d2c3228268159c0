import assert from 'node:assert/strict';
import type { OperationName } from '../../../../src/service/shapes/operationInputs.ts';
import { useWireBench } from './wireBench.ts';
import { populate, type World } from './world.ts';

interface List {
  readonly operation: OperationName;
  readonly member: string;
  readonly input: (world: World) => object;
}

const list = (operation: OperationName, member: string, input: List['input'] = () => ({})): List => ({
  operation,
  member,
  input,
});

/** All but ListReviewPolicyResultsForHIT, which has no NumResults and several lists (§3.3). */
const lists: readonly List[] = [
  list('ListHITs', 'HITs'),
  list('ListReviewableHITs', 'HITs'),
  list('ListHITsForQualificationType', 'HITs', ({ QualificationTypeId }) => ({ QualificationTypeId })),
  list('ListAssignmentsForHIT', 'Assignments', ({ HITId }) => ({ HITId })),
  list('ListBonusPayments', 'BonusPayments', ({ HITId }) => ({ HITId })),
  list('ListQualificationRequests', 'QualificationRequests'),
  list('ListQualificationTypes', 'QualificationTypes', () => ({ MustBeRequestable: true })),
  list('ListWorkerBlocks', 'WorkerBlocks'),
  list('ListWorkersWithQualificationType', 'Qualifications', ({ QualificationTypeId }) => ({ QualificationTypeId })),
];

describe('conformance §2: pagination', () => {
  const bench = useWireBench();

  for (const { operation, member, input } of lists)
    it(`§2 ${operation}: a NextToken on every page that holds something, then an empty page without`, async () => {
      const { ask, createHIT, refusal } = bench();
      const world = await populate(bench());
      const { HITId } = await createHIT();
      await ask('UpdateExpirationForHIT', { HITId, ExpireAt: 0 });
      const query = input(world);
      const seen: unknown[] = [];
      let NextToken: unknown;
      for (let page = 0; ; page++) {
        assert(page < 10, 'the pages come to an end');
        const body = await ask(operation, { ...query, MaxResults: 1, ...(NextToken ? { NextToken } : {}) });
        const found = body[member];
        assert(Array.isArray(found));
        assert.equal(body.NumResults, found.length, 'of this page, never a total');
        if (found.length === 0) {
          assert.deepEqual(body, { NumResults: 0, [member]: [] });
          break;
        }
        assert.equal(found.length, 1);
        seen.push(...found);
        NextToken = body.NextToken;
        assert(typeof NextToken === 'string' && NextToken.length <= 255);
      }
      assert(seen.length > 0);
      const whole = await ask(operation, { ...query, MaxResults: 100 });
      assert.deepEqual(whole[member], seen, 'the pages are the whole, in its order');
      assert.equal(typeof whole.NextToken, 'string', 'also on a last page that is not full: oTree reads it');

      const constraint = async (paging: object) => String((await refusal(operation, { ...query, ...paging })).message);
      assert.match(await constraint({ MaxResults: 0 }), /'maxResults'.*value greater than or equal to 1$/);
      assert.match(await constraint({ MaxResults: 101 }), /'maxResults'.*value less than or equal to 100$/);
      assert.match(await constraint({ NextToken: '' }), /'nextToken'.*length greater than or equal to 1$/);
      assert.match(await constraint({ NextToken: 'x'.repeat(256) }), /'nextToken'.*length less than or equal to 255$/);
    });

  it('§2: a token belongs to its query', async () => {
    const { ask, refusal } = bench();
    const world = await populate(bench());
    const { NextToken } = await ask('ListAssignmentsForHIT', { HITId: world.HITId, AssignmentStatuses: ['Approved'] });
    for (const { operation, input } of lists) {
      const refused = await refusal(operation, { ...input(world), NextToken });
      assert.equal(refused.TurkErrorCode, 'AWS.MechanicalTurk.InvalidParameterValue', operation);
    }
    const rest = { HITId: world.HITId, AssignmentStatuses: ['Approved'], NextToken };
    assert.equal((await ask('ListAssignmentsForHIT', rest)).NumResults, 0);
  });

  it('§2: what comes in between two pages neither repeats nor hides anything', async () => {
    const { ask, createHIT, work } = bench();
    const { HITId } = await createHIT({ MaxAssignments: 9 });
    for (const worker of ['A1', 'A2', 'A3']) await work(HITId, worker);
    const first = await ask('ListAssignmentsForHIT', { HITId, MaxResults: 2 });
    await work(HITId, 'A4');
    const hits = await ask('ListHITs', { MaxResults: 1 });
    await createHIT();
    const { NextToken } = first;
    const rest = await ask('ListAssignmentsForHIT', { HITId, NextToken });
    const workers = [first, rest].flatMap(page => page.Assignments as { WorkerId: string }[]).map(a => a.WorkerId);
    assert.deepEqual(workers, ['A1', 'A2', 'A3', 'A4']);
    assert.equal((await ask('ListHITs', { NextToken: hits.NextToken })).NumResults, 0);
  });
});
