/** A requester's account with something of every kind in it, for tests that look at every operation's answer. */
import { requestQualification } from '../../../../src/service/qualificationRules.ts';
import { plainHIT } from '../setup.ts';
import { part, type WireBench } from './wireBench.ts';

export interface World {
  readonly HITId: string;
  readonly HITTypeId: string;
  /** Submitted by A1, Approved by A2 with feedback and a bonus, Rejected by A3. */
  readonly assignments: readonly [string, string, string];
  readonly QualificationTypeId: string;
  /** One that waits. */
  readonly QualificationRequestId: string;
}

export async function populate(bench: WireBench): Promise<World> {
  const { ask, work, run } = bench;
  const QualificationTypeId = String(
    part(
      await ask('CreateQualificationType', { Name: 'Panel', Description: 'd', QualificationTypeStatus: 'Active' }),
      'QualificationType',
    ).QualificationTypeId,
  );
  const known = { Key: 'AnswerKey', MapEntries: [{ Key: 'colour', Values: ['red'] }] };
  const approving = { Key: 'ApproveIfKnownAnswerScoreIsAtLeast', Values: ['101'] };
  const hit = part(
    await ask('CreateHIT', {
      ...plainHIT,
      MaxAssignments: 9,
      QualificationRequirements: [{ QualificationTypeId, Comparator: 'DoesNotExist' }],
      AssignmentReviewPolicy: { PolicyName: 'ScoreMyKnownAnswers/2011-09-01', Parameters: [known, approving] },
    }),
    'HIT',
  );
  const HITId = String(hit.HITId);
  const assignments = [await work(HITId, 'A1'), await work(HITId, 'A2'), await work(HITId, 'A3')] as const;
  const [, approved, rejected] = assignments;
  await ask('ApproveAssignment', { AssignmentId: approved, RequesterFeedback: 'Good.' });
  await ask('RejectAssignment', { AssignmentId: rejected, RequesterFeedback: 'Bad.' });
  await ask('SendBonus', { WorkerId: 'A2', AssignmentId: approved, BonusAmount: '1.5', Reason: 'Fast' });
  const { requestId } = await run(tx => requestQualification(tx, 'A1', QualificationTypeId));
  await ask('AssociateQualificationWithWorker', { QualificationTypeId, WorkerId: 'A9' });
  await ask('CreateWorkerBlock', { WorkerId: 'A1', Reason: 'spam' });
  return {
    HITId,
    HITTypeId: String(hit.HITTypeId),
    assignments,
    QualificationTypeId,
    QualificationRequestId: requestId,
  };
}
