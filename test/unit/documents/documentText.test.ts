import assert from 'node:assert/strict';
import { documentText, noteText, type Source } from '../../../src/documents/documentText.ts';
import { readingText } from '../../../src/documents/readableText.ts';
import { encodeAnswers } from '../../../src/mturk/answers.ts';
import { MTurkError } from '../../../src/mturk/errors.ts';
import { parseXml } from '../../../src/mturk/xml.ts';
import { hour, noon, someAssignment } from '../../support/records.ts';

const profileId = 'local';
const ofHIT = { kind: 'hit', hitId: '3HIT' } as const;
const ofAssignment = { kind: 'assignment', hitId: '3HIT', assignmentId: '3A' } as const;
const answer = encodeAnswers([{ question: 'colour', value: { kind: 'text', text: 'red' } }]);
const saidAssignment = {
  AssignmentId: '3A',
  WorkerId: 'A2YUCJ28XANFOX',
  AssignmentStatus: 'Submitted',
  AcceptTime: new Date(noon - hour).toISOString(),
  SubmitTime: new Date(noon).toISOString(),
  Answer: answer,
};

function source(answers: Partial<Record<'hit' | 'assignment', () => Promise<Record<string, unknown>>>>): Source {
  const refuse = async () => {
    throw new MTurkError({ kind: 'refused', operation: 'GetHIT', words: 'Hit 3HIT -- does not exist', code: '' });
  };
  return {
    client: { endpoint: 'http://127.0.0.1:1' },
    question: () => undefined,
    wire: { hit: answers.hit ?? refuse, assignment: answers.assignment ?? refuse },
  };
}

describe('what a document says', () => {
  it('is what the service says of a HIT or an assignment', async () => {
    const at = source({
      hit: async () => ({ HIT: { HITId: '3HIT', Question: '<q/>' } }),
      assignment: async () => ({ Assignment: saidAssignment }),
    });
    const hit = await documentText(at, { form: 'json', profileId, target: ofHIT });
    assert.deepEqual(JSON.parse(hit.text), { HIT: { HITId: '3HIT', Question: '<q/>' } });
    const assignment = await documentText(at, { form: 'json', profileId, target: ofAssignment });
    assert.deepEqual(JSON.parse(assignment.text), { Assignment: saidAssignment });
  });

  it('is a question or an answer laid out, or as it came with the reason', async () => {
    const at = source({
      hit: async () => ({ HIT: { Question: '<q><a>1</a></q>' } }),
      assignment: async () => ({ Assignment: { ...saidAssignment, Answer: '<a--b></a>' } }),
    });
    assert.equal(
      (await documentText(at, { form: 'question', profileId, target: ofHIT })).text,
      '<q>\n  <a>1</a>\n</q>\n',
    );
    const { text } = await documentText(at, { form: 'answer', profileId, target: ofAssignment });
    assert.match(text, /^<!-- Shown unchanged, because it can’t be read: .* -->\n<a--b><\/a>$/);
    assert.ok(!text.slice(4, text.indexOf('-->')).includes('--'));
    const empty = source({ hit: async () => ({ HIT: {} }) });
    assert.equal(
      (await documentText(empty, { form: 'question', profileId, target: ofHIT })).text,
      '<!-- This is empty. -->\n',
    );
  });

  it('is the reason where there is nothing, in the language of the document', async () => {
    const hit = await documentText(source({}), { form: 'json', profileId, target: ofHIT });
    assert.ok(!hit.ok && hit.gone);
    assert.match(JSON.parse(hit.text).nothing, /^GetHIT failed: .*does not exist/);
    const question = await documentText(source({}), { form: 'question', profileId, target: ofHIT });
    assert.ok(parseXml(`${question.text}<a/>`).ok, question.text);
    assert.ok(parseXml(`${noteText({ form: 'answer', profileId, target: ofAssignment }, 'a---b--> <x>-')}<a/>`).ok);
  });

  it('is, to compare, who answered what, line by line', async () => {
    const { text } = await documentText(source({ assignment: async () => ({ Assignment: saidAssignment }) }), {
      form: 'reading',
      profileId,
      target: ofAssignment,
    });
    assert.deepEqual(JSON.parse(text), {
      assignment: '3A',
      worker: 'A2YUCJ28XANFOX',
      status: 'Submitted',
      accepted: '2026-11-02T11:00:00.000Z',
      submitted: '2026-11-02T12:00:00.000Z',
      secondsSpent: 3600,
      answers: { colour: 'red' },
    });
  });
});

describe('an assignment to compare', () => {
  const read = (xml: string) => readingText(someAssignment({ answer: xml }));

  it('keeps the order of fields, numbers and names that come twice, and takes texts apart by lines', () => {
    const text = read(
      encodeAnswers([
        { question: '10', value: { kind: 'text', text: 'ten' } },
        { question: '2', value: { kind: 'text', text: 'one\ntwo' } },
        { question: '2', value: { kind: 'text', text: '{"a":[1]}' } },
        { question: '__proto__', value: { kind: 'text', text: '{"a": 1.0}' } },
      ]),
    );
    assert.match(
      text,
      /"answers": \{\n {4}"10": "ten",\n {4}"2": \[\n {6}"one",\n {6}"two"\n {4}\],\n {4}"2 \(2\)": \{\n {6}"a": \[\n {8}1\n {6}\]\n {4}\},\n {4}"__proto__": "\{\\"a\\": 1\.0\}"\n {2}\}\n\}\n$/,
    );
    JSON.parse(text);
  });

  it('has what can’t be decoded as it came, with the reason', () => {
    const { undecodable, answer: raw } = JSON.parse(read('<broken\n'));
    assert.ok(undecodable);
    assert.deepEqual(raw, ['<broken', '']);
    assert.deepEqual(JSON.parse(read('')).answers, {});
  });
});
