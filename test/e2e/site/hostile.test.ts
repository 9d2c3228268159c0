import assert from 'node:assert/strict';
import { connect, createServer, type Socket } from 'node:net';
import type { Page } from 'playwright-core';
import { questionNamespaces } from '../../../src/mturk/questionKinds.ts';
import { escapeXml } from '../../../src/mturk/xml.ts';
import { frameOf, requesterServer, useSite } from './person.ts';

/** Tries, from inside the frame, everything that content must not be able to do, and writes down what came of it. */
const attack = (site: string, control: string, groupId: string) => `<!doctype html><title>Hostile</title>
<form id="post" method="post" action="${site}/projects/${groupId}/accept" target="landing"><input name="token" value="guess"></form>
<iframe id="landing" name="landing"></iframe><iframe id="inner" src="${site}/dashboard"></iframe><pre id="report"></pre>
<script>
const report = {};
const attempt = async (name, act) => { try { report[name] = await act(); } catch (error) { report[name] = 'refused'; } };
const loaded = frame => new Promise(resolve => { frame.onload = resolve; });
addEventListener('load', async () => {
  await attempt('cookie', () => document.cookie.includes('mturk') ? document.cookie : 'none');
  await attempt('parent', () => parent.document.body.innerHTML);
  await attempt('top', () => { top.location = 'about:blank'; return 'navigated'; });
  await attempt('read', async () => (await fetch('${site}/dashboard', { credentials: 'include' })).text());
  await attempt('write', async () => (await fetch('${site}/projects/${groupId}/accept', { method: 'POST', credentials: 'include', body: new URLSearchParams({ token: 'x' }) })).status);
  await attempt('control', async () => (await fetch('${control}/reset', { method: 'POST', body: '{}' })).status);
  await attempt('api', async () => (await fetch('${site}/', { method: 'POST', body: '{}' })).status);
  await attempt('inner', () => document.getElementById('inner').contentDocument.body.innerHTML || 'empty');
  const sent = loaded(document.getElementById('landing'));
  document.getElementById('post').submit();
  await sent;
  await attempt('popup', () => { const page = open('${site}/dashboard'); const got = page && page.document.body.innerHTML; return got || 'empty'; });
  document.getElementById('report').textContent = JSON.stringify(report);
});
</script>`;

const html = (content: string) =>
  `<HTMLQuestion xmlns="${questionNamespaces.HTMLQuestion[0]}"><HTMLContent><![CDATA[${content}]]></HTMLContent><FrameHeight>600</FrameHeight></HTMLQuestion>`;
const external = (url: string) =>
  `<ExternalQuestion xmlns="${questionNamespaces.ExternalQuestion[0]}"><ExternalURL>${escapeXml(url)}</ExternalURL><FrameHeight>600</FrameHeight></ExternalQuestion>`;

