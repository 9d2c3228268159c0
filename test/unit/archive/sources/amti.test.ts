import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { assignmentId, hitId, utc } from '../../../support/importSamples.ts';
import { imported } from '../../../support/imports.ts';

describe('import of amti batches', () => {
  it('reads amti’s finished and live batches', async () => {
    const hit = {
      HIT: {
        HITId: hitId,
        HITTypeId: '3T',
        Title: 'Rate',
        HITStatus: 'Reviewable',
        CreationTime: '2024-03-05T10:15:30-08:00',
      },
      ResponseMetadata: {},
    };
    const assignment = {
      AssignmentId: assignmentId,
      WorkerId: 'A1',
      HITId: hitId,
      AssignmentStatus: 'Approved',
      SubmitTime: '2024-03-05T10:20:30-08:00',
    };
    const { of } = await imported({
      'batch-1/BATCHID': '7f9d3c5e-0000-4000-8000-000000000001',
      'batch-1/definition/NOTES': '',
      'batch-1/results/hit-1/hit.jsonl': `${JSON.stringify(hit)}\n`,
      'batch-1/results/hit-1/assignments.jsonl': `${JSON.stringify(assignment)}\n`,
      'batch-2/BATCHID': '7f9d3c5e-0000-4000-8000-000000000002\n',
      'batch-2/_INCOMPLETE': JSON.stringify({ hittype_id: '3T2', hit_ids: ['3LIVE1', '3LIVE2'] }),
      'batch-2/definition/hittypeproperties.json': JSON.stringify({
        Title: 'Live',
        Reward: '0.25',
        Keywords: 'k',
        Description: 'd',
        AutoApprovalDelayInSeconds: 1,
        AssignmentDurationInSeconds: 600,
      }),
      'batch-2/definition/hitproperties.json': JSON.stringify({ MaxAssignments: 3, LifetimeInSeconds: 86_400 }),
      'batch-2/data.jsonl': '{"text": "one"}\n{"text": "two", "n": 2}\n',
    });
    assert.equal(of('HIT', hitId)?.Title, 'Rate');
    assert.equal(of('Assignment', assignmentId)?.SubmitTime, utc(2024, 3, 5, 18, 20, 30));
    assert.deepEqual(of('HIT', '3LIVE2'), {
      HITId: '3LIVE2',
      HITTypeId: '3T2',
      MaxAssignments: 3,
      Title: 'Live',
      Reward: '0.25',
      Keywords: 'k',
      Description: 'd',
      AutoApprovalDelayInSeconds: 1,
      AssignmentDurationInSeconds: 600,
      RequesterAnnotation: 'batch=7f9d3c5e-0000-4000-8000-000000000002',
    });
    assert.deepEqual(of('Inputs', '3LIVE2')?.Inputs, [
      ['text', 'two'],
      ['n', '2'],
    ]);
  });
});
