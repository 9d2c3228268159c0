/** The entries of the menu matrix for commands about results. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { type CommandId, commands, panels } from '../../../src/ids.ts';
import { run } from '../support.ts';
import { panelTab } from './editors.ts';
import type { RowItem } from './rowItems.ts';
import type { TitleItem } from './titleItems.ts';
import { changedIds, idOf, type World, workRows, worksOf } from './world.ts';

let file: vscode.Uri | undefined;

function newFile(): vscode.Uri {
  file = vscode.Uri.file(join(mkdtempSync(join(tmpdir(), 'mturk-menus-')), 'results.jsonl'));
  return file;
}

const asLines = [{ pick: /^Format/ }, { pick: /^JSON Lines/ }, { pick: /^Export as JSON Lines/ }];

/** Everything that there is, in a new file. */
const exportAll = () => run(commands.exportResults, [], { pick: /^All HITs/ }, ...asLines, { file: newFile() });

const idsIn = (): { readonly assignment: string; readonly hit: string }[] =>
  readFileSync(file?.fsPath ?? '', 'utf8')
    .trim()
    .split('\n')
    .map(line => {
      const { Assignment } = JSON.parse(line) as { Assignment: { AssignmentId: string; HITId: string } };
      return { assignment: Assignment.AssignmentId, hit: Assignment.HITId };
    });

export const resultItems: Partial<Record<CommandId, RowItem>> = {
  [commands.openDashboard]: {
    on: ['hit', 'assignment', 'rejection', 'hitGroup', 'workGroup'],
    eligible: (world: World) => [...world.rows.hit, ...workRows(worksOf(world))],
    answers: () => [],
    acted: async (_, { before, after }) => {
      assert.deepEqual(changedIds(before, after), []);
      await panelTab(panels.dashboard, /^Dashboard: /);
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    },
  },
  [commands.exportResults]: {
    on: ['hit', 'assignment', 'rejection', 'hitGroup', 'workGroup'],
    eligible: (world: World) => {
      const works = worksOf(world);
      return [...world.rows.hit.filter(row => works.some(({ hitId }) => hitId === idOf(row))), ...workRows(works)];
    },
    answers: () => [...asLines, { file: newFile() }],
    acted: (things, { before, after }) => {
      assert.deepEqual(changedIds(before, after), []);
      const rows = idsIn();
      const ids = new Set(things.map(idOf));
      for (const { assignment, hit } of rows) assert.ok(ids.has(assignment) || ids.has(hit), assignment);
      for (const id of ids)
        assert.ok(
          rows.some(({ assignment, hit }) => assignment === id || hit === id),
          id,
        );
    },
  },
};

export const resultTitles: Partial<Record<CommandId, TitleItem>> = {
  [commands.appendResults]: {
    given: exportAll,
    answers: () => [
      { file: file ?? vscode.Uri.file('/nowhere') },
      { pick: /^All HITs/ },
      { pick: /^Export as JSON Lines/ },
    ],
    check: (_, prompts) => prompts.heard('inform', /has all these results already/),
  },
  [commands.matchDataFiles]: {
    answers: () => [{ leave: true }],
    check: (_, prompts) => assert.deepEqual(prompts.said, []),
  },
};
