import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fill } from '../../../../src/review/feedback.ts';
import { checkRules } from '../../../../src/review/rules/checkRules.ts';
import { parseRules } from '../../../../src/review/rules/parseRules.ts';
import { rules } from './ruleTexts.ts';

function problems(text: string): string[] {
  const parsed = parseRules(text);
  return parsed.ok ? [] : parsed.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

/** A message without placeholders. */
const saying = (text: string) => ({ template: { parts: [{ kind: 'text', text }] }, quotes: [] });

describe('rules', () => {
  it('are read one a line, with comments, blank lines and either arrow', () => {
    const text = [
      '# the quick ones',
      'gold "gold.csv"',
      'workTime < 20 → reject "Too quick to have read it."   # really',
      '',
      'q1 == gold.q1 -> approve "Thank you", bonus $0.50 "All right"',
      '`odd name` is blank -> skip',
      'otherwise -> approve',
    ].join('\r\n');
    const parsed = parseRules(text);
    assert.ok(parsed.ok);
    assert.equal(parsed.goldFile, 'gold.csv');
    assert.deepEqual(
      parsed.rules.map(({ line, outcome }) => [line, outcome]),
      [
        [3, { verdict: { kind: 'reject', reason: saying('Too quick to have read it.') } }],
        [
          5,
          {
            verdict: { kind: 'approve', feedback: saying('Thank you') },
            bonus: { amount: 50, reason: saying('All right') },
          },
        ],
        [6, {}],
        [7, { verdict: { kind: 'approve' } }],
      ],
    );
  });

  it('take the placeholders of messages in what workers read, and no others', () => {
    const [rule] = rules('otherwise -> reject "You said \\"{answer.q1}\\" in {{{minutes}}} minutes, {worker}."');
    const { verdict } = rule?.outcome ?? {};
    assert.ok(verdict?.kind === 'reject');
    const facts = { worker: 'A1', title: '', hit: '', assignment: '', spent: 60_000, answers: new Map([['q1', 'x']]) };
    assert.deepEqual(fill(verdict.reason.template, facts), { ok: true, text: 'You said "x" in {1} minutes, A1.' });

    const known = '{worker}, {title}, {hit}, {assignment}, {minutes}, {answer.NAME}; {{ and }} are braces';
    assert.deepEqual(
      problems(
        [
          'q1 == 2 -> reject "\\"Dear\\" {workerId}"',
          'q1 == 2 -> approve "Well done, {answer}"',
          'q1 == 2 -> approve, bonus 0.10 "  {}"',
        ].join('\n'),
      ),
      [
        `1:29 there is no placeholder {workerId}, but ${known}`,
        `2:32 there is no placeholder {answer}, but ${known}`,
        `3:35 there is no placeholder {}, but ${known}`,
      ],
    );
    const long = 'x'.repeat(1025);
    assert.deepEqual(problems(`otherwise -> reject "${long}"`), ['1:21 at most 1024 characters']);
    assert.deepEqual(problems(`otherwise -> reject "${long}{worker}"`), []);
  });

  it('may quote only answers that some work has', () => {
    const text = [
      'q1 == 1 -> reject "You said {answer.q1}"',
      'otherwise -> approve "\\t{answer.q2}", bonus 0.1 "{answer.q3}"',
    ].join('\n');
    const found = checkRules(rules(text), { answer: new Set(['q1']), input: new Set() }, text);
    assert.deepEqual(
      found.map(({ start, end, line, column }) => [text.slice(start, end), line, column]),
      [
        ['{answer.q2}', 2, 25],
        ['{answer.q3}', 2, 50],
      ],
    );
    assert.equal(found[0]?.message, 'no answer has a field “q2”; there are q1');
  });

  it('say where they can’t be read, all of them', () => {
    assert.deepEqual(
      problems(
        [
          'q1 = 2 -> approve',
          'q1 == 2 -> reject',
          'q1 == 2 -> bonus 0.505 "x"',
          'q1 == 2 approve',
          '(q1 == 2 -> approve',
          '1 < q1 < 3 -> approve',
          'q1 == "x -> approve',
          'q1 == 2 -> approve, reject "x"',
          'q1 == 2 -> pay',
          'q1 is 2 -> approve',
          ' -> approve',
          'q1 == 2 -> bonus 0 "x"',
          'q1 == 2 -> skip, approve',
          'q1 == 2 -> approve please',
        ].join('\n'),
      ),
      [
        '1:4 to compare, write ==',
        '2:18 a rejection needs a reason: reject "…"',
        '3:18 a bonus is an amount in dollars, such as 0.50, with at most two decimals',
        '4:9 put an arrow (-> or →) between a condition and its decision',
        '5:10 a closing parenthesis is missing',
        '6:8 compare two values at a time, and join comparisons with “and”',
        '7:7 the text has no closing quotation mark',
        '8:21 one rule approves or rejects once',
        '9:12 after the arrow, write approve, reject "reason", bonus 0.50 "reason" or skip',
        '10:7 after “is”, write “blank” or “not blank”; to compare, write ==',
        '11:2 a field, a number or a text is expected here, not “->”',
        '12:18 a bonus is an amount in dollars, such as 0.50, with at most two decimals',
        '13:12 skip leaves the work undecided, so nothing goes with it',
        '14:20 the rule goes on with “please”',
      ],
    );
    assert.deepEqual(problems('otherwise -> approve\nq1 == 2 -> skip'), [
      '2:1 a rule for all the rest comes before it, so it never applies',
    ]);
    assert.match(problems(`${'('.repeat(200)}q1`).join(), /nested too deeply/);
    assert.match(problems(`${'not '.repeat(900)}q1 == 1 -> approve`).join(), /nested too deeply/);
    assert.match(problems('q'.repeat(5000)).join(), /at most 4000 characters/);
  });

  it('never throw, whatever they are', () => {
    const piece = fc.constantFrom(
      'q1',
      '==',
      '(',
      ')',
      'and',
      'not',
      '"x"',
      '->',
      'approve',
      '5',
      '-',
      ',',
      'in',
      'is',
      '`a b`',
      '.',
      'gold',
      '\n',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map(all => all.join(' ')),
        ),
        text => void parseRules(text),
      ),
      {
        numRuns: 2000,
      },
    );
  });
});

