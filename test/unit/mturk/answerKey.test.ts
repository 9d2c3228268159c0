import assert from 'node:assert/strict';
import { answerKeyNamespace, parseAnswerKey, scoreOf } from '../../../src/mturk/answerKey.ts';
import type { Answer } from '../../../src/mturk/answers.ts';

const question = (id: string, options: string, defaultScore = '') =>
  `<Question><QuestionIdentifier>${id}</QuestionIdentifier>${options}${defaultScore}</Question>`;
const option = (score: number, ...ids: string[]) =>
  `<AnswerOption>${ids.map(id => `<SelectionIdentifier>${id}</SelectionIdentifier>`).join('')}<AnswerScore>${score}</AnswerScore></AnswerOption>`;
const key = (body: string) => `<AnswerKey xmlns="${answerKeyNamespace}">${body}</AnswerKey>`;
const chose = (id: string, ...selected: string[]): Answer => ({ question: id, value: { kind: 'selection', selected } });

const two =
  question('one', option(10, 'a') + option(-2, 'b')) +
  question('both', option(5, 'x', 'y'), '<DefaultScore>1</DefaultScore>');

function score(body: string, ...answers: Answer[]): number {
  const parsed = parseAnswerKey(key(body));
  assert(parsed.ok, parsed.ok ? '' : parsed.problem.reason);
  return scoreOf(parsed.value, answers);
}

describe('mturk: AnswerKey', () => {
  it('scores only exactly the right set, else the default (§6.7)', () => {
    assert.equal(score(two, chose('one', 'a'), chose('both', 'y', 'x')), 15);
    assert.equal(score(two, chose('one', 'b'), chose('both', 'x')), -1);
    assert.equal(score(two, chose('one', 'a', 'b'), chose('both', 'x', 'y', 'z')), 1);
    assert.equal(score(two), 1);
    assert.equal(score(two, { question: 'one', value: { kind: 'text', text: 'a' } }), 1);
  });

  it('maps the sum by percentage, scale and range (§6.7)', () => {
    const mapped = (mapping: string, ...answers: Answer[]) =>
      score(`${two}<QualificationValueMapping>${mapping}</QualificationValueMapping>`, ...answers);
    const percentage = '<PercentageMapping><MaximumSummedScore>15</MaximumSummedScore></PercentageMapping>';
    assert.equal(mapped(percentage, chose('one', 'a'), chose('both', 'x', 'y')), 100);
    assert.equal(mapped(percentage, chose('one', 'a')), 73);
    const scale = '<ScaleMapping><SummedScoreMultiplier>2.5</SummedScoreMultiplier></ScaleMapping>';
    assert.equal(mapped(scale, chose('one', 'a')), 28);
    const endless = '<ScaleMapping><SummedScoreMultiplier>1e300</SummedScoreMultiplier></ScaleMapping>';
    assert.equal(mapped(endless, chose('one', 'a')), 2_147_483_647);
    const tiny = '<ScaleMapping><SummedScoreMultiplier>-0.01</SummedScoreMultiplier></ScaleMapping>';
    assert(Object.is(mapped(tiny, chose('one', 'a')), 0));
    const ranges =
      '<RangeMapping><SummedScoreRange><InclusiveLowerBound>1</InclusiveLowerBound><InclusiveUpperBound>10</InclusiveUpperBound><QualificationValue>50</QualificationValue></SummedScoreRange><SummedScoreRange><InclusiveLowerBound>11</InclusiveLowerBound><InclusiveUpperBound>15</InclusiveUpperBound><QualificationValue>90</QualificationValue></SummedScoreRange><OutOfRangeQualificationValue>-7</OutOfRangeQualificationValue></RangeMapping>';
    assert.equal(mapped(ranges), 50);
    assert.equal(mapped(ranges, chose('one', 'a')), 90);
    assert.equal(mapped(ranges, chose('one', 'b')), -7);
  });

  it('is read strictly (§6.7)', () => {
    for (const [body, reason] of [
      ['', /AnswerKey lacks Question/],
      [question('q', ''), /Question lacks AnswerOption/],
      [question('q', '<AnswerOption><AnswerScore>1</AnswerScore></AnswerOption>'), /SelectionIdentifier is expected/],
      [question('q', option(1, 'a').replace('>1<', '>one<')), /whole number/],
      [`${two}<QualificationValueMapping/>`, /lacks PercentageMapping or ScaleMapping or RangeMapping/],
      [
        `${two}<QualificationValueMapping><PercentageMapping><MaximumSummedScore>0</MaximumSummedScore></PercentageMapping></QualificationValueMapping>`,
        /at least 1/,
      ],
    ] as const) {
      const parsed = parseAnswerKey(key(body));
      assert(!parsed.ok, body);
      assert.match(parsed.problem.reason, reason);
    }
    const other = parseAnswerKey(key(two).replace('2005-10-01', '2017-11-06'));
    assert(!other.ok && /must be in the namespace/.test(other.problem.reason));
  });
});
