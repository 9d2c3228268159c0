import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { type Answer, decodeAnswers, encodeAnswers } from '../../../src/mturk/answers.ts';
import { answerProblem } from '../../../src/mturk/formAnswers.ts';
import { parseQuestionForm, questionsOf } from '../../../src/mturk/questionForm.ts';
import { questionNamespaces } from '../../../src/mturk/questionKinds.ts';
import { diceFor } from '../../../src/service/random.ts';
import { readPage } from '../../../src/service/simulate/pageFields.ts';
import { drawAnswers } from '../../../src/service/simulate/simulatedAnswers.ts';

const form = (...questions: string[]) =>
  `<QuestionForm xmlns="${questionNamespaces.QuestionForm[0]}">${questions.join('')}</QuestionForm>`;

const question = (id: string, specification: string, required = true) =>
  `<Question><QuestionIdentifier>${id}</QuestionIdentifier><IsRequired>${required}</IsRequired><QuestionContent><Text>?</Text></QuestionContent><AnswerSpecification>${specification}</AnswerSpecification></Question>`;

const freeText = (constraints: string, rest = '') =>
  `<FreeTextAnswer>${constraints && `<Constraints>${constraints}</Constraints>`}${rest}</FreeTextAnswer>`;

const selection = (min: number, max: number, count: number, other = '') =>
  `<SelectionAnswer><MinSelectionCount>${min}</MinSelectionCount><MaxSelectionCount>${max}</MaxSelectionCount><Selections>${Array.from(
    { length: count },
    (_, index) => `<Selection><SelectionIdentifier>s${index}</SelectionIdentifier><Text>${index}</Text></Selection>`,
  ).join('')}${other && `<OtherSelection>${other}</OtherSelection>`}</Selections></SelectionAnswer>`;

const everyKind = form(
  question('plain', freeText('')),
  question(
    'lines',
    freeText('<Length minLength="200" maxLength="210"/>', '<NumberOfLinesSuggestion>5</NumberOfLinesSuggestion>'),
  ),
  question('number', freeText('<IsNumeric minValue="18" maxValue="21"/>')),
  question('any number', freeText('<IsNumeric/>')),
  question('format', freeText('<AnswerFormatRegex regex="^[A-Z]{2}-\\d{3,5}$" errorText="No."/>')),
  question('short format', freeText('<Length maxLength="4"/><AnswerFormatRegex regex="^[a-c]+$" flags="i"/>')),
  question('default', freeText('', '<DefaultText>as ever</DefaultText>')),
  question('one', selection(1, 1, 4)),
  question('some', selection(2, 3, 5)),
  question('all', selection(3, 3, 3)),
  question(
    'other',
    selection(1, 2, 2, '<MaxLength/>').replace('<MaxLength/>', '<Constraints><Length maxLength="9"/></Constraints>'),
  ),
  question('optional', freeText(''), false),
);

const read = (xml: string, seed: number) => drawAnswers(xml, diceFor(seed));
const page = (html: string, seed = 1) =>
  Object.fromEntries(
    read(
      `<HTMLQuestion xmlns="${questionNamespaces.HTMLQuestion[0]}"><HTMLContent><![CDATA[${html}]]></HTMLContent><FrameHeight>0</FrameHeight></HTMLQuestion>`,
      seed,
    ).map(({ question, value }: Answer) => [question, value.kind === 'text' ? value.text : assert.fail()]),
  );
/** What is drawn with many seeds. */
const pages = (html: string) => Array.from({ length: 60 }, (_, seed) => page(html, seed));

interface CrowdAnswers {
  readonly title: string;
  readonly text: string;
  readonly yes: { readonly yes: boolean };
  readonly no: { readonly no: boolean };
  readonly tag: Readonly<Record<string, boolean>>;
  readonly sure: number;
  readonly kind: { readonly label: string };
  readonly kinds: { readonly labels: readonly string[] };
  readonly r: Readonly<Record<string, boolean>>;
}

