import assert from 'node:assert/strict';
import {
  ListReviewPolicyResultsForHITCommand,
  type ListReviewPolicyResultsForHITCommandInput,
  paginateListReviewPolicyResultsForHIT,
} from '@aws-sdk/client-mturk';
import { known, plurality } from './reviewPolicies.ts';
import { assertRefused, useBench } from './setup.ts';

describe('service: results of review policies (§3.3)', () => {
  const bench = useBench();

  const answer = async (HITId: string, worker: string, answers: Record<string, unknown>) => {
    const id = await bench().accept(HITId, worker);
    await bench().submit(id, worker, answers);
    return id;
  };

  const report = async (HITId: string, given: Partial<ListReviewPolicyResultsForHITCommandInput> = {}) =>
    bench().client.send(new ListReviewPolicyResultsForHITCommand({ HITId, MaxResults: 100, ...given }));

  it('lists in pages, by level and by kind (§3.3)', async () => {
    const { createHIT, client } = bench();
    const { HITId } = await createHIT({
      MaxAssignments: 2,
      AssignmentReviewPolicy: known({ a: ['1'] }, { ApproveIfKnownAnswerScoreIsAtLeast: '0' }),
      HITReviewPolicy: plurality({ QuestionIds: ['a'] }),
    });
    await answer(HITId, 'A1', { a: '1' });
    await answer(HITId, 'A2', { a: '1' });
    const counts = async (input: Partial<ListReviewPolicyResultsForHITCommandInput>, pageSize = 100) => {
      const found = [0, 0, 0, 0];
      const ids = new Set<string | undefined>();
      for await (const page of paginateListReviewPolicyResultsForHIT({ client, pageSize }, { HITId, ...input })) {
        assert(!('NumResults' in page));
        const { AssignmentReviewReport: assignments, HITReviewReport: hit } = page;
        [assignments?.ReviewResults, assignments?.ReviewActions, hit?.ReviewResults, hit?.ReviewActions].forEach(
          (list = [], index) => {
            found[index] = (found[index] ?? 0) + list.length;
            for (const each of list) ids.add(each.ActionId);
          },
        );
      }
      assert.equal(
        ids.size,
        found.reduce((sum, count) => sum + count),
        'nothing comes twice',
      );
      return found;
    };
    const all = await counts({});
    assert.deepEqual(all, [4, 2, 10, 0]);
    assert.deepEqual(await counts({}, 3), all);
    assert.deepEqual(await counts({ PolicyLevels: ['HIT'] }), [0, 0, 10, 0]);
    assert.deepEqual(await counts({ PolicyLevels: ['Assignment'], RetrieveResults: false }), [0, 2, 0, 0]);
    assert.deepEqual(await counts({ RetrieveActions: false }, 4), [4, 0, 10, 0]);
    assert.deepEqual(await counts({ RetrieveActions: false, RetrieveResults: false }), [0, 0, 0, 0]);
    await assertRefused(report('3NONE'), 'HITDoesNotExist');
  });

  it('refuses a policy that it can not carry out when the HIT is made', async () => {
    const { createHIT } = bench();
    await assertRefused(
      createHIT({ HITReviewPolicy: { PolicyName: 'Mine/2026-01-01' } }),
      'InvalidParameterValue',
      'The HITReviewPolicy is not valid: the policy must be SimplePlurality/2011-09-01, not Mine/2026-01-01.',
    );
    await assertRefused(
      createHIT({ AssignmentReviewPolicy: known({ a: ['1'] }, { ExtendMaximumAssignments: '1' }) }),
      'InvalidParameterValue',
      /AssignmentReviewPolicy is not valid: ExtendMaximumAssignments/,
    );
  });
});
