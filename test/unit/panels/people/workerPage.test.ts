import assert from 'node:assert/strict';
import type { Assignment } from '../../../../src/mturk/model.ts';
import { cents } from '../../../../src/mturk/money.ts';
import { TimeSlices } from '../../../../src/mturk/timeSlices.ts';
import { answersCell } from '../../../../src/panels/people/decodedAnswers.ts';
import type { PageSource } from '../../../../src/panels/people/pageSource.ts';
import { csvOf, shownTable } from '../../../../src/panels/people/peopleTables.ts';
import { type WorkerFacts, workerPage } from '../../../../src/panels/people/workerPage.ts';
import { factsOf, sourceOf, tableOf, textsOf } from './pageTables.ts';

const hour = 3_600_000;
const start = Date.UTC(2026, 10, 1);

function assignment(index: number, status: Assignment['status'] = 'Approved'): Assignment {
  return {
    id: `3A${index}`,
    hitId: '3H',
    workerId: 'A1',
    status,
    accepted: start,
    submitted: start + hour / 2 + index,
    autoApproves: start + 72 * hour,
    ...(status === 'Approved' ? { approved: start + hour + index } : {}),
    ...(status === 'Rejected' ? { rejected: start + hour + index, feedback: 'Blank answers' } : {}),
  };
}

const worker = (more: Partial<WorkerFacts> = {}): PageSource =>
  workerPage({
    workerId: 'A1',
    assignments: [],
    hitOf: () => ({ title: 'Birds', reward: cents(100) }),
    answerOf: () => undefined,
    bonuses: [],
    unreadBonuses: 0,
    unreadHITs: 0,
    qualifications: [],
    blockedFor: undefined,
    note: undefined,
    messages: [],
    ...more,
  });

