/** Every item of the review grid's menu on one row, on many and on what is gone, as VS Code hands it what the page says. */
import assert from 'node:assert/strict';
import { commands, panels, rowTokens, webviewSections } from '../../../src/ids.ts';
import type { WebviewContext, WorkRef } from '../../../src/refs.ts';
import type { Node } from '../../../src/views/nodes.ts';
import { Bench, isFor, meant } from './bench.ts';
import { commandsOf, isOffered, keysInGrid, keysInTree, offersIn } from './offers.ts';
import { type RowItem, rowItems } from './rowItems.ts';
import { gone, idOf, viewsOf, type World } from './world.ts';

type Row = Extract<WorkRef, { kind: 'assignment' }>;

const counts = [1, 2, 3];
const offers = offersIn('webview/context');
const gridCommands = commandsOf(offers.filter(each => counts.some(count => isOffered(each, keysInGrid(count, true)))));

/** What VS Code passes for a right-click on rows. */
function contextOf(rows: readonly Row[]): WebviewContext & { readonly webview: string } {
  return {
    webview: panels.review,
    webviewSection: webviewSections.assignment,
    webviewRows: rows.length === 1 ? 'one' : rows.length === 2 ? 'two' : 'many',
    webviewRejected: false,
    assignments: Object.fromEntries(
      [...Map.groupBy(rows, ({ hitId }) => hitId)].map(([hitId, each]) => [
        hitId,
        each.map(({ assignmentId }) => assignmentId),
      ]),
    ),
  };
}

/** Rows of the grid that an item can act on: for what acts on HITs, one of each HIT that has any. */
function rowsFor(item: RowItem, world: World): readonly Row[] {
  const refs = item.eligible(world);
  const rows = refs.filter(isRow);
  if (rows.length > 0) return rows;
  const hitIds = new Set(refs.map(idOf));
  const ofHITs = world.rows.assignment.filter(isRow).filter(({ hitId }) => hitIds.has(hitId));
  return [...new Map(ofHITs.map(row => [row.hitId, row])).values()];
}

function isRow(node: Node): node is Row {
  return node.kind === 'assignment';
}

describe('the menu of the review grid', () => {
  const bench = new Bench();

  before(() => bench.freshen());
  after(() => bench.clear());

  it('has what assignments have in the views', () => {
    const everything = [rowTokens.assignment, rowTokens.approvable, rowTokens.rejectable, rowTokens.overridable].join(
      '+',
    );
    const inTrees = offersIn('view/item/context').filter(each =>
      viewsOf.assignment.some(view => counts.some(count => isOffered(each, keysInTree(view, everything, count)))),
    );
    // The grid is open already, and a dashboard is opened for HITs, not for rows of answers.
    const elsewhere: readonly string[] = [commands.openReview, commands.openDashboard];
    const expected = commandsOf(inTrees).filter(command => !elsewhere.includes(command));
    assert.deepEqual(gridCommands.toSorted(), expected.toSorted());
  });

  it('offers to take rejections back where there are some', () => {
    const offered = (rejected: boolean) =>
      commandsOf(offers.filter(each => isOffered(each, keysInGrid(1, rejected)))).includes(commands.reverseRejection);
    assert.deepEqual([offered(true), offered(false)], [true, false]);
  });

  for (const command of gridCommands) {
    const item = rowItems[command];
    if (!item) continue;

    describe(command, () => {
      before(() => bench.freshen(item.given));

      const operation = async (rows: readonly Row[]) => {
        const context = contextOf(rows);
        // As the page has them: by HIT.
        const byHIT = [...Map.groupBy(rows, ({ hitId }) => hitId).values()].flat();
        return bench.operations(command, item, [context], meant(item, byHIT));
      };
      const ready = async (count: number) =>
        (await bench.ready(item, count, world => rowsFor(item, world))).filter(isRow);

      it('is offered on as many rows as it is for', () => {
        const offered = (count: number) =>
          offers.some(each => each.command === command && isOffered(each, keysInGrid(count, true)));
        for (const count of counts) assert.equal(offered(count), isFor(item, count), `on ${count}`);
      });

      it('says why not, on what is gone and on what is no row', async () => {
        await bench.refuses(command, item, [
          { what: 'gone', args: [contextOf([gone.assignment])] },
          { what: 'no section', args: [{ webviewSection: 'other', assignments: { a: ['b'] } }] },
          { what: 'no ids', args: [{ webviewSection: webviewSections.assignment, assignments: { a: 3 } }] },
          { what: 'nothing', args: [contextOf([])] },
        ]);
      });

      if (!item.two)
        it('acts on one', async () => {
          const [one] = await ready(1);
          assert.ok(one);
          await operation([one]);
        });

      if (!item.single)
        it('acts on many, in one act', async () => {
          const many = (await ready(2)).slice(0, item.two ? 2 : undefined);
          const { said: all } = await operation(many);
          assert.ok(all.filter(({ kind }) => kind === 'confirm').length <= (item.confirmations ?? 1));
        });
    });
  }
});
