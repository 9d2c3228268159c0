import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { answersIn, utc } from '../../../support/importSamples.ts';
import { imported } from '../../../support/imports.ts';

describe('import of Amazon’s results CSV', () => {
  it('reads Amazon’s results CSV, with both forms of dates and answers that were joined', async () => {
    const file = new URL('../../../fixtures/imports/amazon-results.csv', import.meta.url);
    const { of, all, summary } = await imported({ 'Batch_1_batch_results.csv': readFileSync(file) });
    assert.equal(all('Assignment').length, 4);
    const hit = of('HIT', '3CASEHIT0000000000000000000001');
    assert.equal(hit?.Reward, '0.10');
    assert.equal(hit?.CreationTime, utc(2026, 3, 2, 17, 15, 0));
    // Summer time began meanwhile.
    assert.equal(hit?.Expiration, utc(2026, 3, 9, 16, 15, 0));
    assert.equal('HITStatus' in (hit ?? {}), false);
    const auto = of('Assignment', '3CASEASSIGNMENT000000000000004');
    assert.equal(auto?.ApprovalTime, utc(2026, 3, 5, 18, 1, 12));
    assert.deepEqual(answersIn(of('Assignment', '3CASEASSIGNMENT000000000000002')), {
      colour: 'red|green',
      why: 'two of them, "both"',
    });
    assert.deepEqual(of('Inputs', '3CASEHIT0000000000000000000001')?.Inputs, [
      ['image_url', 'https://example.org/1.png'],
    ]);
    assert.deepEqual(summary.notes, []);
  });

  it('takes no planned decision for one, and no rounded ID for an ID', async () => {
    const file = readFileSync(new URL('../../../fixtures/imports/amazon-results.csv', import.meta.url), 'utf8');
    const [header = '', ...rows] = file.split('\r\n');
    const reviewed = [
      header,
      `${rows[0]},"x",""`,
      `${rows[1]?.replace('3CASEHIT0000000000000000000002', '3.00E+29')},"",""`,
    ].join('\r\n');
    const { of, summary } = await imported({ 'reviewed.csv': `\uFEFF${reviewed}\r\n` });
    assert.equal(of('Assignment', '3CASEASSIGNMENT000000000000001')?.AssignmentStatus, 'Submitted');
    assert.deepEqual(
      summary.notes.map(({ text, count }) => [text, count]),
      [
        ['marks in Approve and Reject: a planned decision is not a result', 1],
        ['rows whose IDs a spreadsheet turned into numbers', 1],
      ],
    );
  });
});
