import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands, settings } from '../../src/ids.ts';
import type { Assignment } from '../../src/mturk/model.ts';
import type { WorkRef } from '../../src/refs.ts';
import { type Prompts, windowPrompts } from '../../src/ui/prompts.ts';
import { activated, type LocalAtHand, run, sampleLocal } from './support.ts';

const target = ({ id, hitId }: Assignment): WorkRef => ({ kind: 'assignment', hitId, assignmentId: id });

describe('guards', () => {
  let at: LocalAtHand;
  let waiting: Assignment[];
  const changed = new Set<string>();

  beforeEach(async () => {
    at = await sampleLocal();
    await Promise.all(at.account.hits().map(hit => at.account.refreshAssignments(hit.id)));
    waiting = at.account
      .hits()
      .flatMap(hit => at.account.assignments(hit.id))
      .filter(each => each.status === 'Submitted');
    assert.ok(waiting.length >= 6);
  });

  afterEach(async () => {
    for (const setting of changed) await set(setting, undefined);
    changed.clear();
  });

  after(async () => run(commands.stopLocal, []));

  async function set(setting: string, value: unknown): Promise<void> {
    changed.add(setting);
    await vscode.workspace.getConfiguration().update(setting, value, vscode.ConfigurationTarget.Global);
  }

  async function serviceStatus({ id }: Assignment): Promise<string | undefined> {
    return (await at.independent.call('GetAssignment', { AssignmentId: id })).Assignment?.AssignmentStatus;
  }

  /** How often the service was asked to change something. */
  async function writes(): Promise<number[]> {
    const { workbench } = await activated();
    const stats = (await workbench.local.control('stats')) as { operations: Record<string, { calls: number }> };
    return ['ApproveAssignment', 'RejectAssignment', 'SendBonus'].map(name => stats.operations[name]?.calls ?? 0);
  }

  it('refuse a bonus over its limit, and an act over its limit, before any request', async () => {
    const [first] = waiting;
    assert.ok(first);
    const before = await writes();
    const bonus = await run(commands.sendBonus, [target(first)], { type: '10.01' }, { type: 'slip of the finger' });
    await bonus.heard('warn', /a bonus of \$10\.01 is over your limit of \$10\.00/);
    await set(settings.operationLimit, 0.5);
    const operation = await run(commands.approve, [target(first), waiting.map(target)]);
    await operation.heard('warn', /is over your limit of \$0\.50 for one operation/);
    assert.deepEqual(await writes(), before);
  });

  it('leave a target free while the message about its refusal stands', async () => {
    const [first] = waiting;
    assert.ok(first);
    await set(settings.readOnlyProfiles, ['Local']);
    const { workbench } = await activated();
    const said: string[] = [];
    const warn: Prompts['warn'] = (message, ...actions) => {
      said.push(message);
      return windowPrompts.warn(message, ...actions);
    };
    workbench.prompts = { ...windowPrompts, warn };
    // Nobody closes the messages.
    await vscode.commands.executeCommand(commands.approve, target(first));
    await vscode.commands.executeCommand(commands.approve, target(first));
    await vscode.commands.executeCommand('notifications.clearAll');
    assert.equal(said.length, 2);
    for (const each of said) assert.match(each, /profile Local is read-only/);
  });

  it('keep a read-only profile from changing anything', async () => {
    const [first] = waiting;
    assert.ok(first);
    await set(settings.readOnlyProfiles, ['Local']);
    const before = await writes();
    const prompts = await run(commands.approve, [target(first)]);
    await prompts.heard('warn', /Can’t approve the assignment of \w+: profile Local is read-only/);
    assert.deepEqual(await writes(), before);
  });

  it('do nothing when VS Code has lost a row whose menu was open', async () => {
    const [first, second] = waiting;
    assert.ok(first && second);
    const none = await run(commands.approve, [undefined, undefined]);
    await none.heard('reportError', /The list was refreshed\. Nothing was changed/);
    const some = await run(commands.approve, [target(first), [target(first), undefined, target(second)]]);
    await some.heard('reportError', /The list was refreshed/);
    assert.equal(await serviceStatus(first), 'Submitted');
    // The palette passes nothing at all, and asks.
    await run(commands.approve, [], { leave: true });
  });

  it('have the count typed before many are rejected', async () => {
    const many = waiting.slice(0, 5);
    const [first] = many;
    assert.ok(first);
    const slip = await run(
      commands.reject,
      [target(first), many.map(target)],
      { type: 'Not the task' },
      { confirm: true },
      { type: '4' },
    );
    assert.match(slip.objections.join(), /Type 5/);
    assert.equal(await serviceStatus(first), 'Submitted');
    await run(
      commands.reject,
      [target(first), many.map(target)],
      { type: 'Not the task' },
      { confirm: true },
      { type: '5' },
    );
    for (const each of many) assert.equal(await serviceStatus(each), 'Rejected');
  });

  it('show the exact requests and send none', async () => {
    const [first, second] = waiting;
    assert.ok(first && second);
    const before = await writes();
    await run(commands.approve, [target(first), [first, second].map(target)], { press: /Show Requests Only/ });
    const { document } = vscode.window.activeTextEditor ?? {};
    assert.ok(document && !document.isUntitled, 'what would be sent is read, not edited');
    const text = document.getText();
    const { requests, cost } = JSON.parse(text);
    assert.deepEqual(
      requests,
      [first, second].map(({ id }) => ({ operation: 'ApproveAssignment', input: { AssignmentId: id } })),
    );
    assert.match(cost.pay, /^\$\d/);
    assert.deepEqual(await writes(), before);
  });

  it('are skipped in Local where the user said so', async () => {
    const [first] = waiting;
    assert.ok(first);
    await set(settings.skipConfirmations, ['local']);
    await run(commands.approve, [target(first)]);
    assert.equal(await serviceStatus(first), 'Approved');
  });
});
