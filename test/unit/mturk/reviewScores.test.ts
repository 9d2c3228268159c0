import assert from 'node:assert/strict';
import { type AnswerValue, encodeAnswers } from '../../../src/mturk/answers.ts';
import { readAssignmentReviewPolicy, readHITReviewPolicy } from '../../../src/mturk/reviewPolicies.ts';
import { answerSets, scoreKnownAnswers, scorePlurality } from '../../../src/mturk/reviewScores.ts';

const plurality = 'SimplePlurality/2011-09-01';
const known = 'ScoreMyKnownAnswers/2011-09-01';

const answers = (given: Record<string, string | readonly string[]>) =>
  answerSets(
    encodeAnswers(
      Object.entries(given).map(([question, value]) => ({
        question,
        value: (typeof value === 'string'
          ? { kind: 'text', text: value }
          : { kind: 'selection', selected: value }) satisfies AnswerValue,
      })),
    ),
  );

/** Parameters from plain values. */
const parameters = (given: Record<string, string | readonly string[]>) =>
  Object.entries(given).map(([Key, value]) => ({ Key, Values: typeof value === 'string' ? [value] : value }));

function pluralityPolicy(given: Record<string, string | readonly string[]>) {
  const result = readHITReviewPolicy({
    PolicyName: plurality,
    Parameters: parameters({ QuestionAgreementThreshold: '50', QuestionIds: 'q', ...given }),
  });
  assert(result.ok, JSON.stringify(result));
  return result.policy;
}

function knownPolicy(key: Record<string, readonly string[]>, given: Record<string, string> = {}) {
  const result = readAssignmentReviewPolicy({
    PolicyName: known,
    Parameters: [
      { Key: 'AnswerKey', MapEntries: Object.entries(key).map(([Key, Values]) => ({ Key, Values })) },
      ...parameters(given),
    ],
  });
  assert(result.ok, JSON.stringify(result));
  return result.policy;
}

