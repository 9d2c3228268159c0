import assert from 'node:assert/strict';
import { GetAssignmentCommand } from '@aws-sdk/client-mturk';
import { type Answer, decodeAnswers } from '../../../../src/mturk/answers.ts';
import { questionNamespaces } from '../../../../src/mturk/questionKinds.ts';
import { formatMatcher } from '../../../../src/service/bounded.ts';
import { useBench } from '../setup.ts';
import { visit } from './visitor.ts';

const text = (length: string) =>
  `<FreeTextAnswer><Constraints>${length}</Constraints><DefaultText>as &lt;it&gt; was</DefaultText></FreeTextAnswer>`;
const selections = `<Selections>
  <Selection><SelectionIdentifier>r&amp;d</SelectionIdentifier><Text>Research &lt;b&gt;</Text></Selection>
  <Selection><SelectionIdentifier>other</SelectionIdentifier><FormattedContent><![CDATA[<b>Sales</b> <img src="https://example.org/s.png" alt="A shop"/>]]></FormattedContent></Selection>
  <Selection><SelectionIdentifier>token</SelectionIdentifier><Binary><MimeType><Type>image</Type></MimeType><DataURL>https://example.org/x.png?a=1&amp;b=2</DataURL><AltText>An "x"</AltText></Binary></Selection>
  <OtherSelection><Constraints><Length maxLength="5"/></Constraints></OtherSelection></Selections>`;
const question = (identifier: string, answer: string, required = false) =>
  `<Question><QuestionIdentifier>${identifier}</QuestionIdentifier><DisplayName>On ${identifier}</DisplayName><IsRequired>${required}</IsRequired>
   <QuestionContent><Text>What of ${identifier}?</Text></QuestionContent><AnswerSpecification>${answer}</AnswerSpecification></Question>`;
const selection = (style: string, min: number, max: number) =>
  `<SelectionAnswer><MinSelectionCount>${min}</MinSelectionCount><MaxSelectionCount>${max}</MaxSelectionCount><StyleSuggestion>${style}</StyleSuggestion>${selections}</SelectionAnswer>`;
const formatted = `<h1>Look</h1><p>A <a href="https://example.org/?a=1&amp;b=2" target="_top">link</a>, a <font color="red">colour</font></p>
  <table border="1"><tr><td colspan="2">cell</td></tr></table><a name="token">n</a><a href="telnet://host/">t</a>`;

const wholeForm = `<QuestionForm xmlns="${questionNamespaces.QuestionForm[0]}">
  <Overview><Title>All &lt;kinds&gt;</Title><List><ListItem>one</ListItem></List><FormattedContent><![CDATA[${formatted}]]></FormattedContent>
    <Binary><MimeType><Type>audio</Type><SubType>mp3</SubType></MimeType><DataURL>https://example.org/a.mp3</DataURL><AltText>A song</AltText></Binary>
    <Binary><MimeType><Type>video</Type></MimeType><DataURL>https://example.org/v.mp4</DataURL><AltText>A film</AltText></Binary></Overview>
  ${question('age', text('<IsNumeric minValue="18" maxValue="99"/>'), true)}
  ${question('zip', text('<AnswerFormatRegex regex="^[0-9]{5}$" errorText="Five digits, please."/>'))}
  ${question('note', '<FreeTextAnswer><NumberOfLinesSuggestion>3</NumberOfLinesSuggestion></FreeTextAnswer>')}
  ${question('one', selection('radiobutton', 1, 1), true)}
  ${question('many', selection('checkbox', 2, 3))}
  ${question('drop', selection('dropdown', 1, 1))}
  ${question('list', selection('list', 0, 2))}
  ${question('combo', selection('combobox', 1, 1))}
  ${question('multi', selection('multichooser', 0, 3))}
</QuestionForm>`;