describe('checking rules', () => {
  const fields = { answer: new Set(['q1', 'a b']), input: new Set<string>(), gold: new Set(['q1']) };
  const check = (text: string, known: Parameters<typeof checkRules>[1] = fields) =>
    checkRules(rules(text), known, text).map(({ line, column, message }) => `${line}:${column} ${message}`);

  it('finds names that no work has', () => {
    assert.deepEqual(check('q1 == 1 -> skip\nq2 == gold.q3 or input.w == 1 -> approve'), [
      '2:1 no answer has a field “q2”; there are q1, `a b`',
      '2:7 the gold file has no column “q3”; there are q1',
      '2:18 no HIT has an input “w”',
    ]);
    const without = { answer: fields.answer, input: fields.input };
    assert.match(check('q1 == gold.q1 -> approve', without).join(), /1:7 there is no gold file/);
    assert.deepEqual(check('q1 == gold.q1 and `a b` contains "x" -> approve'), []);
  });

  it('finds what can’t be compared', () => {
    assert.deepEqual(check('workTime == "long" -> approve'), ['1:1 a number is never equal to a text']);
    assert.deepEqual(check('worker < 5 -> approve'), ['1:1 a number is expected here']);
    assert.deepEqual(check('q1 -> approve'), ['1:1 this is not a condition: compare it with something']);
    assert.deepEqual(check('workTime contains 3 -> approve'), [
      '1:1 a text is expected here',
      '1:19 a text is expected here',
    ]);
    assert.deepEqual(check('(q1 == 1) == (q1 == 2) -> approve'), [
      '1:1 a condition can’t be compared; join conditions by “and” and “or”',
      '1:14 a condition can’t be compared; join conditions by “and” and “or”',
    ]);
    assert.deepEqual(check('q1 == 1 and not workTime -> approve'), [
      '1:17 this is not a condition: compare it with something',
    ]);
  });
});