describe('mturk: scores of review policies (§6.9)', () => {
  it('agrees with the worked example of the documentation', () => {
    const { questions, hitScore, workers } = scorePlurality(pluralityPolicy({ QuestionIds: ['A', 'B', 'C', 'D'] }), [
      answers({ A: 'coat', B: 'blue', C: 'large', D: 'Furry' }),
      answers({ A: 'sweater', B: 'blue', C: 'large', D: 'fur' }),
      answers({ A: 'coat', B: 'green', C: 'large', D: 'furr' }),
    ]);
    const found = [...questions].map(([id, agreed]) => [id, agreed && [[...agreed.values].join(), agreed.score]]);
    assert.deepEqual(found, [
      ['A', ['coat', 66]],
      ['B', ['blue', 66]],
      ['C', ['large', 100]],
      ['D', undefined],
    ]);
    assert.equal(hitScore, 75);
    assert.deepEqual(
      workers.map(worker => worker.score),
      [100, 66, 66],
    );
    assert.deepEqual(
      workers.map(worker => [worker.agreeing, worker.disagreeing]),
      [
        [3, 0],
        [2, 1],
        [2, 1],
      ],
    );
  });

  it('counts an agreement only above the threshold, and at 100 when all agree', () => {
    const two = [answers({ q: 'x' }), answers({ q: 'x' })];
    const split = [...two, answers({ q: 'y' }), answers({ q: 'z' })];
    const agrees = (threshold: string, sets: Parameters<typeof scorePlurality>[1]) =>
      scorePlurality(pluralityPolicy({ QuestionAgreementThreshold: threshold }), sets).hitScore === 100;
    assert(agrees('49', split));
    assert(!agrees('50', split));
    assert(agrees('99', two));
    assert(agrees('100', two));
    assert(!agrees('101', two));
  });

  it('finds no plurality in a tie, and none among nobody', () => {
    const policy = pluralityPolicy({ QuestionAgreementThreshold: '0' });
    const tie = scorePlurality(policy, [answers({ q: 'x' }), answers({ q: 'y' })]);
    assert.equal(tie.questions.get('q'), undefined);
    assert.deepEqual(
      tie.workers.map(worker => worker.score),
      [undefined, undefined],
    );
    assert.equal(scorePlurality(policy, []).hitScore, 0);
  });

  it('compares sets of values, trimmed but otherwise exactly', () => {
    const policy = knownPolicy({ text: [' red '], many: ['a', 'b'], none: [] });
    const score = (given: Record<string, string | readonly string[]>) =>
      scoreKnownAnswers(policy, answers(given)).score;
    assert.equal(score({ text: '\tred\n', many: ['b', 'a'] }), 100);
    assert.equal(score({ text: 'red', many: ['b', 'a'], none: '  ' }), 100);
    assert.equal(score({ text: 'Red', many: ['b', 'a'] }), 66);
    assert.equal(score({ text: 'red.', many: ['a'] }), 33);
    assert.equal(score({ text: 'red', many: ['a', 'b', 'c'], none: 'x' }), 33);
    assert.equal(scoreKnownAnswers(policy, answerSets('<broken')).score, 33);
  });

  it('leaves answers of more than 256 characters out of agreement, not those of 256', () => {
    const policy = pluralityPolicy({ QuestionAgreementThreshold: '60' });
    const score = (length: number) =>
      scorePlurality(policy, [
        answers({ q: 'x' }),
        answers({ q: 'x' }),
        answers({ q: 'y'.repeat(length) }),
      ]).questions.get('q')?.score;
    assert.equal(score(256), 66);
    assert.equal(score(257), 100);
  });

  it("accepts the spellings of Amazon's examples and of old libraries", () => {
    const result = readHITReviewPolicy({
      PolicyName: plurality,
      Parameters: parameters({
        QuestionIDs: 'a, b',
        QuestionAgreementThreshold: '49',
        DisregardAssignmentIfRejected: 'T',
        ExtendIfHITAgreementScoreIsLessThan: '100',
        ExtendAssignments: '1',
        'ExtendMaximumAssignments ': '10',
        ApproveIfWorkerAgreementScoreIsNotLessThan: '99',
      }),
    });
    assert(result.ok);
    assert.deepEqual(result.policy.questions, ['a', 'b']);
    assert.equal(result.policy.disregardRejected, true);
    assert.equal(result.policy.approveAtLeast, 99);
    assert.deepEqual(result.policy.extension, { below: 100, maxAssignments: 10, seconds: 0 });
  });

  it('says what is wrong with a policy', () => {
    const reasons = (result: { ok: boolean; reason?: string }) => result.reason;
    const hit = (given: Record<string, string | readonly string[]>, PolicyName = plurality) =>
      reasons(readHITReviewPolicy({ PolicyName, Parameters: parameters(given) }));
    const base = { QuestionIds: 'q', QuestionAgreementThreshold: '50' };
    assert.equal(hit(base, known), `the policy must be ${plurality}, not ${known}`);
    assert.equal(hit({ QuestionIds: 'q' }), 'QuestionAgreementThreshold is missing');
    assert.equal(hit({ QuestionAgreementThreshold: '5' }), 'QuestionIds is missing');
    assert.equal(
      hit({ ...base, QuestionIds: Array.from({ length: 16 }, (_, index) => `q${index}`) }),
      'QuestionIds names more than 15 questions',
    );
    assert.equal(hit({ ...base, Extend: '1' }), 'it has no parameter Extend');
    assert.equal(hit({ ...base, QuestionIDs: 'q' }), 'QuestionIds is given twice');
    assert.equal(
      hit({ ...base, ExtendIfHITAgreementScoreIsLessThan: '101' }),
      'ExtendIfHITAgreementScoreIsLessThan takes a whole number from 1 to 100',
    );
    assert.equal(
      hit({ ...base, DisregardAssignmentIfRejected: 'maybe' }),
      'DisregardAssignmentIfRejected takes true or false',
    );
    const assignment = (given: Record<string, string>) =>
      reasons(
        readAssignmentReviewPolicy({
          PolicyName: known,
          Parameters: [{ Key: 'AnswerKey', MapEntries: [{ Key: 'q', Values: ['x'] }] }, ...parameters(given)],
        }),
      );
    assert.equal(assignment({}), undefined);
    assert.match(assignment({ RejectIfKnownAnswerScoreIsLessThan: '102' }) ?? '', /from 0 to 101$/);
    assert.match(assignment({ ApproveIfKnownAnswerScoreIsAtLeast: '-1' }) ?? '', /from 0 to 101$/);
    assert.match(assignment({ ExtendMaximumAssignments: '26' }) ?? '', /from 2 to 25$/);
    assert.match(assignment({ ExtendMinimumTimeInSeconds: '59' }) ?? '', /from 60 to 31536000$/);
    assert.equal(reasons(readAssignmentReviewPolicy({ PolicyName: known })), 'AnswerKey is missing');
  });
});
