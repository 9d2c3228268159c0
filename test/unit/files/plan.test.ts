import assert from 'node:assert/strict';
import { readDecisions } from '../../../src/files/decisions.ts';
import {
  decisionsThatQuote,
  decisionsToLookUp,
  isClean,
  type Knowledge,
  planDecisions,
  type State,
} from '../../../src/files/plan.ts';
import { cents } from '../../../src/mturk/money.ts';
import { assignmentOf, hitOf } from '../../support/decisions.ts';

const hit = hitOf('3HIT');
const states = new Map<string, State>([
  ...['3A', '3B', '3C', '3D'].map((id): [string, State] => [id, { kind: 'known', hit, assignment: assignmentOf(id) }]),
  ['3YES', { kind: 'known', hit, assignment: assignmentOf('3YES', {}, { status: 'Approved' }) }],
  ['3NO', { kind: 'known', hit, assignment: assignmentOf('3NO', {}, { status: 'Rejected' }) }],
  ['3X', { kind: 'unknown', words: 'the service does not know it' }],
]);

const here: Knowledge = {
  environment: 'sandbox',
  endpoint: 'https://mturk.lab.example/',
  stateOf: id => states.get(id),
  bonusesPaid: (id, amount, reason) => (id === '3C' && amount === 100 && reason === 'Thorough' ? 1 : 0),
  largestBonus: cents(1000),
};

function fileOf(...rows: string[]) {
  const file = readDecisions(
    ['AssignmentId,WorkerId,Environment,Endpoint,Approve,Reject,Bonus,BonusReason', ...rows].join('\n'),
  );
  assert.ok(file);
  return file;
}

const plan = (...rows: string[]) => planDecisions(fileOf(...rows), here);
const leftOf = (...rows: string[]) => plan(...rows).left.map(each => [each.kind, each.assignmentId, each.words]);

