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
