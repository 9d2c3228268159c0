import assert from 'node:assert/strict';
import { CreateHITCommand } from '@aws-sdk/client-mturk';
import { HITDetails } from '../../../src/account/hitDetails.ts';
import { type Local, startLocal } from '../../support/local.ts';
import { question } from '../../support/submittedWork.ts';
import { useAccounts } from './setup.ts';

describe('what review policies of a HIT found and did', () => {
  const open = useAccounts();
  let local: Local;
  before(async () => {
    local = await startLocal();
  });
  after(() => local.stop());

  const newHIT = async (policies: object): Promise<string> => {
    const { HIT } = await local.client().send(
      new CreateHITCommand({
        Title: 'Birds',
        Description: 'Name them.',
        Reward: '0.10',
        MaxAssignments: 3,
        AssignmentDurationInSeconds: 600,
        LifetimeInSeconds: 86_400,
        Question: question,
        ...policies,
      }),
    );
    return HIT?.HITId ?? '';
  };

  it('is said in words, for each level that has a policy', async () => {
    const hitId = await newHIT({
      AssignmentReviewPolicy: {
        PolicyName: 'ScoreMyKnownAnswers/2011-09-01',
        Parameters: [
          { Key: 'AnswerKey', MapEntries: [{ Key: 'bird', Values: ['wren'] }] },
          { Key: 'RejectIfKnownAnswerScoreIsLessThan', Values: ['50'] },
          { Key: 'RejectReason', Values: ['That is no wren.'] },
        ],
      },
    });
    const { AssignmentId } = await local.control('accept', { HITId: hitId, WorkerId: 'A1BIRD' });
    await local.control('submit', { AssignmentId, WorkerId: 'A1BIRD', Answers: { bird: 'robin' } });
    const { account } = open(local);
    const [level, ...others] = await new HITDetails(account.client).review(hitId);
    assert.deepEqual(others, []);
    assert.equal(level?.level, 'Assignments');
    assert.equal(level.policy, 'ScoreMyKnownAnswers/2011-09-01');
    assert.deepEqual(level.results, [
      { subject: `Assignment ${AssignmentId}`, question: 'bird', finding: 'known answer given', value: '0' },
      { subject: `Assignment ${AssignmentId}`, question: '', finding: 'known answers given, %', value: '0' },
    ]);
    assert.deepEqual(
      level.actions.map(({ action, status, reason }) => [action, status, reason]),
      [[`Reject Assignment ${AssignmentId}`, 'Succeeded', 'Rejected']],
    );
  });

  it('is nothing where a HIT has no policies', async () => {
    const hitId = await newHIT({});
    const { account } = open(local);
    assert.deepEqual(await new HITDetails(account.client).review(hitId), []);
  });
});