describe('the plan of a file of decisions', () => {
  it('adds up what would be spent, fees included', () => {
    const { operations, left, undecided, spent } = plan(
      '3A,A3A,sandbox,https://mturk.lab.example,x,,,',
      '3B,A3B,,,x,,2.50,Thorough',
      '3C,,,,,Random,,',
      '3D,,,,,,,',
    );
    assert.deepEqual(
      operations.map(({ kind, assignment, cost }) => [kind, assignment.id, cost.total]),
      [
        ['approve', '3A', 72],
        ['approve', '3B', 72],
        ['bonus', '3B', 300],
        ['reject', '3C', 0],
      ],
    );
    assert.deepEqual(spent, { pay: 370, fees: 74, total: 444 });
    assert.deepEqual([left, undecided], [[], 1]);
    assert.ok(isClean(plan('3A,,,,x,,,')));
  });

  it('fills placeholders in for each worker, in reasons, feedback and reasons of bonuses', () => {
    const file = readDecisions(
      [
        'AssignmentId,Approve,Reject,Feedback,Bonus,BonusReason',
        '3A,,Wrong answers {worker},,,',
        '3B,x,,Thank you for {minutes} minutes with {{care}},1,For “{answer.colour}”',
      ].join('\n'),
    );
    assert.ok(file);
    const answersOf = (id: string) => (id === '3B' ? new Map([['colour', 'dark {worker} red']]) : undefined);
    const { operations, left } = planDecisions(file, { ...here, answersOf });
    assert.deepEqual(left, []);
    assert.deepEqual(
      operations.map(operation => (operation.kind === 'approve' ? operation.feedback : operation.reason)),
      ['Wrong answers A3A', 'Thank you for 1.5 minutes with {care}', 'For “dark {worker} red”'],
    );
    assert.deepEqual(
      decisionsThatQuote(file.decisions).map(({ assignmentId }) => assignmentId),
      ['3B'],
    );
  });

  it('leaves out rows whose placeholders can’t be filled in, and says why', () => {
    const file = readDecisions(
      [
        'AssignmentId,Approve,Reject,Bonus,BonusReason',
        '3A,,Wrong answers {wroker},,',
        '3B,,Not “{answer.colour}”,,',
        '3C,,Not “{answer.colour}”,,',
        '3D,x,,1,{answer.colour}',
      ].join('\n'),
    );
    assert.ok(file);
    assert.match(
      file.problems.map(({ message }) => message).join(),
      /^There is no placeholder \{wroker\}\. There are: /,
    );
    const answersOf = (id: string) => (id === '3C' ? new Map([['color', 'red']]) : undefined);
    const { operations, left } = planDecisions(file, { ...here, answersOf });
    assert.deepEqual(
      left.slice(1).map(({ kind, assignmentId, words }) => [kind, assignmentId, words]),
      [
        ['malformed', '3B', 'its answer could not be read'],
        ['malformed', '3C', 'its answer has no field “colour”, but “color”'],
        ['malformed', '3D', 'its answer could not be read'],
      ],
    );
    assert.deepEqual(
      operations.map(({ kind, assignment }) => [kind, assignment.id]),
      [['approve', '3D']],
    );
  });

  it('knows a bonus that was paid by the reason as its worker read it', () => {
    const file = readDecisions('AssignmentId,Bonus,BonusReason\n3C,1,{title}');
    assert.ok(file);
    const bonusesPaid: Knowledge['bonusesPaid'] = (_, __, reason) => (reason === 'Judge the colour of words' ? 1 : 0);
    assert.deepEqual(
      planDecisions(file, { ...here, bonusesPaid }).left.map(({ kind }) => kind),
      ['settled'],
    );
  });

  it('does nothing twice: what is so already is settled, and leaves the file clean', () => {
    assert.deepEqual(leftOf('3YES,,,,x,,,', '3NO,,,,,Random,,', '3C,,,,,,1,Thorough'), [
      ['settled', '3YES', 'it is already approved'],
      ['settled', '3NO', 'it is already rejected'],
      ['settled', '3C', 'it has got this bonus, for this reason, already'],
    ]);
    const again = plan('3YES,,,,x,,,', '3C,,,,,,1,Thorough');
    assert.deepEqual([again.operations, isClean(again)], [[], true]);
  });

  it('says what contradicts the service', () => {
    assert.deepEqual(leftOf('3YES,,,,,Random,,', '3NO,,,,x,,,', '3X,,,,x,,,', '3A,ASOMEBODY,,,x,,,'), [
      ['otherwise', '3YES', 'the file rejects it, and it is already approved and paid'],
      ['otherwise', '3NO', 'the file approves it, and it is rejected; use Reverse Rejection to approve it'],
      ['unknown', '3X', 'the service does not know it'],
      ['unknown', '3A', 'the file says that worker ASOMEBODY did it, the service A3A'],
    ]);
    assert.ok(!isClean(plan('3X,,,,x,,,')));
  });

  it('leaves rows of another environment or service alone, and does not look them up', () => {
    const rows = ['3A,,PRODUCTION,,x,,,', '3B,,sandbox,https://other.example,x,,,', '3C,,,,x,,,'];
    assert.deepEqual(leftOf(...rows), [
      ['elsewhere', '3A', 'the file says that it is in PRODUCTION, and this is SANDBOX'],
      ['elsewhere', '3B', 'the file says that it is at https://other.example, and this is https://mturk.lab.example/'],
    ]);
    assert.deepEqual(
      decisionsToLookUp(fileOf(...rows), here).map(({ assignmentId }) => assignmentId),
      ['3C'],
    );
    const local = { ...here, environment: 'local', endpoint: 'http://127.0.0.1:4001' };
    const { operations } = planDecisions(fileOf('3A,,local,http://127.0.0.1:9999,x,,,'), local);
    assert.equal(operations.length, 1);
  });

  it('decides on no assignment that is there twice, unless only one row decides', () => {
    const twice = ['3A,,,,x,,,', '3A,,,,x,,,'];
    assert.deepEqual(leftOf(...twice), [
      ['duplicate', '3A', 'lines 2, 3 all decide on this assignment'],
      ['duplicate', '3A', 'lines 2, 3 all decide on this assignment'],
    ]);
    assert.deepEqual(plan(...twice).operations, []);
    assert.equal(plan('3A,,,,x,,,', '3A,,,,,,,').operations.length, 1);
  });

  it('lists malformed rows with the rest, in the file’s order', () => {
    const { left, operations } = plan('3X,,,,x,,,', '3A,,,,x,why,,', '3B,,,,x,,10.01,Much');
    assert.deepEqual(
      left.map(({ kind, place, words }) => [kind, place.line, place.column, words]),
      [
        ['unknown', 2, 1, 'the service does not know it'],
        ['malformed', 3, 9, 'the row both approves and rejects'],
        ['malformed', 4, 10, 'the bonus is above the limit of the settings'],
      ],
    );
    assert.deepEqual(
      operations.map(({ kind }) => kind),
      ['approve'],
    );
  });
});
