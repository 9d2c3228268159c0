import assert from 'node:assert/strict';
import { documentText } from '../../../src/documents/documentText.ts';
import { rowOf } from '../../../src/files/writing.ts';
import { answerFields, decodeAnswers, decodeDocument } from '../../../src/mturk/answers.ts';
import { cents } from '../../../src/mturk/money.ts';
import { parseQuestion } from '../../../src/mturk/questionKinds.ts';
import { layOutXml } from '../../../src/mturk/xmlLayout.ts';
import { hitViewModel } from '../../../src/panels/hit/viewModel.ts';
import { inputsOf } from '../../../src/review/annotationInputs.ts';
import { decodeRow } from '../../../src/review/decode.ts';
import { hostileAnswers } from '../../support/hostile/answers.ts';
import { hostileTexts } from '../../support/hostile/corpus.ts';
import { someAssignment, someHIT } from '../../support/records.ts';

describe('hostile answers', () => {
  it('are decoded to texts, or come back as they were with the reason; nothing throws', () => {
    for (const { name, xml } of hostileAnswers) {
      const decoded = decodeAnswers(xml);
      if (decoded.ok)
        for (const field of answerFields(decoded.answers)) {
          assert.equal(typeof field.name, 'string', name);
          assert.equal(typeof field.text, 'string', name);
        }
      else {
        assert.equal(decoded.raw, xml, name);
        assert.notEqual(decoded.reason, '', name);
      }
      const row = decodeRow(xml);
      assert.equal(row.ok, decoded.ok, name);
      assert.ok(rowOf({ hit: someHIT(), assignment: someAssignment({ answer: xml }) }).fields.length >= 0);
    }
  });

  it('mean the same to the fast reader and to the parser', () => {
    for (const { name, xml } of hostileAnswers)
      if (xml.trim() !== '') assert.deepEqual(decodeAnswers(xml), decodeDocument(xml), name);
  });

  it('declare no entities: neither are they expanded nor is anything fetched for them', () => {
    for (const { name, text } of hostileTexts.filter(({ text }) => text.includes('<!DOCTYPE'))) {
      const decoded = decodeAnswers(text);
      assert.ok(!decoded.ok && /document type declaration/.test(decoded.reason), name);
    }
  });

  it('change no prototype', () => {
    for (const { xml } of hostileAnswers) {
      const decoded = decodeAnswers(xml);
      if (decoded.ok) answerFields(decoded.answers);
    }
    assert.equal(Reflect.get({}, 'polluted'), undefined);
    assert.equal(Reflect.get({}, 'a'), undefined);
  });

  it('and hostile questions and annotations can be shown, laid out and opened', async () => {
    for (const { name, xml } of hostileAnswers) {
      const { text, problem } = layOutXml(xml);
      assert.ok(problem === undefined || text === xml, name);
      assert.equal(typeof parseQuestion(xml).kind, 'string');
      inputsOf(xml);
      for (const form of ['answer', 'reading', 'json'] as const) {
        const said = await documentText(
          {
            client: { endpoint: 'http://127.0.0.1:1' },
            question: () => xml,
            wire: { hit: async () => ({}), assignment: async () => ({ Assignment: { Answer: xml, WorkerId: xml } }) },
          },
          { form, profileId: 'p', target: { kind: 'assignment', hitId: 'h', assignmentId: 'a' } },
        );
        if (form !== 'answer') assert.doesNotThrow(() => JSON.parse(said.text), name);
      }
    }
  });

  it('make a model of the HIT panel', () => {
    for (const { name, xml } of hostileAnswers) {
      const hit = someHIT({ question: xml });
      const state = hitViewModel(
        {
          hit: () => hit,
          question: () => xml,
          assignments: () => [someAssignment()],
          answer: () => xml,
          assignmentsFreshness: () => ({ state: 'fresh', updated: 1 }),
          counts: () => ({ available: 5, working: 0, submitted: 0, reviewed: 0, unfilled: 0, unclear: 0 }),
          client: { endpoint: '' },
          notes: { of: () => ({ assignmentId: xml, hitId: xml, text: xml, mark: 'star' }) },
          workers: {
            bonuses: { of: () => [{ workerId: xml, assignmentId: xml, amount: cents(1), reason: xml, paid: 0 }] },
          },
          qualificationTypes: { name: () => xml },
          observedChanges: { of: () => [] },
        },
        hit.id,
        Date.now(),
      );
      assert.equal(state.kind, 'present', name);
      assert.doesNotThrow(() => structuredClone(state), name);
    }
  });
});
