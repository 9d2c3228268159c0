/** The frames of an editor's preview (docs/local-service.md, `frame`): what they show, where they submit, and what they may do. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetAssignmentCommand } from '@aws-sdk/client-mturk';
import { questionNamespaces } from '../../../../src/mturk/questionKinds.ts';
import { withFirst } from '../../../../src/service/site/firstScript.ts';
import { EarlyExit, spawnLocal } from '../../../support/local.ts';
import { externalQuestion, useBench } from '../setup.ts';

const form = `<QuestionForm xmlns="${questionNamespaces.QuestionForm[0]}"><Question><QuestionIdentifier>age</QuestionIdentifier><IsRequired>true</IsRequired><QuestionContent><Text>How old are you?</Text></QuestionContent><AnswerSpecification><FreeTextAnswer/></AnswerSpecification></Question></QuestionForm>`;
const html = (content: string) =>
  `<HTMLQuestion xmlns="${questionNamespaces.HTMLQuestion[0]}"><HTMLContent><![CDATA[${content}]]></HTMLContent><FrameHeight>450</FrameHeight></HTMLQuestion>`;
const page =
  '<!DOCTYPE html><html><head><title>t</title><script src="https://s3.amazonaws.com/mturk-public/externalHIT_v1.js"></script></head><body><form action="https://www.mturk.com/mturk/externalSubmit"></form></body></html>';

interface Frame {
  readonly kind: string;
  readonly url: string;
  readonly sandbox: string;
  readonly height: number;
  readonly reports: boolean;
  readonly AssignmentId?: string;
}

describe('worker site: the frames of a preview', () => {
  const bench = useBench({ preview: true, submitRewrite: { hosts: [] } });
  const frame = async (input: Readonly<Record<string, unknown>>) =>
    (await bench().local.control('frame', input)) as unknown as Frame;
  const answerOf = async (assignmentId = '') =>
    (await bench().client.send(new GetAssignmentCommand({ AssignmentId: assignmentId }))).Assignment?.Answer ?? '';

  it('shows an HTMLQuestion from the content’s origin, reports first in it, and takes its results', async () => {
    const { HITId } = await bench().createHIT({
      Question: html(page),
      QualificationRequirements: [{ QualificationTypeId: '00000000000000000071', Comparator: 'DoesNotExist' }],
    });
    const before = await frame({ HITId });
    assert.equal(before.AssignmentId, undefined);
    assert.match(before.url, /assignmentId=ASSIGNMENT_ID_NOT_AVAILABLE&hitId=/);
    const { url, sandbox, height, reports, AssignmentId } = await frame({ HITId, WorkerId: 'A1PREVIEW' });
    assert.match(url, /^http:\/\/localhost:\d+\/dynamic\/hit\?assignmentId=/);
    assert.equal(sandbox, 'allow-scripts allow-forms allow-same-origin');
    assert.deepEqual([height, reports], [450, true]);
    const text = await (await fetch(url)).text();
    assert.match(text, /<head><script src="http:\/\/localhost:\d+\/\.mturk-local\/preview\.js"><\/script><title>/);
    const [, script = ''] = /src="([^"]+preview\.js)"/.exec(text) ?? [];
    assert.match(await (await fetch(script)).text(), /mturk-preview/);
    const submitTo = new URL(url).searchParams.get('turkSubmitTo');
    const answer = await fetch(`${submitTo}/mturk/externalSubmit`, {
      method: 'POST',
      body: new URLSearchParams({ assignmentId: AssignmentId ?? '', colour: 'red' }),
    });
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('content-security-policy') ?? '', /frame-ancestors \*$/);
    assert.match(await answerOf(AssignmentId), /<FreeText>red<\/FreeText>/);
    // The same worker comes back to the same assignment, whatever became of it.
    assert.equal((await frame({ HITId, WorkerId: 'A1PREVIEW' })).AssignmentId, AssignmentId);
  });

  it('shows the form of a QuestionForm without a session, says what is wrong, and takes it once', async () => {
    const { HITId } = await bench().createHIT({ Question: form });
    assert.match(await (await fetch((await frame({ HITId })).url)).text(), /<(input|textarea|select)[^>]* disabled/);
    const { url, AssignmentId } = await frame({ HITId, WorkerId: 'A1PREVIEW' });
    const shown = await fetch(url);
    assert.match(await shown.text(), /How old are you\?/);
    const send = (age: string, address = url) =>
      fetch(address, { method: 'POST', body: new URLSearchParams({ 'q0-text': age }) });
    const wrong = await send('');
    assert.equal(wrong.status, 422);
    assert.match(await wrong.text(), /needs another look/);
    assert.equal((await send('30', url.replace(/lease=.*/, 'lease=wrong'))).status, 409);
    assert.match(await (await send('30')).text(), /Your work was submitted/);
    assert.match(await (await send('31')).text(), /Already submitted/);
    assert.match(await answerOf(AssignmentId), /<QuestionIdentifier>age<\/QuestionIdentifier><FreeText>30</);
  });

  it('shows pages elsewhere where they are, and those of this machine through a mirror that reports', async () => {
    const { HITId } = await bench().createHIT({ Question: externalQuestion });
    const elsewhere = await frame({ HITId, WorkerId: 'A1PREVIEW' });
    assert.match(elsewhere.url, /^https:\/\/example\.org\/task\?a=1&b=2&assignmentId=/);
    assert.equal(elsewhere.reports, false);
    const server = createServer(({ url }, response) =>
      response.setHeader('content-type', 'text/html').end(url === '/part' ? '<p>Part</p>' : page),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const near = await bench().createHIT({
        Question: externalQuestion.replace('https://example.org/task', `${own}/task`),
      });
      const { url, reports } = await frame({ HITId: near.HITId, WorkerId: 'A1PREVIEW' });
      assert.equal(reports, true);
      assert.notEqual(new URL(url).origin, own);
      const text = await (await fetch(url)).text();
      assert.match(
        text,
        /<head><script src="\/\.mturk-local\/submit\.js"[^>]*><\/script><script src="\/\.mturk-local\/preview\.js">/,
      );
      assert.equal((await fetch(new URL('/.mturk-local/preview.js', url))).status, 200);
      const asking = async (path: string, headers: Readonly<Record<string, string>>) => {
        const answer = await fetch(new URL(path, url), { headers });
        return `${answer.status} ${await answer.text()}`;
      };
      assert.equal(await asking('/part', { 'sec-fetch-dest': 'empty' }), '200 <p>Part</p>');
      assert.match(
        await asking('/part', { 'sec-fetch-dest': 'iframe' }),
        /^200 <script .*preview\.js"><\/script><p>Part/,
      );
      assert.match(await asking('/worker.js', { 'service-worker': 'script' }), /^403 /);
    } finally {
      server.close();
    }
  });

  it('goes by the addresses that the editor’s browser reaches, sandboxed where the content’s port is out of reach', async () => {
    const { HITId } = await bench().createHIT({ Question: html(page) });
    const tunnel = { site: 'https://editor.example/proxy/1/', content: 'https://editor.example/proxy/2' };
    const own = await bench().local.control('reach');
    assert.match(`${own.site} ${own.content}`, /^http:\/\/127\.0\.0\.1:\d+ http:\/\/localhost:\d+$/);
    await bench().local.control('reach', tunnel);
    const far = await frame({ HITId, WorkerId: 'A1PREVIEW' });
    assert.match(far.url, /^https:\/\/editor\.example\/proxy\/2\/dynamic\/hit\?/);
    assert.match(far.url, /turkSubmitTo=https%3A%2F%2Feditor\.example%2Fproxy%2F1%2Flease%2F/);
    await bench().local.control('reach', { content: null });
    const one = await frame({ HITId, WorkerId: 'A1PREVIEW' });
    assert.match(one.url, /^https:\/\/editor\.example\/proxy\/1\/dynamic\/hit\?/);
    assert.equal(one.sandbox, 'allow-scripts allow-forms');
    const { pathname, search } = new URL(one.url);
    const answer = await fetch(`${bench().local.endpoint}${pathname.replace('/proxy/1', '')}${search}`);
    assert.match(answer.headers.get('content-security-policy') ?? '', /^sandbox /);
    assert.match(await answer.text(), /src="https:\/\/editor\.example\/proxy\/1\/\.mturk-local\/preview\.js"/);
  });

  it('is there only in a service that was started for it', async () => {
    const plain = await spawnLocal();
    try {
      await assert.rejects(plain.control('frame', { HITId: 'X' }), { code: 'NotAPreview' });
    } finally {
      await plain.stop();
    }
  });
});

