import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { windowPrompts } from '../../src/ui/prompts.ts';

const press = (command: string) => vscode.commands.executeCommand(command);

describe('a list of ten thousand choices', () => {
  const choices = Array.from({ length: 10_000 }, (_, index) => ({ label: `HIT ${index}`, value: index }));

  it('answers the one that is accepted', async () => {
    const answer = windowPrompts.pick('Open HIT', 'Which HIT?', choices);
    await press('workbench.action.quickOpenSelectNext');
    await press('workbench.action.acceptSelectedQuickOpenItem');
    assert.equal(await answer, 1);
  });

  it('answers all that are ticked', async () => {
    const answer = windowPrompts.pickMany('Expire HITs', 'Which HITs?', choices);
    for (let times = 0; times < 2; times += 1) {
      await press('workbench.action.quickOpenSelectNext');
      await press('workbench.action.quickPickManyToggle');
    }
    await press('workbench.action.acceptSelectedQuickOpenItem');
    assert.equal((await answer)?.length, 2);
  });

  it('answers nothing when the user walks away', async () => {
    const answer = windowPrompts.pick('Open HIT', 'Which HIT?', choices);
    await press('workbench.action.closeQuickOpen');
    assert.equal(await answer, undefined);
  });
});

describe('a question of a wizard', () => {
  const position = { title: 'Add profile', step: 2, total: 4, canGoBack: true };
  const choices = ['first', 'second', 'third'].map(label => ({ label, value: label }));
  const question = { position, placeholder: 'Which?', choices };

  it('has its first row focused where none is asked for', async () => {
    const answer = windowPrompts.pickStep({ ...question, active: () => false });
    await press('workbench.action.acceptSelectedQuickOpenItem');
    assert.equal(await answer, 'first');
    const plain = windowPrompts.pickStep(question);
    await press('workbench.action.acceptSelectedQuickOpenItem');
    assert.equal(await plain, 'first');
  });

  it('has the row focused that is asked for', async () => {
    const answer = windowPrompts.pickStep({ ...question, active: value => value === 'second' });
    await press('workbench.action.acceptSelectedQuickOpenItem');
    assert.equal(await answer, 'second');
  });

  it('ends by Escape', async () => {
    const answer = windowPrompts.pickStep(question);
    await press('workbench.action.closeQuickOpen');
    assert.equal(await answer, undefined);
  });
});

describe('a list of choices to tick', () => {
  const choices = ['first', 'second', 'third'].map(label => ({ label, value: label }));

  it('stays on Enter while nothing is ticked', async () => {
    const answer = windowPrompts.pickMany('Expire HITs', 'Which HITs?', choices);
    await press('workbench.action.acceptSelectedQuickOpenItem');
    await press('workbench.action.quickPickManyToggle');
    await press('workbench.action.acceptSelectedQuickOpenItem');
    assert.deepEqual(await answer, ['first']);
  });
});
