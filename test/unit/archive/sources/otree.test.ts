import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { answersIn, assignmentId, hitId } from '../../../support/importSamples.ts';
import { imported } from '../../../support/imports.ts';

const columns = [
  ...['participant.id_in_session', 'participant.code', 'participant.label', 'participant._is_bot'],
  ...['participant.time_started_utc', 'participant.mturk_worker_id', 'participant.mturk_assignment_id'],
  ...['participant.payoff', 'session.code', 'session.mturk_HITId', 'session.mturk_HITGroupId', 'session.is_demo'],
  ...['session.config.participation_fee', 'survey.1.player.id_in_group', 'survey.1.player.colour'],
];
const rows = [
  [
    ...['1', 'x1y2z3', '', '0', '2024-03-05 18:15:30.123456', 'A1OTREEWORKER', assignmentId, '1.5'],
    ...['abc', hitId, '3GROUP', '0', '0.5', '1', '"dark, red"'],
  ],
  ['2', 'q7w8e9', '', '0', '', '', '', '0', 'abc', hitId, '3GROUP', '0', '0.5', '2', ''],
];
const csv = [columns, ...rows].map(cells => `${cells.join(',')}\r\n`).join('');

describe('import of oTree’s tables', () => {
  it('reads who did which assignment, and pays nobody', async () => {
    for (const mark of ['', '\uFEFF']) {
      const { of, all, summary } = await imported({ 'all_apps_wide-2024-03-06.csv': `${mark}${csv}` });
      assert.deepEqual(all('HIT'), [{ HITId: hitId, HITGroupId: '3GROUP' }]);
      const work = of('Assignment', assignmentId);
      assert.equal(work?.WorkerId, 'A1OTREEWORKER');
      assert.equal(work?.HITId, hitId);
      assert.equal(work?.AssignmentStatus, undefined);
      assert.equal(work?.SubmitTime, undefined);
      assert.equal(answersIn(work)['survey.1.player.colour'], 'dark, red');
      assert.equal(answersIn(work)['participant.code'], 'x1y2z3');
      assert.deepEqual(all('BonusPayment'), []);
      assert.deepEqual(
        summary.notes.map(({ kind, text, count }) => [kind, text, count]),
        [
          ['dropped', 'participants who did not come from Mechanical Turk', 1],
          ['dropped', 'payoffs: oTree calculates them; they are not payments', 1],
        ],
      );
    }
  });
});
