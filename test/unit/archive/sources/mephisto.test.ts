import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { answersIn, assignmentId, database, hitId, utc } from '../../../support/importSamples.ts';
import { imported } from '../../../support/imports.ts';

describe('import of Mephisto data', () => {
  it('reads Mephisto’s databases and data folder', async () => {
    const main = database(`
      CREATE TABLE task_runs (task_run_id INTEGER PRIMARY KEY, init_params TEXT, sandbox INTEGER);
      CREATE TABLE workers (worker_id INTEGER PRIMARY KEY, worker_name TEXT);
      CREATE TABLE units (unit_id INTEGER PRIMARY KEY, assignment_id INTEGER, task_run_id INTEGER, pay_amount REAL, status TEXT, agent_id INTEGER, worker_id INTEGER);
      CREATE TABLE unit_review (unit_id INTEGER, status TEXT, review_note TEXT, bonus TEXT);
      INSERT INTO task_runs VALUES (1, '${JSON.stringify({ mephisto: { task: { task_title: 'Chat', task_description: 'd', task_tags: 'a,b' } } })}', 0);
      INSERT INTO workers VALUES (1, 'A1WORKER'), (2, 'A2WORKER_sandbox');
      INSERT INTO units VALUES (11, 5, 1, 0.3, 'accepted', 21, 1), (12, 5, 1, 0.3, 'soft_rejected', 22, 2), (13, 5, 1, 0.3, 'created', NULL, NULL);
      INSERT INTO unit_review VALUES (11, 'accepted', 'nice', '0.5');
    `);
    const provider = database(`
      CREATE TABLE hits (hit_id TEXT, unit_id INTEGER, assignment_id TEXT, link TEXT, assignment_time_in_seconds INTEGER, creation_date TEXT);
      CREATE TABLE run_mappings (hit_id TEXT, run_id INTEGER);
      CREATE TABLE runs (run_id INTEGER, hit_type_id TEXT);
      INSERT INTO hits VALUES ('${hitId}', 11, '${assignmentId}', 'x', 1800, '2024-03-05 18:00:00'), ('3B', 12, '3BA', 'x', 1800, '2024-03-05 18:00:00');
      INSERT INTO run_mappings VALUES ('${hitId}', 1), ('3B', 1);
      INSERT INTO runs VALUES (1, '3MEPHISTOTYPE');
    `);
    const agent = {
      inputs: { text: 'a' },
      outputs: { rating: 'good', n: 3 },
      times: { task_start: 1_709_662_000.5, task_end: 1_709_662_100 },
    };
    const { of, all } = await imported({
      'data/database.db': main,
      'data/mturk.db': provider,
      'data/runs/NO_PROJECT/1/5/21/agent_data.json': JSON.stringify(agent),
    });
    assert.deepEqual(of('HIT', hitId), {
      HITId: hitId,
      HITTypeId: '3MEPHISTOTYPE',
      CreationTime: utc(2024, 3, 5, 18, 0, 0),
      AssignmentDurationInSeconds: 1800,
      MaxAssignments: 1,
      Title: 'Chat',
      Description: 'd',
      Keywords: 'a,b',
      Reward: '0.30',
    });
    assert.deepEqual(answersIn(of('Assignment', assignmentId)), { rating: 'good', n: '3' });
    assert.equal(of('Assignment', '3BA')?.AssignmentStatus, 'Approved');
    assert.equal(of('Assignment', '3BA')?.WorkerId, 'A2WORKER');
    assert.equal(all('BonusPayment')[0]?.BonusAmount, '0.50');
  });
});
