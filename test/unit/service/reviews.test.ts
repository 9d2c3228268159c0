import assert from 'node:assert/strict';
import {
  CreateAdditionalAssignmentsForHITCommand,
  GetAssignmentCommand,
  ListReviewPolicyResultsForHITCommand,
  type ListReviewPolicyResultsForHITCommandInput,
  type ReviewPolicy,
} from '@aws-sdk/client-mturk';
import { known, plurality } from './reviewPolicies.ts';
import { day, tally, useBench } from './setup.ts';

describe('service: review policies (§6.9, §3.3)', () => {
  const bench = useBench();

  const answer = async (HITId: string, worker: string, answers: Record<string, unknown>) => {
    const id = await bench().accept(HITId, worker);
    await bench().submit(id, worker, answers);
    return id;
  };

  const report = async (HITId: string, given: Partial<ListReviewPolicyResultsForHITCommandInput> = {}) =>
    bench().client.send(new ListReviewPolicyResultsForHITCommand({ HITId, MaxResults: 100, ...given }));

  const actions = async (HITId: string, level: 'Assignment' | 'HIT') => {
    const { AssignmentReviewReport, HITReviewReport } = await report(HITId);
    const { ReviewActions = [] } = (level === 'HIT' ? HITReviewReport : AssignmentReviewReport) ?? {};
    return ReviewActions.map(each => [each.ActionName, each.TargetId, each.Status, each.Result]);
  };

  it('scores known answers at each submission, and approves and rejects by them', async () => {
    const { createHIT, client, status, getHIT } = bench();
    const { HITId } = await createHIT({
      MaxAssignments: 3,
      AssignmentReviewPolicy: known(
        { a: ['1'], b: ['x', 'y'] },
        {
          ApproveIfKnownAnswerScoreIsAtLeast: '100',
          ApproveReason: 'You know it.',
          RejectIfKnownAnswerScoreIsLessThan: '50',
          RejectReason: 'All wrong.',
        },
      ),
    });
    const right = await answer(HITId, 'A1', { a: ' 1 ', b: ['y', 'x'], c: 'free' });
    const half = await answer(HITId, 'A2', { a: '1', b: ['x'] });
    const wrong = await answer(HITId, 'A3', { a: '2', b: ['x'] });
    assert.deepEqual(
      [await status(right), await status(half), await status(wrong)],
      ['Approved', 'Submitted', 'Rejected'],
    );
    const feedback = async (id: string) =>
      (await client.send(new GetAssignmentCommand({ AssignmentId: id }))).Assignment?.RequesterFeedback;
    assert.deepEqual([await feedback(right), await feedback(wrong)], ['You know it.', 'All wrong.']);
    assert.equal(tally(await getHIT(HITId)), 'Reviewable 0/0/2');

    const results = await report(HITId);
    assert.deepEqual(results.AssignmentReviewPolicy, { PolicyName: 'ScoreMyKnownAnswers/2011-09-01' });
    assert.equal(results.HITReviewPolicy, undefined);
    assert.equal(results.HITReviewReport, undefined);
    const { ReviewResults = [], ReviewActions = [] } = results.AssignmentReviewReport ?? {};
    assert.deepEqual(
      ReviewResults.map(({ SubjectId, SubjectType, QuestionId, Key, Value }) => [
        SubjectId,
        SubjectType,
        QuestionId,
        Key,
        Value,
      ]).slice(3, 6),
      [
        [half, 'Assignment', 'a', 'KnownAnswerCorrect', '1'],
        [half, 'Assignment', 'b', 'KnownAnswerCorrect', '0'],
        [half, 'Assignment', undefined, 'KnownAnswerScore', '50'],
      ],
    );
    assert.deepEqual(
      ReviewActions.map(each => [each.ActionName, each.TargetId, each.TargetType, each.Status, each.Result]),
      [
        ['Approve', right, 'Assignment', 'Succeeded', 'Approved'],
        ['Reject', wrong, 'Assignment', 'Succeeded', 'Rejected'],
      ],
    );
    assert(ReviewActions.every(each => each.ActionId && each.CompleteTime && each.ErrorCode === undefined));
  });

  it('keeps a HIT open for another worker, up to its maximum, without telling that it is reviewable', async () => {
    const { createHIT, getHIT, advance } = bench();
    const { HITId, Expiration } = await createHIT({
      MaxAssignments: 1,
      LifetimeInSeconds: 300,
      AssignmentReviewPolicy: known(
        { a: ['1'] },
        {
          ExtendIfKnownAnswerScoreIsLessThan: '100',
          ExtendMaximumAssignments: '2',
          ExtendMinimumTimeInSeconds: '3600',
        },
      ),
    });
    await advance(100);
    await answer(HITId, 'A1', { a: 'wrong' });
    const extended = await getHIT(HITId);
    assert.equal(tally(extended), 'Assignable 1/0/0');
    assert.equal(Number(extended.Expiration) - Number(Expiration), 3_400_000);
    await answer(HITId, 'A2', { a: 'wrong' });
    assert.equal(tally(await getHIT(HITId)), 'Reviewable 0/0/0');
    assert.deepEqual(await actions(HITId, 'Assignment'), [
      ['Extend', HITId, 'Succeeded', 'Extended to 2 assignments'],
      ['Extend', HITId, 'Succeeded', 'Not extended: the HIT already has 2 assignments'],
    ]);
  });

  it('does not extend from nine assignments to ten, nor without funds', async () => {
    const { createHIT, local } = bench();
    const policy = known({ a: ['1'] }, { ExtendIfKnownAnswerScoreIsLessThan: '100', ExtendMaximumAssignments: '25' });
    const nine = await createHIT({ MaxAssignments: 9, AssignmentReviewPolicy: policy });
    await answer(nine.HITId, 'A1', { a: 'wrong' });
    await local.control('funds', { mode: 'funded', balance: '0.72' });
    const poor = await createHIT({ MaxAssignments: 1, AssignmentReviewPolicy: policy });
    await answer(poor.HITId, 'A1', { a: 'wrong' });
    for (const [HITId, code] of [
      [nine.HITId, 'InvalidMaximumAssignmentsIncrease'],
      [poor.HITId, 'InsufficientFunds'],
    ] as const) {
      const { AssignmentReviewReport } = await report(HITId);
      assert.deepEqual(
        AssignmentReviewReport?.ReviewActions?.map(each => [each.ActionName, each.Status, each.ErrorCode]),
        [['Extend', 'Failed', `AWS.MechanicalTurk.${code}`]],
      );
    }
  });

  it('finds the plurality when the HIT becomes reviewable, and judges the workers by it', async () => {
    const { createHIT, status } = bench();
    const { HITId } = await createHIT({
      HITReviewPolicy: plurality({
        QuestionIds: ['q', 'r'],
        ApproveIfWorkerAgreementScoreIsAtLeast: '100',
        RejectIfWorkerAgreementScoreIsLessThan: '50',
        RejectReason: 'Others disagree.',
      }),
    });
    const first = await answer(HITId, 'A1', { q: 'x', r: '1' });
    const second = await answer(HITId, 'A2', { q: 'x', r: '2' });
    assert.deepEqual((await report(HITId)).HITReviewReport, { ReviewResults: [], ReviewActions: [] });
    const third = await answer(HITId, 'A3', { q: 'y', r: '3' });
    assert.deepEqual(await Promise.all([first, second, third].map(status)), ['Approved', 'Approved', 'Rejected']);
    const { HITReviewReport } = await report(HITId);
    assert.deepEqual(
      HITReviewReport?.ReviewResults?.map(each => [each.SubjectId, each.QuestionId, each.Key, each.Value]),
      [
        [HITId, 'q', 'AgreedAnswerFound', 'true'],
        [HITId, 'q', 'AgreedAnswer', 'x'],
        [HITId, 'q', 'AnswerAgreementScore', '66'],
        [HITId, 'r', 'AgreedAnswerFound', 'false'],
        [first, undefined, 'WorkerAgreementScore', '100'],
        [first, undefined, 'PluralityAnswersCorrect', '1'],
        [first, undefined, 'PluralityAnswersIncorrect', '0'],
        [second, undefined, 'WorkerAgreementScore', '100'],
        [second, undefined, 'PluralityAnswersCorrect', '1'],
        [second, undefined, 'PluralityAnswersIncorrect', '0'],
        [third, undefined, 'WorkerAgreementScore', '0'],
        [third, undefined, 'PluralityAnswersCorrect', '0'],
        [third, undefined, 'PluralityAnswersIncorrect', '1'],
        [HITId, undefined, 'HitAgreementScore', '50'],
      ],
    );
    assert.deepEqual(await actions(HITId, 'HIT'), [
      ['Approve', first, 'Succeeded', 'Approved'],
      ['Approve', second, 'Succeeded', 'Approved'],
      ['Reject', third, 'Succeeded', 'Rejected'],
    ]);
  });

  it('extends where workers disagree, and looks again each time, also after an extension by the requester', async () => {
    const { createHIT, getHIT, client, status } = bench();
    const { HITId } = await createHIT({
      MaxAssignments: 2,
      HITReviewPolicy: plurality({
        ExtendIfHITAgreementScoreIsLessThan: '100',
        ExtendMaximumAssignments: '3',
        ExtendMinimumTimeInSeconds: '60',
        ApproveIfWorkerAgreementScoreIsAtLeast: '100',
        RejectIfWorkerAgreementScoreIsLessThan: '100',
      }),
    });
    const first = await answer(HITId, 'A1', { q: 'x' });
    const second = await answer(HITId, 'A2', { q: 'y' });
    assert.equal(tally(await getHIT(HITId)), 'Assignable 1/0/0', 'a tie asks for a third worker');
    assert.equal(await status(first), 'Submitted', 'without an agreed answer nobody is judged');
    const third = await answer(HITId, 'A3', { q: 'y' });
    assert.deepEqual([await status(first), await status(second)], ['Rejected', 'Approved']);
    assert.equal(tally(await getHIT(HITId)), 'Reviewable 0/0/3');
    await client.send(new CreateAdditionalAssignmentsForHITCommand({ HITId, NumberOfAdditionalAssignments: 2 }));
    const fourth = await answer(HITId, 'A4', { q: 'x' });
    const last = await answer(HITId, 'A5', { q: 'x' });
    const refused = 'Assignment was in an invalid state for this operation.';
    assert.deepEqual((await actions(HITId, 'HIT')).slice(-5), [
      ['Approve', first, 'Failed', refused],
      ['Reject', second, 'Failed', refused],
      ['Reject', third, 'Failed', refused],
      ['Approve', fourth, 'Succeeded', 'Approved'],
      ['Approve', last, 'Succeeded', 'Approved'],
    ]);
  });

  it('disregards rejected assignments and those that failed the known answers', async () => {
    const { createHIT } = bench();
    const score = async (policy: ReviewPolicy) => {
      const { HITId } = await createHIT({
        AssignmentReviewPolicy: known({ gold: ['1'] }, { RejectIfKnownAnswerScoreIsLessThan: '100' }),
        HITReviewPolicy: policy,
      });
      for (const [worker, gold, q] of [
        ['A1', '1', 'x'],
        ['A2', '2', 'y'],
        ['A3', '2', 'y'],
      ] as const)
        await answer(HITId, worker, { gold, q });
      const { HITReviewReport } = await report(HITId);
      return HITReviewReport?.ReviewResults?.find(each => each.Key === 'AgreedAnswer')?.Value;
    };
    assert.equal(await score(plurality()), 'y');
    assert.equal(await score(plurality({ DisregardAssignmentIfRejected: 'true' })), 'x');
    assert.equal(await score(plurality({ DisregardAssignmentIfKnownAnswerScoreIsLessThan: '50' })), 'x');
  });

  it('looks at a HIT that expired, and fails to extend it without time', async () => {
    const { createHIT, advance, getHIT } = bench();
    const make = (seconds: Record<string, string>) =>
      createHIT({
        LifetimeInSeconds: 60,
        HITReviewPolicy: plurality({ ExtendIfHITAgreementScoreIsLessThan: '50', ...seconds }),
      });
    const [stays, opens] = [await make({}), await make({ ExtendMinimumTimeInSeconds: String(day) })];
    await advance(60);
    assert.equal(tally(await getHIT(stays.HITId)), 'Reviewable 3/0/0');
    assert.deepEqual(await actions(stays.HITId, 'HIT'), [
      ['Extend', stays.HITId, 'Failed', `HIT ${stays.HITId} has expired.`],
    ]);
    assert.equal(tally(await getHIT(opens.HITId)), 'Assignable 4/0/0');
  });
});
