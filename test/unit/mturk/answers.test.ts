import assert from 'node:assert/strict';
import fc from 'fast-check';
import { answerFields, answersNamespace, decodeAnswers, encodeAnswers } from '../../../src/mturk/answers.ts';

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
      { name: 'label', text: 'cat' },
      { name: 'box', text: '{"x":1}' },
      { name: 'taskAnswers', text: 'not json' },
    ]);
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
});
