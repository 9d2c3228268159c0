import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { answersIn, assignmentId, hitId, utc } from '../../../support/importSamples.ts';
import { imported } from '../../../support/imports.ts';

describe('import of simple-amt results', () => {
  it('reads simple-amt’s results', async () => {
    const line = {
      assignment_id: assignmentId,
      hit_id: hitId,
      worker_id: 'A1',
      output: [{ box: 1 }],
      submit_time: '2024-03-05 10:15:30-08:00',
    };
    const { of } = await imported({ 'results.txt': `${JSON.stringify(line)}\n` });
    assert.equal(of('Assignment', assignmentId)?.SubmitTime, utc(2024, 3, 5, 18, 15, 30));
    assert.deepEqual(answersIn(of('Assignment', assignmentId)), { output: '[{"box":1}]' });
  });
});
