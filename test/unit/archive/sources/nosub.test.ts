import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { answersIn, assignmentId, hitId } from '../../../support/importSamples.ts';
import { imported } from '../../../support/imports.ts';

describe('import of nosub results', () => {
  it('reads nosub’s results, and says that its workers are hashes', async () => {
    const result = {
      AssignmentId: assignmentId,
      WorkerId: '0123456789abcdef0123456789abcdef',
      HITId: hitId,
      AssignmentStatus: 'Approved',
      SubmitTime: '2021-05-01T17:00:00.000Z',
      answers: { age: 5, why: 'fun' },
    };
    const { of, summary } = await imported({
      'study/settings.json': '{\n "_cosubSpecVersion": 2,\n "Url": "https://example.org"\n}',
      'study/hit-ids.json': JSON.stringify({
        production: [
          { HIT: { HITId: hitId, HITTypeId: '3T', Title: 'Fun', CreationTime: '2021-05-01T16:00:00.000Z' } },
        ],
      }),
      [`study/production-results/${hitId}-${assignmentId}.json`]: JSON.stringify(result, null, 1),
    });
    assert.equal(of('HIT', hitId)?.Title, 'Fun');
    assert.deepEqual(answersIn(of('Assignment', assignmentId)), { age: '5', why: 'fun' });
    assert.match(summary.notes.map(({ text }) => text).join(), /worker IDs: the file has hashes/);
  });
});
