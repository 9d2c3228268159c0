import assert from 'node:assert/strict';
import fc from 'fast-check';
import { questionNamespaces } from '../../../../src/mturk/questionKinds.ts';
import type { OperationName } from '../../../../src/service/shapes/operationInputs.ts';
import { callRaw } from '../../../support/signed.ts';
import { useWireBench } from '../conformance/wireBench.ts';
import { answerKey, test } from '../qualificationTests.ts';
import { externalQuestion, plainHIT } from '../setup.ts';
import { checkAnswer, patience } from './answer.ts';

const most = 65_535;
const html = `<HTMLQuestion xmlns="${questionNamespaces.HTMLQuestion[0]}"><HTMLContent><![CDATA[<p>Hi</p>]]></HTMLContent><FrameHeight>0</FrameHeight></HTMLQuestion>`;

/** Where documents go in: each gives the request that carries one. */
const places: readonly [string, OperationName, (document: string) => object][] = [
  ['Question', 'CreateHIT', Question => ({ ...plainHIT, Question })],
  [
    'Test',
    'CreateQualificationType',
    Test => ({ Name: 'n', Description: 'd', QualificationTypeStatus: 'Active', TestDurationInSeconds: 60, Test }),
  ],
  [
    'AnswerKey',
    'CreateQualificationType',
    AnswerKey => ({
      Name: 'n',
      Description: 'd',
      QualificationTypeStatus: 'Active',
      TestDurationInSeconds: 60,
      Test: test,
      AnswerKey,
    }),
  ],
];

