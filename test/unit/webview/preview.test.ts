import './testDocument.ts';

import assert from 'node:assert/strict';
import type { QuestionForm } from '../../../src/mturk/questionForm.ts';
import { parseQuestionForm } from '../../../src/mturk/questionForm.ts';
import { formPreview } from '../../../src/webview/hit/preview/formPreview.ts';
import { attributesOf, drawn, elementsOf, textOf } from './drawing.ts';

const namespace = 'http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2017-11-06/QuestionForm.xsd';

function form(body: string): QuestionForm {
  const read = parseQuestionForm(`<QuestionForm xmlns="${namespace}">${body}</QuestionForm>`);
  assert.ok(read.ok, read.ok ? '' : read.problem.reason);
  return read.value;
}

function draw(body: string): HTMLElement {
  return drawn(formPreview(form(body)));
}

const question = (content: string, answer: string) =>
  `<Question><QuestionIdentifier>q</QuestionIdentifier><QuestionContent>${content}</QuestionContent><AnswerSpecification>${answer}</AnswerSpecification></Question>`;
const freeText = '<FreeTextAnswer/>';

describe('the preview of a form', () => {
  it('shows what workers see, with controls that can’t be used', () => {
    const root = draw(
      `<Overview><Title>Colours</Title><List><ListItem>one</ListItem></List></Overview>${question('<Text>Which?</Text>', `<SelectionAnswer><StyleSuggestion>radiobutton</StyleSuggestion><Selections><Selection><SelectionIdentifier>r</SelectionIdentifier><Text>red</Text></Selection><OtherSelection/></Selections></SelectionAnswer>`)}${question('<Text>Why?</Text>', '<FreeTextAnswer><DefaultText>because</DefaultText></FreeTextAnswer>').replace('>q<', '>w<')}`,
    );
    for (const text of ['Colours', 'one', 'Which?', 'red', 'Other:', 'Why?', 'because'])
      assert.ok(textOf(root).includes(text), text);
    const controls = elementsOf(root).filter(({ localName }) => /^(input|textarea|select|button)$/.test(localName));
    assert.equal(controls.length, 3);
    for (const control of controls) assert.equal(control.getAttribute('disabled'), '');
  });

  it('loads nothing and leads nowhere: pictures are named, links are words', () => {
    const root = draw(
      question(
        `<FormattedContent><![CDATA[<h1>Head</h1><p>See <a href="https://evil.example/x">this</a> <img src="https://evil.example/y.png" alt="a cat"/></p><table><tr><td colspan="2">cell</td></tr></table>]]></FormattedContent><Binary><MimeType><Type>image</Type></MimeType><DataURL>https://evil.example/z.png</DataURL><AltText>a dog</AltText></Binary>`,
        freeText,
      ),
    );
    const elements = elementsOf(root);
    assert.deepEqual(
      elements
        .map(({ localName }) => localName)
        .filter(name => /^(a|img|iframe|form|link|style|audio|video|object)$/.test(name)),
      [],
    );
    for (const element of elements)
      for (const name of attributesOf(element))
        assert.match(name, /^(class|role|title|type|tabindex|disabled|dir|colspan|rows|aria-label)$/);
    for (const text of ['Head', 'this', 'image: a cat', 'image: a dog', 'cell'])
      assert.ok(textOf(root).includes(text), text);
    assert.equal(elements.find(({ localName }) => localName === 'td')?.getAttribute('colspan'), '2');
  });
});
