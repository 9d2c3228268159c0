import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseAnswerKey } from '../../../src/mturk/answerKey.ts';
import { answerProblem } from '../../../src/mturk/formAnswers.ts';
import { formattedHtml } from '../../../src/mturk/formattedContent.ts';
import {
  type FormQuestion,
  parseQuestionForm,
  questionFormNamespaces,
  questionsOf,
  styleOf,
} from '../../../src/mturk/questionForm.ts';
import { questionProblem } from '../../../src/mturk/questionRules.ts';

const [namespace] = questionFormNamespaces;
const form = (body: string, xmlns: string = namespace) => `<QuestionForm xmlns="${xmlns}">${body}</QuestionForm>`;
const ask = (specification: string, id = 'q', before = '') =>
  `<Question><QuestionIdentifier>${id}</QuestionIdentifier>${before}<QuestionContent><Text>?</Text></QuestionContent><AnswerSpecification>${specification}</AnswerSpecification></Question>`;

function read(body: string): readonly FormQuestion[] {
  const parsed = parseQuestionForm(form(body));
  assert(parsed.ok, parsed.ok ? '' : parsed.problem.reason);
  return questionsOf(parsed.value);
}

function refused(xml: string): string {
  const parsed = parseQuestionForm(xml);
  assert(!parsed.ok, 'the form was accepted');
  return `${parsed.problem.kind}: ${parsed.problem.reason}`;
}

function one(specification: string, before = ''): FormQuestion {
  const [question] = read(ask(specification, 'q', before));
  assert(question);
  return question;
}