describe('the page of a worker', () => {
  it('adds up work, money and pay by the hour', () => {
    const assignments = [
      { ...assignment(1), submitted: start + hour / 2 },
      { ...assignment(2), submitted: start + hour / 2 },
      assignment(3, 'Rejected'),
      assignment(4, 'Submitted'),
    ];
    const bonuses = [{ workerId: 'A1', assignmentId: '3A1', amount: cents(50), reason: 'care', paid: start }];
    const facts = factsOf(worker({ assignments, bonuses }));
    assert.equal(facts.Approved, '2');
    assert.equal(facts.Rejected, '1');
    assert.equal(facts['Pending review'], '1');
    assert.equal(facts['Approval rate'], '66.7%');
    assert.equal(facts.Earned, '$2.00');
    assert.equal(facts.Bonuses, '$0.50');
    assert.equal(facts['Effective hourly pay'], '$2.50');
  });

  it('works without any assignment, and with none decided', () => {
    const page = worker();
    assert.equal(factsOf(page)['Effective hourly pay'], 'no approved work yet');
    assert.equal(factsOf(page)['Approval rate'], 'no decisions yet');
    for (const { count, none } of page.tables) {
      assert.equal(count, 0);
      assert.notEqual(none, '');
    }
  });

  it('works for a worker whose ID is not of Amazon’s shape', () => {
    const workerId = 'a\u202E\nworker <b>7';
    const page = worker({ workerId });
    assert.equal(page.heading, workerId, 'the page shows what hides in it');
    assert.ok(page.actions.includes('copyId'));
    assert.equal(worker({ workerId: '' }).heading, '');
  });

  it('lists 5,000 assignments a page at a time, the newest first, and leads to each', async () => {
    const assignments = Array.from({ length: 5000 }, (_, index) => assignment(index));
    const page = worker({ assignments });
    const table = await tableOf(page, 'assignments');
    assert.deepEqual([table.rows.length, table.total, table.page], [50, 5000, 0]);
    assert.equal(table.rows[0]?.[6]?.text, '3A4999');
    assert.deepEqual(table.rows[0]?.[6]?.ref, { kind: 'assignment', hitId: '3H', assignmentId: '3A4999' });
    assert.match(table.caption ?? '', /^Answers of 5,000 were not read\./);
    const last = await shownTable(
      sourceOf(page, 'assignments'),
      { sorting: { column: 6, descending: false }, page: 9999 },
      new TimeSlices(),
    );
    assert.equal(last.page, 99);
    assert.equal(last.rows.at(-1)?.[6]?.text, '3A4999');
    assert.equal((await tableOf(page, 'timeline')).total, 10_000, 'each was submitted and approved');
  });

  it('works out rows in slices, and no more of them than show', async () => {
    let decoded = 0;
    const assignments = Array.from({ length: 10_000 }, (_, index) => assignment(index));
    const page = worker({
      assignments,
      hitOf: () => {
        decoded += 1;
        return { title: 'Birds', reward: cents(100) };
      },
    });
    const before = decoded;
    await tableOf(page, 'assignments');
    assert.equal(decoded - before, 100, 'title and reward of 50 rows');
    const ended = new AbortController();
    ended.abort();
    // Each look at the clock ends a slice.
    let time = 0;
    const slices = new TimeSlices(ended.signal, () => (time += 1000));
    await assert.rejects(shownTable(sourceOf(page, 'timeline'), undefined, slices));
  });

  it('says that money is the least where not all was read, and what was not', async () => {
    const assignments = [assignment(1), { ...assignment(2), hitId: '3GONE' }];
    const hitOf = (id: string) => (id === '3H' ? { title: 'Birds', reward: cents(100) } : undefined);
    const gone = factsOf(worker({ assignments, hitOf }));
    assert.deepEqual([gone.Earned, gone.Bonuses], ['at least $1.00', '$0.00']);
    assert.match(gone['Effective hourly pay'] ?? '', /^at least \$/);
    const page = worker({ assignments: [assignment(1)], unreadBonuses: 250, unreadHITs: 1 });
    assert.deepEqual([factsOf(page).Earned, factsOf(page).Bonuses], ['$1.00', 'at least $0.00']);
    assert.match(factsOf(page)['Effective hourly pay'] ?? '', /^at least \$/);
    assert.match((await tableOf(page, 'bonuses')).caption ?? '', /^Bonuses for 250 HITs were not read\./);
    assert.match((await tableOf(page, 'assignments')).caption ?? '', /^The work on 1 HIT was not read\./);
  });

  it('copies all rows of a table, whole, as CSV that no spreadsheet runs', async () => {
    const subject = `=1+1 ${'long '.repeat(200)}`.trim();
    const messages = Array.from({ length: 120 }, (_, at) => ({ at: start + at, subject, state: 'sent' }));
    const { text, rows } = await csvOf(sourceOf(worker({ messages }), 'messages'), undefined, new TimeSlices());
    assert.equal(rows, 120);
    const lines = text.split('\r\n');
    assert.equal(lines.length, 122);
    assert.equal(lines[1], `2026-11-01T00:00:00.119Z,'${subject},sent`);
  });

  it('tells what happened in order', async () => {
    const page = worker({
      assignments: [assignment(1, 'Rejected')],
      bonuses: [{ workerId: 'A1', assignmentId: '3A1', amount: cents(25), reason: 'care', paid: start + 3 * hour }],
      qualifications: [{ typeId: '3T', workerId: 'A1', name: 'Careful', score: 7, granted: start + 2 * hour }],
      messages: [{ at: start + 4 * hour, subject: 'Thank you', state: 'sent' }],
    });
    assert.deepEqual(textsOf(await tableOf(page, 'timeline'), 1), [
      'Message: sent',
      'Bonus of $0.25',
      'Qualification granted, score 7',
      'Rejected: Blank answers',
      'Submitted',
    ]);
  });

  it('keeps what strangers wrote on its line, and shows answers that were read', async () => {
    const answer =
      '<QuestionFormAnswers xmlns="http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2005-10-01/QuestionFormAnswers.xsd"><Answer><QuestionIdentifier>colour</QuestionIdentifier><FreeText>red\nor blue</FreeText></Answer></QuestionFormAnswers>';
    const page = worker({
      assignments: [assignment(1)],
      answerOf: () => answer,
      blockedFor: '',
      messages: [{ at: start, subject: 'x\ny', state: 'sent' }],
    });
    assert.deepEqual(textsOf(await tableOf(page, 'messages'), 1), ['x y']);
    assert.deepEqual(textsOf(await tableOf(page, 'assignments'), 5), ['colour: red or blue']);
    assert.equal(factsOf(page).Blocked, 'without a reason');
    assert.ok(page.actions.includes('unblock') && !page.actions.includes('block'));
  });

  it('decodes long answers once to show and sort them, and copies them whole', async () => {
    const text = 'long '.repeat(2000).trim();
    const answer = `<QuestionFormAnswers xmlns="http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2005-10-01/QuestionFormAnswers.xsd"><Answer><QuestionIdentifier>essay</QuestionIdentifier><FreeText>${text}</FreeText></Answer></QuestionFormAnswers>`;
    const one = assignment(1);
    const first = answersCell(one, answer);
    assert.ok(first.text.length <= 400);
    // What was decoded is not decoded again, whatever stands there now.
    assert.equal(answersCell(one, 'not XML').text, first.text);
    const table = sourceOf(worker({ assignments: [one], answerOf: () => answer }), 'assignments');
    assert.ok((await csvOf(table, undefined, new TimeSlices())).text.includes(`essay: ${text}`));
  });

  it('shows no time where the service gave none that there is', async () => {
    const page = worker({ assignments: [{ ...assignment(1), submitted: Number.NaN }] });
    assert.deepEqual((await tableOf(page, 'assignments')).rows[0]?.[0], { text: '' });
  });
});
