import assert from 'node:assert/strict';
import type { Assignment } from '../../../../src/mturk/model.ts';
import { cents } from '../../../../src/mturk/money.ts';
import {
  type PageTable,
  type PeoplePage,
  peopleContract,
  readPeopleIdentity,
} from '../../../../src/panels/people/contract.ts';
import { mostRows } from '../../../../src/panels/people/peopleTables.ts';
import { type TypeFacts, typePage } from '../../../../src/panels/people/typePage.ts';
import { type WorkerFacts, workerPage } from '../../../../src/panels/people/workerPage.ts';

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

const worker = (more: Partial<WorkerFacts> = {}): PeoplePage =>
  workerPage({
    workerId: 'A1',
    assignments: [],
    hitOf: () => ({ title: 'Birds', reward: cents(100) }),
    answerOf: () => undefined,
    bonuses: [],
    qualifications: [],
    blockedFor: undefined,
    note: undefined,
    messages: [],
    ...more,
  });

function tableOf({ tables }: PeoplePage, id: string): PageTable {
  const table = tables.find(each => each.id === id);
  assert.ok(table, id);
  return table;
}

const factsOf = ({ facts }: PeoplePage) => Object.fromEntries(facts.map(({ label, value }) => [label, value]));
const textsOf = ({ rows }: PageTable, column: number) => rows.map(cells => cells[column]?.text);

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
    assert.equal(facts['Approval rate'], '66.7 %');
    assert.equal(facts.Earned, '$2.00');
    assert.equal(facts.Bonuses, '$0.50');
    assert.equal(facts['Effective hourly pay'], '$2.50');
  });

  it('works without any assignment, and with none decided', () => {
    const page = worker();
    assert.equal(factsOf(page)['Effective hourly pay'], 'no approved work yet');
    assert.equal(factsOf(page)['Approval rate'], 'none decided');
    for (const { rows, none } of page.tables) {
      assert.deepEqual(rows, []);
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

  it('lists 5,000 assignments, the newest first, and leads to each', () => {
    const assignments = Array.from({ length: 5000 }, (_, index) => assignment(index));
    const table = tableOf(worker({ assignments }), 'assignments');
    assert.equal(table.rows.length, 5000);
    assert.equal(table.rows[0]?.[6]?.text, '3A4999');
    assert.deepEqual(table.rows[0]?.[6]?.ref, { kind: 'assignment', hitId: '3H', assignmentId: '3A4999' });
    assert.match(table.caption ?? '', /^Answers of 5,000 were not read\./);
    const timeline = tableOf(worker({ assignments }), 'timeline');
    assert.equal(timeline.total, 10_000, 'each was submitted and approved');
  });

  it('lists as many rows as fit, and counts all', () => {
    const assignments = Array.from({ length: mostRows + 10 }, (_, index) => assignment(index));
    const table = tableOf(worker({ assignments, answerOf: () => '' }), 'assignments');
    assert.equal(table.rows.length, mostRows);
    assert.equal(table.total, mostRows + 10);
    assert.equal(table.caption, 'The first 10,000 of 10,010.');
  });

  it('tells what happened in order', () => {
    const page = worker({
      assignments: [assignment(1, 'Rejected')],
      bonuses: [{ workerId: 'A1', assignmentId: '3A1', amount: cents(25), reason: 'care', paid: start + 3 * hour }],
      qualifications: [{ typeId: '3T', workerId: 'A1', name: 'Careful', score: 7, granted: start + 2 * hour }],
      messages: [{ at: start + 4 * hour, subject: 'Thank you', state: 'sent' }],
    });
    assert.deepEqual(textsOf(tableOf(page, 'timeline'), 1), [
      'Message: sent',
      'Bonus of $0.25',
      'Qualification granted, score 7',
      'Rejected: Blank answers',
      'Submitted',
    ]);
  });

  it('keeps what strangers wrote on its line, and shows answers that were read', () => {
    const answer =
      '<QuestionFormAnswers xmlns="http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2005-10-01/QuestionFormAnswers.xsd"><Answer><QuestionIdentifier>colour</QuestionIdentifier><FreeText>red\nor blue</FreeText></Answer></QuestionFormAnswers>';
    const page = worker({
      assignments: [assignment(1)],
      answerOf: () => answer,
      blockedFor: '',
      messages: [{ at: start, subject: 'x\ny', state: 'sent' }],
    });
    assert.deepEqual(textsOf(tableOf(page, 'messages'), 1), ['x y']);
    assert.deepEqual(textsOf(tableOf(page, 'assignments'), 5), ['colour: red or blue']);
    assert.equal(factsOf(page).Blocked, 'without a reason');
    assert.ok(page.actions.includes('unblock') && !page.actions.includes('block'));
  });

  it('shows no time where the service gave none that there is', () => {
    const page = worker({ assignments: [{ ...assignment(1), submitted: Number.NaN }] });
    assert.deepEqual(tableOf(page, 'assignments').rows[0]?.[0], { text: '', sort: 0 });
  });
});

describe('the page of a qualification type', () => {
  const type = {
    id: '3T',
    name: 'Careful',
    description: 'Reads.',
    keywords: '',
    active: true,
    created: start,
    requestable: true,
    hasTest: false,
    hasKey: false,
  };
  const page = (more: Partial<TypeFacts> = {}) =>
    typePage({ type, own: true, holders: [], revoked: [], requests: [], hits: [], ...more });

  it('lists workers, requests with their answers and scores, and who had it', () => {
    const holding = { typeId: '3T', workerId: 'A1', score: 7, granted: start };
    const shown = page({
      holders: [holding, { typeId: '3T', workerId: 'A2', granted: start }],
      revoked: [{ ...holding, workerId: 'A3' }],
      requests: [
        { id: 'r', typeId: '3T', workerId: 'A4', submitted: start, hasAnswer: true, answer: 'no XML', score: 3 },
      ],
    });
    assert.deepEqual(textsOf(tableOf(shown, 'workers'), 0), ['A1', 'A2']);
    assert.deepEqual(textsOf(tableOf(shown, 'workers'), 2), ['7', 'none']);
    assert.deepEqual(textsOf(tableOf(shown, 'revoked'), 0), ['A3']);
    assert.deepEqual(tableOf(shown, 'requests').rows[0]?.slice(2), [
      { text: '3', sort: 3 },
      { text: 'can’t be decoded' },
    ]);
    assert.deepEqual(shown.histogram, [{ from: 7, to: 7, count: 1 }]);
    assert.equal(factsOf(shown).Workers, '2');
  });

  it('offers nothing that only the owner of a type can do', () => {
    const shown = page({ own: false });
    assert.deepEqual(shown.actions, ['copyId', 'refresh']);
    assert.deepEqual(shown.tables, []);
    assert.equal(page({ type: { ...type, name: '' } }).heading, '3T');
  });
});

describe('what a page of people says to its host', () => {
  const { open, perform } = peopleContract.commands;

  it('is an action that there is, or a reference and nothing besides', () => {
    assert.deepEqual(perform.read({ action: 'message' }), { action: 'message' });
    for (const value of [undefined, {}, { action: 'constructor' }, { action: 7 }])
      assert.equal(perform.read(value), undefined);
    assert.deepEqual(open.read({ ref: { kind: 'worker', workerId: 'A1', more: 1 } }), {
      ref: { kind: 'worker', workerId: 'A1' },
    });
    for (const ref of [undefined, 7, { kind: 'worker' }, { kind: 'toString', workerId: 'A1' }])
      assert.equal(open.read({ ref }), undefined);
    assert.equal(open.read({ ref: { kind: 'worker', workerId: 'A'.repeat(100_001) } }), undefined);
  });

  it('knows whose page it was after a reload', () => {
    const identity = { profileId: 'p', subject: { kind: 'worker', workerId: 'A1' } };
    assert.deepEqual(readPeopleIdentity(identity), identity);
    for (const value of [null, {}, { profileId: 'p' }, { ...identity, subject: { kind: 'hit', hitId: '3H' } }])
      assert.equal(readPeopleIdentity(value), undefined);
  });
});
