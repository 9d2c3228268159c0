import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { launchBrowser, provisionBrowser } from '../../../scripts/vscode/browser.ts';
import { corpusRunner } from '../../corpus/run.ts';
import type { Result } from '../../corpus/table.ts';
import { tableOf } from '../../corpus/table.ts';
import { pagesOf } from '../../corpus/templates.ts';
import { type Local, startLocal } from '../../support/local.ts';

/** Pages with elements that Local does not cover. */
const notCovered = ['crowd-entity-annotation.html', 'crowd-polygon.html', 'crowd-unknown.html'];

describe('worker site: task pages in the style of real ones', () => {
  let local: Local | undefined;
  let browser: Browser | undefined;
  let results: Result[] = [];

  before('do every page', async () => {
    local = await startLocal();
    browser = await launchBrowser(await provisionBrowser());
    const runner = await corpusRunner(local, browser);
    results = [];
    for (const page of pagesOf('test/fixtures/corpus', 1)) results.push(await runner.run(page));
  });

  after(async () => {
    await browser?.close();
    await local?.stop();
  });

  it('opens, fills in, submits and reads back each of them', () => {
    assert(results.length >= 30);
    const expected = (page: string) => (notCovered.includes(page) ? 'not covered' : 'submitted');
    const wrong = results.filter(({ page, outcome }) => outcome !== expected(page));
    assert.equal(wrong.length, 0, tableOf(wrong));
  });

  it('has the values of one name joined, and what a page’s own scripts made', () => {
    const read = (page: string) => Object.fromEntries(results.find(each => each.page === page)?.read ?? []);
    const group = read('checkbox-group.html');
    assert.equal(group.own, 'bike|car');
    assert.equal(group.days, 'mon|tue');
    assert.equal(group.rule?.split('|').length, 3);
    assert.deepEqual(read('layout-without-form.html'), { fruit: 'yes' });
    assert.equal(read('hidden-json.html').clicks, '[{"index":2,"at":1},{"index":4,"at":1}]');
    assert.equal(read('submit-by-script.html').workerId, 'A1CORPUS');
    assert.equal(read('crowd-radio-groups.html')['supported.yes'], 'true');
    assert.equal(read('storage.html').kept, 'yes');
  });
});
