/** The review grid from inside VS Code: what opens it, and what a right-click in it means to commands. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands, panels, webviewSections } from '../../src/ids.ts';
import { run, sampleLocal } from './support.ts';

const grids = () =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(panels.review));

/** Resolves when so many grids are open, woken by the tabs. */
async function open(count: number): Promise<void> {
  while (grids().length !== count)
    await new Promise<void>(resolve => {
      const subscription = vscode.window.tabGroups.onDidChangeTabs(() => {
        subscription.dispose();
        resolve();
      });
    });
}

describe('the review grid', () => {
  after(async () => run(commands.stopLocal, []));

  afterEach(async () => {
    await vscode.window.tabGroups.close(grids());
  });

  async function waiting() {
    const { account, independent } = await sampleLocal();
    await account.refreshReview();
    const assignments = [...account.works()].flat().filter(({ status }) => status === 'Submitted');
    assert.ok(assignments.length >= 3);
    return { account, independent, assignments };
  }

  it('opens once for a selection, and once for each other', async () => {
    const { assignments } = await waiting();
    await run(commands.openWaiting, []);
    await run(commands.openWaiting, []);
    const [first] = assignments;
    assert.ok(first);
    const target = { kind: 'assignment', hitId: first.hitId, assignmentId: first.id };
    await run(commands.openReview, [target, [target]]);
    await run(commands.openReview, [{ kind: 'hit', hitId: first.hitId }]);
    await open(2);
    assert.ok(grids().some(({ label }) => label === 'Review: All Pending'));
  });

  it('opens from the palette on what is picked', async () => {
    await waiting();
    await run(commands.openReview, [], { pick: /All HITs/ });
    await open(1);
  });

  it('hands commands what a right-click was about', async () => {
    const { independent, assignments } = await waiting();
    const chosen = assignments.slice(0, 3);
    const context = {
      webview: panels.review,
      webviewSection: webviewSections.assignment,
      preventDefaultContextMenuItems: true,
      assignments: Object.fromEntries(
        [...Map.groupBy(chosen, ({ hitId }) => hitId)].map(([hitId, items]) => [hitId, items.map(({ id }) => id)]),
      ),
    };
    await run(commands.copyId, [context]);
    assert.deepEqual((await vscode.env.clipboard.readText()).split('\n').sort(), chosen.map(({ id }) => id).sort());
    await run(commands.approve, [context], { confirm: true });
    for (const { id } of chosen) {
      const { Assignment } = await independent.call('GetAssignment', { AssignmentId: id });
      assert.equal(Assignment?.AssignmentStatus, 'Approved');
    }
  });

  it('takes nothing from a context that is no assignment', async () => {
    await waiting();
    for (const strange of [
      { webviewSection: 'other', assignments: { a: ['b'] } },
      { webviewSection: 'assignment', assignments: { a: 3 } },
    ])
      assert.match(
        (await run(commands.approve, [strange])).said.map(({ kind }) => kind).join(),
        /^(warn|reportError)$/,
      );
  });
});
