import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { unreadHITs } from '../../src/account/unread.ts';
import { commands, settings, views } from '../../src/ids.ts';
import { localProfile, type Profile } from '../../src/profiles/profile.ts';
import type { Node } from '../../src/views/nodes.ts';
import { startLocal } from '../support/local.ts';
import { seedMany } from '../support/manyHITs.ts';
import { ScriptedPrompts } from '../support/scriptedPrompts.ts';
import { accountNow, activated, lookedAt, run, sampleLocal, until } from './support.ts';

const day = 86_400;

describe('the explorer', () => {
  afterEach(async () => {
    const { arrangement, fresh } = (await activated()).explorer;
    fresh.focused = () => true;
    await arrangement.group('none');
    await arrangement.groupReview('hit');
  });
  after(async () => run(commands.stopLocal, []));

  /** Calls of each operation that the service has answered. */
  async function answered(): Promise<Record<string, number>> {
    const { workbench } = await activated();
    const { operations } = (await workbench.local.control('stats')) as {
      operations: Record<string, { calls: number }>;
    };
    return Object.fromEntries(Object.entries(operations).map(([name, { calls }]) => [name, calls]));
  }

  it('repaints the rows that changed among ten thousand, and no others', async () => {
    const { workbench, explorer } = await lookedAt();
    await explorer.arrangement.group('none');
    const local = await startLocal();
    await seedMany(local.service, {
      hits: 10_000,
      assignmentsEach: 0,
      waitingEvery: 1,
      questionLength: 50,
      // All of the last half an hour: no row says something else because an hour has passed since.
      ageOf: index => 600_000 + (10_000 - index) * 100,
    });
    const profile: Profile = { id: 'big', name: 'big', endpoint: local.endpoint, environment: 'other', keys: 'stored' };
    await workbench.store.add(profile, local);
    try {
      await workbench.sessions.switchTo(profile);
      const { account } = workbench.sessions.current;
      assert.ok(account);
      await account.refreshHITs();
      assert.equal(account.size, 10_000);
      const rows = await explorer.hits.getChildren();
      assert.equal(rows.at(-1)?.kind, 'more');
      for (const row of rows) explorer.hits.getTreeItem(row);
      await explorer.hits.painted();

      const painted: (Node | Node[] | undefined)[] = [];
      const listening = explorer.hits.onDidChangeTreeData(node => painted.push(node));
      await account.refreshHITs();
      await explorer.hits.painted();
      assert.deepEqual(painted, [], 'nothing changed');

      const changed = rows
        .slice(0, 100)
        .flatMap((row, index) => (row.kind === 'hit' && index % 2 === 0 ? [row.hitId] : []));
      assert.equal(changed.length, 50);
      for (const [index, HITId] of changed.entries())
        await local.control('accept', { HITId, WorkerId: `A${index}WORKER` });
      await account.refreshHITs();
      await explorer.hits.painted();
      listening.dispose();
      const keys = painted
        .flatMap((nodes): (Node | undefined)[] => (Array.isArray(nodes) ? nodes : [nodes]))
        .map(node => (node?.kind === 'hit' ? node.hitId : 'another row'));
      assert.deepEqual(keys.toSorted(), changed.toSorted());
    } finally {
      await workbench.sessions.switchTo(localProfile);
      await workbench.store.remove(profile.id);
      await local.stop();
      await explorer.arrangement.group('none');
    }
  });

  it('sends no request while the window has no focus or no view shows, and catches up afterwards', async () => {
    const { workbench, explorer } = await activated();
    const { independent, account } = await sampleLocal();
    await account.refreshReview();
    const waiting = [...account.works()].flat().filter(({ status }) => status === 'Submitted');
    const [first, second] = waiting;
    assert.ok(first && second);
    const approvedUnseen = async (id: string) => {
      await explorer.fresh.idle();
      const before = await answered();
      const told = new Promise<void>(resolve => {
        const subscription = workbench.local.onChanged(() => {
          subscription.dispose();
          resolve();
        });
      });
      await independent.call('ApproveAssignment', { AssignmentId: id });
      await told;
      await explorer.fresh.idle();
      const after = await answered();
      assert.deepEqual(after, { ...before, ApproveAssignment: (before.ApproveAssignment ?? 0) + 1 });
      assert.equal(account.assignment(id)?.status, 'Submitted', 'what is shown is what was known');
    };
    const nodeOf = async (hitId: string) =>
      (await explorer.hits.getChildren()).find(node => node.kind === 'hit' && node.hitId === hitId);
    const seen = async (id: string) => {
      const isGone = () => account.assignment(id)?.status !== 'Submitted';
      await until(account, 'the approval is seen', isGone);
    };

    explorer.fresh.focused = () => false;
    explorer.fresh.look();
    await explorer.fresh.looked();
    await approvedUnseen(first.id);
    explorer.fresh.focused = () => true;
    explorer.fresh.look();
    await seen(first.id);

    await explorer.fresh.looked();
    explorer.fresh.focused = () => false;
    await explorer.fresh.idle();
    await until(account, 'nothing is being read', () =>
      account.hits().every(hit => account.assignmentsFreshness(hit.id).state !== 'loading'),
    );
    const unfolded = account.hits().find(hit => account.assignmentsFreshness(hit.id).state === 'never');
    assert.ok(unfolded);
    const before = await answered();
    await explorer.hits.getChildren(await nodeOf(unfolded.id));
    assert.deepEqual(await answered(), before, 'what VS Code unfolds by itself waits');
    const asked = new Promise<void>(resolve => {
      const subscription = explorer.hits.onDidChangeTreeData(nodes => {
        if (![nodes].flat().some(node => node?.kind === 'hit' && node.hitId === unfolded.id)) return;
        subscription.dispose();
        resolve();
      });
    });
    explorer.fresh.focused = () => true;
    explorer.fresh.look();
    await asked;
    await explorer.hits.getChildren(await nodeOf(unfolded.id));
    assert.equal(account.assignmentsFreshness(unfolded.id).state, 'fresh');

    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const hidden = new Promise<void>(resolve => {
      const subscription = explorer.hits.onDidChangeVisibility(() => {
        subscription.dispose();
        resolve();
      });
    });
    await vscode.commands.executeCommand('workbench.view.explorer');
    await hidden;
    await explorer.fresh.looked();
    assert.equal(explorer.hits.visible, false);
    await approvedUnseen(second.id);
    await vscode.commands.executeCommand(`${views.hits}.focus`);
    await seen(second.id);
  });

  it('shows what waits for review by deadline, whatever it is grouped by, and lets reviewed work go', async () => {
    const { explorer } = await activated();
    const { account, independent } = await sampleLocal();
    await account.refreshReview();
    const { review } = explorer;
    const shown = async () => {
      const groups = await review.getChildren();
      const below = await Promise.all(groups.map(group => review.getChildren(group)));
      return below.flat().map(node => (node.kind === 'assignment' ? node.assignmentId : ''));
    };
    const submitted = [...account.works()].flat().filter(({ status }) => status === 'Submitted');
    const byDeadline = submitted.toSorted((a, b) => a.autoApproves - b.autoApproves || (a.id < b.id ? -1 : 1));
    assert.ok(submitted.length > 2);
    assert.deepEqual((await shown()).toSorted(), submitted.map(({ id }) => id).toSorted());
    await run(commands.groupReview, [], { pick: /auto-approval/ });
    assert.deepEqual(
      await shown(),
      byDeadline.map(({ id }) => id),
    );

    const [first] = byDeadline;
    assert.ok(first);
    const [group] = await review.getChildren();
    const [row] = group ? await review.getChildren(group) : [];
    assert.ok(row);
    await run(commands.approve, [row], { confirm: true });
    assert.ok(!(await shown()).includes(first.id));
    const { Assignment } = await independent.call('GetAssignment', { AssignmentId: first.id });
    assert.equal(Assignment?.AssignmentStatus, 'Approved');
  });

  it('warns once, in one message, before work auto-approves unreviewed', async () => {
    const { workbench } = await activated();
    const first = await sampleLocal();
    // What samples bring when they are first read is not told; after a reset it is.
    await first.account.refreshReview();
    await workbench.local.control('reset', { seed: 'sample' });
    const account = await accountNow();
    await account.refreshHITs();
    const hours = (seconds: number) => Math.floor(seconds / 3600);
    const longest = Math.max(...account.hits().map(({ autoApprovalDelay }) => autoApprovalDelay));
    const configuration = vscode.workspace.getConfiguration();
    await configuration.update(settings.reviewWarnings, [hours(longest) - 1], vscode.ConfigurationTarget.Global);
    const prompts = new ScriptedPrompts();
    workbench.prompts = prompts;
    try {
      await workbench.local.control('clock', { advanceSeconds: day / 24 });
      await account.refreshReview();
      await prompts.heard('warn', /submitted assignments? auto-approves? .*without your review.*Local, LOCAL/s);
      await account.refreshReview();
      assert.equal(prompts.said.length, 1);
    } finally {
      await configuration.update(settings.reviewWarnings, undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('knows workers with what they did across HITs', async () => {
    const { explorer } = await activated();
    const { account } = await sampleLocal();
    await run(commands.readAllWork, []);
    assert.equal(unreadHITs(account).length, 0);
    const rows = await explorer.workers.getChildren();
    const all = [...account.works()].flat();
    assert.equal(rows.length, new Set(all.map(({ workerId }) => workerId)).size);
    const counts = Map.groupBy(all, ({ workerId }) => workerId);
    const [busiest, work = []] = [...counts].toSorted(([, a], [, b]) => b.length - a.length)[0] ?? [];
    const row = rows.find(each => each.kind === 'worker' && each.workerId === busiest);
    assert.ok(row && work.length > 1);
    const below = await explorer.workers.getChildren(row);
    assert.equal(below.length, work.length);
    assert.ok(new Set(below.map(node => (node.kind === 'assignment' ? node.hitId : ''))).size > 1);
    assert.match(String(explorer.workers.getTreeItem(row).description), /approved|waiting|rejected/);
  });

  it('has tooltips with all facts, and marks rows by state', async () => {
    const { explorer } = await activated();
    const { account } = await sampleLocal();
    const [row] = await explorer.hits.getChildren();
    assert.ok(row?.kind === 'hit');
    const item = explorer.hits.getTreeItem(row);
    assert.equal(item.tooltip, undefined, 'made only when asked for');
    const { tooltip } = explorer.hits.resolveTreeItem(item, row);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.ok(tooltip.value.includes(row.hitId));
    assert.deepEqual(
      typeof tooltip.isTrusted === 'object' && [...tooltip.isTrusted.enabledCommands].sort(),
      [commands.copyId, commands.findInFiles, commands.openHIT, commands.reveal].sort(),
    );
    assert.ok(item.resourceUri);
    assert.ok(account.size > 0);
  });
});
