/**
 * Every contributed menu item of rows and title bars, in the real extension host, on one, on many and on a wrong selection: it
 * acts on what was pointed at and on nothing else, or says why not. An item without an entry in the tables beside this fails.
 */
import assert from 'node:assert/strict';
import { rowTokens, views } from '../../../src/ids.ts';
import type { Node } from '../../../src/views/nodes.ts';
import { run } from '../support.ts';
import { Bench, isFor, meant, rowArguments, said } from './bench.ts';
import { closeEditors } from './editors.ts';
import { commandsOf, isOffered, keysInTree, offersIn } from './offers.ts';
import { type RowItem, rowItems } from './rowItems.ts';
import { titleItems } from './titleItems.ts';
import { contextOf, gone, idOf, type RowKind, rowKinds, viewsOf } from './world.ts';

/** A webview's menu passes things as rows do: `grid.test.ts`. */
const rowCommands = commandsOf([...offersIn('view/item/context'), ...offersIn('webview/context')]);
const titleCommands = commandsOf(offersIn('view/title'));

/** What the Rejected view offers. */
const rejection = [rowTokens.assignment, rowTokens.overridable].join('+');
const shelved = new Set(
  commandsOf(offersIn('view/item/context').filter(each => isOffered(each, keysInTree(views.rejected, rejection, 1)))),
);

const wrongKinds = (item: RowItem): RowKind[] =>
  rowKinds.filter(kind => !isOn(item, kind) && !(item.ofType && kind === 'hitGroup'));

/** Who has a qualification, or asks for it, is a worker. */
const isOn = (item: RowItem, kind: RowKind): boolean =>
  item.on.includes(kind) || ((kind === 'holding' || kind === 'request') && item.on.includes('worker'));

/** The kind of a row. */
function kindOf(node: Node): RowKind {
  if (node.kind === 'worker' && node.typeId !== undefined) return node.requestId === undefined ? 'holding' : 'request';
  return node.kind as RowKind;
}

describe('menus', () => {
  const bench = new Bench();

  before(() => bench.freshen());
  after(() => bench.clear());

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

  /** The groups of one kind, as the views show them now. */
  async function groupsOf(kind: 'hitGroup' | 'workGroup'): Promise<readonly Node[]> {
    const { arrangement, hits, review } = bench.world.explorer;
    await (kind === 'hitGroup' ? arrangement.group('type') : arrangement.groupReview('deadline'));
    return kind === 'hitGroup' ? hits.getChildren() : review.getChildren();
  }

  for (const command of rowCommands) {
    const item = rowItems[command];
    if (!item) continue;

    describe(command, () => {
      before(async () => {
        await closeEditors();
        await bench.freshen(item.given);
      });

      it('is offered on the rows that it is for, on as many as it is for, and on no others', () => {
        const { world } = bench;
        const offers = offersIn('view/item/context').filter(each => each.command === command);
        const offered = (kind: RowKind, row: Node, count: number, among = offers) =>
          viewsOf[kind].some(view =>
            among.some(each => isOffered(each, keysInTree(view, contextOf(world, kind, row), count))),
          );
        const counts = [1, 2, 3];
        for (const ref of item.eligible(world))
          assert.ok(
            counts.some(count => offered(kindOf(ref), ref, count)),
            ref.kind,
          );
        for (const kind of wrongKinds(item))
          for (const row of world.rows[kind])
            for (const count of counts) assert.equal(offered(kind, row, count), false, contextOf(world, kind, row));
        const [one] = item.eligible(world);
        assert.ok(one);
        const inMenu = offers.filter(({ inline }) => !inline);
        for (const count of counts)
          assert.equal(offered(kindOf(one), one, count, inMenu), isFor(item, count), `on ${count}`);
      });

      it('says why not, on wrong rows and on what is gone', async () => {
        const wrong = wrongKinds(item).flatMap(kind => bench.world.rows[kind].slice(0, 1));
        const rows = [...wrong, gone.hit, gone.assignment];
        await bench.refuses(
          command,
          item,
          rows.map(row => ({ what: row.kind, args: [row] })),
        );
      });

      if (!item.two)
        it('acts on one', async () => {
          const [one] = await bench.ready(item, 1);
          assert.ok(one);
          await bench.operations(command, item, [one], [one]);
        });

      if (!item.two && shelved.has(command))
        it('acts on one of the Rejected view', async () => {
          const { account } = bench.world;
          const there = () =>
            bench.world.rows.rejection.filter(row => account.assignment(idOf(row))?.status === 'Rejected');
          const [one] = await bench.ready(item, 1, there);
          assert.ok(one);
          await bench.operations(command, item, [one], meant(item, [one]));
        });

      if (!item.single)
        it('acts on many, in one act', async () => {
          const many = (await bench.ready(item, 2)).slice(0, item.two ? 2 : undefined);
          const { said: all } = await bench.operations(command, item, rowArguments(many), many);
          assert.ok(all.filter(({ kind }) => kind === 'confirm').length <= (item.confirmations ?? 1));
        });

      if (!item.single && !item.two)
        it('acts on what it can among mixed rows, and on nothing else', async () => {
          const [first, second] = await bench.ready(item, 2);
          const { rows } = bench.world;
          const [note] = rows.note;
          assert.ok(first && second && note);
          const others = [rows.hit[0], rows.assignment[0]].filter(each => each && !isOn(item, kindOf(each)));
          const mixed = [first, note, ...others.flatMap(each => each ?? []), second];
          await bench.operations(command, item, rowArguments(mixed), [first, second]);
        });

      for (const kind of ['hitGroup', 'workGroup'] as const)
        if (item.on.includes(kind))
          it(`acts on what is in a group: ${kind}`, async () => {
            await bench.ready(item, 1);
            const groups = await groupsOf(kind);
            const possible = new Set(item.eligible(bench.world).map(idOf));
            for (const group of groups) {
              const members = group.kind === 'group' ? bench.world.explorer.membersOf(group) : [];
              const expected = meant(item, members).filter(each => possible.has(idOf(each)));
              if (expected.length === 0) continue;
              await bench.operations(command, item, [group], expected);
              return;
            }
            assert.fail('no group has something to act on');
          });
    });
  }

  for (const command of titleCommands) {
    const item = titleItems[command];
    if (!item) continue;
    it(`${command} in a title bar does the same whatever row has the focus`, async () => {
      for (const row of [() => undefined, () => bench.world.rows.hit.at(-1), () => gone.hit]) {
        bench.used ||= bench.world.workbench.local.state.state !== 'running';
        await bench.freshen();
        const { world } = bench;
        const { given } = item;
        if (given) await bench.changesOf(() => given(world));
        const focused = row();
        const operation = async () => {
          const prompts = await run(command, focused ? [focused] : [], ...(item.answers?.(world) ?? []));
          assert.doesNotMatch(said(prompts), /an internal error/);
          await item.check(world, prompts);
        };
        if (item.changes) {
          bench.used = true;
          await operation();
        } else assert.deepEqual(await bench.changesOf(operation), []);
        const { arrangement } = world.explorer;
        if (arrangement.filter !== '') await arrangement.filterBy('');
      }
    });
  }
});
