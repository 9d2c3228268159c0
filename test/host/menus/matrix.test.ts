/**
 * Every contributed menu item of rows and title bars, in the real extension host, on one, on many and on a wrong selection: it
 * acts on what was pointed at and on nothing else, or says why not. An item without an entry in the tables beside this fails.
 */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type CommandId, commands, storageKeys } from '../../../src/ids.ts';
import { localProfile } from '../../../src/profiles/profile.ts';
import type { Node } from '../../../src/views/nodes.ts';
import type { Answer, ScriptedPrompts } from '../../support/scriptedPrompts.ts';
import { run } from '../support.ts';
import { type RowItem, rowItems } from './rowItems.ts';
import { titleItems } from './titleItems.ts';
import {
  changedIds,
  contextOf,
  gone,
  idOf,
  makeWorld,
  type RowKind,
  readBooks,
  rowKinds,
  settled,
  type World,
} from './world.ts';

interface Contribution {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
  readonly group?: string;
}

interface Manifest {
  readonly contributes: { readonly menus: Readonly<Record<string, readonly Contribution[]>> };
}

const extension = vscode.extensions.getExtension('mturk-workbench.mturk-workbench');
assert.ok(extension);
const { contributes }: Manifest = extension.packageJSON;

/** The items of a menu, those of its submenus among them. */
function itemsOf(menu: string): Contribution[] {
  return (contributes.menus[menu] ?? []).flatMap(item =>
    item.submenu
      ? itemsOf(item.submenu).map(each => ({ ...each, when: [item.when, each.when].filter(Boolean).join(' && ') }))
      : [item],
  );
}

const commandsIn = (...menus: string[]): CommandId[] =>
  [...new Set(menus.flatMap(itemsOf).map(({ command = '' }) => command))] as CommandId[];

/** A webview's menu passes things as rows do. */
const rowCommands = commandsIn('view/item/context', 'webview/context');
const titleCommands = commandsIn('view/title');

