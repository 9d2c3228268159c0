import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { answersIn, assignmentId, database, hitId } from '../../../support/importSamples.ts';
import { imported } from '../../../support/imports.ts';

const notesOf = ({
  notes,
}: {
  readonly notes: readonly { readonly kind: string; readonly text: string; readonly count: number }[];
}) => notes.map(({ kind, text, count }) => [kind, text, count]);

describe('import of ParlAI databases', () => {
  const work = (place: number) => `${assignmentId.slice(0, -1)}${place}`;
  const bytes = database(`
    CREATE TABLE runs (run_id string PRIMARY KEY, created integer NOT NULL, maximum integer NOT NULL, completed integer NOT NULL, failed integer NOT NULL, taskname string, launch_time int);
    CREATE TABLE workers (worker_id string PRIMARY KEY, accepted integer NOT NULL, disconnected integer NOT NULL, expired integer NOT NULL, completed integer NOT NULL, approved integer NOT NULL, rejected integer NOT NULL);
    CREATE TABLE hits (hit_id string PRIMARY KEY, expiration integer NOT NULL, hit_status string, assignments_pending int, assignments_available int, assignments_complete int, run_id string);
    CREATE TABLE assignments (assignment_id string PRIMARY KEY, status string, approve_time int, worker_id string, hit_id string);
    CREATE TABLE pairings (status string, onboarding_start int, onboarding_end int, task_start int, task_end int, conversation_id string, bonus_amount int, bonus_text string, bonus_paid boolean, notes string, worker_id string, assignment_id string, run_id string, onboarding_id TEXT default null, extra_bonus_amount int);
    INSERT INTO runs VALUES ('qa_1546300800', 5, 5, 2, 0, 'qa', 1546300800);
    INSERT INTO hits VALUES ('${hitId}', 1546387200.0, 'Reviewable', 0, 0, 1, 'qa_1546300800'), (123456789012345, 1546387200, 'Assignable', 0, 1, 0, 'qa_1546300800');
    INSERT INTO assignments VALUES ('${work(1)}', 'Approved', 1546400000, 'A1PARLAIWORKER', '${hitId}'), ('${work(2)}', 'Reviewable', 1546400000, 'A2PARLAIWORKER', '${hitId}'),
      ('${work(3)}', 'Rejected', NULL, 'A3PARLAIWORKER', '${hitId}'), ('${work(4)}', 'Completed', NULL, 'A4PARLAIWORKER', '${hitId}'), ('${work(5)}', 'Abandoned', NULL, 'A5PARLAIWORKER', '${hitId}');
    INSERT INTO pairings VALUES ('done', NULL, NULL, 1546301000.25, 1546301600.5, 't_7', 25, 'Good questions', 1, '', 'A1PARLAIWORKER', '${work(1)}', 'qa_1546300800', NULL, 0),
      ('done', NULL, NULL, 1546301000, 1546301700, 't_7', 50, 'Planned', 0, '', 'A2PARLAIWORKER', '${work(2)}', 'qa_1546300800', NULL, 0),
      ('disconnect', NULL, NULL, NULL, NULL, NULL, 0, '', 0, '', 'A3PARLAIWORKER', '${work(3)}', 'qa_1546300800', NULL, 0);
  `);
  const files = {
    'run_data/pmt_data.db': bytes,
    'run_data/live/qa_1546300800/t_7/workers/A1PARLAIWORKER.json': '{"messages": [{"id": "Worker", "text": "Why?"}]}',
    'run_data/live/qa_1546300800/t_7/custom/data.json': '{"rating": 5}',
    'run_data/live/qa_1546300800/t_7/custom/data.pickle': new Uint8Array([0x80, 3, 0x63]),
  };

  it('reads what was submitted, with its conversation, and bonuses that were paid', async () => {
    const { of, all, summary } = await imported(files);
    assert.deepEqual(
      all('Assignment').map(({ AssignmentStatus, WorkerId }) => [WorkerId, AssignmentStatus]),
      [
        ['A1PARLAIWORKER', 'Approved'],
        ['A2PARLAIWORKER', 'Submitted'],
        ['A3PARLAIWORKER', 'Rejected'],
      ],
    );
    assert.deepEqual(answersIn(of('Assignment', work(1))), {
      conversation: '{"messages": [{"id": "Worker", "text": "Why?"}]}',
      custom: '{"rating": 5}',
    });
    assert.equal(of('Assignment', work(1))?.SubmitTime, 1_546_301_600.5);
    assert.deepEqual(of('HIT', hitId), {
      HITId: hitId,
      HITStatus: 'Reviewable',
      Expiration: 1_546_387_200,
      NumberOfAssignmentsPending: 0,
      NumberOfAssignmentsAvailable: 0,
      NumberOfAssignmentsCompleted: 1,
    });
    assert.equal(of('HIT', '123456789012345')?.HITStatus, 'Assignable');
    assert.deepEqual(all('BonusPayment'), [
      { AssignmentId: work(1), WorkerId: 'A1PARLAIWORKER', BonusAmount: '0.25', Reason: 'Good questions' },
    ]);
    assert.deepEqual(
      notesOf(summary).filter(([kind]) => kind === 'dropped'),
      [
        ['dropped', 'assignments that the database does not list as submitted', 2],
        ['dropped', 'bonuses that were worked out and not paid', 1],
      ],
    );
    assert.deepEqual(summary.unread, ['in/run_data/live/qa_1546300800/t_7/custom/data.pickle']);
  });

  it('takes the environment from the folders of the runs', async () => {
    await assert.rejects(imported(files, { environment: 'sandbox' }), /objects of production \(6\)/);
  });
});

