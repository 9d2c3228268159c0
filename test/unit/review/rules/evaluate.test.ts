import assert from 'node:assert/strict';
import fc from 'fast-check';
import { judge } from '../../../../src/review/rules/evaluate.ts';
import { matchesGlob } from '../../../../src/review/rules/glob.ts';
import { rules } from './ruleTexts.ts';

type Values = Readonly<Record<string, string | number>>;

/** Values by `source.name`; the work's own without a source. */
function judged(text: string, values: Values) {
  const known = new Map(Object.entries(values));
  return judge(rules(text), {
    valueOf: (source, name) => known.get(source === 'work' ? name : `${source}.${name}`),
  });
}

function holds(condition: string, values: Values = {}): boolean | string {
  const judgement = judged(`${condition} -> approve`, values);
  return judgement.kind === 'unclear' ? judgement.words : judgement.kind === 'decided';
}

describe('rules on assignments', () => {
  it('keep the digits of numbers, and take what stands in quotes as a text', () => {
    const long = { 'answer.code': '12345678901234567890' };
    assert.equal(holds('code == 12345678901234567890', long), true);
    assert.equal(holds('code == 12345678901234567891', long), false);
    assert.equal(holds('code <= 12345678901234567889', long), false);
    assert.equal(holds('code in (12345678901234567891, 12345678901234567890)', long), true);
    assert.equal(holds('code == gold.code', { ...long, 'gold.code': '12345678901234567891' }), false);
    assert.equal(holds('code == "1E5"', { 'answer.code': '100000' }), false);
    assert.equal(holds('code in ("1E5", "2")', { 'answer.code': '100000' }), false);
    assert.equal(holds('code == "1E5"', { 'answer.code': '1e5' }), true);
    assert.equal(holds('code == 1.50', { 'answer.code': ' 01.5 ' }), true);
    assert.equal(holds('code > -0.5', { 'answer.code': '-.25' }), true);
    assert.equal(holds('code == 0', { 'answer.code': '-0.00' }), true);
  });

  it('compare numbers as numbers, and texts whatever their case', () => {
    assert.equal(holds('answer.q1 == 2', { 'answer.q1': ' 2.0 ' }), true);
    assert.equal(holds('q1 == "Blue"', { 'answer.q1': ' blue\n' }), true);
    assert.equal(holds('q1 != gold.q1', { 'answer.q1': 'Blue', 'gold.q1': 'red' }), true);
    assert.equal(holds('workTime <= 20 + 5 * 2 - 1', { workTime: 29 }), true);
    assert.equal(holds('workTime / 60 > -1', { workTime: 29 }), true);
    assert.equal(
      holds('box.width > 2 and answer.box."the height" > 2', {
        'answer.box.width': '3',
        'answer.box.the height': '3',
      }),
      true,
    );
    assert.equal(holds('q1 == true', { 'answer.q1': 'True' }), true);
    assert.equal(holds('q1 in ("a", "B", 3)', { 'answer.q1': 'b' }), true);
    assert.equal(holds('q1 in ("a", "B", 3)', { 'answer.q1': '4' }), false);
    assert.equal(holds('words(q1) == 2 and length(q1) == 5', { 'answer.q1': 'aé  ö' }), true);
  });

  it('match texts by parts and by patterns', () => {
    const values = { 'answer.q1': 'The quick brown FOX' };
    for (const [condition, expected] of [
      ['q1 contains "Quick"', true],
      ['q1 startsWith "the"', true],
      ['q1 endsWith "fox"', true],
      ['q1 matches "the * fox"', true],
      ['q1 matches "t?e*"', true],
      ['q1 matches "quick"', false],
      ['not q1 contains "dog"', true],
    ] as const)
      assert.equal(holds(condition, values), expected, condition);
    assert.equal(holds('q1 contains gold.w', { ...values, 'gold.w': ' ' }), 'the text to search for is empty');
  });

  it('read patterns in a bounded number of steps', () => {
    assert.equal(matchesGlob(`${'*a'.repeat(500)}b`, 'a'.repeat(5000)), false);
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', '*', '?') }),
        fc.string({ unit: fc.constantFrom('a', 'b') }),
        (pattern, text) => {
          const same = new RegExp(`^${pattern.replace(/\*+/g, '.*').replaceAll('?', '.')}$`);
          assert.equal(matchesGlob(pattern, text), same.test(text));
        },
      ),
    );
  });

  it('leave undecided what can’t be told, and let no later rule have it', () => {
    const text = 'q1 != gold.q1 -> reject "Wrong"\notherwise -> approve';
    assert.deepEqual(judged(text, { 'answer.q1': 'x' }).kind, 'unclear');
    assert.equal(holds('q1 != gold.q1', { 'answer.q1': 'x' }), 'gold.q1 is not there');
    assert.equal(holds('not q1 < 5', { 'answer.q1': 'many' }), '“many” is not a number');
    assert.equal(holds('workTime / reward > 1', { workTime: 1, reward: 0 }), 'it divides by 0');
    assert.equal(holds('q2 == 1 or q1 == 1', { 'answer.q1': '1' }), true);
    assert.equal(holds('q2 == 1 and q1 == 2', { 'answer.q1': '1' }), false);
    assert.equal(holds('q2 == 1 and q1 == 1', { 'answer.q1': '1' }), 'answer.q2 is not there');
    assert.equal(holds('q2 is blank', {}), true);
    assert.equal(holds('q2 is not blank', { 'answer.q2': ' ' }), false);
    assert.equal(holds('q2 in (1, gold.x)', { 'answer.q2': '1' }), true);
  });

  it('let the first rule that holds decide', () => {
    const judgement = judged('workTime < 10 -> reject "Quick"\nworkTime < 20 -> skip\notherwise -> approve', {
      workTime: 15,
    });
    assert.ok(judgement.kind === 'decided');
    assert.deepEqual([judgement.rule.line, judgement.outcome], [2, {}]);
    assert.equal(judged('workTime < 10 -> approve', { workTime: 15 }).kind, 'none');
  });

  it('know no field by its inheritance', () => {
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'])
      assert.equal(holds(`${name} == 1`), `answer.${name} is not there`);
  });
});
