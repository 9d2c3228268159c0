/**
 * One entry for each command in the title bars of the views: what the user answers, and how to see what it did. A command that is
 * contributed there and has no entry fails the matrix. VS Code passes such a command the focused row, which must not matter.
 */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { workerSiteAddress } from '../../../src/commands/local/forwardedSiteAddress.ts';
import { type CommandId, commands } from '../../../src/ids.ts';
import { localProfile } from '../../../src/profiles/profile.ts';
import type { Answer, ScriptedPrompts } from '../../support/scriptedPrompts.ts';
import { onlySelected, run } from '../support.ts';
import { definitionTitles } from './definitionItems.ts';
import { changed, gridShown } from './editors.ts';
import { resultTitles } from './resultItems.ts';
import type { World } from './world.ts';

export interface TitleItem {
  /** What has to be so before. */
  readonly given?: (world: World) => Promise<unknown>;
  readonly answers?: (world: World) => readonly Answer[];
  readonly check: (world: World, prompts: ScriptedPrompts) => unknown;
  /** Whether it changes something at the service. */
  readonly changes?: true;
}

const says =
  (pattern: RegExp): TitleItem['check'] =>
  (_, prompts) =>
    prompts.heard('inform', pattern);

const idOfFirstHIT = ({ account }: World): string => account.hits()[0]?.id ?? '';

/** How many qualification types were made: their names are unique. */
let made = 0;