describe('import of BeaverDam databases', () => {
  it('reads HITs and their types, and makes up no assignment', async () => {
    const bytes = database(`
      CREATE TABLE mturk_fullvideotask (id integer PRIMARY KEY, hit_id varchar(64), hit_group varchar(64), metrics text, worker_id varchar(64), sandbox bool, video_id integer);
      CREATE TABLE mturk_singleframetask (id integer PRIMARY KEY, hit_id varchar(64), hit_group varchar(64), metrics text, worker_id varchar(64), sandbox bool, video_id integer, time real);
      INSERT INTO mturk_fullvideotask VALUES (1, '${hitId}', '3TYPEOFBEAVERDAMVIDEOTASKS01A', '{}', 'A1BEAVERDAM', 0, 4), (2, '', '', '', '', 0, 5);
    `);
    const { of, all, summary } = await imported({ 'db.sqlite3': bytes });
    assert.deepEqual(of('HIT', hitId), {
      HITId: hitId,
      HITTypeId: '3TYPEOFBEAVERDAMVIDEOTASKS01A',
      MaxAssignments: 1,
    });
    assert.deepEqual([all('HIT').length, all('Assignment').length], [1, 0]);
    assert.deepEqual(notesOf(summary), [
      ['dropped', 'tasks that were not published', 1],
      ['dropped', 'workers of HITs: there is no assignment to show them on', 1],
    ]);
  });
});

describe('import of P.808 files', () => {
  it('reads the list of a batch and the answers, and none of the planned decisions', async () => {
    const { of, all, summary } = await imported({
      'Batch_3TYPE_1234.csv': `HITId,HITTypeId,HITGroupId\n${hitId},3TYPEOFP808LISTENINGTESTS001A,3GROUPOFP808LISTENINGTESTS01A\n`,
      'Batch_3TYPE_1234_answer.csv': `AcceptTime,Answer,AssignmentId,AssignmentStatus,AutoApprovalTime,HITId,Q0,Q1,SubmitTime,WorkerId\n2024-03-05 18:15:30+00:00,,${assignmentId},Submitted,2024-03-08 18:16:30+00:00,${hitId},4,5,2024-03-05 18:16:30+00:00,A1LISTENER0001\n`,
      'Batch_accept.csv': `assignmentId\n${assignmentId}\n`,
      'Batch_bonus.csv': `workerId,assignmentId,bonusAmount,reason\nA1LISTENER0001,${assignmentId},0.50,Quantity\n`,
    });
    assert.equal(of('HIT', hitId)?.HITTypeId, '3TYPEOFP808LISTENINGTESTS001A');
    assert.equal(of('Assignment', assignmentId)?.AssignmentStatus, 'Submitted');
    assert.deepEqual(answersIn(of('Assignment', assignmentId)), { Q0: '4', Q1: '5' });
    assert.deepEqual(all('BonusPayment'), []);
    assert.deepEqual([...summary.unread].sort(), ['in/Batch_accept.csv', 'in/Batch_bonus.csv']);
  });
});

