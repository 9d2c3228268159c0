import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { windowPrompts } from '../../src/ui/prompts.ts';

const press = (command: string) => vscode.commands.executeCommand(command);
const accept = 'workbench.action.acceptSelectedQuickOpenItem';
const close = 'workbench.action.closeQuickOpen';

/** Presses what answers a list: a list that is not shown yet takes no key. */
async function answered<T>(answer: Promise<T>, command: string): Promise<T> {
  let isOver = false;
  void answer.then(() => {
    isOver = true;
  });
  while (!isOver) await press(command);
  return answer;
}

/** The list that is opened next. */
function nextList(): Promise<vscode.QuickPick<vscode.QuickPickItem>> {
  const { window } = vscode;
  const { createQuickPick } = window;
  return new Promise(resolve => {
    window.createQuickPick = <T extends vscode.QuickPickItem>() => {
      window.createQuickPick = createQuickPick;
      const list = createQuickPick<T>();
      resolve(list as unknown as vscode.QuickPick<vscode.QuickPickItem>);
      return list;
    };
  });
}

/** Moves to a row with the arrow keys, as soon as the list takes them. */
async function moveTo(list: vscode.QuickPick<vscode.QuickPickItem>, label: string): Promise<void> {
  while (list.activeItems[0]?.label !== label) await press('workbench.action.quickOpenSelectNext');
}

describe('a list of ten thousand choices', () => {
  const choices = Array.from({ length: 10_000 }, (_, index) => ({ label: `HIT ${index}`, value: index }));

  it('answers the one that is accepted', async () => {
    const list = nextList();
    const answer = windowPrompts.pick('Open HIT', 'Which HIT?', choices);
    await moveTo(await list, 'HIT 1');
    assert.equal(await answered(answer, accept), 1);
  });

  it('answers all that are ticked', async () => {
    const list = nextList();
    const answer = windowPrompts.pickMany('Expire HITs', 'Which HITs?', choices);
    for (const label of ['HIT 1', 'HIT 2']) {
      await moveTo(await list, label);
      await press('workbench.action.quickPickManyToggle');
    }
    assert.deepEqual((await answered(answer, accept))?.toSorted(), [1, 2]);
  });

  it('answers nothing when the user walks away', async () => {
    const answer = windowPrompts.pick('Open HIT', 'Which HIT?', choices);
    assert.equal(await answered(answer, close), undefined);
  });
});

describe('a question of a wizard', () => {
  const position = { title: 'Add profile', step: 2, total: 4, canGoBack: true };
  const choices = ['first', 'second', 'third'].map(label => ({ label, value: label }));
  const question = { position, placeholder: 'Which?', choices };

  it('has its first row focused where none is asked for', async () => {
    assert.equal(await answered(windowPrompts.pickStep({ ...question, active: () => false }), accept), 'first');
    assert.equal(await answered(windowPrompts.pickStep(question), accept), 'first');
  });

  it('has the row focused that is asked for', async () => {
    const answer = windowPrompts.pickStep({ ...question, active: value => value === 'second' });
    assert.equal(await answered(answer, accept), 'second');
  });

  it('ends by Escape', async () => {
    assert.equal(await answered(windowPrompts.pickStep(question), close), undefined);
  });
});

describe('a list of choices to tick', () => {
  const choices = ['first', 'second', 'third'].map(label => ({ label, value: label }));

  it('stays on Enter while nothing is ticked', async () => {
    const list = nextList();
    const answer = windowPrompts.pickMany('Expire HITs', 'Which HITs?', choices);
    await moveTo(await list, 'second');
    await press(accept);
    await press('workbench.action.quickPickManyToggle');
    assert.deepEqual(await answered(answer, accept), ['second']);
  });
});
