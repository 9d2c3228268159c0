/**
 * One entry for each command in a menu of rows. A command that is contributed there and has no entry fails the matrix: say on
 * which rows it is offered, on which things it can act now, what the user answers, and, if it changes nothing at the service,
 * how to see that it acted on these things and no others.
 */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type CommandId, commands } from '../../../src/ids.ts';
import type { HIT } from '../../../src/mturk/model.ts';
import { mayDelete, mayExpire } from '../../../src/mturk/rules.ts';
import type { Node } from '../../../src/views/nodes.ts';
import type { Answer, ScriptedPrompts } from '../../support/scriptedPrompts.ts';
import { decisionItems } from './decisionItems.ts';
import { definitionItems } from './definitionItems.ts';
import { changed } from './editors.ts';
import { openItems } from './openItems.ts';
import { peopleItems } from './peopleItems.ts';
import { confirmed, gravelyConfirmed, makeDeletable, makeExclusion, rejectSome } from './preparations.ts';
import { resultItems } from './resultItems.ts';
import { type Books, changedIds, hitRows, idOf, type RowKind, type World, workRows, worksOf } from './world.ts';

export interface RowItem {
  /** The rows that it is offered on. */
  readonly on: readonly RowKind[];
  /** The things that it can act on now; at least two. */
  readonly eligible: (world: World) => readonly Node[];
  /** What has to happen before there are such things. */
  readonly given?: (world: World) => Promise<unknown>;
  /** What the user answers on the way to acting on so many things. */
  readonly answers: (count: number) => readonly Answer[];
  /** Sees to it that it acted on exactly these things. Without it, they and only they must have changed at the service. */
  readonly acted?: (refs: readonly Node[], seen: Seen) => void | Promise<void>;
  /** Questions on the way that confirm something, where it is more than one: one operation that another follows. */
  readonly confirmations?: number;
  /** Right-click offers it on one row only. */
  readonly single?: true;
  /** On a group of the HITs of one type it means that type, and not what is in it. */
  readonly ofType?: true;
  /** It is for two things. */
  readonly two?: true;
  /** It acts on HITs, also when a group of assignments was pointed at. */
  readonly hits?: true;
  /** On rows that it isn't for, it may act on nothing in silence. */
  readonly silent?: true;
}

export interface Seen {
  readonly account: World['account'];
  /** The rows that are selected in the HITs view. */
  readonly selection: readonly Node[];
  readonly prompts: ScriptedPrompts;
  readonly before: Books;
  readonly after: Books;
  /** The HITs that were read again because of the command. */
  readonly reread: ReadonlySet<string>;
}

const withStatus = (world: World, status: string): Node[] =>
  workRows(worksOf(world).filter(each => each.status === status));

let bonuses = 0;
let notes = 0;

/** Whether workers find a place there, also when the clock has jumped ahead with them. */
const isOpen = ({ available, expires }: HIT, now: number): boolean => available > 0 && expires - now > 4 * 3_600_000;

