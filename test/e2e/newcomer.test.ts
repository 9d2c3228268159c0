/** The first five minutes of somebody who has the README alone, with the clicks counted. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../../scripts/command.ts';
import { eventually } from './support/eventually.ts';
import { localAtService } from './support/localAtService.ts';
import { useWorkbench } from './support/suite.ts';

/** The part of a page that counts its clicks; tests know no DOM types. */
interface ClickingPage {
  mturkClicks?: number;
  addEventListener(type: string, listener: () => void, capture: boolean): void;
}

describe('a newcomer', () => {
  const workbench = useWorkbench();
  const started: { readonly local: { readonly pid: number } }[] = [];

  after(() => {
    for (const { local } of started) process.kill(local.pid);
  });

  const countClicks = () =>
    workbench().page.evaluate(() => {
      const page = globalThis as unknown as ClickingPage;
      page.mturkClicks = 0;
      page.addEventListener('pointerdown', () => (page.mturkClicks = (page.mturkClicks ?? 0) + 1), true);
    });
  const clicks = () => workbench().page.evaluate(() => (globalThis as unknown as ClickingPage).mturkClicks ?? 0);

  it('approves the first assignment with four clicks, and is told nothing but that', async () => {
    await countClicks();
    await workbench().openView('MTurk');
    const welcome = await workbench().welcome('HITs');
    await welcome.getByRole('button', { name: 'Start Local with sample HITs' }).click();
    const row = (await workbench().view('Pending Review')).locator('[role="treeitem"][aria-label^="Worker "]').first();
    await row.waitFor();
    // Rows move as long as others arrive, and a person looks first.
    await eventually(async () => assert.equal(await workbench().badge('MTurk'), '12'));
    started.push(localAtService(workbench()));
    await workbench().rowAction(row, 'Approve Assignment…');
    await workbench().clickDialog('Approve');
    await workbench().notification(/Approved 1 assignment/);
    assert.ok((await clicks()) <= 4, `${await clicks()} clicks`);
    // The progress of the approval goes a moment after it is done.
    await eventually(async () =>
      assert.equal((await workbench().notifications()).length, 1, 'samples warn of nothing'),
    );
  });

  it('sees the own HIT after running a script in a terminal', async () => {
    // The package of the repository stands for one that the newcomer has installed.
    const sdk = pathToFileURL(join(root, 'node_modules/@aws-sdk/client-mturk/dist-cjs/index.js')).href;
    writeFileSync(join(workbench().workspace, 'publish.mjs'), script(sdk));
    await workbench().command('MTurk: Connect Your Code…');
    await workbench().pick('Run a script in a terminal…');
    await workbench().answer('node publish.mjs');
    const pane = await workbench().view('HITs');
    await workbench().hits('My first HIT', pane).first().waitFor({ timeout: 60_000 });
  });
});

function script(sdk: string): string {
  return `import { MTurk } from ${JSON.stringify(sdk)};
await new MTurk({ region: 'us-east-1' }).createHIT({
  Title: 'My first HIT', Description: 'To be seen.', Reward: '0.05',
  AssignmentDurationInSeconds: 600, LifetimeInSeconds: 86400, MaxAssignments: 3,
  Question: \`<ExternalQuestion xmlns="http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2006-07-14/ExternalQuestion.xsd"><ExternalURL>https://example.org/</ExternalURL><FrameHeight>400</FrameHeight></ExternalQuestion>\`,
});
`;
}
