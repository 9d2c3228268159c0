/** The preview of a definition as the extension sees it: what it shows of which row, and how it follows its files. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../src/ids.ts';
import { activated } from './support.ts';

const folder = () => {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(root);
  return vscode.Uri.joinPath(root, 'preview');
};
const file = (name: string) => vscode.Uri.joinPath(folder(), name);
const write = (name: string, text: string) => vscode.workspace.fs.writeFile(file(name), new TextEncoder().encode(text));
const page = (words: string) =>
  `<form action="https://www.mturk.com/mturk/externalSubmit"><p>${words} \${word}</p><input name="color"><button>Send</button></form>`;
const definition = {
  Title: 'Judge a word',
  Description: 'Choose its color.',
  Reward: '0.10',
  duration: '10 min',
  lifetime: '1 day',
  question: 'task.html',
  data: 'words.csv',
};

describe('the preview of a definition', () => {
  before(async () => {
    await vscode.workspace.fs.createDirectory(folder());
    await write('task.html', page('Read'));
    await write('words.csv', 'word\nred\nblue\n');
    await write('word.hit.json', JSON.stringify(definition, null, 2));
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(folder(), { recursive: true });
  });

  const shown = async () => (await activated()).workbench.previews.shown(file('word.hit.json'));
  type Model = NonNullable<Awaited<ReturnType<typeof shown>>>;
  const until = async (what: string, condition: (model: Model) => boolean): Promise<Model> => {
    for (let tries = 0; tries < 400; tries += 1) {
      const model = await shown();
      if (model && condition(model)) return model;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    throw new Error(`never came true: ${what}, but ${JSON.stringify(await shown())}`);
  };
  const serialOf = ({ state }: Model) => (state.kind === 'shown' ? state.frame.serial : 0);

  it('shows the frame of the first row, beside the file', async () => {
    await vscode.commands.executeCommand(commands.previewDefinition, file('word.hit.json'));
    const model = await until('a frame is shown', ({ state }) => state.kind === 'shown');
    assert.deepEqual(model.rows, { count: 2, row: 1, label: 'red' });
    assert.ok(model.state.kind === 'shown');
    const response = await fetch(model.state.frame.url);
    assert.match(await response.text(), /Read red/);
    assert.ok(!model.state.frame.sandbox.includes('allow-top-navigation'));
  });

  it('shows the page again when it was changed, and not when nothing of it was', async () => {
    const before = serialOf(await until('a frame is shown', ({ state }) => state.kind === 'shown'));
    await write('task.html', page('Look at'));
    const model = await until('the new page is shown', each => serialOf(each) > before);
    assert.ok(model.state.kind === 'shown');
    assert.match(await (await fetch(model.state.frame.url)).text(), /Look at red/);
    // Another row is not this page.
    await write('words.csv', 'word\nred\nblue\ngreen\n');
    const after = await until('the rows are counted again', ({ rows }) => rows?.count === 3);
    assert.equal(serialOf(after), serialOf(model));
  });

  it('says what is wrong with the definition, and goes on when that is settled', async () => {
    await write('word.hit.json', JSON.stringify({ ...definition, question: 'gone.html' }, null, 2));
    const wrong = await until('the problem is shown', ({ state }) => state.kind === 'failed');
    assert.ok(wrong.state.kind === 'failed');
    const [problem] = wrong.state.problems;
    assert.match(problem?.words ?? '', /There is no file “gone\.html” here/);
    assert.equal(problem?.place, 'word.hit.json:7:15');
    // Rules are not shown, and keep nothing from being shown.
    await write('word.hit.json', JSON.stringify({ ...definition, rules: 'gone.rules' }, null, 2));
    await until('the frame is back', ({ state }) => state.kind === 'shown');
  });

  it('is one panel for each definition', async () => {
    const previews = () =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ label }) => label === 'Preview word.hit.json');
    await vscode.commands.executeCommand(commands.previewDefinition, file('word.hit.json'));
    assert.equal(previews().length, 1);
    await vscode.window.tabGroups.close(previews());
    assert.equal(await shown(), undefined);
  });
});
