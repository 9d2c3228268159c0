/** `exclude` of a definition: who took part before doesn't see the new HITs, and who takes part later neither. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../src/ids.ts';
import { originOf } from '../../src/mturk/batchAnnotation.ts';
import type { HIT } from '../../src/mturk/model.ts';
import { pages } from '../../src/mturk/paging.ts';
import { localProfile } from '../../src/profiles/profile.ts';
import { storageKeys } from '../../src/storageKeys.ts';
import { accountNow, activated, lookedAt, run, sampleLocal } from './support.ts';

const folder = () => {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(root);
  return vscode.Uri.joinPath(root, 'exclude');
};
const file = (name: string) => vscode.Uri.joinPath(folder(), name);
const write = (name: string, text: string) => vscode.workspace.fs.writeFile(file(name), new TextEncoder().encode(text));
const definition = (own: string, more: object = {}) =>
  JSON.stringify({
    Title: `A ${own} study`,
    Description: 'Choose a color.',
    Reward: '0.10',
    MaxAssignments: 5,
    duration: '10 min',
    lifetime: '1 day',
    RequesterAnnotation: own,
    question: 'task.html',
    ...more,
  });
const page =
  '<form action="https://www.mturk.com/mturk/externalSubmit"><input name="color"><button>Send</button></form>';

async function hitsOf(own: string) {
  const account = await accountNow();
  await account.refreshHITs();
  return account.hits().filter(({ annotation }) => originOf(annotation)?.own === own);
}

async function submit(WorkerId: string, HITId: string | undefined): Promise<void> {
  const { workbench } = await activated();
  const { AssignmentId } = (await workbench.local.control('accept', { WorkerId, HITId })) as { AssignmentId: string };
  await workbench.local.control('submit', { AssignmentId, WorkerId, Answers: { color: 'red' } });
}

async function has(WorkerId: string, hit: HIT | undefined): Promise<boolean> {
  const { client } = await accountNow();
  const QualificationTypeId = hit?.requirements[0]?.qualificationTypeId ?? '';
  return client.call('GetQualificationScore', { QualificationTypeId, WorkerId }).then(
    () => true,
    () => false,
  );
}

async function until(what: string, condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await condition()) return;
    await new Promise(done => setTimeout(done, 50));
  }
  throw new Error(`never came true: ${what}`);
}

describe('excluding the workers of earlier batches', () => {
  before(async () => {
    await vscode.workspace.fs.createDirectory(folder());
    await write('task.html', page);
    await write('pilot.hit.json', definition('pilot'));
    await write('main.hit.json', definition('main', { exclude: ['pilot.hit.json'] }));
    await sampleLocal();
    await run(commands.publishDefinition, [file('pilot.hit.json')], { confirm: true });
  });
  after(async () => {
    // What is remembered would be followed, and read for, in the tests that come after these.
    const { memory } = (await activated()).workbench;
    await memory.update(`${storageKeys.laterExclusionsPrefix}${localProfile.id}`, undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(folder(), { recursive: true });
    await run(commands.stopLocal, []);
  });

  it('gives them a qualification that the new HITs require not to be there, once that is confirmed', async () => {
    const [pilot] = await hitsOf('pilot');
    await submit('A1PILOT001', pilot?.id);
    const { said } = await run(commands.publishDefinition, [file('main.hit.json')], { confirm: true });
    const text = said.map(({ message }) => message).join('\n');
    assert.match(text, /Publish 1 HIT of “main” in LOCAL\?/);
    assert.match(
      text,
      /1 worker of 1 batch can’t see these HITs\.\s+The worker gets the qualification “Took part before \(/,
    );
    const [main] = await hitsOf('main');
    const [requirement] = main?.requirements ?? [];
    assert.equal(requirement?.comparator, 'DoesNotExist');
    assert.equal(requirement?.actionsGuarded, 'DiscoverPreviewAndAccept');
    await assert.rejects(submit('A1PILOT001', main?.id));
    await submit('A1NEWCOMER', main?.id);
  });

  it('names the batch whose workers are excluded by command', async () => {
    const { memory } = (await activated()).workbench;
    await memory.update(storageKeys.exclusionPrefix + localProfile.id, undefined);
    const declined = await run(
      commands.excludeWorkersOf,
      [],
      { pick: /^A batch/ },
      { pick: /^pilot/ },
      { pick: /^New qualification/ },
      { type: 'Did the pilot' },
      { accept: true },
      { confirm: false },
    );
    await declined.heard('confirm', /^Exclude worker A1PILOT001 of batch “pilot” \([a-z0-9]{10}\) in LOCAL\?/);
  });

  it('does so for who submits to the earlier batch later, whatever shows', async () => {
    const { explorer } = await activated();
    const [pilot] = await hitsOf('pilot');
    const [main] = await hitsOf('main');
    explorer.fresh.focused = () => false;
    await vscode.commands.executeCommand('workbench.action.closeSidebar');
    explorer.fresh.look();
    await explorer.fresh.looked();
    await submit('A1PILOT002', pilot?.id);
    await until('the worker is excluded', () => has('A1PILOT002', main));
    await assert.rejects(submit('A1PILOT002', main?.id));
    await lookedAt();
  });

  it('doesn’t exclude who was let in again by a revocation', async () => {
    const { workbench } = await activated();
    const [pilot] = await hitsOf('pilot');
    const [main] = await hitsOf('main');
    const account = await accountNow();
    const qualificationTypeId = main?.requirements[0]?.qualificationTypeId ?? '';
    const { client } = account;
    const ledger = await workbench.ledgers.of(localProfile.id);
    const plan = { id: 'revoke', title: '', environment: 'local', profile: localProfile.id, endpoint: client.endpoint };
    const revocation = { verb: 'revokeQualification', qualificationTypeId, workerId: 'A1PILOT001' } as const;
    await ledger.start(plan, [revocation], { client });
    await submit('A1PILOT003', pilot?.id);
    await until('the next worker is excluded', () => has('A1PILOT003', main));
    assert.equal(await has('A1PILOT001', main), false);
  });

  it('uses the qualification again for the next batch, and excludes nobody twice', async () => {
    const { said } = await run(commands.publishDefinition, [file('main.hit.json')], { confirm: true });
    assert.match(
      said.map(({ message }) => message).join('\n'),
      /2 workers of 1 batch can’t see these HITs\.\s+All have the qualification .*\s+1 worker can see these HITs, because/,
    );
    const types = new Set((await hitsOf('main')).map(({ requirements }) => requirements[0]?.qualificationTypeId));
    assert.equal(types.size, 1);
  });

  it('makes another qualification where more batches are excluded, so that open HITs stay open to their workers', async () => {
    await write('again.hit.json', definition('again', { exclude: ['again.hit.json'] }));
    const published: string[] = [];
    for (const worker of ['A1AGAIN001', 'A1AGAIN002', 'A1AGAIN003']) {
      const { said } = await run(commands.publishDefinition, [file('again.hit.json')], { confirm: true });
      // Times of creation are in whole seconds: several may share one.
      const newest = (await hitsOf('again')).find(({ id }) => !published.includes(id));
      assert.ok(newest, JSON.stringify(said));
      published.push(newest.id);
      await submit(worker, newest.id);
    }
    const second = (await hitsOf('again')).find(({ id }) => id === published[1]);
    assert.ok(second);
    // Who worked on the second batch holds the type of the third, not that which the second requires.
    assert.equal(await has('A1AGAIN002', second), false);
    assert.equal(await has('A1AGAIN001', second), true);
  });

  it('knows the workers of HITs that were deleted', async () => {
    const [pilot] = await hitsOf('pilot');
    assert.ok(pilot);
    const account = await accountNow();
    const { client } = account;
    for await (const { Assignments = [] } of pages(client, 'ListAssignmentsForHIT', { HITId: pilot.id }))
      for (const { AssignmentId } of Assignments) await client.call('ApproveAssignment', { AssignmentId });
    await client.call('UpdateExpirationForHIT', { HITId: pilot.id, ExpireAt: new Date(0) });
    await account.refreshHIT(pilot.id);
    await run(commands.deleteHIT, [{ kind: 'hit', hitId: pilot.id }], { confirm: true });
    await write('other.hit.json', definition('other', { exclude: ['pilot.hit.json'] }));
    const { said } = await run(commands.publishDefinition, [file('other.hit.json')], { confirm: true });
    assert.match(
      said.map(({ message }) => message).join('\n'),
      /3 workers of 1 batch can’t see these HITs\.\s+They get/,
    );
    const [other] = await hitsOf('other');
    assert.ok(other, JSON.stringify(said));
    assert.equal(await has('A1PILOT003', other), true);
  });

  it('sends nothing for a batch that nobody knows', async () => {
    await write('main.hit.json', definition('main', { exclude: ['zzzzzzzzzz'] }));
    const { said } = await run(commands.publishDefinition, [file('main.hit.json')]);
    assert.match(said.map(({ message }) => message).join('\n'), /has no batch zzzzzzzzzz, .*Nothing was sent/);
    assert.equal((await hitsOf('main')).length, 2);
  });
});
