/** From where the grid is right-clicked, to what VS Code's menus match on, to the rows that a command gets. */
import assert from 'node:assert/strict';
import { panelRows } from '../../../../src/commands/panelRows.ts';
import type { GridModel } from '../../../../src/webview/review/gridModel.ts';
import { meantRows, menuContext } from '../../../../src/webview/review/menuContext.ts';
import { modelOf } from './models.ts';

const context = (model: GridModel, line: number) => menuContext(model, meantRows(model, line));

/** The assignments that a command gets of it, after its way through VS Code. */
function handedOver(model: GridModel, line: number): string[] {
  const rows = panelRows(JSON.parse(JSON.stringify({ webview: 'grid', ...context(model, line) })));
  return (rows ?? []).map(row => `${row.hitId} ${row.kind === 'assignment' ? row.assignmentId : ''}`);
}

describe('a right-click in the grid', () => {
  const four = () => modelOf({}, { hit: 'H2' }, { status: 'Rejected' }, { status: 'Approved' });

  it('means the selection on a row that is in it, and the one row elsewhere', () => {
    const model = four();
    model.selected.add(0).add(1);
    assert.deepEqual(handedOver(model, 0), ['H1 3A0', 'H2 3A1']);
    assert.deepEqual(handedOver(model, 1), ['H1 3A0', 'H2 3A1']);
    assert.deepEqual(handedOver(model, 3), ['H1 3A3']);
    assert.deepEqual([...model.selected], [0, 1]);
  });

  it('tells menus how many rows it means', () => {
    const model = four();
    const rows = () => context(model, 0)?.webviewRows;
    assert.equal(rows(), 'one');
    model.selected.add(0);
    assert.equal(rows(), 'one');
    model.selected.add(1);
    assert.equal(rows(), 'two');
    model.selected.add(2);
    assert.equal(rows(), 'many');
  });

  it('tells menus whether there is a rejection to take back', () => {
    const model = four();
    assert.deepEqual(
      [0, 2, 3].map(line => context(model, line)?.webviewRejected),
      [false, true, false],
    );
    model.selected.add(1).add(2);
    assert.equal(context(model, 1)?.webviewRejected, true);
  });

  it('means all rows of a group on its head, folded or not', () => {
    const model = modelOf({ hit: 'H1' }, { hit: 'H2' }, { hit: 'H1' });
    model.wish({ grouping: 'hit' });
    assert.deepEqual(handedOver(model, 0), ['H1 3A0', 'H1 3A2']);
    model.selected.add(0);
    assert.deepEqual(handedOver(model, 0), ['H1 3A0', 'H1 3A2']);
    model.selected.add(1).add(2);
    assert.deepEqual(handedOver(model, 0), ['H1 3A0', 'H1 3A2', 'H2 3A1']);
    model.fold('H1', true);
    assert.deepEqual(handedOver(model, 1), ['H1 3A0', 'H1 3A2', 'H2 3A1']);
  });

  it('means nothing on the heads of columns and beside the rows', () => {
    const model = four();
    model.selected.add(0);
    assert.equal(context(model, -1), undefined);
    assert.equal(context(model, 9), undefined);
  });

  it('hands ids over as they are, whatever they are called', () => {
    const model = modelOf({ hit: '__proto__' }, { hit: 'constructor' });
    model.selected.add(0).add(1);
    assert.deepEqual(handedOver(model, 0).toSorted(), ['__proto__ 3A0', 'constructor 3A1']);
  });
});

describe('what a panel hands to a command', () => {
  it('is no row where it names none', () => {
    const named = { webviewSection: 'assignment', assignments: { '3H': ['3A'] } };
    assert.deepEqual(panelRows(named), [{ kind: 'assignment', hitId: '3H', assignmentId: '3A' }]);
    for (const strange of [
      undefined,
      null,
      'assignment',
      { ...named, webviewSection: 'other' },
      { webviewSection: 'assignment' },
      ...[null, 3, {}, { '3H': 3 }, { '3H': [] }, { '3H': [{}, 7] }].map(assignments => ({ ...named, assignments })),
    ])
      assert.equal(panelRows(strange), undefined, JSON.stringify(strange));
  });
});
