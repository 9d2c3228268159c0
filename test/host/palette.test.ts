/** Commands from the palette get no rows: they ask what to act on, and whoever walks away has changed nothing. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type CommandId, commands } from '../../src/ids.ts';
import { ScriptedPrompts } from '../support/scriptedPrompts.ts';
import { changedIds, readBooks } from './menus/world.ts';
import { activated, run, sampleLocal } from './support.ts';

describe('the palette', () => {
  after(async () => run(commands.stopLocal, []));

  it('offers what waits for review first, and then what is newest', async () => {
    const { account } = await sampleLocal();
    const { offers } = await run(commands.openHIT, [], { leave: true });
    const waiting = (id: string) => {
      const hit = account.hit(id);
      return hit ? account.counts(hit).submitted : 0;
    };
    const expected = account
      .hits()
      .sort((a, b) => waiting(b.id) - waiting(a.id) || b.created - a.created)
      .map(({ title }) => title);
    assert.ok(expected.length > 2);
    assert.deepEqual(offers[0], expected);
  });

  it('has every command, and each of them ends well when the user walks away', async () => {
    const { workbench } = await activated();
    const at = await sampleLocal();
    const before = await readBooks(at);
    // What changes Local without a question comes after the rest.
    const last: CommandId[] = [commands.leaveTerminals, commands.stopLocal];
    const rest = Object.values(commands).filter(command => !last.includes(command));
    for (const command of [...rest, ...last]) {
      if (command === last[0]) assert.deepEqual(changedIds(before, await readBooks(at)), []);
      const prompts = new ScriptedPrompts({ leave: true }, { leave: true }, { leave: true });
      workbench.prompts = prompts;
      await vscode.commands.executeCommand(command);
      const own = prompts.said.filter(({ message }) => /internal error/.test(message));
      assert.deepEqual(own, [], command);
    }
  });
});
