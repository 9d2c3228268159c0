/** The entries of the menu matrix for commands that write files of decisions. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { type CommandId, commands } from '../../../src/ids.ts';
import type { Node } from '../../../src/views/nodes.ts';
import type { RowItem, Seen } from './rowItems.ts';
import { changedIds, idOf, type World, workRows, worksOf } from './world.ts';

/** The file that decisions were written to last. */
let decisionFile: vscode.Uri | undefined;

function newDecisionFile(): vscode.Uri {
  decisionFile = vscode.Uri.file(join(mkdtempSync(join(tmpdir(), 'mturk-menus-')), 'decisions.csv'));
  return decisionFile;
}

/** What the entries that write decisions have in common: HITs stand for all their work. */
const deciding = {
  on: ['hit', 'assignment', 'rejection', 'hitGroup', 'workGroup'],
  eligible: (world: World) => {
    const works = worksOf(world);
    return [...world.rows.hit.filter(row => works.some(({ hitId }) => hitId === idOf(row))), ...workRows(works)];
  },
  acted: (refs: readonly Node[], { before, after }: Seen) => {
    assert.deepEqual(changedIds(before, after), []);
    const rows = readFileSync(decisionFile?.fsPath ?? '', 'utf8')
      .trim()
      .split(/\r\n(?=3)/)
      .slice(1);
    const ids = new Set(refs.map(idOf));
    for (const row of rows)
      assert.ok(
        row.split(',', 2).some(id => ids.has(id)),
        row,
      );
    for (const id of ids)
      assert.ok(
        rows.some(row => row.split(',', 2).includes(id)),
        id,
      );
  },
} as const satisfies Omit<RowItem, 'answers'>;

const typed = [{ pick: /Type a rule/ }, { type: 'workTime >= 0 -> approve' }, { confirm: true }];

export const decisionItems: Partial<Record<CommandId, RowItem>> = {
  [commands.exportDecisions]: { ...deciding, answers: () => [{ file: newDecisionFile() }] },
  [commands.decideByRules]: { ...deciding, answers: () => [...typed, { file: newDecisionFile() }] },
};
