import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  answerFields,
  answersNamespace,
  decodeAnswers,
  decodeDocument,
  encodeAnswers,
} from '../../../src/mturk/answers.ts';

const wrap = (body: string, prolog = '<?xml version="1.0" encoding="ASCII"?>') =>
  `${prolog}<QuestionFormAnswers xmlns="${answersNamespace}">${body}</QuestionFormAnswers>`;

describe('answers', () => {
  it('decode every kind', () => {
    const decoded = decodeAnswers(
      wrap(`
        <Answer><QuestionIdentifier>country</QuestionIdentifier><FreeText>C&#244;te d&apos;Ivoire</FreeText></Answer>
        <Answer><QuestionIdentifier>colours</QuestionIdentifier><SelectionIdentifier>red</SelectionIdentifier>
          <SelectionIdentifier>blue</SelectionIdentifier><OtherSelectionText>teal</OtherSelectionText></Answer>
        <Answer><QuestionIdentifier>file</QuestionIdentifier><UploadedFileSizeInBytes>12</UploadedFileSizeInBytes>
          <UploadedFileKey>k-1</UploadedFileKey></Answer>
        <Answer><QuestionIdentifier>empty</QuestionIdentifier><FreeText></FreeText></Answer>`),
    );
    assert.deepEqual(decoded, {
      ok: true,
      answers: [
        { question: 'country', value: { kind: 'text', text: "Côte d'Ivoire" } },
        { question: 'colours', value: { kind: 'selection', selected: ['red', 'blue'], other: 'teal' } },
        { question: 'file', value: { kind: 'upload', key: 'k-1', bytes: 12 } },
        { question: 'empty', value: { kind: 'text', text: '' } },
      ],
    });
  });

  it('decode prefixed namespaces and CDATA', () => {
    const decoded = decodeAnswers(
      `<a:QuestionFormAnswers xmlns:a="${answersNamespace}"><a:Answer><a:QuestionIdentifier>q</a:QuestionIdentifier><a:FreeText><![CDATA[<b>&amp;]]></a:FreeText></a:Answer></a:QuestionFormAnswers>`,
    );
    assert.deepEqual(decoded, { ok: true, answers: [{ question: 'q', value: { kind: 'text', text: '<b>&amp;' } }] });
  });

  it('flatten a crowd-form’s taskAnswers', () => {
    const decoded = decodeAnswers(
      encodeAnswers([
        { question: 'taskAnswers', value: { kind: 'text', text: '[{"label":"cat","box":{"x":1}}]' } },
        { question: 'taskAnswers', value: { kind: 'text', text: 'not json' } },
      ]),
    );
    assert.ok(decoded.ok);
    assert.deepEqual(answerFields(decoded.answers), [
      { name: 'label', text: 'cat', kind: 'text' },
      { name: 'box.x', text: '1', kind: 'number' },
      { name: 'taskAnswers', text: 'not json', kind: 'text' },
    ]);
  });

  const fieldsOf = (taskAnswers: string) =>
    answerFields([{ question: 'taskAnswers', value: { kind: 'text', text: taskAnswers } }]);

  it('name the members of members as Amazon’s results do, and keep lists as JSON', () => {
    assert.deepEqual(fieldsOf('[{"a":{"b":{"c":true}},"list":[1,{"x":2}],"none":null,"empty":{}},{"a":"x"}]'), [
      { name: 'a[0].b.c', text: 'true', kind: 'boolean' },
      { name: 'list[0]', text: '[1,{"x":2}]', kind: 'json' },
      { name: 'none[0]', text: 'null', kind: 'json' },
      { name: 'empty[0]', text: '{}', kind: 'json' },
      { name: 'a[1]', text: 'x', kind: 'text' },
    ]);
  });

  it('make a bounded number of fields, at a bounded depth, with any names', () => {
    const many = JSON.stringify([Object.fromEntries(Array.from({ length: 501 }, (_, index) => [`k${index}`, index]))]);
    assert.deepEqual(fieldsOf(many), [{ name: 'taskAnswers', text: many, kind: 'json' }]);
    const deep = `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`;
    assert.deepEqual(
      fieldsOf(deep).map(({ name, kind }) => [name, kind]),
      [['a.a.a.a.a.a.a.a', 'json']],
    );
    const deepest = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
    assert.equal(fieldsOf(deepest)[0]?.text, deepest);
    assert.deepEqual(fieldsOf('{"__proto__":{"polluted":1},"constructor":"x"}'), [
      { name: '__proto__.polluted', text: '1', kind: 'number' },
      { name: 'constructor', text: 'x', kind: 'text' },
    ]);
  });

  it('recognise numbers, truth values, JSON, choices and files', () => {
    const kinds = (...texts: string[]) =>
      answerFields(texts.map(text => ({ question: 'q', value: { kind: 'text', text } }))).map(({ kind }) => kind);
    assert.deepEqual(kinds('1', ' -2.5 ', '.5', '1e3', '+7'), Array(5).fill('number'));
    assert.deepEqual(kinds('', '1,5', '1e999', 'Infinity', '0x10', '1 2', '9'.repeat(50)), Array(7).fill('text'));
    assert.deepEqual(kinds('true', '{"a":1}', ' [1]', '[1', '{a}'), ['boolean', 'json', 'json', 'text', 'text']);
    assert.deepEqual(
      answerFields([
        { question: 'c', value: { kind: 'selection', selected: ['a', 'b'], other: 'z' } },
        { question: 'f', value: { kind: 'upload', key: 'k', bytes: 3 } },
      ]),
      [
        { name: 'c', text: 'a, b, other: z', kind: 'choice' },
        { name: 'f', text: 'k (3 bytes)', kind: 'file' },
      ],
    );
  });

  it('decode whatever the prolog says of encodings, a byte order mark, and no namespace at all', () => {
    const answer = '<Answer><QuestionIdentifier>q</QuestionIdentifier><FreeText>grün 🌱</FreeText></Answer>';
    for (const document of [
      `<?xml version="1.0" encoding="UTF-16"?><QuestionFormAnswers>${answer}</QuestionFormAnswers>`,
      `\uFEFF<?xml version="1.0" encoding="ISO-8859-1"?><QuestionFormAnswers>${answer}</QuestionFormAnswers>`,
      `<QuestionFormAnswers xmlns="urn:other">${answer}</QuestionFormAnswers>`,
    ])
      assert.deepEqual(decodeAnswers(document), {
        ok: true,
        answers: [{ question: 'q', value: { kind: 'text', text: 'grün 🌱' } }],
      });
  });

  it('show raw, with a reason, what can’t be read', () => {
    for (const bad of [
      'plain',
      '<QuestionFormAnswers>',
      '<Other/>',
      '<!DOCTYPE x [<!ENTITY a "b">]><QuestionFormAnswers>&a;</QuestionFormAnswers>',
      '<a>'.repeat(1000),
    ]) {
      const decoded = decodeAnswers(bad);
      assert.ok(!decoded.ok);
      assert.equal(decoded.raw, bad);
      assert.notEqual(decoded.reason, '');
    }
  });

  it('never throw, and give back any text that XML can hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        decodeAnswers(text);
        const decoded = decodeAnswers(encodeAnswers([{ question: 'q', value: { kind: 'text', text } }]));
        assert.ok(decoded.ok);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no place for these
        const kept = text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '').toWellFormed();
        const expected = kept.replaceAll('\uFFFD', '');
        const value = decoded.answers[0]?.value;
        assert.ok(value?.kind === 'text');
        assert.equal(value.text.replaceAll('\uFFFD', ''), expected);
      }),
    );
  });

  it('are the same by the quick way, for what that takes, and by the parser', () => {
    const piece = fc.constantFrom(
      ...['<Answer>', '</Answer>', '<QuestionIdentifier>q</QuestionIdentifier>', '<FreeText>', '</FreeText>', '<b/>'],
      ...[
        '&amp;',
        '&#13;',
        '&#65;',
        '&nbsp;',
        '&',
        '&lt',
        ']]>',
        '\r\n',
        '\u0001',
        '\uD800',
        '🌱',
        ' text ',
        '<!-- x -->',
        '',
      ],
    );
    const plain = (text: string) =>
      `<Answer><QuestionIdentifier> q </QuestionIdentifier><FreeText>${text}</FreeText></Answer>`;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), fc.boolean(), (pieces, whole) => {
        const document = wrap(whole ? plain(pieces.join('')) : pieces.join(''));
        assert.deepEqual(decodeAnswers(document), decodeDocument(document));
      }),
      { numRuns: 1000 },
    );
  });
});
