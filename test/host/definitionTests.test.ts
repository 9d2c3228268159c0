/** Definitions in the Testing view: files, rows on demand, what passes and what fails where. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { DefinitionTests } from '../../src/commands/definition/definitionTests.ts';
import { testDefinition } from '../../src/commands/definition/test.ts';
import { commands } from '../../src/ids.ts';
import { activated, run } from './support.ts';

const folder = () => {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(root);
  return vscode.Uri.joinPath(root, 'testing');
};
const file = (name: string) => vscode.Uri.joinPath(folder(), name);
const write = (name: string, text: string) => vscode.workspace.fs.writeFile(file(name), new TextEncoder().encode(text));
const definition = (more: object = {}) =>
  JSON.stringify({
    Title: 'Judge a word',
    Description: 'Choose its color.',
    Reward: '0.10',
    duration: '10 min',
    lifetime: '1 day',
    question: 'task.html',
    data: 'words.csv',
    ...more,
  });
const page =
  '<form action="https://www.mturk.com/mturk/externalSubmit"><input name="color" required><button>Send</button></form>';

/** What a run reported, by the label of the test. */
interface Reported {
  readonly states: Map<string, string>;
  readonly messages: vscode.TestMessage[];
  ended: boolean;
}

describe('definitions in the Testing view', () => {
  let controller: vscode.TestController;
  let tests: DefinitionTests;
  let last: Reported;
  /** Whether the user stops each run at once. */
  let stopping = false;

  before(async () => {
    await vscode.workspace.fs.createDirectory(folder());
    await write('task.html', page);
    await write('words.csv', 'word\nred\nblue\n');
    await write('good.hit.json', definition({ expect: ['color'] }));
    await write('bad.hit.json', definition({ expect: ['colour'] }));
    await write('typo.hit.json', definition().replace('Reward', 'Rewrad'));
    const { workbench } = await activated();
    const real = vscode.tests.createTestController('mturk-tests-of-tests', 'Tests of tests');
    // A run can't be read back, so what it is told is noted beside.
    controller = Object.create(real, {
      createTestRun: { value: (request: vscode.TestRunRequest) => noted(real.createTestRun(request)) },
    });
    tests = new DefinitionTests(controller, workbench);
    await tests.resolve(undefined);
  });
  after(async () => {
    tests.dispose();
    controller.dispose();
    await vscode.workspace.fs.delete(folder(), { recursive: true });
  });

  function noted(run: vscode.TestRun): vscode.TestRun {
    const reported: Reported = { states: new Map(), messages: [], ended: false };
    last = reported;
    const state = (name: 'passed' | 'failed' | 'errored' | 'skipped') => ({
      value: (item: vscode.TestItem, ...more: unknown[]) => {
        reported.states.set(item.label, name);
        if (name === 'failed' || name === 'errored')
          reported.messages.push(...[more[0]].flat().filter(each => each instanceof vscode.TestMessage));
        (run[name] as (...given: unknown[]) => void).call(run, item, ...more);
      },
    });
    const own = new vscode.CancellationTokenSource();
    if (stopping) own.cancel();
    return Object.create(run, {
      token: { value: own.token },
      passed: state('passed'),
      failed: state('failed'),
      errored: state('errored'),
      skipped: state('skipped'),
      end: {
        value: () => {
          reported.ended = true;
          run.end();
        },
      },
    });
  }

  const item = (name: string): vscode.TestItem => {
    const found = controller.items.get(file(name).toString());
    assert.ok(found, name);
    return found;
  };
  const runItems = (items: readonly vscode.TestItem[], token = new vscode.CancellationTokenSource().token) =>
    tests.run(new vscode.TestRunRequest([...items]), token);

  it('are listed by file, with their rows when these are asked for', async () => {
    const good = item('good.hit.json');
    assert.equal(good.children.size, 0);
    await tests.resolve(good);
    assert.deepEqual(
      [...good.children].map(([, { label, description }]) => [label, description]),
      [
        ['Row 1', 'red'],
        ['Row 2', 'blue'],
      ],
    );
  });

  it('pass and fail by file, at the place of the fault', async () => {
    await runItems([item('good.hit.json'), item('bad.hit.json'), item('typo.hit.json')]);
    assert.deepEqual(
      [...last.states].map(([label, state]) => [label.split('/').at(-1), state]),
      [
        ['good.hit.json', 'passed'],
        ['bad.hit.json', 'failed'],
        ['typo.hit.json', 'failed'],
      ],
    );
    const texts = last.messages.map(({ message }) => String(message));
    assert.ok(texts.some(text => /“colour” that “expect” names/.test(text)));
    const typo = last.messages.find(({ message }) => /Rewrad/.test(String(message)));
    assert.equal(typo?.location?.uri.toString(), file('typo.hit.json').toString());
    assert.equal(typo?.location?.range.start.character, definition().indexOf('"Reward"'));
    assert.ok(last.ended);
  });

  it('run one row alone', async () => {
    const row = item('good.hit.json').children.get(`${item('good.hit.json').id}#2`);
    assert.ok(row);
    await runItems([row]);
    assert.deepEqual([...last.states], [['Row 2', 'passed']]);
  });

  it('are skipped when the run is cancelled before them', async () => {
    const source = new vscode.CancellationTokenSource();
    source.cancel();
    await runItems([item('good.hit.json'), item('bad.hit.json')], source.token);
    assert.deepEqual(new Set(last.states.values()), new Set(['skipped']));
    assert.ok(last.ended);
  });

  it('run by the command of a definition, whose output shows when its run is there', async () => {
    const { workbench } = await activated();
    const shown: string[] = [];
    const definitionTests = {
      run: (uri: vscode.Uri, onStart: () => void) =>
        tests.runFile(uri, () => {
          shown.push([...last.states.keys()].join());
          onStart();
        }),
      dispose: () => {},
    };
    await testDefinition({ ...workbench, definitionTests }, file('bad.hit.json'), undefined);
    assert.deepEqual(
      [...last.states].map(([label, state]) => [label.split('/').at(-1), state]),
      [['bad.hit.json', 'failed']],
    );
    assert.deepEqual(shown, [''], 'once, of a run that has reported nothing yet');
    const { said } = await run(commands.testDefinition, [file('good.hit.json')]);
    assert.deepEqual(said, []);
  });

  it('are stopped in the run that a command began, where it shows', async () => {
    stopping = true;
    await tests.runFile(file('good.hit.json'), () => {});
    stopping = false;
    assert.deepEqual([...last.states.values()], ['skipped']);
    assert.ok(last.ended);
  });

  it('forget rows and files that are gone', async () => {
    await vscode.workspace.fs.delete(file('bad.hit.json'));
    await tests.discover();
    assert.equal(controller.items.get(file('bad.hit.json').toString()), undefined);
  });
});
