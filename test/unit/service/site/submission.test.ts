import assert from 'node:assert/strict';
import { GetAssignmentCommand } from '@aws-sdk/client-mturk';
import { type Answer, decodeAnswers } from '../../../../src/mturk/answers.ts';
import { useBench } from '../setup.ts';

describe('worker site: externalSubmit (§6.12)', () => {
  const bench = useBench();

  const begin = async (workerId = 'A1WORKER') => {
    const { HITId } = await bench().createHIT();
    return { hitId: HITId, assignmentId: await bench().accept(HITId, workerId) };
  };
  const post = async (query: string, init: RequestInit) => {
    const response = await fetch(`${bench().local.workerSite}/mturk/externalSubmit${query}`, {
      method: 'POST',
      ...init,
    });
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
  const form = (fields: [string, string][]) => ({ body: new URLSearchParams(fields) });
  const answersOf = async (assignmentId: string): Promise<readonly Answer[]> => {
    const { Assignment } = await bench().client.send(new GetAssignmentCommand({ AssignmentId: assignmentId }));
    const decoded = decodeAnswers(Assignment?.Answer ?? '');
    assert(decoded.ok);
    return decoded.answers;
  };
  const text = (question: string, value: string): Answer => ({ question, value: { kind: 'text', text: value } });

  it('takes fields of body and query, without cookie, from a page of any origin', async () => {
    const { assignmentId } = await begin();
    const { status, headers } = await post(`?assignmentId=${assignmentId}&fromQuery=1`, {
      ...form([
        ['fromBody', 'zwei Wörter\r\n& <mehr>'],
        ['empty', ''],
      ]),
      headers: { origin: 'https://experiments.example.org' },
    });
    assert.equal(status, 200);
    assert.deepEqual(headers.getSetCookie(), []);
    assert.match(headers.get('content-security-policy') ?? '', /frame-ancestors 'self'/);
    assert.deepEqual(await answersOf(assignmentId), [
      text('fromQuery', '1'),
      text('fromBody', 'zwei Wörter\r\n& <mehr>'),
      text('empty', ''),
    ]);
  });

  it('leaves the reserved names out, and joins the values of a name sent several times (C6, C7)', async () => {
    const { assignmentId, hitId } = await begin();
    await post(
      '',
      form([
        ['b', 'first'],
        ['assignmentId', assignmentId],
        ['hitId', hitId],
        ['workerId', 'A1SOMEBODY'],
        ['turkSubmitTo', 'https://workersandbox.mturk.com'],
        ['a', 'x'],
        ['b', 'second'],
        ['', 'nameless'],
      ]),
    );
    assert.deepEqual(await answersOf(assignmentId), [
      text('b', 'first|second'),
      text('workerId', 'A1SOMEBODY'),
      text('a', 'x'),
    ]);
  });

  it('takes a group of check boxes, a list and repeated texts as Amazon’s results have them (C7)', async () => {
    const { assignmentId } = await begin();
    // What a browser posts of test/fixtures/files/checkbox-group.html.
    const posted = 'own=bike&own=boat&days=mon&days=wed&rule=first&rule=second&rule=';
    const fields = new URLSearchParams(posted);
    await post('', form([['assignmentId', assignmentId], ...fields]));
    assert.deepEqual(await answersOf(assignmentId), [
      text('own', 'bike|boat'),
      text('days', 'mon|wed'),
      text('rule', 'first|second|'),
    ]);
  });

  it('takes the text fields of a multipart form', async () => {
    const { assignmentId } = await begin();
    const body = new FormData();
    body.append('assignmentId', assignmentId);
    body.append('remark', 'two\nlines');
    body.append('file', new Blob(['secret']), 'a.txt');
    assert.equal((await post('', { body })).status, 200);
    const [remark, ...rest] = await answersOf(assignmentId);
    assert.equal(remark?.value.kind === 'text' && remark.value.text.replace(/\r\n/g, '\n'), 'two\nlines');
    assert.deepEqual(rest, []);
  });

  it('refuses a preview, a missing or unknown id, another method and what is no form', async () => {
    const { assignmentId } = await begin();
    const refused: [number, RegExp, string, RequestInit][] = [
      [400, /preview/, '', form([['assignmentId', 'ASSIGNMENT_ID_NOT_AVAILABLE']])],
      [400, /no assignmentId/, '', form([['a', 'b']])],
      [404, /does not exist/, '?assignmentId=3NOSUCH%3Cb%3E', form([])],
      [405, /POST/, `?assignmentId=${assignmentId}`, { method: 'GET' }],
      [400, /application\/json/, '', { body: '{}', headers: { 'content-type': 'application/json' } }],
      [413, /too large/, `?assignmentId=${assignmentId}`, form([['a', 'x'.repeat(3_000_000)]])],
    ];
    for (const [status, words, query, init] of refused) {
      const answer = await post(query, init);
      assert.equal(answer.status, status);
      assert.match(answer.text, words);
      assert.doesNotMatch(answer.text, /postMessage|<b>/);
    }
    await bench().submit(assignmentId, 'A1WORKER');
  });

  it('keeps what came first when it is sent again, and lets the page go on', async () => {
    const { assignmentId } = await begin();
    for (const value of ['first', 'second']) {
      const { status, text } = await post(`?assignmentId=${assignmentId}`, form([['a', value]]));
      assert.equal(status, 200);
      assert.match(text, /postMessage/);
    }
    assert.deepEqual(await answersOf(assignmentId), [text('a', 'first')]);
  });

  it('takes nothing after the deadline or a return', async () => {
    const late = await begin();
    await bench().advance(601);
    const refused = await post(`?assignmentId=${late.assignmentId}`, form([['a', 'b']]));
    assert.equal(refused.status, 409);
    assert.match(refused.text, /time for this HIT is up/);
    const returned = await begin('A1RETURN');
    await bench().local.control('return', { AssignmentId: returned.assignmentId, WorkerId: 'A1RETURN' });
    assert.match((await post(`?assignmentId=${returned.assignmentId}`, form([['a', 'b']]))).text, /was returned/);
  });
});
