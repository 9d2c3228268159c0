import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { answersIn, assignmentId, database, hitId, utc } from '../../../support/importSamples.ts';
import { imported } from '../../../support/imports.ts';

describe('import of psiTurk databases', () => {
  it('reads psiTurk’s database: work that was submitted, bonuses that were paid', async () => {
    const row = (id: number, status: number, bonus: number, mode = 'live', hit = hitId): string =>
      `INSERT INTO assignments VALUES ('A${id}:${assignmentId.slice(0, -1)}${id}', '${assignmentId.slice(0, -1)}${id}', 'A${id}', '${hit}', '1.2.3.4', '2024-03-05 18:00:00.000000', '2024-03-05 18:15:30.500000', ${bonus}, ${status}, '${mode}',
        '${JSON.stringify({ questiondata: { mood: 'good' }, data: [{ trialdata: { rt: 5 } }] })}');`;
    const bytes = database(`
      CREATE TABLE assignments (uniqueid TEXT PRIMARY KEY, assignmentid TEXT, workerid TEXT, hitid TEXT, ipaddress TEXT, beginhit TEXT, endhit TEXT, bonus REAL, status INTEGER, mode TEXT, datastring TEXT);
      CREATE TABLE amt_hit (hitid TEXT);
      INSERT INTO amt_hit VALUES ('3SECONDHIT');
      ${row(1, 7, 1.5)} ${row(2, 5, 0.75)} ${row(3, 4, 0)} ${row(4, 2, 0)} ${row(5, 4, 0, 'debug', 'debugX')}
    `);
    const { of, all, summary } = await imported({ 'participants.db': bytes });
    assert.deepEqual(
      all('Assignment').map(({ AssignmentStatus, SubmitTime }) => [AssignmentStatus, SubmitTime]),
      [
        ['Approved', utc(2024, 3, 5, 18, 15, 30) + 0.5],
        ['Approved', utc(2024, 3, 5, 18, 15, 30) + 0.5],
        ['Submitted', utc(2024, 3, 5, 18, 15, 30) + 0.5],
      ],
    );
    assert.deepEqual(
      all('BonusPayment').map(({ BonusAmount }) => BonusAmount),
      ['1.50'],
    );
    assert.deepEqual(answersIn(all('Assignment')[0]), { mood: 'good', trialdata: '[{"trialdata":{"rt":5}}]' });
    assert.ok(of('HIT', '3SECONDHIT'));
    assert.deepEqual(
      summary.notes.filter(({ kind }) => kind === 'dropped').map(({ text }) => text),
      [
        'bonuses that were worked out and not paid',
        'participants of debugging, who never were on Mechanical Turk',
        'participants who did not submit',
      ],
    );
  });

  it('refuses a participants.db that is no database', async () => {
    await assert.rejects(
      imported({ 'participants.db': 'not one' }),
      /in\/participants\.db can't be read as an SQLite database/,
    );
    const cut = database(
      'CREATE TABLE t (uniqueid, assignmentid, workerid, hitid, status, datastring); INSERT INTO t VALUES (1, 2, 3, 4, 4, NULL);',
    );
    await assert.rejects(
      imported({ 'participants.db': cut.subarray(0, 5000) }),
      /in\/participants\.db can't be read as an SQLite database/,
    );
  });
});
