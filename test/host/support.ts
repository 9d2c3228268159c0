/** The extension under test, from inside VS Code. */
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import type { Account } from '../../src/account/account.ts';
import type { TestApi } from '../../src/extension.ts';
import { commands, views } from '../../src/ids.ts';
import type { RunningLocal } from '../../src/local/controlClient.ts';
import { MTurkClient } from '../../src/mturk/client.ts';
import { storageKeys } from '../../src/storageKeys.ts';
import type { Node } from '../../src/views/nodes.ts';
import { type Answer, ScriptedPrompts } from '../support/scriptedPrompts.ts';
import { question } from '../support/submittedWork.ts';

export async function activated(): Promise<TestApi> {
  const extension = vscode.extensions.getExtension<TestApi>('mturk-workbench.mturk-workbench');
  assert.ok(extension);
  return extension.activate();
}

let reportInGrid: TestApi['workbench']['reportInGrid'] | undefined;

// A hook of all tests: what a command reports after it has ended still goes to the prompts of its test.
afterEach(async () => {
  if (reportInGrid) (await activated()).workbench.reportInGrid = reportInGrid;
  reportInGrid = undefined;
});

/** Runs a command with the answers that it shall get; all of them must have been asked for. */
export async function run(command: string, args: readonly unknown[], ...answers: Answer[]): Promise<ScriptedPrompts> {
  const { workbench } = await activated();
  const prompts = new ScriptedPrompts(...answers);
  workbench.prompts = prompts;
  // A grid that another test left open would take what is said.
  reportInGrid ??= workbench.reportInGrid;
  workbench.reportInGrid = () => undefined;
  await vscode.commands.executeCommand(command, ...args);
  await prompts.exhausted();
  assert.deepEqual(prompts.unused, []);
  return prompts;
}

export interface LocalAtHand {
  readonly local: RunningLocal;
  readonly account: Account;
  /** A client of its own, which the workbench knows nothing of. */
  readonly independent: MTurkClient;
}

/** The extension with its HITs in sight, in a window that counts as focused: no test depends on where the real focus is. */
export async function lookedAt(): Promise<TestApi> {
  const insides = await activated();
  insides.explorer.fresh.focused = () => true;
  await vscode.commands.executeCommand(`${views.hits}.focus`);
  insides.explorer.fresh.look();
  return insides;
}

/** Local, running on fresh sample HITs, listed by the workbench. */
export async function sampleLocal(): Promise<LocalAtHand> {
  const { workbench, explorer } = await lookedAt();
  // Tests find rows of HITs at the root; the one about groups asks for them.
  await explorer.arrangement.group('none');
  await run(commands.startLocalWithSamples, []);
  const { state } = workbench.local;
  assert.equal(state.state, 'running');
  assert.ok(state.state === 'running');
  await workbench.local.control('reset', { seed: 'sample' });
  // What an earlier test wrote to workers is not offered again.
  for (const key of [storageKeys.rejectionReasons, storageKeys.approvalMessages, storageKeys.recentMessages])
    await workbench.memory.update(key, undefined);
  const { account } = workbench.sessions.current;
  assert.ok(account);
  await account.refreshHITs();
  const { local } = state;
  const { accessKeyId, secretAccessKey } = local;
  const independent = new MTurkClient({
    endpoint: local.endpoint,
    credentials: async () => ({ accessKeyId, secretAccessKey }),
  });
  return { local, account, independent };
}

/** The account of the window as it is now: a reset of Local gives it another one. */
export async function accountNow(): Promise<Account> {
  const { workbench } = await activated();
  const { account } = workbench.sessions.current;
  assert.ok(account);
  return account;
}

/** A HIT of its own with so many submitted assignments of workers `A1HAND0000` and on, listed by the workbench. */
export async function submittedHIT(
  { account, independent }: LocalAtHand,
  count: number,
  answers: (index: number) => Record<string, string> = () => ({ colour: 'red' }),
): Promise<{ readonly hitId: string }> {
  const { workbench } = await activated();
  const { HIT } = await independent.call('CreateHIT', {
    Title: `Judge ${count} words`,
    Description: 'To be reviewed.',
    Reward: '0.30',
    MaxAssignments: count,
    AssignmentDurationInSeconds: 600,
    LifetimeInSeconds: 86_400,
    Question: question,
  });
  const hitId = HIT?.HITId ?? '';
  const hands = Array.from({ length: count }, async (_, index) => {
    const WorkerId = `A1HAND${String(index).padStart(4, '0')}`;
    const accepted = (await workbench.local.control('accept', { WorkerId, HITId: hitId })) as { AssignmentId: string };
    await workbench.local.control('submit', { AssignmentId: accepted.AssignmentId, WorkerId, Answers: answers(index) });
  });
  await Promise.all(hands);
  await account.refreshHIT(hitId);
  // A reading that was under way may have begun before the last of them.
  do await account.refreshAssignments(hitId);
  while (account.assignments(hitId).length < count);
  return { hitId };
}

/** Does something while the ledger tries again at once what the service has failed at. */
export async function withoutWaits<T>(something: () => Promise<T>): Promise<T> {
  const { workbench } = await activated();
  const { runtime } = await workbench.ledgers.of(workbench.sessions.current.profile.id);
  const { wait } = runtime;
  Object.assign(runtime, { wait: async () => undefined });
  try {
    return await something();
  } finally {
    Object.assign(runtime, { wait });
  }
}

/** All that the service knows, line by line. */
export async function stateOf({ local }: LocalAtHand): Promise<string[]> {
  const headers = { authorization: `Bearer ${local.controlToken}` };
  const response = await fetch(`${local.controlUrl}/export`, { method: 'POST', headers, body: '{}' });
  assert.equal(response.status, 200);
  return (await response.text()).split('\n');
}

/**
 * Resolves when a row alone is selected, within a minute. VS Code reports that a while after it was asked for; while it refreshes rows it
 * has no selection, and reports neither that nor its end. So it is looked at again and again.
 */
export async function onlySelected(view: { readonly selection: readonly Node[] }, wanted: Node): Promise<void> {
  const patience = AbortSignal.timeout(60_000);
  while (!isDeepStrictEqual(view.selection, [wanted])) {
    if (patience.aborted) throw new Error(`Selected is something else: ${JSON.stringify(view.selection)}`);
    // Any request: what VS Code reports meanwhile comes before its answer.
    await vscode.commands.executeCommand('setContext', 'mturk.selectionAwaited', true);
  }
}

/** Waits until something is so, woken by what the account says. */
export async function until(account: Account, what: string, condition: () => boolean): Promise<void> {
  if (condition()) return;
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      subscription.dispose();
      reject(new Error(`never came true: ${what}`));
    }, 60_000);
    const subscription = account.onChange(() => {
      if (!condition()) return;
      clearTimeout(timer);
      subscription.dispose();
      resolve();
    });
  });
}
