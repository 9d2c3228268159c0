import assert from 'node:assert/strict';
import {
  type FeedbackFacts,
  fill,
  isPersonal,
  longestFeedback,
  parseTemplate,
  placeholders,
  quotesAnswers,
  type Template,
} from '../../../src/review/feedback.ts';

const facts: FeedbackFacts = {
  worker: 'A2YUCJ28XANFOX',
  title: 'Judge the colour of words',
  hit: '3HIT',
  assignment: '3ASSIGNMENT',
  spent: 90_000,
  answers: new Map([
    ['colour', 'blue'],
    ['a b.c', 'x\n\u2028y'],
    ['long', '𝒳'.repeat(500)],
    ['__proto__', 'kept'],
  ]),
};

function template(text: string): Template {
  const parsed = parseTemplate(text);
  assert.ok(parsed.ok, parsed.ok ? '' : parsed.problem);
  return parsed.template;
}

function filled(text: string, changed: Partial<FeedbackFacts> = {}): string {
  const result = fill(template(text), { ...facts, ...changed });
  assert.ok(result.ok, result.ok ? '' : result.problem);
  return result.text;
}

describe('messages to workers', () => {
  it('say what their placeholders stand for', () => {
    assert.equal(
      filled('{worker} {title} {hit} {assignment} {minutes} {answer.colour}'),
      'A2YUCJ28XANFOX Judge the colour of words 3HIT 3ASSIGNMENT 1.5 blue',
    );
    assert.equal(filled('{ worker }: { answer.colour }'), 'A2YUCJ28XANFOX: blue');
    for (const name of Object.keys(placeholders)) assert.ok(isPersonal(template(`{${name}}`)));
    assert.equal(filled('{answer.__proto__}'), 'kept');
  });

  it('tell minutes so that a few seconds are not nothing', () => {
    const cases = [
      [0, '0'],
      [20_000, '0.3'],
      [599_000, '10'],
      [61 * 60_000, '61'],
      [-5, '0'],
    ] as const;
    for (const [spent, text] of cases) assert.equal(filled('{minutes}', { spent }), text);
  });

  it('take braces for themselves where they are doubled or alone', () => {
    assert.equal(filled('{{worker}} {{}} of'), '{worker} {} of');
    assert.equal(filled('a { b'), 'a { b');
    assert.equal(filled('a } b'), 'a } b');
    assert.equal(isPersonal(template('{{worker}}')), false);
  });

  it('refuse a placeholder that does not exist, by its name', () => {
    for (const text of ['{wroker}', '{answer}', '{answer.}', '{}', '{constructor}', '{Worker}']) {
      const parsed = parseTemplate(`Dear ${text},`);
      assert.ok(!parsed.ok, text);
      assert.ok(parsed.problem.startsWith(`There is no placeholder ${text}. There are: {worker}, `), parsed.problem);
      assert.deepEqual([parsed.placeholder, parsed.start, parsed.end], [text, 5, 5 + text.length]);
    }
  });

  it('quote an answer in one line and not without end', () => {
    assert.equal(filled('{answer.a b.c}'), 'x y');
    assert.equal(filled('{answer.long}'), `${'𝒳'.repeat(199)}…`);
    assert.ok(quotesAnswers(template('{answer.long}')));
    assert.ok(!quotesAnswers(template('{worker}')));
    assert.deepEqual(fill(template('{answer.size}'), facts), {
      ok: false,
      problem: 'its answer has no field “size”, but “colour”, “a b.c”, “long”, “__proto__”',
    });
    assert.deepEqual(fill(template('{answer.size}'), { ...facts, answers: undefined }), {
      ok: false,
      problem: 'its answer could not be read',
    });
  });

  it('are neither empty nor longer than the service takes, as the worker reads them', () => {
    assert.deepEqual(fill(template('  '), facts), { ok: false, problem: 'the message is empty' });
    assert.equal(fill(template('{answer.empty}'), { ...facts, answers: new Map([['empty', ' ']]) }).ok, false);
    assert.equal(filled(` ${'x'.repeat(longestFeedback)} `).length, longestFeedback);
    const title = 'x'.repeat(longestFeedback);
    assert.deepEqual(fill(template('{title}!'), { ...facts, title }), {
      ok: false,
      problem: `the message has ${longestFeedback + 1} characters, and ${longestFeedback} are allowed`,
    });
  });

  it('take what placeholders stand for as text, whatever is in it', () => {
    assert.equal(filled('{title}', { title: '{worker} $& {{' }), '{worker} $& {{');
  });
});
