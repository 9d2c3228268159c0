/** Layouts of Local: registered and replaced from a file, listed, opened, and used by a definition. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../src/ids.ts';
import { accountNow, run, sampleLocal } from './support.ts';

const folder = () => {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(root);
  return vscode.Uri.joinPath(root, 'layouts');
};
const file = (name: string) => vscode.Uri.joinPath(folder(), name);
const write = (name: string, text: string) => vscode.workspace.fs.writeFile(file(name), new TextEncoder().encode(text));

describe('HIT layouts of Local', () => {
  before(async () => {
    await vscode.workspace.fs.createDirectory(folder());
    await write('bird.html', '<p>Is ${thing} a bird?</p><input name="bird">');
    await write('birds.csv', 'thing\nrobin\ncar\n');
    await sampleLocal();
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(folder(), { recursive: true });
    await run(commands.stopLocal, []);
  });

  let id = '';

  it('are registered from a file, with their placeholders', async () => {
    const { said } = await run(commands.registerLayout, [file('bird.html')], { accept: true });
    const message = said.at(-1)?.message ?? '';
    assert.match(message, /^Registered layout “bird” in LOCAL: [A-Z0-9]+\. Its placeholders: thing\.$/);
    id = /LOCAL: ([A-Z0-9]+)/.exec(message)?.[1] ?? '';
  });

  it('are replaced by their ID, or registered beside', async () => {
    await write('bird.html', '<p>Is ${thing} a bird at all?</p><input name="bird">');
    const replaced = await run(commands.registerLayout, [file('bird.html')], { accept: true }, { pick: /^Replace/ });
    assert.match(replaced.said.at(-1)?.message ?? '', new RegExp(`^Replaced layout “bird” in LOCAL: ${id}\\.`));
    await run(commands.registerLayout, [file('bird.html')], { accept: true }, { pick: /^Register another/ });
    const { offers } = await run(commands.openLayout, [], { leave: true });
    assert.deepEqual(offers, [['bird', 'bird']]);
  });

  it('open as HTML that can be registered again', async () => {
    await run(commands.openLayout, [], { pick: /^bird/ }, { pick: /^Open HTML/ });
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.languageId, 'html');
    assert.match(document?.getText() ?? '', /a bird at all\?/);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('make no definition over another file whose name nobody was asked about', async () => {
    await write('mine.hit.json', '{"Title": "Mine"}');
    const { said } = await run(
      commands.openLayout,
      [],
      { pick: /^bird/ },
      { pick: /^New Definition/ },
      { file: file('mine') },
    );
    assert.match(said.at(-1)?.message ?? '', /^Couldn’t save the definition: mine\.hit\.json exists already\./);
    const kept = new TextDecoder().decode(await vscode.workspace.fs.readFile(file('mine.hit.json')));
    assert.equal(kept, '{"Title": "Mine"}');
  });

  it('make a definition that is published with the cells of its rows', async () => {
    await run(
      commands.openLayout,
      [],
      { pick: /^bird/ },
      { pick: /^New Definition/ },
      { file: file('birds.hit.json') },
    );
    const written = JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(file('birds.hit.json'))));
    assert.deepEqual(written.profiles, { local: { question: { layout: id } } });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await write('birds.hit.json', JSON.stringify({ ...written, Description: 'Look.', data: 'birds.csv' }));
    await run(commands.publishDefinition, [file('birds.hit.json')], { confirm: true });
    const account = await accountNow();
    await account.refreshHITs();
    const found = account.hits().filter(({ title }) => title === 'bird');
    assert.equal(found.length, 2);
    const { HIT } = await account.client.call('GetHIT', { HITId: found[0]?.id ?? '' });
    assert.match(HIT?.Question ?? '', /Is (robin|car) a bird at all\?/);
  });
});
