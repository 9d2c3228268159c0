import assert from 'node:assert/strict';
import fc from 'fast-check';
import { encodeAnswers } from '../../../src/mturk/answers.ts';
import { type Element, escapeXml, parseXml } from '../../../src/mturk/xml.ts';
import { layOutXml } from '../../../src/mturk/xmlLayout.ts';

describe('XML laid out', () => {
  it('has an element a line, and texts as they were', () => {
    const answers = encodeAnswers([
      { question: 'colour', value: { kind: 'text', text: ' red \n blue ' } },
      { question: 'agree', value: { kind: 'selection', selected: ['yes', 'a & b'] } },
    ]);
    assert.deepEqual(layOutXml(answers), {
      text: `<?xml version="1.0" encoding="ASCII"?>
<QuestionFormAnswers xmlns="http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2005-10-01/QuestionFormAnswers.xsd">
  <Answer>
    <QuestionIdentifier>colour</QuestionIdentifier>
    <FreeText> red 
 blue </FreeText>
  </Answer>
  <Answer>
    <QuestionIdentifier>agree</QuestionIdentifier>
    <SelectionIdentifier>yes</SelectionIdentifier>
    <SelectionIdentifier>a &amp; b</SelectionIdentifier>
  </Answer>
</QuestionFormAnswers>
`,
    });
  });

  it('keeps comments, instructions, CDATA, mixed content, entities, quotes and kept white space as they are', () => {
    const source = `<!-- first --><a x='1 > 0' y="'"><?go on?><b>one <i>two</i>  three</b><c><![CDATA[<html>
 </html>]]></c><d xml:space="preserve"> <e/> </d><f/><g></g>  <h>&#233;&lt;</h><!-- last --></a>`;
    assert.equal(
      layOutXml(source).text,
      `<!-- first -->
<a x='1 > 0' y="'">
  <?go on?>
  <b>one <i>two</i>  three</b>
  <c><![CDATA[<html>
 </html>]]></c>
  <d xml:space="preserve"> <e/> </d>
  <f/>
  <g></g>
  <h>&#233;&lt;</h>
  <!-- last -->
</a>
`,
    );
  });

  it('keeps white space that is all the text of an element, comments between or not', () => {
    for (const element of ['<n><!-- c --> <!-- c --></n>', '<n><!-- c --></n>', '<n> </n>'])
      assert.equal(layOutXml(`<r>${element}</r>`).text, `<r>\n  ${element}\n</r>\n`);
  });

  it('leaves alone what can’t be read, and says why', () => {
    for (const source of ['<a><b></a>', 'plain', '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', '<a>'.repeat(100)]) {
      const { text, problem } = layOutXml(source);
      assert.equal(text, source);
      assert.match(problem ?? '', /\(line \d+, column \d+\)$/);
    }
    assert.deepEqual(layOutXml(''), { text: '' });
  });

  it('never throws, says the same twice, and loses nothing that means anything', () => {
    const text = fc.string({ unit: 'binary' }).map(escapeXml);
    const { node } = fc.letrec<{ node: string }>(tie => ({
      node: fc.oneof(
        { maxDepth: 5 },
        text.map(each => `<t>${each}</t>`),
        text.map(each => `<c><![CDATA[${each.replaceAll(']]>', '')}]]></c>`),
        fc.constant('<e a="x > y" b=\'"\'/>'),
        fc.constant('<!-- c -->'),
        fc.array(tie('node')).map(all => `<n>${all.join(' ')}</n>`),
        fc.tuple(text, tie('node')).map(([before, inner]) => `<m>${before}${inner}</m>`),
      ),
    }));
    fc.assert(
      fc.property(node, inner => {
        const source = `<r>${inner}</r>`;
        const { text: laid, problem } = layOutXml(source);
        assert.equal(problem, undefined);
        assert.deepEqual(meaning(laid), meaning(source));
        assert.equal(layOutXml(laid).text, laid);
      }),
    );
    fc.assert(fc.property(fc.string(), source => typeof layOutXml(source).text === 'string'));
  });

  it('takes no time to speak of for the longest question', () => {
    const source = `<q>${'<a b="c">d</a>'.repeat(9000)}</q>`;
    assert.equal(layOutXml(source).text.split('\n').length, 9003);
  });
});

/** Elements and texts, without the white space that stands between elements alone. */
function meaning(source: string): unknown {
  const document = parseXml(source);
  assert.ok(document.ok);
  const read = ({ name, attributes, nodes, text }: Element): unknown => {
    const mixed = text.trim() !== '';
    const kept = nodes.filter(node => mixed || typeof node !== 'string' || nodes.length === 1);
    const hasElements = nodes.some(node => typeof node !== 'string');
    return [
      name,
      { ...attributes },
      kept
        .filter(node => typeof node !== 'string' || mixed || !hasElements)
        .map(node => (typeof node === 'string' ? node : read(node))),
    ];
  };
  return read(document.root);
}
