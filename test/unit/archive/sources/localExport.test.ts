import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { assignmentId } from '../../../support/importSamples.ts';
import { imported } from '../../../support/imports.ts';

describe('import of Local’s export', () => {
  it('has a bonus once that a saved response has too, however long its reason is', async () => {
    const reason = 'Thanks. '.repeat(100);
    const grantTime = 1_700_003_000;
    const row = {
      assignment_id: assignmentId,
      worker_id: 'A1',
      amount: 50,
      reason,
      grant_time: grantTime * 1000,
    };
    const lines = [{ format: 'mturk-local', version: 1 }, { table: 'bonuses', row }, { end: 1 }];
    const BonusPayments = [
      { AssignmentId: assignmentId, WorkerId: 'A1', BonusAmount: '0.50', Reason: reason, GrantTime: grantTime },
    ];
    const { all } = await imported({
      'export.jsonl': lines.map(line => `${JSON.stringify(line)}\n`).join(''),
      'bonuses.json': JSON.stringify({ BonusPayments }),
    });
    assert.deepEqual(
      all('BonusPayment').map(({ BonusAmount }) => BonusAmount),
      ['0.50'],
    );
  });
});