describe('service: what simulated workers answer', () => {
  it('keeps to every constraint of every kind of QuestionForm answer (§6.4)', () => {
    const parsed = parseQuestionForm(everyKind);
    assert(parsed.ok, JSON.stringify(parsed));
    const questions = questionsOf(parsed.value);
    const given = new Map<string, number>();
    fc.assert(
      fc.property(fc.nat(), seed => {
        const answers = new Map(read(everyKind, seed).map(({ question, value }) => [question, value]));
        for (const each of questions) {
          const value = answers.get(each.identifier);
          assert.equal(answerProblem(each, value), undefined, `${each.identifier}: ${JSON.stringify(value)}`);
          if (value?.kind !== 'text' || value.text !== '')
            given.set(each.identifier, (given.get(each.identifier) ?? 0) + 1);
        }
      }),
      { numRuns: 150 },
    );
    assert.equal(given.get('plain'), 150);
    const optional = given.get('optional') ?? 0;
    assert(optional > 60 && optional < 150, `the optional question was answered ${optional} times of 150`);
  });

  it('joins what a browser posts under one name (C7)', () => {
    const seen = pages(readFileSync('test/fixtures/files/checkbox-group.html', 'utf8'));
    for (const { own = '', days = '', rule = '' } of seen) {
      assert.match(own, /^((bike|car|boat)(\|(?=.)|$))*$/);
      assert.match(days, /^((mon|tue|wed)(\|(?=.)|$))*$/);
      assert.equal(rule.split('|').length, 3);
    }
    for (const name of ['own', 'days'])
      assert(
        seen.some(each => each[name]?.includes('|')),
        name,
      );
  });

  it('varies, uses "other", and is the same for the same seed', () => {
    const drawn = Array.from({ length: 80 }, (_, seed) => read(everyKind, seed));
    assert(drawn.some(answers => answers.some(({ value }) => value.kind === 'selection' && value.other !== undefined)));
    assert(new Set(drawn.map(answers => JSON.stringify(answers))).size > 70);
    assert.deepEqual(read(everyKind, 3), drawn[3]);
    const { answers } = decodeAnswers(encodeAnswers(drawn[3] ?? [])) as { answers: readonly Answer[] };
    assert.deepEqual(answers, drawn[3], 'it can be carried');
  });

  it('fills in the form of a page as a browser would submit it (§6.12)', () => {
    const html = `<form><input type="hidden" name="version" value="7"><input name="assignmentId" value="x">
      <input type="number" name="age" min="18" max="20" required><input type="email" name="mail" required>
      <input name="code" pattern="[A-Z]{3}\\d" required><textarea name="why" required minlength="30"></textarea>
      <label><input type="radio" name="colour" value="red" required><input type="radio" name="colour" value="blue"></label>
      <input type="checkbox" name="agree" required><input type="checkbox" name="news" value="yes">
      <select name="country"><option value="">Choose…<option>United   States<option value="DE">Germany<option disabled>No</select>
      <input name="gone" disabled><input type="file" name="photo"><button name="go" value="1">Go</button><input type="submit" name="s">
      </form><form><input name="elsewhere"></form>`;
    for (const answers of pages(html)) {
      const { age, mail, code, why, colour, country, news, ...rest } = answers;
      assert(['18', '19', '20'].includes(age ?? ''));
      assert.match(mail ?? '', /^\S+@example\.org$/);
      assert.match(code ?? '', /^[A-Z]{3}\d$/);
      assert((why ?? '').length >= 30);
      assert(['red', 'blue'].includes(colour ?? ''));
      assert([undefined, 'United States', 'DE'].includes(country));
      assert([undefined, 'yes'].includes(news));
      assert.deepEqual(rest, { version: '7', agree: 'on' });
    }
    const seen = (name: string) => new Set(pages(html).map(answers => answers[name])).size;
    assert.deepEqual([seen('age'), seen('colour'), seen('country'), seen('news')], [3, 2, 3, 2]);
  });

  it('finds fields without a form, in broken HTML, of every type of input', () => {
    const types = {
      date: /^\d{4}-\d\d-\d\d$/,
      time: /^\d\d:\d\d$/,
      month: /^\d{4}-\d\d$/,
      week: /^\d{4}-W\d\d$/,
      color: /^#[0-9a-f]{6}$/,
    };
    const html = Object.keys(types)
      .map(type => `<input type=${type} name=${type} required>`)
      .join('<p><div>');
    for (const answers of pages(`${html}<input type=range name=range min=1 max=2 step=0.25 required>`)) {
      for (const [type, pattern] of Object.entries(types)) assert.match(answers[type] ?? '', pattern);
      assert(['1.00', '1.25', '1.50', '1.75', '2.00'].includes(answers.range ?? ''), answers.range);
    }
  });

  it('answers a crowd form as one JSON text, telling the state of every button (§6.12)', () => {
    const html = `<crowd-form><crowd-input name="title" required></crowd-input><crowd-text-area name="text" required></crowd-text-area>
      <crowd-radio-group><crowd-radio-button name="yes" value="yes" required>Yes</crowd-radio-button><crowd-radio-button name="no" value="no">No</crowd-radio-button></crowd-radio-group>
      <crowd-checkbox name="tag" value="a"></crowd-checkbox><crowd-checkbox name="tag" value="b"></crowd-checkbox>
      <crowd-slider name="sure" min="1" max="5"></crowd-slider><crowd-classifier name="kind" categories="['cat','dog']"></crowd-classifier>
      <crowd-image-classifier-multi-select name="kinds" categories='[{"label":"x"},"y"]'></crowd-image-classifier-multi-select>
      <input type="radio" name="r" value="1" required><input type="radio" name="r" value="2"></crowd-form>`;
    for (const answers of pages(html)) {
      assert.deepEqual(Object.keys(answers), ['taskAnswers']);
      const [{ title, text, yes, no, tag, sure, kind, kinds, r, ...rest }] = JSON.parse(answers.taskAnswers ?? '') as [
        CrowdAnswers,
      ];
      assert.deepEqual(rest, {});
      assert(title && text);
      assert.notEqual(yes.yes, no.no, 'one of the group is chosen');
      assert.deepEqual(Object.keys(tag), ['a', 'b']);
      assert([1, 2, 3, 4, 5].includes(sure));
      assert(['cat', 'dog'].includes(kind.label));
      assert(kinds.labels.length >= 1 && kinds.labels.every(label => ['x', 'y'].includes(label)));
      assert.notEqual(r['1'], r['2']);
    }
    const [flat] = pages(html.replace('<crowd-form>', '<crowd-form answer-format="flatten-objects">'));
    assert(flat?.['tag.a'] && flat['kind.label'] && !('taskAnswers' in flat));
  });

  it('has nothing to say to a page elsewhere, and reads any text as a page', () => {
    const external = `<ExternalQuestion xmlns="${questionNamespaces.ExternalQuestion[0]}"><ExternalURL>https://example.org</ExternalURL><FrameHeight>0</FrameHeight></ExternalQuestion>`;
    assert.deepEqual(read(external, 1), []);
    fc.assert(fc.property(fc.string(), text => readPage(`<form><input name="${text}">${text}`).style !== undefined));
  });

  it('survives patterns that can not be understood or matched', () => {
    for (const pattern of ['(', '(?!)', '[z-a]', 'a{3}b{2}(?=c)$'])
      assert.equal(typeof page(`<input name="x" required pattern="${pattern}">`).x, 'string');
  });
});