export const rowItems: Partial<Record<CommandId, RowItem>> = {
  ...decisionItems,
  ...resultItems,
  ...peopleItems,
  ...definitionItems,
  ...openItems,
  [commands.approve]: {
    on: ['assignment', 'workGroup'],
    eligible: world => withStatus(world, 'Submitted'),
    answers: confirmed,
  },
  [commands.reject]: {
    on: ['assignment', 'workGroup'],
    eligible: world => withStatus(world, 'Submitted'),
    answers: count => [{ type: 'The answers are all the same.' }, ...gravelyConfirmed(count)],
  },
  [commands.sendBonus]: {
    on: ['assignment', 'rejection', 'workGroup'],
    eligible: world => withStatus(world, 'Submitted'),
    answers: () => {
      // An equal bonus would be asked about: the ledger outlives the samples.
      bonuses += 1;
      return [{ type: '0.05' }, { type: `For reason ${bonuses} of this test` }, { confirm: true }];
    },
  },
  [commands.reverseRejection]: {
    on: ['assignment', 'rejection'],
    given: rejectSome,
    eligible: world => withStatus(world, 'Rejected'),
    answers: confirmed,
  },
  [commands.reverseWithMessage]: {
    on: ['assignment', 'rejection'],
    given: rejectSome,
    eligible: world => withStatus(world, 'Rejected'),
    answers: () => [{ type: 'A mistake of ours.' }, { confirm: true }],
  },
  [commands.approveAllPending]: {
    on: ['hit', 'hitGroup'],
    eligible: ({ account }) => hitRows(account.hits().filter(hit => account.counts(hit).submitted > 0)),
    answers: confirmed,
    acted: (things, { before, after }) => {
      const touched = changedIds(before, after).map(id => after.assignments.get(id)?.hitId ?? id);
      assert.deepEqual([...new Set(touched)].sort(), things.map(idOf).sort());
    },
  },
  [commands.extendHIT]: {
    on: ['hit', 'hitGroup'],
    eligible: ({ account }) => hitRows(account.hits()),
    answers: () => [{ type: '' }, { type: '2 d' }, { confirm: true }],
  },
  [commands.expireHIT]: {
    on: ['hit', 'hitGroup'],
    eligible: ({ account }) => hitRows(account.hits().filter(hit => mayExpire(hit, account.now()).allowed)),
    answers: confirmed,
  },
  [commands.deleteHIT]: {
    on: ['hit', 'hitGroup'],
    given: makeDeletable,
    eligible: ({ account }) =>
      hitRows(
        account.hits().filter(hit => {
          const waiting = account.assignments(hit.id).filter(({ status }) => status === 'Submitted');
          return mayDelete(
            hit,
            waiting.map(({ id }) => id),
          ).allowed;
        }),
      ),
    answers: gravelyConfirmed,
  },
  [commands.disableHIT]: {
    on: ['hit', 'hitGroup'],
    given: makeDeletable,
    // A HIT with somebody at work is finished later, when other entries have their turn.
    eligible: ({ account }) => hitRows(account.hits().filter(({ pending }) => pending === 0)),
    answers: gravelyConfirmed,
  },
  [commands.simulateOnHIT]: {
    on: ['hit', 'hitGroup'],
    eligible: ({ account }) => hitRows(account.hits().filter(hit => isOpen(hit, account.now()))),
    answers: () => [{ type: '10' }, { pick: /All of it now/ }],
    // Time goes on with them, so other assignments may auto-approve; new ones are where they were sent.
    acted: (refs, { before, after }) => {
      const work = ({ assignments }: Books) => new Set(assignments.keys());
      const come = [...after.assignments].filter(([id]) => !work(before).has(id)).map(([, { hitId }]) => hitId);
      assert.ok(come.length > 0);
      const sent = new Set(refs.map(idOf));
      assert.ok(come.every(hitId => sent.has(hitId)));
    },
  },
  [commands.openHIT]: {
    on: ['hit', 'assignment', 'rejection'],
    eligible: ({ account }) => hitRows(account.hits()),
    answers: () => [],
    acted: async refs => {
      const count = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).length;
      while (count() < refs.length) await changed(vscode.window.tabGroups.onDidChangeTabs);
      assert.equal(count(), refs.length);
      await vscode.window.tabGroups.close(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs));
    },
    single: true,
  },
  [commands.openReview]: {
    on: ['hit', 'assignment', 'rejection', 'hitGroup', 'workGroup'],
    eligible: ({ account }) => hitRows(account.hits()),
    answers: () => [],
    // One grid for all of them.
    acted: async () => {
      const grids = () =>
        vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ label }) => label.startsWith('Review: '));
      while (grids().length === 0) await changed(vscode.window.tabGroups.onDidChangeTabs);
      assert.equal(grids().length, 1);
      await vscode.window.tabGroups.close(grids());
    },
    hits: true,
  },
  [commands.copyId]: {
    on: ['hit', 'assignment', 'rejection', 'worker'],
    ofType: true,
    eligible: ({ rows }) => [...rows.hit, ...rows.assignment, ...rows.worker],
    answers: () => [],
    acted: async refs => {
      const copied = (await vscode.env.clipboard.readText()).split('\n');
      assert.deepEqual(copied.toSorted(), refs.map(idOf).toSorted());
    },
    // The id of what is gone is still its id.
    silent: true,
  },
  [commands.refreshHIT]: {
    on: ['hit', 'assignment', 'rejection', 'worker', 'hitGroup', 'workGroup'],
    eligible: ({ rows }) => rows.hit,
    answers: () => [],
    acted: (refs, { reread }) => {
      for (const ref of refs) assert.ok(ref.kind !== 'hit' || reread.has(ref.hitId));
      assert.equal(reread.size, refs.length);
    },
    hits: true,
    silent: true,
  },
  [commands.approveWithMessage]: {
    on: ['assignment', 'workGroup'],
    eligible: world => withStatus(world, 'Submitted'),
    answers: () => [{ type: 'Thank you.' }, { confirm: true }],
  },
  [commands.softReject]: {
    on: ['assignment', 'workGroup'],
    given: makeExclusion,
    eligible: world => withStatus(world, 'Submitted'),
    answers: () => [{ pick: /^Kept away/ }, { type: '' }, { confirm: true }],
  },
  [commands.editNote]: {
    on: ['assignment', 'rejection', 'workGroup'],
    eligible: ({ rows }) => rows.assignment,
    answers: () => {
      notes += 1;
      return [{ type: `Note ${notes}` }];
    },
    acted: (refs, { account }) => {
      const noted = [...account.works()].flat().filter(({ id }) => account.notes.of(id)?.text === `Note ${notes}`);
      assert.deepEqual(noted.map(({ id }) => id).toSorted(), refs.map(idOf).toSorted());
    },
  },
  [commands.markAssignments]: {
    on: ['assignment', 'rejection', 'workGroup'],
    eligible: ({ rows }) => rows.assignment,
    answers: () => [{ pick: /Star/ }],
    acted: (refs, { account }) => {
      for (const ref of refs) assert.equal(account.notes.of(idOf(ref))?.mark, 'star');
    },
  },
};
