/** What the user has selected, unfolded and scrolled to stays through a hundred refreshes, whatever comes and goes. */
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { callControl } from '../../src/local/controlClient.ts';
import { eventually, patience } from './support/eventually.ts';
import { type LocalAtService, localAtService } from './support/localAtService.ts';
import { useWorkbench } from './support/suite.ts';

const question =
  '<ExternalQuestion xmlns="http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2006-07-14/ExternalQuestion.xsd"><ExternalURL>https://example.org/task</ExternalURL><FrameHeight>600</FrameHeight></ExternalQuestion>';

describe('a hundred refreshes', () => {
  const workbench = useWorkbench();
  let at: LocalAtService;
  const started: LocalAtService[] = [];
  let pane: Locator;

  // A test that failed before Local ran must not fail a second time here.
  after(() => {
    for (const { local } of started) process.kill(local.pid);
  });

  const row = (title: string) => pane.getByRole('treeitem').filter({ hasText: title }).first();

  /** What the view shows, read at one moment: when it shows texts and shows another one no more, or after a long wait. */
  const seenWith = (there: readonly string[], gone = 'nothing that ever was') =>
    pane.evaluate(
      async (view, wanted): Promise<Seen> => {
        // The browser's types are not known here.
        const inPage = view as unknown as InPage;
        const end = Date.now() + wanted.patience;
        for (;;) {
          const rows = [...inPage.querySelectorAll('[role="treeitem"]')].map(each => ({
            text: each.textContent ?? '',
            selected: each.getAttribute('aria-selected') === 'true',
            unfolded: each.getAttribute('aria-expanded') === 'true',
          }));
          const shows = (part: string) => rows.some(({ text }) => text.includes(part));
          if ((wanted.there.every(shows) && !shows(wanted.gone)) || Date.now() > end)
            return {
              rows,
              scrolled: -Number.parseInt(inPage.querySelector('.monaco-list-rows')?.style.top || '0', 10),
            };
          await new Promise(resolve => setTimeout(resolve, 10));
        }
      },
      { there, gone, patience },
    );
  const scrolled = async () => (await seenWith([])).scrolled;

  async function create(Title: string): Promise<string> {
    const { HIT } = await at.client.call('CreateHIT', {
      Title,
      Description: 'One of many.',
      Reward: '0.10',
      MaxAssignments: 200,
      AssignmentDurationInSeconds: 600,
      LifetimeInSeconds: 86_400,
      Question: question,
    });
    return HIT?.HITId ?? '';
  }

  async function remove(HITId: string): Promise<void> {
    await at.client.call('UpdateExpirationForHIT', { HITId, ExpireAt: new Date(0) });
    await at.client.call('DeleteHIT', { HITId });
  }

  async function submit(HITId: string, WorkerId: string): Promise<void> {
    const { AssignmentId } = (await callControl(at.local, 'accept', { HITId, WorkerId })) as { AssignmentId: string };
    await callControl(at.local, 'submit', { AssignmentId, WorkerId, Answers: { colour: 'red' } });
  }

  it('leave selection, unfolded rows and scrolling alone', async () => {
    await workbench().openView('MTurk');
    await workbench().command('MTurk: Start Local');
    await workbench().statusBar('LOCAL $10,000.00').waitFor();
    at = localAtService(workbench());
    started.push(at);
    pane = await workbench().view('HITs');
    // What waits for review has rows of its own above, and would leave too few in sight here.
    await workbench().foldView('Pending Review');
    const ids: Record<string, string> = {};
    const titles = Array.from({ length: 60 }, (_, index) => `Task ${index + 10}`);
    await Promise.all(
      titles.map(async title => {
        ids[title] = await create(title);
      }),
    );
    for (const worker of ['A1WORKER', 'A2WORKER']) await submit(ids['Task 38'] ?? '', worker);
    await workbench().command('MTurk: Sort HITs…');
    await workbench().pick('Title');

    const rows = pane.locator('.monaco-list');
    await row('Task 10').waitFor();
    await row('Task 10').click();
    await eventually(async () => {
      await rows.hover();
      await workbench().page.mouse.wheel(0, 100);
      assert.ok((await row('Task 38').count()) > 0 && (await scrolled()) >= 22 * 26);
    });
    await workbench().expand(row('Task 38'));
    await row('A1WORKER').waitFor();
    await row('Task 41').click();
    // A click on a row unfolds it, too.
    for (const is of ['aria-selected', 'aria-expanded'])
      await eventually(async () => assert.equal(await row('Task 41').getAttribute(is), 'true'));
    const before = await scrolled();
    assert.ok(before > 0);

    // The pointer rests on the view's header, where its actions show.
    const header = pane.locator('.pane-header');
    await header.hover();
    const refresh = header.getByRole('button', { name: 'Refresh' });
    let last = '';
    for (let round = 1; round <= 100; round += 1) {
      const comes = `Task 40 round ${round}.`;
      const goes = `Task 40 round ${round - 1}.`;
      const waits = `Task 42${round} to review`;
      // While the view is being refreshed, a row comes, one goes and one changes.
      const [come] = await Promise.all([
        create(comes),
        last === '' ? undefined : remove(last),
        submit(ids['Task 42'] ?? '', `AROUND${round}`),
        refresh.click(),
      ]);
      last = come;
      const { rows: shown, scrolled: now } = await seenWith([comes, waits], goes);
      const texts = shown.map(({ text }) => text).join('\n');
      assert.ok(texts.includes(comes), `what came in round ${round} shows`);
      assert.ok(!texts.includes(goes), `what went in round ${round} is gone`);
      assert.ok(texts.includes(waits), `what changed in round ${round} shows it`);
      const selected = shown.filter(each => each.selected).map(({ text }) => text.slice(0, 7));
      assert.deepEqual(selected, ['Task 41'], `selected in round ${round}`);
      const unfolded = shown.filter(each => each.unfolded).map(({ text }) => text.slice(0, 7));
      assert.deepEqual(unfolded, ['Task 38', 'Task 41'], `unfolded in round ${round}`);
      assert.equal(shown.filter(({ text }) => text.startsWith('A1WORKER')).length, 1);
      assert.equal(now, before, `scrolled in round ${round}`);
    }
  });
});

interface Seen {
  readonly rows: readonly { readonly text: string; readonly selected: boolean; readonly unfolded: boolean }[];
  /** Pixels that the rows are scrolled by. */
  readonly scrolled: number;
}

interface InPage {
  readonly textContent: string | null;
  readonly style: { readonly top: string };
  getAttribute(name: string): string | null;
  querySelector(selector: string): InPage | null;
  querySelectorAll(selector: string): Iterable<InPage>;
}
