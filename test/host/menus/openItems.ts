/** The entries of the menu matrix for commands that open, compare, copy or find what a row is about. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type CommandId, commands } from '../../../src/ids.ts';
import type { Node } from '../../../src/views/nodes.ts';
import { opened } from './editors.ts';
import type { RowItem } from './rowItems.ts';
import { changedIds, idOf, type World } from './world.ts';

const nothing: Node = { kind: 'more', under: '' };

/** What the entries that copy have in common. */
const copying = {
  on: ['hit', 'assignment', 'rejection', 'worker'],
  ofType: true,
  answers: () => [],
  acted: async refs => {
    const text = await vscode.env.clipboard.readText();
    for (const ref of refs) assert.ok(text.includes(idOf(ref)), text);
  },
  silent: true,
} as const satisfies Omit<RowItem, 'eligible'>;

export const openItems: Partial<Record<CommandId, RowItem>> = {
  [commands.openQuestion]: {
    on: ['hit', 'assignment', 'rejection'],
    eligible: ({ rows }) => rows.hit,
    answers: () => [],
    acted: refs => opened(refs, /\.question\.xml$/),
    single: true,
  },
  [commands.openAnswer]: {
    on: ['assignment', 'rejection'],
    eligible: ({ rows }) => rows.assignment,
    answers: () => [],
    acted: refs => opened(refs, /\.answer\.xml$/),
    single: true,
  },
  [commands.openJson]: {
    on: ['hit', 'assignment', 'rejection'],
    eligible: ({ rows }) => [...rows.hit, ...rows.assignment],
    answers: () => [],
    acted: refs => opened(refs, /\.json$/),
    single: true,
  },
  [commands.compare]: {
    on: ['hit', 'assignment', 'rejection'],
    eligible: ({ rows }) => rows.assignment,
    answers: () => [],
    acted: refs => {
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      assert.ok(input instanceof vscode.TabInputTextDiff);
      for (const [index, uri] of [input.original, input.modified].entries())
        assert.ok(uri.path.includes(idOf(refs[index] ?? nothing)));
    },
    two: true,
  },
  [commands.copyAsJSON]: { ...copying, eligible: readable },
  [commands.copyAsBoto3]: { ...copying, eligible: readable },
  [commands.copyAsAwsCli]: { ...copying, eligible: readable },
  [commands.copyWorkerLink]: {
    ...copying,
    eligible: ({ rows }) => rows.hit,
    acted: async () => assert.match(await vscode.env.clipboard.readText(), /^http\S+(\nhttp\S+)*$/),
  },
  [commands.findInFiles]: {
    on: ['hit', 'assignment', 'rejection', 'worker'],
    ofType: true,
    eligible: ({ rows }) => [...rows.hit, ...rows.assignment, ...rows.worker],
    answers: () => [],
    acted: (_, { before, after }) => assert.deepEqual(changedIds(before, after), []),
    silent: true,
  },
  [commands.reveal]: {
    on: ['hit', 'assignment', 'rejection', 'worker'],
    ofType: true,
    eligible: ({ rows }) => [...rows.hit, ...rows.assignment],
    answers: () => [],
    acted: ([ref], { selection }) => assert.deepEqual(selection, [ref]),
    single: true,
  },
};

function readable({ rows }: World): readonly Node[] {
  return [...rows.hit, ...rows.assignment];
}