/** By what the row is; where it stands and how many are selected is for VS Code to see to. */
const isOffered = ({ when = '' }: Contribution, context: string): boolean =>
  [...when.matchAll(/viewItem =~ \/(.*?)\//g)].every(([, pattern = '']) => new RegExp(pattern).test(context));

const wrongKinds = (item: RowItem): RowKind[] =>
  rowKinds.filter(kind => !item.on.includes(kind) && !(item.ofType && kind === 'hitGroup'));

/** What commands offer because it was used before. */
const remembered = [
  storageKeys.rejectionReasons,
  storageKeys.approvalMessages,
  storageKeys.exclusionPrefix + localProfile.id,
];

const itself = /MTurk Workbench hit an error of its own/;

describe('menus', function () {
  this.timeout(60_000);
  let world: World;
  /** Whether something was changed in it. */
  let used = true;

  /** Fresh samples, unless nobody touched the ones at hand. */
  async function freshen(given?: RowItem['given']): Promise<void> {
    if (used || given) world = await makeWorld();
    used = given !== undefined;
    await given?.(world);
  }

  before(() => freshen());
  after(async () => {
    const { arrangement } = world.explorer;
    await Promise.all([arrangement.group('none'), arrangement.groupReview('hit'), arrangement.sort('created')]);
    await run(commands.stopLocal, []);
  });

  it('have an entry in the tables of this test for every item', () => {
    const missing = [
      ...rowCommands.filter(command => !rowItems[command]).map(command => `rowItems.ts: ${command}`),
      ...titleCommands.filter(command => !titleItems[command]).map(command => `titleItems.ts: ${command}`),
    ];
    assert.deepEqual(missing, []);
    const contributed = new Set<string>([...rowCommands, ...titleCommands]);
    const left = [...Object.keys(rowItems), ...Object.keys(titleItems)].filter(command => !contributed.has(command));
    assert.deepEqual(left, [], 'entries of items that are no longer contributed');
  });

  /** Runs a command as a menu does, and sees to it that it ended well and what it changed. */
  async function exercise(command: CommandId, rows: readonly Node[], answers: readonly Answer[]) {
    const { workbench, account } = world;
    for (const key of remembered) await workbench.memory.update(key, undefined);
    const before = await readBooks(world);
    const reread = new Set<string>();
    const listening = account.onTouched(({ hitIds }) => {
      for (const id of hitIds) reread.add(id);
    });
    const [clicked] = rows;
    // Without several selected rows, VS Code passes the clicked one alone.
    const prompts = await run(command, rows.length > 1 ? [clicked, rows] : [clicked], ...answers);
    await settled(world);
    listening.dispose();
    assert.deepEqual(
      prompts.said.filter(({ message }) => itself.test(message)),
      [],
    );
    const after = await readBooks(world);
    const changed = changedIds(before, after);
    used ||= changed.length > 0;
    return { account, prompts, before, after, reread, changed, selection: world.explorer.hits.selection };
  }

  async function acts(command: CommandId, item: RowItem, rows: readonly Node[], things: readonly Node[]) {
    const seen = await exercise(command, rows, item.answers(things.length));
    if (item.acted) await item.acted(things, seen);
    else assert.deepEqual(seen.changed, things.map(idOf).sort());
    return seen.prompts;
  }

  /** The groups of one kind, as the views show them now. */
  async function groupsOf(kind: 'hitGroup' | 'workGroup'): Promise<readonly Node[]> {
    const { arrangement, hits, review } = world.explorer;
    await (kind === 'hitGroup' ? arrangement.group('type') : arrangement.groupReview('deadline'));
    return kind === 'hitGroup' ? hits.getChildren() : review.getChildren();
  }

  const eligible = (item: RowItem): readonly Node[] => {
    const things = item.eligible(world);
    assert.ok(things.length > 0, 'the samples have something to act on');
    // From all over, so that different kinds are among them.
    const step = Math.ceil(things.length / 4);
    return things.filter((_, index) => index % step === 0);
  };

  for (const command of rowCommands) {
    const item = rowItems[command];
    if (!item) continue;

    describe(command, () => {
      before(() => freshen(item.given));

      /** With something to act on, still or again. */
      const ready = async (count: number) => {
        if (item.eligible(world).length < count) await freshen(item.given ?? (async () => undefined));
        return eligible(item);
      };

      it('is offered on the rows that it is for, and on no others', () => {
        const contributions = [...itemsOf('view/item/context')].filter(each => each.command === command);
        const offered = (kind: RowKind, row: Node) =>
          contributions.some(each => isOffered(each, contextOf(world, kind, row)));
        for (const thing of item.eligible(world)) assert.ok(offered(thing.kind as RowKind, thing), thing.kind);
        for (const kind of wrongKinds(item))
          for (const row of world.rows[kind]) assert.equal(offered(kind, row), false, contextOf(world, kind, row));
        const onOneOnly = contributions.filter(({ group = '' }) => !group.startsWith('inline'));
        for (const { when = '' } of onOneOnly)
          assert.equal(when.includes('!listMultiSelection'), item.single === true, when);
      });

      it('says why not, on wrong rows and on what is gone', async () => {
        const wrong = wrongKinds(item).flatMap(kind => world.rows[kind].slice(0, 1));
        const before = await readBooks(world);
        for (const row of [...wrong, gone.hit, gone.assignment]) {
          const prompts = await run(command, [row]);
          assert.doesNotMatch(said(prompts), itself);
          if (!item.silent) assert.match(said(prompts), /^(complain|warn): /, row.kind);
        }
        await settled(world);
        assert.deepEqual(changedIds(before, await readBooks(world)), []);
      });

      if (!item.two)
        it('acts on one', async () => {
          const [one] = await ready(1);
          assert.ok(one);
          await acts(command, item, [one], [one]);
        });

      if (!item.single)
        it('acts on many, in one act', async () => {
          const many = (await ready(2)).slice(0, item.two ? 2 : undefined);
          const { said: all } = await acts(command, item, many, many);
          assert.ok(all.filter(({ kind }) => kind === 'confirm').length <= 1);
        });

      if (!item.single && !item.two)
        it('acts on what it can among mixed rows, and on nothing else', async () => {
          const [first, second] = await ready(2);
          const [note] = world.rows.note;
          assert.ok(first && second && note);
          const others = [world.rows.hit[0], world.rows.assignment[0]].filter(
            each => each && !item.on.includes(each.kind as RowKind),
          );
          await acts(command, item, [first, note, ...others.flatMap(each => each ?? []), second], [first, second]);
        });

      for (const kind of ['hitGroup', 'workGroup'] as const)
        if (item.on.includes(kind))
          it(`acts on what is in a group: ${kind}`, async () => {
            await ready(1);
            const groups = await groupsOf(kind);
            const possible = new Set(item.eligible(world).map(idOf));
            for (const group of groups) {
              const expected = inGroup(item, group).filter(each => possible.has(idOf(each)));
              if (expected.length === 0) continue;
              await acts(command, item, [group], expected);
              return;
            }
            assert.fail('no group has something to act on');
          });
    });
  }

  /** What a group stands for: what is in it, or the HITs that this belongs to. */
  function inGroup({ hits }: RowItem, group: Node): readonly Node[] {
    const members = group.kind === 'group' ? world.explorer.membersOf(group) : [];
    return hits ? [...new Set(members.map(({ hitId }) => hitId))].map(hitId => ({ kind: 'hit', hitId })) : members;
  }

  for (const command of titleCommands) {
    const item = titleItems[command];
    if (!item) continue;
    it(`${command} in a title bar does the same whatever row has the focus`, async () => {
      for (const row of [() => undefined, () => world.rows.hit.at(-1), () => gone.hit]) {
        used ||= world.workbench.local.state.state !== 'running';
        await freshen();
        await item.given?.(world);
        used ||= item.given !== undefined || item.changes === true;
        const focused = row();
        const before = await readBooks(world);
        const prompts = await run(command, focused ? [focused] : [], ...(item.answers?.(world) ?? []));
        assert.doesNotMatch(said(prompts), itself);
        await item.check(world, prompts);
        if (!item.changes) assert.deepEqual(changedIds(before, await readBooks(world)), []);
        await world.explorer.arrangement.filterBy('');
      }
    });
  }
});

function said({ said: all }: ScriptedPrompts): string {
  return all.map(({ kind, message }) => `${kind}: ${message}`).join('\n');
}
