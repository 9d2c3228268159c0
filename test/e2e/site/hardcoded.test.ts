/**
 * A requester's page that names Amazon's submit address, in the shape of psiTurk's flow: an ad in the frame with a session cookie,
 * a redirect, a pop-up with the experiment, and a form in the frame that posts to Amazon whatever `turkSubmitTo` says.
 */
import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext, Page } from 'playwright-core';
import { type Local, startLocal } from '../../support/local.ts';
import { type Bench, makeBench } from '../../unit/service/setup.ts';
import { endShared, sharedBrowser } from '../support/shared.ts';
import { frameOf } from './person.ts';

const amazon = 'https://workersandbox.mturk.com/mturk/externalSubmit';

interface Study {
  /** By the name `localhost`, which is another site for the browser than the worker site's address. */
  readonly url: string;
  readonly hosts: Set<string>;
  close(): Promise<void>;
}

/** A small web server with sessions, as experiments have them. */
async function study(thanks: (assignmentId: string) => string): Promise<Study> {
  const sessions = new Map<string, { assignmentId: string; done: boolean }>();
  const hosts = new Set<string>();
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const url = new URL(request.url ?? '/', 'http://study.invalid');
    const id = /(?:^|; )session=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
    const session = id === undefined ? undefined : sessions.get(id);
    hosts.add(String(request.headers.host));
    assert.doesNotMatch(request.headers.cookie ?? '', /mturk-worker/);
    const page = (body: string) =>
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end(`<!doctype html><html><head><title>Study</title></head><body>${body}</body></html>`);
    if (url.pathname === '/ad') {
      const name = `s${sessions.size}`;
      sessions.set(name, { assignmentId: url.searchParams.get('assignmentId') ?? '', done: false });
      response
        .writeHead(302, { 'set-cookie': `session=${name}; Path=/; HttpOnly; SameSite=Lax`, location: '/pub' })
        .end();
    } else if (!session) response.writeHead(403).end('no session');
    else if (url.pathname === '/pub')
      page(
        session.done
          ? thanks(session.assignmentId)
          : `<a href="#" onclick="window.open('http://${request.headers.host}/exp', 'Popup'); return false">Begin</a>`,
      );
    else if (url.pathname === '/exp')
      page(`<h1>Größe</h1><script>
        async function done() { await fetch('/save', { method: 'POST' }); opener.location.reload(); close(); }
      </script><button onclick="done()">Finish</button>`);
    else if (url.pathname === '/save') {
      session.done = true;
      response.end();
    } else response.writeHead(404).end();
  };
  const server = createServer(answer);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/ad?mode=sandbox`,
    hosts,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

describe('worker site: pages that name Amazon’s submit address', function () {
  this.timeout(120_000);
  let context: BrowserContext;
  let local: Local;
  let bench: Bench;
  const left: string[] = [];
  after('close what all files used', endShared);
  beforeEach(() => {
    left.length = 0;
  });
  afterEach(async () => {
    await context.close();
    await local.stop();
  });

  const begin = async (url: string, rewrite: boolean): Promise<{ page: Page; HITId: string }> => {
    local = await startLocal({
      onLeft: (hitId, host) => left.push(`${hitId} ${host}`),
      ...(rewrite ? { submitRewrite: { hosts: [] } } : {}),
    });
    bench = makeBench(local);
    const { HITId, HITGroupId } = await bench.createHIT({
      Question: `<ExternalQuestion xmlns="http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2006-07-14/ExternalQuestion.xsd"><ExternalURL>${url.replaceAll('&', '&amp;')}</ExternalURL><FrameHeight>600</FrameHeight></ExternalQuestion>`,
    });
    context = await (await sharedBrowser()).newContext({ reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(`${local.workerSite}/signin`);
    await page.getByLabel('Worker ID').fill('A1');
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
    await page.getByTitle('Signed in as this worker').waitFor();
    await page.goto(`${local.workerSite}/projects/${HITGroupId}/tasks`);
    await page.getByRole('button', { name: 'Accept' }).click();
    return { page, HITId };
  };

  const answers = async (HITId: string) => {
    const { ListAssignmentsForHITCommand } = await import('@aws-sdk/client-mturk');
    const { Assignments = [] } = await bench.client.send(new ListAssignmentsForHITCommand({ HITId }));
    // Answers are ASCII: other letters are character references.
    const text = (answer = '') =>
      /<FreeText>(.*?)<\/FreeText>/
        .exec(answer)?.[1]
        ?.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
    return Assignments.map(({ WorkerId, Answer }) => `${WorkerId} ${text(Answer)}`);
  };

  const form = (action: string) => (assignmentId: string) =>
    `<form id="mturk" method="post" ${action}><input type="hidden" name="assignmentId" value="${assignmentId}"><input name="colour" value="grün"><button>Submit HIT</button></form>`;
  const flows: readonly (readonly [string, (assignmentId: string) => string])[] = [
    ['in its markup', form(`action="${amazon}"`)],
    [
      'put together by its script',
      assignmentId =>
        `${form('')(assignmentId)}<script>document.getElementById('mturk').action = 'https://' + 'www.mturk.com' + '/mturk/externalSubmit'</script>`,
    ],
    [
      'through form.submit() of its script',
      assignmentId =>
        `${form(`action="https://www.mturk.com/mturk/externalSubmit" onsubmit="return false"`)(assignmentId)}<script>document.querySelector('button').onclick = () => document.getElementById('mturk').submit()</script>`,
    ],
  ];
  for (const [name, thanks] of flows)
    it(`is done by a worker where the address stands ${name}`, async () => {
      const server = await study(thanks);
      const { page, HITId } = await begin(server.url, true);
      const popup = page.waitForEvent('popup');
      await frameOf(page).getByText('Begin').click();
      const experiment = await popup;
      assert.equal(await experiment.getByRole('heading').textContent(), 'Größe');
      await experiment.getByRole('button', { name: 'Finish' }).click();
      await frameOf(page).getByRole('button', { name: 'Submit HIT' }).click();
      await page.waitForURL(/\/submitted\?/);
      assert.deepEqual(await answers(HITId), ['A1 grün']);
      assert.deepEqual(left, []);
      await server.close();
    });

  it('tells worker and requester where the frame went to Amazon', async () => {
    const server = createServer((_, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end(form(`action="${amazon}"`)('1')),
    );
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { page, HITId } = await begin(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, false);
    await frameOf(page).getByRole('button', { name: 'Submit HIT' }).click();
    await page.getByRole('alert').getByText('The task went to workersandbox.mturk.com').waitFor();
    await page.reload();
    assert.deepEqual(left, [`${HITId} workersandbox.mturk.com`]);
    server.closeAllConnections();
    server.close();
  });
});
