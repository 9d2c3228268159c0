/** Keys pass no rows: their commands act on what is selected in the view that has the keyboard, or on its focused row. */
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import { commands, focusedRowsArgument, views } from '../../src/ids.ts';
import type { Node } from '../../src/views/nodes.ts';
import { activated, type LocalAtHand, run, sampleLocal } from './support.ts';

const key = focusedRowsArgument;
const press = (command: string) => vscode.commands.executeCommand(command);

describe('keys', () => {
  let at: LocalAtHand;
  let rows: readonly Node[];

  beforeEach(async () => {
    at = await sampleLocal();
    const { explorer } = await activated();
    await explorer.hits.painted();
    rows = await explorer.hits.getChildren();
    // What an earlier test unfolded or selected doesn't matter: folded, with the first row focused and selected alone.
    const [first] = rows;
    assert.ok(first);
    await explorer.hits.reveal(first, { focus: true });
    await press('list.collapseAll');
    // A list gets the keyboard a while after it was asked to, and another one may have it until then.
    do await explorer.hits.reveal(first, { focus: true });
    while (!isDeepStrictEqual((await explorer.focusedRows()).rows, [first]));
  });

  after(async () => run(commands.stopLocal, []));

  /** The row that a key means, once rows have been refreshed; none after many looks. */
  async function goesOn(look: () => Promise<{ readonly rows: readonly Node[] }>): Promise<Node | undefined> {
    for (let looks = 0; looks < 100; looks += 1) {
      const { rows } = await look();
      if (rows[0]) return rows[0];
    }
    return undefined;
  }

  async function copied(): Promise<string[]> {
    await run(commands.copyId, [key]);
    return (await vscode.env.clipboard.readText()).split('\n');
  }

  const ids = (...nodes: (Node | undefined)[]) => nodes.map(node => (node?.kind === 'hit' ? node.hitId : ''));

  it('mean the focused row, though another one is selected, and select it', async () => {
    const { explorer } = await activated();
    assert.deepEqual(await copied(), ids(rows[0]));
    await press('list.focusDown');
    assert.deepEqual(explorer.hits.selection, [rows[0]]);
    assert.deepEqual(await copied(), ids(rows[1]));
    assert.deepEqual(explorer.hits.selection, [rows[1]]);
  });

  it('mean all selected rows when several are, wherever the focus is, and leave them selected', async () => {
    const { explorer } = await activated();
    await press('list.focusDown');
    await press('list.toggleSelection');
    await press('list.focusDown');
    await press('list.toggleSelection');
    const selected = [rows[0], rows[1], rows[2]];
    assert.deepEqual(new Set(explorer.hits.selection), new Set(selected));
    await press('list.focusDown');
    assert.deepEqual((await copied()).toSorted(), ids(...selected).toSorted());
    assert.deepEqual(new Set(explorer.hits.selection), new Set(selected));
  });

  it('mean the same row when one is pressed right after another', async () => {
    const { explorer } = await activated();
    await press('list.focusDown');
    const both = await Promise.all([explorer.focusedRows(), explorer.focusedRows()]);
    for (const { rows: focused } of both) assert.deepEqual(focused, [rows[1]]);
    assert.deepEqual(explorer.hits.selection, [rows[1]]);
  });

  it('mean the view that has the keyboard', async () => {
    const { explorer } = await activated();
    await press(`${views.review}.focus`);
    await at.account.refreshReview();
    await explorer.review.painted();
    const [hit] = await explorer.review.getChildren();
    const [assignment] = hit ? await explorer.review.getChildren(hit) : [];
    assert.ok(assignment?.kind === 'assignment');
    await explorer.review.reveal(assignment, { focus: true });
    const asked = await run(commands.approve, [key], { confirm: true });
    await asked.heard('confirm', /^Approve the assignment of \w+ in LOCAL/);
    const { Assignment } = await at.independent.call('GetAssignment', { AssignmentId: assignment.assignmentId });
    assert.equal(Assignment?.AssignmentStatus, 'Approved');
    // The keyboard goes on to another row. A key is asked, not the selection: while rows are refreshed, VS Code has none for a moment, and
    // reports neither that nor its end.
    const next = await goesOn(() => explorer.focusedRows());
    assert.ok(next?.kind === 'assignment' && next.assignmentId !== assignment.assignmentId, JSON.stringify(next));
  });

  it('say why not on a row that the command is not for, and ask nothing', async () => {
    for (const command of [commands.approve, commands.reject, commands.sendBonus]) {
      const prompts = await run(command, [key]);
      await prompts.heard('reportError', /: select assignments\.$/);
    }
  });

  it('say that nothing is selected where there is no row', async () => {
    const { explorer } = await activated();
    await explorer.arrangement.filterBy('nothing-has-this-word');
    await explorer.hits.painted();
    try {
      // VS Code takes the rows away a while after it was told that they are gone.
      while ((await explorer.focusedRows()).rows.length > 0);
      const prompts = await run(commands.approve, [key]);
      await prompts.heard('reportError', /^Nothing is selected/);
    } finally {
      await explorer.arrangement.filterBy('');
    }
  });
});
