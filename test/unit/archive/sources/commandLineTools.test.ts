import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { answersIn, assignmentId, hitId, utc } from '../../../support/importSamples.ts';
import { imported } from '../../../support/imports.ts';

describe('import of Command Line Tools results', () => {
  it('reads the Command Line Tools’ results', async () => {
    const names =
      'hitid hittypeid title description keywords reward creationtime assignments numavailable numpending numcomplete hitstatus reviewstatus annotation assignmentduration autoapprovaldelay hitlifetime viewhit assignmentid workerid assignmentstatus autoapprovaltime assignmentaccepttime assignmentsubmittime assignmentapprovaltime assignmentrejecttime deadline feedback reject Answer.b Answer.a'.split(
        ' ',
      );
    const cells = [
      hitId,
      '3T',
      'Mood',
      'd',
      'k',
      '$1.00',
      'Wed Jul 23 04:07:43 PDT 2014',
      '5',
      '1',
      '0',
      '0',
      'Reviewable',
      'NotReviewed',
      'n',
      '600',
      '86400',
      'Wed Jul 30 04:07:43 PDT 2014',
      'http://x',
      assignmentId,
      'A1',
      'Submitted',
      'Thu Jul 24 04:20:43 PDT 2014',
      'Wed Jul 23 04:10:43 PDT 2014',
      'Wed Jul 23 04:20:43 PDT 2014',
      '',
      '',
      'Wed Jul 23 04:30:43 PDT 2014',
      '',
      'x',
      'B',
      'A',
    ];
    const { of, summary } = await imported({
      'mood.results': `${names.map(name => `"${name}"`).join('\t')}\n${cells.map(cell => `"${cell}"`).join('\t')}\n`,
      'mood.success': `hitid\thittypeid\n${hitId}\t3T\n`,
    });
    assert.equal(of('HIT', hitId)?.Expiration, utc(2014, 7, 30, 11, 7, 43));
    assert.equal(of('HIT', hitId)?.Reward, '1.00');
    assert.deepEqual(answersIn(of('Assignment', assignmentId)), { b: 'B', a: 'A' });
    assert.equal(of('Assignment', assignmentId)?.AssignmentStatus, 'Submitted');
    assert.match(summary.notes.map(({ text }) => text).join(), /marks in the column reject/);
  });
});