const repeat = (piece: string, bytes = most) => piece.repeat(Math.floor(bytes / piece.length));
const laughs = (levels: number) =>
  Array.from({ length: levels }, (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`).join('');

/** Documents that have brought parsers down. */
const bombs: Readonly<Record<string, string>> = {
  'a billion laughs': `<!DOCTYPE lolz [<!ENTITY l0 "lol">${laughs(9)}]><QuestionForm>&l9;</QuestionForm>`,
  'a quadratic blow-up': `<!DOCTYPE b [<!ENTITY a "${'a'.repeat(30_000)}">]><b>${'&a;'.repeat(10_000)}</b>`,
  'an external entity': `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>`,
  'an external DTD': `<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd"><x/>`,
  'a parameter entity': `<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:1/"> %p;]><x/>`,
  'an XInclude': '<x xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/passwd"/></x>',
  'deep nesting': repeat('<a>'),
  'deep nesting, closed': `${repeat('<a>', 28_000)}${repeat('</a>', 37_000)}`,
  'deep namespaces': repeat('<a xmlns="b">'),
  'many elements': `<a>${repeat('<b/>', most - 7)}</a>`,
  'many attributes': `<a ${Array.from({ length: 7000 }, (_, index) => `a${index}=""`).join(' ')}/>`,
  'many prefixes': `<a ${Array.from({ length: 3000 }, (_, index) => `xmlns:p${index}="u"`).join(' ')}/>`,
  'the same attribute': `<a ${repeat('a="" ', 60_000)}/>`,
  'character references': `<a>${repeat('&#65;', most - 7)}</a>`,
  'references out of range': '<a>&#x110000;&#0;&#xD800;&#99999999999999999999;</a>',
  'one long name': `<${'a'.repeat(most - 3)}/>`,
  'one long comment': `<!--${'-'.repeat(60_000)}-->`,
  'one CDATA that never ends': `<a><![CDATA[${']'.repeat(60_000)}`,
  'processing instructions': repeat('<?a b?>'),
  'only white space': ' '.repeat(most),
  'only text': 'a'.repeat(most),
  NULs: '\u0000'.repeat(most),
  'control characters': '<a>\u0001\u0008\u001f\ufffe\uffff</a>',
  'a byte order mark': `\ufeff${externalQuestion}`,
  'UTF-16 by its own word': `<?xml version="1.0" encoding="UTF-16"?>${externalQuestion}`,
  'XML 1.1': `<?xml version="1.1"?>${externalQuestion}`,
  'two roots': externalQuestion + externalQuestion,
  'a regular expression that never ends': test.replace(
    /<SelectionAnswer>.*?<\/SelectionAnswer>/s,
    '<FreeTextAnswer><Constraints><AnswerFormatRegex regex="(a+)+$(a+)+$(a|a)*b"/></Constraints></FreeTextAnswer>',
  ),
  'numbers beyond counting': html.replace('>0<', `>${'9'.repeat(60_000)}<`),
  'scores beyond counting': answerKey.replaceAll('>1<', '>1e400<'),
};

describe('service: fuzzed documents', function () {
  this.timeout(600_000);
  const bench = useWireBench();
  const send = async (operation: OperationName, input: object) => {
    const body = JSON.stringify(input);
    const answer = await callRaw(bench().local, operation, body, { signal: AbortSignal.timeout(patience) });
    return { status: answer.status, body: checkAnswer(answer, body), text: answer.text };
  };

  for (const [place, operation, input] of places)
    it(`${operation}: no ${place} does harm`, async () => {
      for (const [name, document] of Object.entries(bombs)) {
        const { status, text } = await send(operation, input(document));
        assert.doesNotMatch(text, /root:/, 'nothing of this machine gets in');
        if (/laughs|entity|DTD|deep|NULs|only|never ends$|two roots|long name/.test(name) && !/regular/.test(name))
          assert.equal(status, 400, name);
      }
    });

  for (const [place, operation, input] of places)
    it(`${operation}: ${place} of more than 65,535 bytes is refused, however few the characters`, async () => {
      for (const document of ['x'.repeat(most + 1), 'é'.repeat(most / 2 + 1), '😀'.repeat(16_384)]) {
        const { body } = await send(operation, input(document));
        assert.equal(body.__type, 'ParameterValidationError');
      }
    });

  it('any document with characters changed, cut out or put in is taken or refused', async () => {
    const pieces = [
      '<',
      '>',
      '/',
      '&',
      '"',
      ']]>',
      '<![CDATA[',
      '<!--',
      '&#0;',
      '\u0000',
      ' xmlns=""',
      '<a:b>',
      '</',
      '💥',
    ];
    const edit = fc.record({ at: fc.nat(), cut: fc.nat(8), put: fc.constantFrom('', ...pieces) });
    const documents = fc.constantFrom(
      ...[externalQuestion, html, test].map(document => ({ document, place: places[0] })),
      { document: test, place: places[1] },
      { document: answerKey, place: places[2] },
    );
    let names = 0;
    await fc.assert(
      fc.asyncProperty(
        documents,
        fc.array(edit, { minLength: 1, maxLength: 3 }),
        async ({ document, place }, edits) => {
          let changed = document;
          for (const { at, cut, put } of edits) {
            const start = at % changed.length;
            changed = changed.slice(0, start) + put + changed.slice(start + cut);
          }
          assert(place);
          const [, operation, input] = place;
          await send(operation, { ...input(changed), Name: `${names++}` });
        },
      ),
      { numRuns: Number(process.env.MTURK_FUZZ_RUNS ?? 200) },
    );
  });

  it('answers that no program can read reach the requester as they are', async () => {
    const { createHIT, accept, local, ask } = bench();
    const { HITId } = await createHIT({
      MaxAssignments: 100,
      AssignmentReviewPolicy: {
        PolicyName: 'ScoreMyKnownAnswers/2011-09-01',
        Parameters: [
          { Key: 'AnswerKey', MapEntries: [{ Key: 'q', Values: ['1'] }] },
          { Key: 'RejectIfKnownAnswerScoreIsLessThan', Values: ['1'] },
        ],
      },
    });
    for (const [index, AnswerXML] of Object.values(bombs).entries()) {
      const WorkerId = `A${index}`;
      const AssignmentId = await accept(HITId, WorkerId);
      await local.control('submit', { AssignmentId, WorkerId, AnswerXML });
      const { Assignment } = await ask('GetAssignment', { AssignmentId });
      assert.equal((Assignment as { Answer: string }).Answer, AnswerXML);
    }
  });
});