describe('worker site: a script before everything of a page', () => {
  for (const [page, expected] of [
    ['<!doctype html><head lang="en"><p>', '<!doctype html><head lang="en">S<p>'],
    ['<html><p>', '<html>S<p>'],
    ['<!DOCTYPE html>\n<p>', '<!DOCTYPE html>\nS<p>'],
    [
      '<!-- saved --><!doctype html>\n<html lang=en>\n<head><p>',
      '<!-- saved --><!doctype html>\n<html lang=en>\n<head>S<p>',
    ],
    ['<!doctype html><script>first()</script><head>', '<!doctype html>S<script>first()</script><head>'],
    ['<!--><script>first()</script>--><html><head>', 'S<!--><script>first()</script>--><html><head>'],
    ['<!-- --!><script>first()</script>--><head>', '<!-- --!>S<script>first()</script>--><head>'],
    ['<head data-x=">"><script>first()</script>', '<head data-x=">">S<script>first()</script>'],
    ["<html a='<head>' b><script>", "<html a='<head>' b>S<script>"],
    ['<html =">"><head><script>', 'S<html =">"><head><script>'],
    ['<html onpointermove="first()"><head>', 'S<html onpointermove="first()"><head>'],
    ['<!doctype html><html lang="en" ONFOCUS=first()><head>', '<!doctype html>S<html lang="en" ONFOCUS=first()><head>'],
    ['<html><head id="h" onmouseover><script>', '<html>S<head id="h" onmouseover><script>'],
    ['<html data-on="1"><head>', '<html data-on="1"><head>S'],
    ['<html a="b"onclick="first()">', 'S<html a="b"onclick="first()">'],
    ['<html\u00a0lang="en"><head>', 'S<html\u00a0lang="en"><head>'],
    ['<?xml version="1.0"?>\n<html>', '<?xml version="1.0"?>\n<html>S'],
    ['<?first ><html>?><html>', 'S<?first ><html>?><html>'],
    ["<!DOCTYPE html SYSTEM 'a>b'><html>", "S<!DOCTYPE html SYSTEM 'a>b'><html>"],
    [
      '<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN"><html>',
      '<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN"><html>S',
    ],
    [`<html${' a'.repeat(101)}><head>`, `S<html${' a'.repeat(101)}><head>`],
    ['<p>text', 'S<p>text'],
    ['<header>no head</header>', 'S<header>no head</header>'],
  ] as const)
    it(page.slice(0, 100), () => assert.equal(withFirst(page, 'S'), expected));
});

describe('service: a process that ends with its input', () => {
  it('ends when whoever started it is gone', async () => {
    await assert.rejects(spawnLocal({ args: ['--memory', '--exit-with-input', '--port', 'x'] }), EarlyExit);
    const local = await spawnLocal({ args: ['--memory', '--exit-with-input'] }).catch((error: unknown) => error);
    // Its input is closed from the start here: it is ready at most for a moment.
    if (!(local instanceof EarlyExit)) {
      const { child } = local as Awaited<ReturnType<typeof spawnLocal>>;
      if (child.exitCode === null) await once(child, 'exit');
      assert.equal(child.exitCode, 0);
    }
  });
});