describe('worker site: hostile content', () => {
  const suite = useSite();

  /** What every attempt came to, and that nothing came of it. */
  const checked = async (page: Page, victimGroup: string, victimHIT: string): Promise<Record<string, unknown>> => {
    const text = frameOf(page).locator('#report');
    await frameOf(page).locator('#report:not(:empty)').waitFor();
    const report = JSON.parse(await text.innerText()) as Record<string, unknown>;
    assert.match(page.url(), /\/tasks\//, victimGroup);
    assert.equal((await suite().bench.getHIT(victimHIT)).NumberOfAssignmentsPending, 0);
    assert.equal((await suite().bench.getHIT(victimHIT)).HITStatus, 'Assignable');
    return report;
  };

  const harmless = {
    parent: 'refused',
    top: 'refused',
    read: 'refused',
    write: 'refused',
    control: 'refused',
    api: 'refused',
    inner: 'refused',
  };

  it('reaches no cookie, no page, no control API and no form from an HTMLQuestion', async () => {
    const { bench, site, person } = suite();
    const victim = await bench.createHIT({ Title: 'Victim' });
    const group = victim.HITGroupId ?? '';
    await bench.createHIT({ Title: 'Hostile', Question: html(attack(site, bench.local.controlUrl, group)) });
    const page = await person('A1VICTIM');
    await page.getByRole('button', { name: 'Accept a HIT of Hostile' }).click();
    const report = await checked(page, group, victim.HITId);
    const { popup, cookie, ...rest } = report;
    assert.deepEqual(rest, harmless);
    assert.equal(cookie, 'none');
    assert.doesNotMatch(String(popup), /Dashboard/);
    // Its own origin is whole: pages that keep something in the browser work.
    assert.match((await page.locator('iframe#task').getAttribute('src')) ?? '', /^http:\/\/localhost:/);
    assert.match((await page.locator('iframe#task').getAttribute('sandbox')) ?? '', /allow-same-origin/);
  });

  it('is kept apart by a sandbox where the site goes by another name', async () => {
    const { bench, person } = suite();
    // A tunnel: another name and port before the same service.
    const { port } = new URL(bench.local.workerSite);
    const tunnel = await tunnelTo(Number(port));
    try {
      const victim = await bench.createHIT({ Title: 'Victim' });
      const group = victim.HITGroupId ?? '';
      await bench.createHIT({ Title: 'Hostile', Question: html(attack(tunnel.url, `${tunnel.url}/control`, group)) });
      const page = await person();
      await page.goto(`${tunnel.url}/signin`);
      await page.getByLabel('Worker ID').fill('A1TUNNEL');
      await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('button', { name: 'Accept a HIT of Hostile' }).click();
      const { popup, cookie, ...rest } = await checked(page, group, victim.HITId);
      assert.deepEqual(rest, harmless);
      assert.equal(cookie, 'refused');
      assert.doesNotMatch(String(popup), /Dashboard/);
      const source = (await page.locator('iframe#task').getAttribute('src')) ?? '';
      assert(source.startsWith(`${tunnel.url}/dynamic/hit?`));
      // Opened outside the frame it is no page of the site either.
      await page.goto(source);
      assert.equal(await page.evaluate('globalThis.origin'), 'null');
    } finally {
      await tunnel.close();
    }
  });

  it('still lets a person submit through a tunnel', async () => {
    const { bench, person } = suite();
    const tunnel = await tunnelTo(Number(new URL(bench.local.workerSite).port));
    try {
      const { HITId, HITGroupId } = await bench.createHIT({
        AutoApprovalDelayInSeconds: 0,
        Question: html(
          '<!doctype html><script src="https://assets.crowd.aws/crowd-html-elements.js"></script><crowd-form><crowd-input name="a" label="Answer"></crowd-input></crowd-form>',
        ),
      });
      const page = await person();
      await page.goto(`${tunnel.url}/signin?next=${encodeURIComponent(`/projects/${HITGroupId}/tasks`)}`);
      await page.getByLabel('Worker ID').fill('A1TUNNEL');
      await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('button', { name: 'Accept' }).click();
      await frameOf(page).getByLabel('Answer').fill('x');
      await frameOf(page).getByRole('button', { name: 'Submit' }).click();
      await page.getByRole('heading', { name: 'Submitted' }).waitFor();
      assert.equal((await bench.getHIT(HITId)).NumberOfAssignmentsCompleted, 1);
    } finally {
      await tunnel.close();
    }
  });

  it('takes content from the site’s own port where the other can’t be reached', async () => {
    const { bench, site, person } = suite();
    const { HITGroupId } = await bench.createHIT({ Question: html('<!doctype html><p>Here it is</p>') });
    const page = await person('A1REMOTE');
    await page.route(
      url => url.hostname === 'localhost',
      route => route.abort('connectionrefused'),
    );
    await page.goto(`${site}/projects/${HITGroupId}/tasks`);
    await frameOf(page).getByText('Here it is').waitFor();
    assert.equal(new URL(page.url()).searchParams.get('frame'), 'sandboxed');
    assert.doesNotMatch((await page.locator('iframe#task').getAttribute('sandbox')) ?? '', /same-origin/);
  });

  it('is kept apart by its origin where the browser denies storage to another site’s frames', async () => {
    const { bench, site, person } = suite();
    const victim = await bench.createHIT({ Title: 'Victim' });
    const group = victim.HITGroupId ?? '';
    const keeps =
      '<script>localStorage.setItem("kept", "yes"); document.title = localStorage.getItem("kept");</script>';
    const content = attack(site, bench.local.controlUrl, group).replace('<title>', `${keeps}<title>`);
    await bench.createHIT({ Title: 'Hostile', Question: html(content) });
    const page = await person();
    // As Chromium does where third-party storage is blocked: it throws.
    await page.addInitScript(`if (location.hostname === 'localhost') Object.defineProperty(window, 'localStorage', {
      get() { throw new DOMException('denied', 'SecurityError'); } });`);
    await page.goto(`${site}/signin`);
    await page.getByLabel('Worker ID').fill('A1BLOCKED');
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Accept a HIT of Hostile' }).click();
    await page.waitForURL(/frame=near/);
    const source = new URL((await page.locator('iframe#task').getAttribute('src')) ?? '');
    assert.equal(source.hostname, new URL(site).hostname);
    assert.notEqual(source.port, new URL(site).port);
    const { popup, cookie, ...rest } = await checked(page, group, victim.HITId);
    assert.deepEqual(rest, harmless);
    assert.equal(cookie, 'none');
    assert.doesNotMatch(String(popup), /Dashboard/);
    // The next task is asked for in the right place at once.
    await page.reload();
    await page.waitForURL(/frame=near/);
  });

  it('opens pages that are no longer in the sandbox, and still can’t take the window elsewhere', async () => {
    const { bench, site, person } = suite();
    const survey = await requesterServer(
      () =>
        '<title>Survey</title><script>try { document.cookie = "a=b"; document.title = document.cookie || "none"; } catch { document.title = "refused"; }</script>',
    );
    try {
      const link = `<a href="${survey.url}/survey" target="_blank">Open the survey</a><script>try { top.location = 'about:blank'; } catch {}</script>`;
      const { HITGroupId } = await bench.createHIT({ Question: html(link) });
      const page = await person('A1SURVEY');
      await page.goto(`${site}/projects/${HITGroupId}/tasks`);
      const opened = page.context().waitForEvent('page');
      await frameOf(page).getByRole('link', { name: 'Open the survey' }).click();
      const popup = await opened;
      await popup.waitForLoadState();
      assert.equal(await popup.title(), 'a=b');
      assert.equal(new URL(page.url()).origin, site);
    } finally {
      await survey.close();
    }
  });

  it('reaches nothing from a requester’s page on this machine', async () => {
    const { bench, site, person } = suite();
    const victim = await bench.createHIT({ Title: 'Victim' });
    const group = victim.HITGroupId ?? '';
    const server = await requesterServer(() => attack(site, bench.local.controlUrl, group));
    try {
      await bench.createHIT({ Title: 'Hostile', Question: external(`${server.url}/task`) });
      const page = await person('A1LOCAL');
      await page.getByRole('button', { name: 'Accept a HIT of Hostile' }).click();
      const { popup, cookie, ...rest } = await checked(page, group, victim.HITId);
      assert.deepEqual(rest, harmless);
      assert.equal(cookie, 'none');
      assert.doesNotMatch(String(popup), /Dashboard/);
    } finally {
      await server.close();
    }
  });

  it('can’t show a page of the site in its frame and act for the worker there', async () => {
    const { bench, site, person } = suite();
    await bench.createHIT({ Title: 'Own page', Question: external(`${site}/dashboard`) });
    const page = await person('A1SELF');
    await page.getByRole('button', { name: 'Accept a HIT of Own page' }).click();
    await page.locator('iframe#task').waitFor();
    assert.doesNotMatch((await page.locator('iframe#task').getAttribute('sandbox')) ?? '', /same-origin/);
    const inside = page.frames().find(frame => frame !== page.mainFrame());
    assert(inside);
    assert.equal(await inside.getByText('Dashboard').count(), 0);
  });
});

/** Forwards connections, as a tunnel does. */
async function tunnelTo(port: number): Promise<{ readonly url: string; close(): Promise<void> }> {
  const open = new Set<Socket>();
  const server = createServer(incoming => {
    const outgoing = connect(port, '127.0.0.1');
    incoming.pipe(outgoing).pipe(incoming);
    for (const socket of [incoming, outgoing]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => open.delete(socket));
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  assert(typeof address === 'object' && address);
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