export const titleItems: Partial<Record<CommandId, TitleItem>> = {
  ...resultTitles,
  [commands.searchQualificationTypes]: {
    answers: () => [{ pick: /^Your own/ }, { type: '' }],
    check: async ({ account }) => assert.ok((await account.people.qualifications()).found),
  },
  [commands.createQualificationType]: {
    answers: () => {
      made += 1;
      return [
        { type: `Made by the matrix ${made}` },
        { type: 'Described' },
        { type: '' },
        { pick: /^You grant it/ },
        { confirm: true },
      ];
    },
    check: ({ account }) =>
      assert.ok([...account.workers.types.values()].some(({ name }) => name === `Made by the matrix ${made}`)),
    changes: true,
  },
  ...definitionTitles,
  [commands.refresh]: {
    given: async ({ independent, account, explorer }) => {
      explorer.fresh.focused = () => false;
      explorer.fresh.look();
      await explorer.fresh.looked();
      const [hit] = account.hits().filter(({ expires }) => expires > account.now());
      await independent.call('UpdateExpirationForHIT', { HITId: hit?.id, ExpireAt: new Date(0) });
    },
    check: ({ account, explorer }) => {
      explorer.fresh.focused = () => true;
      assert.ok(account.hits().some(({ expires }) => expires <= account.now()));
    },
    changes: true,
  },
  [commands.find]: {
    answers: world => [{ type: idOfFirstHIT(world) }],
    check: world => onlySelected(world.explorer.hits, { kind: 'hit', hitId: idOfFirstHIT(world) }),
  },
  [commands.filterHITs]: {
    answers: () => [{ type: 'status:unreviewed' }],
    check: ({ explorer }) => assert.equal(explorer.arrangement.filter, 'status:unreviewed'),
  },
  [commands.clearFilter]: {
    given: ({ explorer }) => explorer.arrangement.filterBy('nothing-has-this-word'),
    check: ({ explorer }) => assert.equal(explorer.arrangement.filter, ''),
  },
  [commands.groupHITs]: {
    answers: () => [{ pick: /^HIT type/ }],
    check: ({ explorer }) => assert.equal(explorer.arrangement.grouping, 'type'),
  },
  [commands.sortHITs]: {
    answers: () => [{ pick: /^Title/ }],
    check: ({ explorer }) => assert.equal(explorer.arrangement.sorting, 'title'),
  },
  [commands.groupReview]: {
    answers: () => [{ pick: /auto-approval/ }],
    check: ({ explorer }) => assert.equal(explorer.arrangement.reviewGrouping, 'deadline'),
  },
  [commands.cleanUp]: {
    answers: () => [{ type: '5000 w' }],
    check: (_, { objections }) => assert.deepEqual(objections, ['No HIT of this profile is that old.']),
  },
  [commands.readAllWork]: { check: says(/^The work of all HITs has been read/) },
  [commands.readRejections]: { check: says(/^All rejections that can still be reversed/) },
  [commands.openWaiting]: { check: gridShown },
  [commands.switchProfile]: {
    answers: () => [{ pick: /^Local/ }],
    check: ({ workbench }) => assert.equal(workbench.sessions.current.profile.id, localProfile.id),
  },
  [commands.addProfile]: {
    answers: () => [{ leave: true }],
    check: ({ workbench }) => assert.deepEqual(workbench.store.all(), [localProfile]),
  },
  [commands.editProfile]: { check: says(/no profile to edit/) },
  [commands.checkProfile]: { check: says(/Profile Local \(LOCAL\) works/) },
  [commands.copySnippet]: {
    answers: () => [{ pick: /boto3\.client/ }],
    check: async ({ local }) => assert.ok((await vscode.env.clipboard.readText()).includes(local.endpoint)),
  },
  [commands.removeProfile]: { check: says(/no profile to remove/) },
  [commands.useLocalForTerminals]: {
    answers: () => [{ pick: /^Variables only/ }],
    check: async ({ workbench }) => {
      assert.equal(workbench.terminals.isOn, true);
      await run(commands.leaveTerminals, []);
    },
  },
  [commands.leaveTerminals]: {
    given: () => run(commands.useLocalForTerminals, [], { pick: /^Variables only/ }),
    check: ({ workbench }) => assert.equal(workbench.terminals.isOn, false),
  },
  [commands.runInTerminal]: {
    answers: () => [{ leave: true }],
    check: (_, prompts) => assert.deepEqual(prompts.said, []),
  },
  [commands.connectCode]: {
    answers: () => [{ pick: /connection snippet/ }, { pick: /boto3\.client/ }],
    check: async ({ local }) => assert.ok((await vscode.env.clipboard.readText()).includes(local.endpoint)),
  },
  [commands.openDocumentation]: {
    answers: () => [{ pick: /^Keyboard/ }],
    check: async () => {
      const label = () => vscode.window.tabGroups.activeTabGroup.activeTab?.label ?? '';
      while (!label().includes('keyboard.md')) await changed(vscode.window.tabGroups.onDidChangeTabs);
    },
  },
  [commands.startLocal]: { check: ({ workbench }) => assert.equal(workbench.local.state.state, 'running') },
  // VS Code in a browser may forward the address to where nothing is.
  [commands.openWorkerSite]: {
    check: async ({ local }, prompts) => {
      const { broken } = await workerSiteAddress(local.workerSite);
      assert.deepEqual(prompts.browsed, broken === undefined ? [local.workerSite] : []);
      if (broken === undefined) return;
      const told = await prompts.heard('warn', /^Couldn’t open the worker site: /);
      assert.ok(told.includes(`forwards it to ${broken}, where`) && told.includes(`open ${local.workerSite}.`), told);
    },
  },
  [commands.simulateWorkers]: {
    answers: () => [{ type: '2' }, { pick: /All of it now/ }],
    check: says(/^2 simulated workers arrived/),
    changes: true,
  },
  [commands.advanceClock]: {
    answers: () => [{ type: '1 m' }],
    check: says(/^Advanced Local’s clock/),
    changes: true,
  },
  [commands.resetLocal]: {
    answers: () => [{ pick: /Nothing/ }, { confirm: false }],
    check: (_, prompts) => prompts.heard('confirm', /^Reset all data of Local\?/),
  },
  [commands.stopLocal]: {
    check: ({ workbench }) => assert.equal(workbench.local.state.state, 'stopped'),
    changes: true,
  },
  [commands.importFiles]: {
    answers: () => [{ pick: /^Folder/ }, { leave: true }],
    check: (_, prompts) => assert.deepEqual(prompts.said, []),
  },
  [commands.openArchive]: {
    answers: () => [{ leave: true }],
    check: (_, prompts) => assert.deepEqual(prompts.said, []),
  },
  [commands.archiveAccount]: {
    answers: () => [{ leave: true }],
    check: (_, prompts) => assert.deepEqual(prompts.said, []),
  },
  [commands.verifyArchive]: {
    answers: () => [{ leave: true }],
    check: (_, prompts) => assert.deepEqual(prompts.said, []),
  },
  [commands.showLog]: { check: () => undefined },
  [commands.showMore]: { check: () => undefined },
  [commands.showLocalLog]: { check: (_, prompts) => assert.deepEqual(prompts.said, []) },
  [commands.showLedger]: {
    given: ({ rows }) => run(commands.expireHIT, [rows.hit[0]], { confirm: true }),
    answers: () => [{ leave: true }],
    check: (_, { offers }) => assert.ok(offers[0]?.includes('Entries')),
  },
};