describe('worker site: a QuestionForm (§6.4)', () => {
  const bench = useBench();

  const begin = async () => {
    const { HITGroupId = '', HITId } = await bench().createHIT({ Question: wholeForm });
    const visitor = visit(bench().local.workerSite);
    await visitor.signIn('A1FORM');
    const assignmentId = await visitor.accept(HITGroupId, HITId);
    const path = `/projects/${HITGroupId}/tasks/${HITId}`;
    return {
      visitor,
      assignmentId,
      page: (await visitor.get(`${path}?assignment_id=${assignmentId}`)).text,
      send: (fields: Record<string, string | string[]>) => visitor.post(path, { assignmentId, ...fields }),
    };
  };

  it('shows every kind of content as elements written anew', async () => {
    const { page } = await begin();
    for (const part of [
      '<h2>All &lt;kinds&gt;</h2>',
      '<ul><li>one</li></ul>',
      '<h2>Look</h2>',
      '<a href="https://example.org/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">link</a>',
      '<font color="red">colour</font>',
      '<td colspan="2">cell</td>',
      '<audio controls preload="metadata" src="https://example.org/a.mp3"',
      '<video controls preload="metadata" src="https://example.org/v.mp4"',
      'Research &lt;b&gt;</label>',
      '<b>Sales</b> <img src="https://example.org/s.png" alt="A shop">',
      '<img src="https://example.org/x.png?a=1&amp;b=2" alt="An &quot;x&quot;">',
      'value="as &lt;it&gt; was"',
      '>Sales A shop</option>',
      '>An &quot;x&quot;</option>',
      '<textarea',
    ])
      assert(page.includes(part), part);
    // Names and windows of the page are not for its content to take.
    assert.doesNotMatch(page, /target="_top"|name="token">n|telnet:/);
  });

  it('shows a preview that can’t be sent', async () => {
    const { HITGroupId } = await bench().createHIT({ Question: wholeForm });
    const { text } = await visit(bench().local.workerSite).get(`/projects/${HITGroupId}/tasks`);
    // One by one: in a set that is disabled as a whole, tools take what scrolls for out of reach.
    const fields = text.match(/<(input|textarea|select)(?! type="hidden")[^>]*>/g) ?? [];
    const shown = fields.filter(field => /name="q\d/.test(field));
    assert.ok(shown.length > 5);
    for (const field of shown) assert.match(field, / disabled/);
    assert.doesNotMatch(text, />Submit</);
  });

  it('says beside each question what is wrong, and keeps what was filled in', async () => {
    const { send, assignmentId } = await begin();
    const { status, text } = await send({
      'q0-text': '17',
      'q1-text': '<1234>',
      'q2-text': 'kept\r\nas it is',
      q3: 'other',
      'q3-text': 'too long',
      q4: ['s0'],
      q5: 's1',
      'q5-text': 'mine',
      q6: ['s0', 's1'],
      'q6-text': 'three',
      q8: 'never offered',
    });
    assert.equal(status, 422);
    const problem = (index: number) => new RegExp(`id="q${index}-problem">([^<]*)<`).exec(text)?.[1];
    assert.deepEqual([0, 1, 2, 3, 4, 5, 6, 7, 8].map(problem), [
      'Please write a number of at least 18.',
      'Five digits, please.',
      undefined,
      'Please write at most 5 characters.',
      'Please choose at least 2.',
      'Please choose only one.',
      'Please choose at most 2.',
      undefined,
      'Please choose from the options offered.',
    ]);
    assert.match(text, /7 answers need another look/);
    // The list of what is wrong has the focus, scripts or none.
    assert.match(text, /tabindex="-1" autofocus id="problems"/);
    assert.match(text, /id="q1-number">Question 2 of 9</);
    assert.match(text, /<a href="#question-1">On zip<\/a>/);
    assert.match(text, /value="17"/);
    assert.match(text, /value="&lt;1234&gt;"/);
    assert.match(text, />\nkept\nas it is<\/textarea>/);
    assert.match(text, /id="q3-other"[^>]* checked/);
    assert.match(text, /id="q4-s0"[^>]* checked/);
    assert.doesNotMatch(text, /id="q4-s1"[^>]* checked/);
    assert.match(text, /<option value="s1" selected>/);
    assert.equal(
      await bench()
        .status(assignmentId)
        .catch(() => 'Accepted'),
      'Accepted',
    );
  });

  it('gives the requester what was chosen and written', async () => {
    const { send, assignmentId } = await begin();
    const {
      status,
      location,
      text: refusal,
    } = await send({
      'q0-text': '42',
      'q1-text': '',
      'q2-text': 'two\r\nlines',
      q3: 'other',
      'q3-text': 'mine',
      q4: ['s0', 's2'],
      q5: '',
      'q5-text': 'own',
      q6: [],
      q7: 's1',
      q8: ['s1'],
      'q8-text': '<x>',
    });
    assert.equal(status, 303, refusal);
    assert.equal(location, `/submitted?assignment_id=${assignmentId}`);
    const { Assignment } = await bench().client.send(new GetAssignmentCommand({ AssignmentId: assignmentId }));
    const decoded = decodeAnswers(Assignment?.Answer ?? '');
    assert(decoded.ok);
    const plain = (name: string, value: string): Answer => ({ question: name, value: { kind: 'text', text: value } });
    const chosen = (name: string, selected: string[], other?: string): Answer => ({
      question: name,
      value: { kind: 'selection', selected, ...(other === undefined ? {} : { other }) },
    });
    assert.deepEqual(decoded.answers, [
      plain('age', '42'),
      plain('zip', ''),
      plain('note', 'two\nlines'),
      chosen('one', [], 'mine'),
      chosen('many', ['r&d', 'token']),
      chosen('drop', [], 'own'),
      // Nothing chosen reads back as no text.
      plain('list', ''),
      chosen('combo', ['other']),
      chosen('multi', ['other'], '<x>'),
    ]);
  });

  it('lets the chosen radio button decide over what was written for another', async () => {
    const { send, assignmentId } = await begin();
    assert.equal((await send({ 'q0-text': '42', q3: 's0', 'q3-text': 'left over' })).status, 303);
    const { Assignment } = await bench().client.send(new GetAssignmentCommand({ AssignmentId: assignmentId }));
    assert.match(
      Assignment?.Answer ?? '',
      /one<\/QuestionIdentifier><SelectionIdentifier>r&amp;d<\/SelectionIdentifier><\/A/,
    );
  });

  it('is sent by the worker who accepted it, once', async () => {
    const { send } = await begin();
    assert.equal((await send({ 'q0-text': '42', q3: 's0', assignmentId: '3OTHER' })).status, 404);
    assert.equal((await send({ 'q0-text': '42', q3: 's0' })).status, 303);
    assert.equal((await send({ 'q0-text': '42', q3: 's0' })).status, 409);
  });

  it('says that answers came too late, and takes none of them', async () => {
    const { send, assignmentId } = await begin();
    await bench().advance(601);
    const { status, text } = await send({ 'q0-text': '20' });
    assert.equal(status, 409);
    assert.match(text, /<h1>Time is up<\/h1>/);
    await assert.rejects(bench().status(assignmentId));
  });

  it('bounds the time of a requester’s expression', () => {
    const endless = { regex: '^(a+)+$', errorText: '', ignoreCase: false };
    assert.equal(formatMatcher()(endless, `${'a'.repeat(60)}!`), true);
    assert.equal(formatMatcher()({ ...endless, regex: '^A$', ignoreCase: true }, 'a'), true);
    assert.equal(formatMatcher()({ ...endless, regex: '^A$' }, 'a'), false);
    assert.equal(formatMatcher()({ ...endless, regex: '(' }, 'a'), true);
  });
});
