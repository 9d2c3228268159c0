import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { assignmentId, hitId } from '../../../support/importSamples.ts';
import { imported } from '../../../support/imports.ts';

describe('import of sandbox and production data', () => {
  it('does not mix the sandbox with production', async () => {
    const files = {
      [`s/sandbox-results/${hitId}-${assignmentId}.json`]: JSON.stringify({
        AssignmentId: assignmentId,
        HITId: hitId,
        WorkerId: 'A1',
        AssignmentStatus: 'Approved',
      }),
      [`s/production-results/${hitId}X-${assignmentId}X.json`]: JSON.stringify({
        AssignmentId: `${assignmentId}X`,
        HITId: `${hitId}X`,
        WorkerId: 'A1',
        AssignmentStatus: 'Approved',
      }),
    };
    await assert.rejects(imported(files), /holds objects of production \(1\) and of the sandbox \(1\)/);
    const { all } = await imported(files, { environment: 'sandbox' });
    assert.deepEqual(
      all('Assignment').map(({ AssignmentId }) => AssignmentId),
      [assignmentId],
    );
  });
});
