import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'mocha';
import { answerFields, decodeAnswers } from '../../../src/mturk/answers.ts';
import { imported } from '../../support/imports.ts';
import { zipOf } from '../../support/zip.ts';

const hitId = '3NEWHITWITHTHIRTYCHARACTERS01A';
const assignmentId = '3NEWASSIGNMENTOFTHIRTYCHARS01A';
const utc = (...parts: [number, number, number, number, number, number]): number =>
  Date.UTC(parts[0], parts[1] - 1, ...(parts.slice(2) as [number])) / 1000;

function answersIn(object: Record<string, unknown> | undefined): Record<string, string> {
  const decoded = decodeAnswers(String(object?.Answer ?? ''));
  assert.ok(decoded.ok);
  return Object.fromEntries(answerFields(decoded.answers).map(({ name, text }) => [name, text]));
}

/** A database that this SQL makes, as bytes. */
function database(sql: string): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'import-db-'));
  try {
    const file = join(folder, 'a.db');
    const made = new DatabaseSync(file);
    made.exec(sql);
    made.close();
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('import of other programs’ files', () => {
  it('reads Amazon’s results CSV, with both forms of dates and answers that were joined', async () => {
    const file = new URL('../../fixtures/imports/amazon-results.csv', import.meta.url);
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
    const file = readFileSync(new URL('../../fixtures/imports/amazon-results.csv', import.meta.url), 'utf8');
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
        ['marks in Approve and Reject: a decision that was planned is no fact', 1],
        ['rows whose IDs a spreadsheet turned into numbers', 1],
      ],
    );
  });

  it('reads amti’s finished and live batches', async () => {
    const hit = {
      HIT: {
        HITId: hitId,
        HITTypeId: '3T',
        Title: 'Rate',
        HITStatus: 'Reviewable',
        CreationTime: '2024-03-05T10:15:30-08:00',
      },
      ResponseMetadata: {},
    };
    const assignment = {
      AssignmentId: assignmentId,
      WorkerId: 'A1',
      HITId: hitId,
      AssignmentStatus: 'Approved',
      SubmitTime: '2024-03-05T10:20:30-08:00',
    };
    const { of } = await imported({
      'batch-1/BATCHID': '7f9d3c5e-0000-4000-8000-000000000001',
      'batch-1/definition/NOTES': '',
      'batch-1/results/hit-1/hit.jsonl': `${JSON.stringify(hit)}\n`,
      'batch-1/results/hit-1/assignments.jsonl': `${JSON.stringify(assignment)}\n`,
      'batch-2/BATCHID': '7f9d3c5e-0000-4000-8000-000000000002\n',
      'batch-2/_INCOMPLETE': JSON.stringify({ hittype_id: '3T2', hit_ids: ['3LIVE1', '3LIVE2'] }),
      'batch-2/definition/hittypeproperties.json': JSON.stringify({
        Title: 'Live',
        Reward: '0.25',
        Keywords: 'k',
        Description: 'd',
        AutoApprovalDelayInSeconds: 1,
        AssignmentDurationInSeconds: 600,
      }),
      'batch-2/definition/hitproperties.json': JSON.stringify({ MaxAssignments: 3, LifetimeInSeconds: 86_400 }),
      'batch-2/data.jsonl': '{"text": "one"}\n{"text": "two", "n": 2}\n',
    });
    assert.equal(of('HIT', hitId)?.Title, 'Rate');
    assert.equal(of('Assignment', assignmentId)?.SubmitTime, utc(2024, 3, 5, 18, 20, 30));
    assert.deepEqual(of('HIT', '3LIVE2'), {
      HITId: '3LIVE2',
      HITTypeId: '3T2',
      MaxAssignments: 3,
      Title: 'Live',
      Reward: '0.25',
      Keywords: 'k',
      Description: 'd',
      AutoApprovalDelayInSeconds: 1,
      AssignmentDurationInSeconds: 600,
      RequesterAnnotation: 'batch=7f9d3c5e-0000-4000-8000-000000000002',
    });
    assert.deepEqual(of('Inputs', '3LIVE2')?.Inputs, [
      ['text', 'two'],
      ['n', '2'],
    ]);
  });

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

  it('reads Dallinger’s zip', async () => {
    const participant = [
      'id,creation_time,worker_id,assignment_id,hit_id,mode,end_time,base_pay,bonus,status,recruiter_id',
      `1,2024-03-05 18:00:00.123456,A1WORKER,${assignmentId},${hitId},live,2024-03-05 18:15:30,1.0,0.5,approved,mturk`,
      `2,2024-03-05 18:00:00,A2WORKER,3OTHER,${hitId},live,2024-03-05 18:16:30,1.0,0.5,bad_data,mturk`,
      `3,2024-03-05 18:00:00,A3WORKER,3BOT,${hitId},live,,,,approved,bots:HighPerformance`,
      `4,2024-03-05 18:00:00,A4WORKER,3GONE,${hitId},live,,,,abandoned,mturk`,
    ].join('\n');
    const question = `id,participant_id,number,question,response\n1,1,2,engagement,7\n2,1,1,difficulty,"{""a"": 1}"\n`;
    const notification = `id,assignment_id,event_type,creation_time\n1,${assignmentId},AssignmentAccepted,2024-03-05 18:00:00\n`;
    const zip = zipOf([
      { name: 'experiment_id.md', content: 'x' },
      { name: 'data/participant.csv', content: participant },
      { name: 'data/question.csv', content: question },
      { name: 'data/notification.csv', content: notification },
      { name: 'data/info.csv', content: 'id\n' },
    ]);
    const { of, all, summary } = await imported({ 'x-data.zip': zip });
    assert.deepEqual(
      all('Assignment').map(({ AssignmentId, AssignmentStatus }) => [AssignmentId, AssignmentStatus]),
      [
        [assignmentId, 'Approved'],
        ['3OTHER', undefined],
      ],
    );
    assert.deepEqual(answersIn(of('Assignment', assignmentId)), { difficulty: '{"a": 1}', engagement: '7' });
    assert.equal(all('BonusPayment').length, 1);
    assert.equal(all('Event')[0]?.EventType, 'AssignmentAccepted');
    assert.deepEqual(summary.unread, []);
  });

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

  it('reads MTurkR’s and pyMTurkR’s tables', async () => {
    const { of, all } = await imported({
      'assignments.csv': `"","AssignmentId","WorkerId","HITId","AssignmentStatus","AutoApprovalTime","AcceptTime","SubmitTime","ApprovalTime","RejectionTime","RequesterFeedback","Answer","ApprovalRejectionTime","SecondsOnHIT","mood"
"1","${assignmentId}","A1","${hitId}","Approved","2016-03-08T18:15:30Z","2016-03-05T18:10:30Z","2016-03-05T18:15:30Z","2016-03-06T18:15:30Z",NA,NA,NA,"2016-03-06T18:15:30Z",300,"good"\n`,
      'hits.csv': `"HITId","HITTypeId","HITGroupId","CreationTime","Title","Description","Keywords","HITStatus","MaxAssignments","Amount","AutoApprovalDelayInSeconds","Expiration","AssignmentDurationInSeconds","NumberOfAssignmentsPending","NumberOfAssignmentsAvailable","NumberOfAssignmentsCompleted"
"${hitId}","3T","3G","2016-03-05T18:00:30Z","Mood","d","k","Reviewable",5,"0.05",2592000,"2016-03-12T18:00:30Z",600,0,1,4\n`,
      'answers.csv': `"AssignmentId","WorkerId","HITId","QuestionIdentifier","FreeText","SelectionIdentifier","OtherSelectionField","UploadedFileKey","UploadedFileSizeInBytes"
"3PY","A2","${hitId}","second","b",NA,NA,NA,NA
"3PY","A2","${hitId}","first","a",NA,NA,NA,NA\n`,
      'bonuses.csv': `"AssignmentId","WorkerId","BonusAmount","Reason","GrantTime"\n"${assignmentId}","A1","0.50","ok","2016-03-07 10:15:30"\n`,
      'blocks.csv': `"","WorkerId","Reason"\n"1","A9","spam"\n`,
    });
    assert.deepEqual(answersIn(of('Assignment', assignmentId)), { mood: 'good' });
    assert.equal(of('HIT', hitId)?.Reward, '0.05');
    assert.equal(of('HIT', hitId)?.NumberOfAssignmentsCompleted, 4);
    assert.deepEqual(Object.keys(answersIn(of('Assignment', '3PY'))), ['first', 'second']);
    assert.equal(all('BonusPayment')[0]?.GrantTime, utc(2016, 3, 7, 10, 15, 30));
    assert.equal(of('WorkerBlock', 'A9')?.Reason, 'spam');
  });

  it('reads mturk-manage’s tables, whose PST is the same all year', async () => {
    const { of } = await imported({
      'HITResultsForMood.csv': `HitId,HitTitle,Annotation,AssignmentId,WorkerId,Status,AcceptTime,SubmitTime,Answer 1,ApproveRejectTime
${hitId},Mood,note,${assignmentId},A1,Rejected,Fri Jul 05 10:10:30 PST 2024,Fri Jul 05 10:15:30 PST 2024,good,2024-07-06T18:15:30.000Z\n`,
    });
    const assignment = of('Assignment', assignmentId);
    assert.equal(assignment?.SubmitTime, utc(2024, 7, 5, 18, 15, 30));
    assert.equal(assignment?.RejectionTime, utc(2024, 7, 6, 18, 15, 30));
    assert.equal(of('HIT', hitId)?.RequesterAnnotation, 'note');
  });

  it('reads MTurk Manager’s dump', async () => {
    const answer = {
      QuestionFormAnswers: { '@xmlns': 'x', Answer: { QuestionIdentifier: 'mood', FreeText: 'good\tday' } },
    };
    const dump = `--
-- PostgreSQL database dump
--

COPY public.api_worker (id, id_worker, name) FROM stdin;
7\tA1WORKER\t\\N
\\.

COPY public.api_hit (id, id_hit, batch_id, datetime_creation, datetime_expiration, parameters) FROM stdin;
1\t${hitId}\t3\t2021-03-05 18:00:00+00\t2021-03-12 18:00:00+00\t{"image": "a.png"}
\\.

COPY public.api_assignment (id, id_assignment, hit_id, worker_id, status_external, status_internal, datetime_accept, datetime_submit, answer) FROM stdin;
1\t${assignmentId}\t1\t7\t2\t0\t2021-03-05 18:10:00+00\t2021-03-05 18:15:30.25+00\t${JSON.stringify(answer).replaceAll('\\', '\\\\')}
\\.

COPY public.api_batch (id, name, settings_batch_id) FROM stdin;
3\tb\t4
\\.

COPY public.api_settings_batch (id, title, description, reward, duration) FROM stdin;
4\tMood\td\t25\t600
\\.
`;
    const { of } = await imported({ 'dump.sql': dump });
    assert.equal(of('HIT', hitId)?.Reward, '0.25');
    assert.equal(of('HIT', hitId)?.Title, 'Mood');
    assert.equal(of('Assignment', assignmentId)?.WorkerId, 'A1WORKER');
    assert.equal(of('Assignment', assignmentId)?.AssignmentStatus, 'Approved');
    assert.deepEqual(answersIn(of('Assignment', assignmentId)), { mood: 'good\tday' });
    await assert.rejects(imported({ 'dump.backup': 'PGDMP\u0001\u000e' }), /is a PostgreSQL dump in its own format/);
    await assert.rejects(imported({ 'dump.sql': dump.slice(0, -20) }), /ends in the middle of a table/);
  });

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