describe('import of Amazon’s workers CSV', () => {
  it('reads blocks and scores, and nothing that was only asked for', async () => {
    const { all, of, summary } = await imported({
      'User_1234_workers.csv':
        'Worker ID,CURRENT-Good reader,UPDATE-Good reader,CURRENT BlockStatus,UPDATE-BlockStatus\r\nA1GOODREADER,95,Revoke,,Block\r\nA2BLOCKED001,,,Blocked,\r\n',
    });
    assert.deepEqual(all('WorkerBlock'), [{ WorkerId: 'A2BLOCKED001' }]);
    assert.deepEqual(of('Worker', 'A1GOODREADER'), {
      WorkerId: 'A1GOODREADER',
      Qualifications: { 'Good reader': '95' },
    });
    assert.equal(all('Qualification').length, 0);
    assert.ok(notesOf(summary).some(([, text]) => String(text).startsWith('changes that an UPDATE column asks for')));
  });
});

describe('import of batch input CSVs', () => {
  const hit = (place: number, Question: string) => ({
    HITId: `${hitId.slice(0, -1)}${place}`,
    Title: 'Rate',
    CreationTime: 1_700_000_000 - place,
    Question,
  });
  const rows =
    '\uFEFFimage_url,caption,id\r\nhttps://example.org/a b.jpg,"A ""big"" dog & cat",1\r\nhttps://example.org/c.jpg,tail,2\r\nhttps://example.org/d.jpg,tail,3\r\n';

  it('gives rows to the HITs whose questions show them', async () => {
    const HITs = [
      hit(
        1,
        '<HTMLQuestion><HTMLContent><![CDATA[<img src="https://example.org/c.jpg"><p>tail 2</p>]]></HTMLContent></HTMLQuestion>',
      ),
      hit(
        2,
        '<ExternalQuestion><ExternalURL>https://e.org/?u=https%3A%2F%2Fexample.org%2Fa%20b.jpg&amp;c=A+%22big%22+dog+%26+cat&amp;id=1</ExternalURL></ExternalQuestion>',
      ),
      hit(3, '<ExternalQuestion><ExternalURL>https://example.org/other</ExternalURL></ExternalQuestion>'),
    ];
    const { of, all, summary } = await imported({ 'hits.json': JSON.stringify({ HITs }), 'batch.csv': rows });
    assert.deepEqual(of('Inputs', HITs[0]?.HITId ?? '')?.Inputs, [
      ['image_url', 'https://example.org/c.jpg'],
      ['caption', 'tail'],
      ['id', '2'],
    ]);
    assert.deepEqual(of('Inputs', HITs[1]?.HITId ?? '')?.Inputs, [
      ['image_url', 'https://example.org/a b.jpg'],
      ['caption', 'A "big" dog & cat'],
      ['id', '1'],
    ]);
    assert.equal(of('Inputs', HITs[2]?.HITId ?? ''), undefined);
    assert.deepEqual(all('InputRow'), []);
    assert.deepEqual(
      notesOf(summary).map(([, text, count]) => [text, count]),
      [
        ['inputs of HITs whose questions show the cells of a row of a data file', 2],
        ['rows of data files that belong to no HIT', 1],
      ],
    );
  });

  it('leaves the inputs that a results file has, and says when there is no HIT', async () => {
    await assert.rejects(imported({ 'batch.csv': rows }), /batch\.csv held no HIT, assignment or other object/);
  });
});
