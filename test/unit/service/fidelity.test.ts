import assert from 'node:assert/strict';
import { GetAssignmentCommand } from '@aws-sdk/client-mturk';
import { decodeAnswers, encodeAnswers } from '../../../src/mturk/answers.ts';
import { readPlainAnswers } from '../../../src/mturk/plainAnswers.ts';
import { questionNamespaces } from '../../../src/mturk/questionKinds.ts';
import { withDoubleTimes } from '../../../src/service/wire/doubles.ts';
import { callRaw } from '../../support/signed.ts';
import { plainHIT, useBench } from './setup.ts';

describe('service: what clients written for the real service show', () => {
  const bench = useBench();

  it('C10: answers are ASCII on one line, with character references', async () => {
    const { accept, submit, client, createHIT } = bench();
    const { HITId } = await createHIT();
    const AssignmentId = await accept(HITId, 'A1');
    await submit(AssignmentId, 'A1', { q: 'Côte 尺 😀\r\n<b>', empty: '' });
    const { Assignment } = await client.send(new GetAssignmentCommand({ AssignmentId }));
    const answer = Assignment?.Answer ?? '';
    assert.match(answer, /^<\?xml version="1\.0" encoding="ASCII"\?><QuestionFormAnswers xmlns="[^"]+"><Answer>/);
    assert.ok(answer.includes('C&#244;te &#23610; &#128512;&#13;'), answer);
    assert.equal(
      [...answer].some(character => character > '\x7f'),
      false,
    );
    assert.ok(readPlainAnswers(answer), 'the quick reader takes it');
    assert.deepEqual(decodeAnswers(answer), {
      ok: true,
      answers: [
        { question: 'q', value: { kind: 'text', text: 'Côte 尺 😀\r\n<b>' } },
        { question: 'empty', value: { kind: 'text', text: '' } },
      ],
    });
  });

  it('C10: readers take the documents of all years', () => {
    const body = encodeAnswers([{ question: 'q', value: { kind: 'text', text: '' } }]).replace(/^<\?xml[^>]*\?>/, '');
    for (const prolog of [
      '',
      '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n',
      '<?xml version="1.0" encoding="ASCII"?>\n',
    ])
      for (const form of [body, body.replace('<FreeText></FreeText>', '<FreeText/>')]) {
        const expected = [['q', '']];
        assert.deepEqual(readPlainAnswers(prolog + form), expected);
      }
    for (const code of ['0', '11', '55296', '65534', '1114112'])
      assert.equal(readPlainAnswers(body.replace('<FreeText>', `<FreeText>&#${code};`)), undefined, code);
  });

  it('C24: times are doubles on the wire, and texts that look like them stay', async () => {
    const RequesterAnnotation = '"CreationTime":1558393704,';
    const { text } = await callRaw(bench().local, 'CreateHIT', JSON.stringify({ ...plainHIT, RequesterAnnotation }));
    assert.match(text, /"CreationTime":\d\.\d+E9,/);
    const { HIT } = JSON.parse(text) as { HIT: Record<string, unknown> };
    assert.equal(HIT.RequesterAnnotation, RequesterAnnotation);
    assert.ok(Number.isSafeInteger(HIT.Expiration));
    assert.equal(
      withDoubleTimes('{"Expiration":1558393704,"Deadline":1560000000,"GrantTime":0,"AcceptTime":12}'),
      '{"Expiration":1.558393704E9,"Deadline":1.56E9,"GrantTime":0.0,"AcceptTime":12.0}',
    );
  });

  it('C23: the API before 2017 is gone, and says so', async () => {
    const { endpoint } = bench().local;
    const old = 'Service=AWSMechanicalTurkRequester&Operation=GetAccountBalance&Version=2014-08-15';
    for (const response of [
      await fetch(`${endpoint}/?${old}`),
      await fetch(endpoint, { method: 'POST', body: new URLSearchParams(old) }),
    ]) {
      assert.equal(response.status, 410);
      assert.match(await response.text(), /^<\?xml.*<Message>This Requester API is no longer supported/);
    }
    assert.equal((await fetch(endpoint)).status, 200, 'the worker site is there as ever');
  });

  it('C8: HTML that is no HTML5 is a warning of the control API, and no refusal', async () => {
    const { createHIT, local } = bench();
    const page = (html: string) =>
      `<HTMLQuestion xmlns="${questionNamespaces.HTMLQuestion[0]}"><HTMLContent><![CDATA[${html}]]></HTMLContent><FrameHeight>0</FrameHeight></HTMLQuestion>`;
    const Question = page('<!DOCTYPE html><html><body>\n<p id=a id=b>x</div></body></html>');
    const { HITId } = await createHIT({ Question });
    const warnings = [
      { message: 'duplicate attribute', line: 2, column: 11 },
      { message: 'end tag without matching open element', line: 2, column: 15 },
    ];
    const named = (checked: Record<string, unknown>) =>
      (checked.warnings as { message: string; line: number }[]).map(({ message, line }) => [message, line]);
    assert.deepEqual(named(await local.control('check', { HITId })).length > 0, true);
    const checked = await local.control('check', { Question });
    assert.ok(!('problem' in checked));
    assert.ok(
      named(checked).some(([message, line]) => message === warnings[0]?.message && line === 2),
      JSON.stringify(checked),
    );
    assert.deepEqual(
      await local.control('check', {
        Question: page('<!DOCTYPE html><html><head><title>T</title></head><body></body></html>'),
      }),
      { warnings: [] },
    );
    assert.match(String((await local.control('check', { Question: '<a/>' })).problem), /not an ExternalQuestion/);
  });
});

describe('service: pages of other origins (C9)', () => {
  const origin = 'http://localhost:8080';
  const bench = useBench({ allowOrigins: [origin, 'null'] });
  const balance = (from: string) => callRaw(bench().local, 'GetAccountBalance', '{}', { headers: { origin: from } });

  it('may call the API where they are named, and read its answers', async () => {
    for (const from of [origin, 'null']) {
      const { status, headers } = await balance(from);
      assert.deepEqual(
        [status, headers.get('access-control-allow-origin'), headers.get('vary')],
        [200, from, 'Origin'],
      );
      assert.match(headers.get('access-control-expose-headers') ?? '', /x-amzn-RequestId/i);
      const preflight = await fetch(bench().local.endpoint, { method: 'OPTIONS', headers: { origin: from } });
      assert.deepEqual([preflight.status, preflight.headers.get('access-control-allow-origin')], [204, from]);
      assert.match(preflight.headers.get('access-control-allow-headers') ?? '', /authorization.*x-amz-target/);
    }
  });

  it('get nothing where they are not, and nothing else than the API anywhere', async () => {
    const { local } = bench();
    const other = await balance('http://localhost:8081');
    assert.deepEqual([other.status, other.headers.get('access-control-allow-origin')], [403, null]);
    const control = await fetch(`${local.controlUrl}/health`, {
      method: 'POST',
      headers: { origin, authorization: `Bearer ${local.controlToken}` },
      body: '{}',
    });
    const site = await fetch(local.workerSite, { headers: { origin } });
    assert.deepEqual([control.status, site.status], [403, 403]);
    assert.equal(site.headers.get('access-control-allow-origin'), null);
  });
});
