/** People in browsers, for tests of the worker site: a context of the run's browser for each person. */
import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext, BrowserContextOptions, FrameLocator, Page } from 'playwright-core';
import { startLocal } from '../../support/local.ts';
import { type Bench, makeBench } from '../../unit/service/setup.ts';
import { endShared, sharedBrowser } from '../support/shared.ts';

interface SiteSuite {
  readonly bench: Bench;
  readonly site: string;
  /** A person's window, signed in with a worker id if one is given. */
  person(workerId?: string, options?: BrowserContextOptions): Promise<Page>;
}

after('close what all files used', endShared);

/** Call it inside `describe`: a service with a manual clock for each test. */
export function useSite(): () => SiteSuite {
  let suite: SiteSuite | undefined;
  const people: BrowserContext[] = [];
  beforeEach('start a service', async () => {
    const bench = makeBench(await startLocal());
    const site = bench.local.workerSite;
    suite = {
      bench,
      site,
      person: async (workerId, options) => {
        const browser = await sharedBrowser();
        const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
        people.push(context);
        const page = await context.newPage();
        if (workerId !== undefined) {
          await page.goto(`${site}/signin`);
          await page.getByLabel('Worker ID').fill(workerId);
          await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
          await page.getByText(workerId).waitFor();
        }
        return page;
      },
    };
  });
  afterEach('stop the service', async () => {
    await Promise.all(people.splice(0).map(context => context.close()));
    await suite?.bench.local.stop();
    suite = undefined;
  });
  return () => {
    assert(suite, 'the site is there only inside a test');
    return suite;
  };
}

/** What is inside the task frame. */
export function frameOf(page: Page): FrameLocator {
  return page.frameLocator('iframe#task');
}

/** A requester's own web server, which gives one page for every address. */
export async function requesterServer(
  page: (request: IncomingMessage) => string,
): Promise<{ readonly url: string; readonly seen: IncomingMessage[]; close(): Promise<void> }> {
  const seen: IncomingMessage[] = [];
  const server: Server = createServer((request, response) => {
    seen.push(request);
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(page(request));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
