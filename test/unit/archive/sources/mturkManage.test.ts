import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { assignmentId, hitId, utc } from '../../../support/importSamples.ts';
import { imported } from '../../../support/imports.ts';

describe('import of mturk-manage tables', () => {
  it('reads mturk-manage’s tables, whose PST is the same all year', async () => {
    const { of } = await imported({
      'HITResultsForMood.csv': `HitId,HitTitle,Annotation,AssignmentId,WorkerId,Status,AcceptTime,SubmitTime,Answer 1,ApproveRejectTime
${hitId},Mood,note,${assignmentId},A1,Rejected,Fri Jul 05 10:10:30 PST 2024,Fri Jul 05 10:15:30 PST 2024,good,2024-07-06T18:15:30.000Z\n`,
    });
    const assignment = of('Assignment', assignmentId);
    assert.equal(assignment?.SubmitTime, utc(2024, 7, 5, 18, 15, 30));
    assert.equal(assignment?.RejectionTime, utc(2024, 7, 6, 18, 15, 30));
    assert.equal(of('HIT', hitId)?.RequesterAnnotation, 'note');
  });
});