describe('mturk: QuestionForm', () => {
  it('reads content of every kind, in order (§6.4)', () => {
    const parsed = parseQuestionForm(
      form(
        `<Overview><Title>T</Title><Text>a</Text><List><ListItem>1</ListItem><ListItem>2</ListItem></List>
         <FormattedContent><![CDATA[<p>so <b>bold</b> &lt;</p>]]></FormattedContent>
         <Binary><MimeType><Type>image</Type><SubType>gif</SubType></MimeType><DataURL>https://e.org/a.gif</DataURL><AltText>A</AltText></Binary>
         <EmbeddedBinary><EmbeddedMimeType><Type>audio</Type><SubType>ogg</SubType></EmbeddedMimeType><DataURL>http://e.org/a</DataURL><AltText>B</AltText><Width>1</Width><Height>2</Height><ApplicationParameter><Name>n</Name><Value>v</Value></ApplicationParameter></EmbeddedBinary>
         </Overview>${ask('<FreeTextAnswer/>')}`,
      ),
    );
    assert(parsed.ok);
    const [overview, question] = parsed.value.parts;
    assert(overview?.kind === 'overview' && question?.kind === 'question');
    assert.deepEqual(
      overview.content.map(content => content.kind),
      ['title', 'text', 'list', 'formatted', 'binary', 'embedded'],
    );
    const formatted = overview.content[3];
    assert(formatted?.kind === 'formatted');
    assert.equal(formattedHtml(formatted.nodes), '<p>so <b>bold</b> &lt;</p>');
  });

  it('reads free text with all its constraints (§6.4)', () => {
    const question = one(
      `<FreeTextAnswer><Constraints><IsNumeric minValue="-1" maxValue="9"/><Length minLength="1" maxLength="3"/>
        <AnswerFormatRegex regex="^\\d" errorText="A digit first."/><AnswerFormatRegex regex="x" flags="i"/></Constraints>
        <DefaultText>5</DefaultText><NumberOfLinesSuggestion>4</NumberOfLinesSuggestion></FreeTextAnswer>`,
    );
    assert.equal(question.required, true, 'a minimum length asks for text');
    assert.deepEqual(question.answer, {
      kind: 'freeText',
      numeric: { min: -1, max: 9 },
      length: { min: 1, max: 3 },
      formats: [
        { regex: '^\\d', errorText: 'A digit first.', ignoreCase: false },
        { regex: 'x', errorText: 'Invalid input supplied.', ignoreCase: true },
      ],
      defaultText: '5',
      lines: 4,
    });
  });

  it('reads selections with their defaults, and chooses a style that can show them (§6.4)', () => {
    const list = (count: number) =>
      `<Selections>${Array.from({ length: count }, (_, i) => `<Selection><SelectionIdentifier>s${i}</SelectionIdentifier><Text>${i}</Text></Selection>`).join('')}</Selections>`;
    const plain = one(`<SelectionAnswer>${list(2)}</SelectionAnswer>`);
    assert(plain.answer.kind === 'selection');
    assert.deepEqual([plain.answer.min, plain.answer.max, plain.required], [1, 1, false]);
    assert.equal(styleOf(plain.answer), 'radiobutton');
    const several = one(
      `<SelectionAnswer><MaxSelectionCount>2</MaxSelectionCount><StyleSuggestion>dropdown</StyleSuggestion>${list(3)}</SelectionAnswer>`,
    );
    assert(several.answer.kind === 'selection');
    assert.equal(styleOf(several.answer), 'checkbox');
  });

  it('accepts the older namespace and no other, and keeps to the order of the schema (§6.3)', () => {
    assert(parseQuestionForm(form(ask('<FreeTextAnswer/>'), questionFormNamespaces[1])).ok);
    assert.match(refused(form(ask('<FreeTextAnswer/>'), 'urn:x')), /must be in the namespace/);
    assert.match(refused(form('')), /QuestionForm lacks Overview or Question/);
    assert.match(refused(form(`${ask('<FreeTextAnswer/>')}stray`)), /text beside its elements/);
    assert.match(
      refused(form('<Question><DisplayName>d</DisplayName></Question>')),
      /Question has DisplayName where QuestionIdentifier is expected/,
    );
    assert.match(refused(form(ask('<FreeTextAnswer/><FreeTextAnswer/>'))), /nothing more is expected/);
    assert.match(refused(form(ask('<FreeTextAnswer/>') + ask('<FreeTextAnswer/>'))), /used twice/);
    assert.match(refused(form(ask('<FreeTextAnswer/>', 'q', '<IsRequired>yes</IsRequired>'))), /true or false/);
    assert.match(
      refused(form('<Overview><Application><Flash/></Application></Overview>')),
      /not been supported since 12 December 2017/,
    );
  });

  it('keeps FormattedContent to its subset (§6.5)', () => {
    const formatted = (html: string) =>
      form(`<Overview><FormattedContent><![CDATA[${html}]]></FormattedContent></Overview>`);
    assert(
      parseQuestionForm(formatted('<ul><li><a href="https://e.org">x</a></li></ul><img src="http://e.org/i" alt=""/>'))
        .ok,
    );
    for (const [html, reason] of [
      ['<div>x</div>', /the tag div/],
      ['<p class="x">y</p>', /the attribute class/],
      ['<p onclick="x()">y</p>', /the attribute onclick/],
      ['<a href="javascript:alert(1)">y</a>', /href of a must be/],
      ['<img src="https://e.org/i"/>', /lacks the attribute alt/],
      ['<!-- hidden -->', /comments/],
      ['<b>unclosed', /./],
      ['<P>upper</P>', /the tag P/],
      ['<li>x</li>', /li is not allowed inside/],
      ['&nbsp;', /entity/],
    ] as const) {
      assert.match(refused(formatted(html)), reason, html);
      assert.match(refused(formatted(html)), /^xhtml: /);
    }
  });

  it('is read or refused, whatever it is, and never throws (§6.4)', () => {
    const whole = form(
      `<Overview><FormattedContent><![CDATA[<p>x</p>]]></FormattedContent></Overview>${ask('<FreeTextAnswer><Constraints><IsNumeric minValue="1"/></Constraints></FreeTextAnswer>')}`,
    );
    const damaged = fc
      .tuple(fc.nat(whole.length), fc.nat(20), fc.string({ maxLength: 12 }))
      .map(([at, cut, inserted]) => whole.slice(0, at) + inserted + whole.slice(at + cut));
    fc.assert(
      fc.property(fc.oneof(damaged, fc.string()), xml => {
        const parsed = parseQuestionForm(xml);
        assert(parsed.ok || parsed.problem.reason.length > 0);
        assert(!parseAnswerKey(xml).ok);
        const problem = questionProblem(xml, { externalHttp: 'loopback' });
        assert.equal(problem === undefined, parsed.ok);
      }),
    );
    const bomb = `<!DOCTYPE a [<!ENTITY b "${'x'.repeat(100)}">]>${form('&b;')}`;
    assert.match(refused(bomb), /document type declaration/);
    assert.match(refused(form('<Overview>'.repeat(5000) + '</Overview>'.repeat(5000))), /nested more than/);
  });

  it('checks answers against the constraints (§6.4)', () => {
    const text = one(
      '<FreeTextAnswer><Constraints><IsNumeric minValue="1" maxValue="10"/><Length maxLength="3"/><AnswerFormatRegex regex="^[0-9]+$" errorText="Digits."/></Constraints></FreeTextAnswer>',
    );
    const problem = (value: string) => answerProblem(text, { kind: 'text', text: value });
    assert.equal(problem('7'), undefined);
    assert.equal(problem(''), undefined, 'not required');
    assert.match(problem('x') ?? '', /a number/);
    assert.match(problem('0') ?? '', /at least 1/);
    assert.match(problem('11') ?? '', /at most 10/);
    assert.equal(problem('1.5'), 'Digits.');
    assert.match(answerProblem({ ...text, required: true }, undefined) ?? '', /answer this/);

    const choice = one(
      `<SelectionAnswer><MinSelectionCount>2</MinSelectionCount><MaxSelectionCount>2</MaxSelectionCount><Selections>
        <Selection><SelectionIdentifier>a</SelectionIdentifier><Text>A</Text></Selection>
        <Selection><SelectionIdentifier>b</SelectionIdentifier><Text>B</Text></Selection>
        <OtherSelection><Constraints><Length minLength="3"/></Constraints></OtherSelection></Selections></SelectionAnswer>`,
    );
    const chosen = (selected: string[], other?: string) =>
      answerProblem(choice, { kind: 'selection', selected, ...(other === undefined ? {} : { other }) });
    assert.equal(chosen([]), undefined);
    assert.equal(chosen(['a', 'b']), undefined);
    assert.equal(chosen(['a'], 'else'), undefined);
    assert.match(chosen(['a']) ?? '', /at least 2/);
    assert.match(chosen(['a', 'b'], 'else') ?? '', /at most 2/);
    assert.match(chosen(['a'], 'x') ?? '', /at least 3 characters/);
    assert.match(chosen(['a', 'c']) ?? '', /offered/);
    assert.match(chosen(['a', 'a']) ?? '', /at most once/);
  });
});
