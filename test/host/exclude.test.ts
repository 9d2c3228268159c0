/** `exclude` of a definition: who took part before doesn't see the new HITs, and who takes part later neither. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../src/ids.ts';
import { originOf } from '../../src/mturk/batchAnnotation.ts';
import { accountNow, activated, run, sampleLocal } from './support.ts';

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
      /1 worker of 1 batch can’t see these HITs: 1 of them get the qualification “Took part before \(/,
    );
    const [main] = await hitsOf('main');
    const [requirement] = main?.requirements ?? [];
    assert.equal(requirement?.comparator, 'DoesNotExist');
    assert.equal(requirement?.actionsGuarded, 'DiscoverPreviewAndAccept');
    await assert.rejects(submit('A1PILOT001', main?.id));
    await submit('A1NEWCOMER', main?.id);
  });

  it('does so for who submits to the earlier batch later', async () => {
    const [pilot] = await hitsOf('pilot');
    const [main] = await hitsOf('main');
    await submit('A1PILOT002', pilot?.id);
    const account = await accountNow();
    await account.refreshHITs();
    const typeId = main?.requirements[0]?.qualificationTypeId ?? '';
    const has = async () => {
      try {
        await account.client.call('GetQualificationScore', { QualificationTypeId: typeId, WorkerId: 'A1PILOT002' });
        return true;
      } catch {
        return false;
      }
    };
    for (let tries = 0; tries < 400 && !(await has()); tries += 1) await new Promise(done => setTimeout(done, 50));
    await assert.rejects(submit('A1PILOT002', main?.id));
  });

  it('uses the qualification again for the next batch, and excludes nobody twice', async () => {
    const { said } = await run(commands.publishDefinition, [file('main.hit.json')], { confirm: true });
    assert.match(said.map(({ message }) => message).join('\n'), /2 workers of 1 batch can’t see these HITs: 0 of them/);
    const types = new Set((await hitsOf('main')).map(({ requirements }) => requirements[0]?.qualificationTypeId));
    assert.equal(types.size, 1);
  });

  it('sends nothing for a batch that nobody knows', async () => {
    await write('main.hit.json', definition('main', { exclude: ['zzzzzzzzzz'] }));
    const { said } = await run(commands.publishDefinition, [file('main.hit.json')]);
    assert.match(said.map(({ message }) => message).join('\n'), /has no batch zzzzzzzzzz, .*Nothing was sent/);
    assert.equal((await hitsOf('main')).length, 2);
  });
});
