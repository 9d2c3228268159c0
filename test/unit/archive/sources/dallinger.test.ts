import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { answersIn, assignmentId, hitId } from '../../../support/importSamples.ts';
import { imported } from '../../../support/imports.ts';
import { zipOf } from '../../../support/zip.ts';

describe('import of Dallinger exports', () => {
  it('reads Dallinger’s zip', async () => {
    const participant = [
      'id,creation_time,worker_id,assignment_id,hit_id,mode,end_time,base_pay,bonus,status,recruiter_id',
      `1,2024-03-05 18:00:00.123456,A1WORKER,${assignmentId},${hitId},live,2024-03-05 18:15:30,1.0,0.5,approved,mturk`,
      `2,2024-03-05 18:00:00,A2WORKER,3OTHER,${hitId},live,2024-03-05 18:16:30,1.0,0.5,bad_data,mturk`,
      `3,2024-03-05 18:00:00,A3WORKER,3BOT,${hitId},live,,,,approved,bots:HighPerformance`,
      `4,2024-03-05 18:00:00,A4WORKER,3GONE,${hitId},live,,,,abandoned,mturk`,
    ].join('\n');
    const question = `id,participant_id,number,question,response\n1,1,2,engagement,7\n2,1,1,difficulty,"{""a"": 1}"\n`;
    const notification = `id,assignment_id,event_type,creation_time\n1,${assignmentId},AssignmentAccepted,2024-03-05 18:00:00\n`;
    const zip = zipOf([
      { name: 'experiment_id.md', content: 'x' },
      { name: 'data/participant.csv', content: participant },
      { name: 'data/question.csv', content: question },
      { name: 'data/notification.csv', content: notification },
      { name: 'data/info.csv', content: 'id\n' },
    ]);
    const { of, all, summary } = await imported({ 'x-data.zip': zip });
    assert.deepEqual(
      all('Assignment').map(({ AssignmentId, AssignmentStatus }) => [AssignmentId, AssignmentStatus]),
      [
        [assignmentId, 'Approved'],
        ['3OTHER', undefined],
      ],
    );
    assert.deepEqual(answersIn(of('Assignment', assignmentId)), { difficulty: '{"a": 1}', engagement: '7' });
    assert.equal(all('BonusPayment').length, 1);
    assert.equal(all('Event')[0]?.EventType, 'AssignmentAccepted');
    assert.deepEqual(summary.unread, []);
  });
});
