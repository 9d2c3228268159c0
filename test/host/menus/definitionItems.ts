/** The menu items for definitions and HIT types. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type CommandId, commands } from '../../../src/ids.ts';
import { mayChangeHITType } from '../../../src/mturk/rules.ts';
import { makeUntaken } from './preparations.ts';
import type { RowItem } from './rowItems.ts';
import type { TitleItem } from './titleItems.ts';
import { hitRows } from './world.ts';

/** How often HIT types were changed: each time to one that no HIT has. */
let changes = 0;

export const definitionItems: Partial<Record<CommandId, RowItem>> = {
  [commands.changeHITType]: {
    on: ['hit', 'hitGroup'],
    // The new type, and the change to it.
    confirmations: 2,
    given: makeUntaken,
    eligible: ({ account }) => hitRows(account.hits().filter(hit => mayChangeHITType(hit).allowed)),
    answers: () => {
      changes += 1;
      return [
        { type: '0.07' },
        { type: `Another title ${changes}` },
        { type: 'Another description' },
        { type: '' },
        { confirm: true },
        { confirm: true },
      ];
    },
  },
};

const definitionFile = () => {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(folder);
  return vscode.Uri.joinPath(folder, 'from-menu.hit.json');
};

export const definitionTitles: Partial<Record<CommandId, TitleItem>> = {
  [commands.newDefinition]: {
    answers: () => [
      { pick: /^An HTML page/ },
      { type: 'Name the animal' },
      { type: 'Say which animal you see' },
      { type: '0.15' },
      { type: '2' },
      { type: '10 min' },
      { type: '2 days' },
      { file: definitionFile() },
    ],
    check: async () => {
      const { document } = vscode.window.activeTextEditor ?? {};
      assert.equal(document?.uri.toString(), definitionFile().toString());
      assert.match(document?.getText() ?? '', /"Reward": "0\.15"/);
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      for (const name of ['from-menu.hit.json', 'from-menu.html'])
        await vscode.workspace.fs.delete(vscode.Uri.joinPath(definitionFile(), '..', name));
    },
  },
};
