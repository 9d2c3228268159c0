import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { answersIn, assignmentId, hitId } from '../../../support/importSamples.ts';
import { imported } from '../../../support/imports.ts';

describe('import of MTurk Manager dumps', () => {
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
    await assert.rejects(imported({ 'dump.backup': 'PGDMP\u0001\u000e' }), /is a PostgreSQL dump in the custom format/);
    await assert.rejects(imported({ 'dump.sql': dump.slice(0, -20) }), /ends in the middle of a table/);
  });
});
