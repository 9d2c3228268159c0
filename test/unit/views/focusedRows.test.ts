import assert from 'node:assert/strict';
import { focusedRows } from '../../../src/views/focusedRows.ts';
import type { Node } from '../../../src/views/nodes.ts';

const hit = (hitId: string): Node => ({ kind: 'hit', hitId });
const [one, two, three] = [hit('3ONE'), hit('3TWO'), hit('3THREE')];

class View {
  selection: readonly Node[] = [];
  revealed: Node | undefined;

  async reveal(node: Node): Promise<void> {
    this.revealed = node;
  }
}

/** A list with the keyboard on one of its rows; `meanwhile` happens between the first toggle and the second. */
function keyboardOn(view: View, row: Node, meanwhile: () => void = () => undefined) {
  let times = 0;
  return async () => {
    const { selection } = view;
    view.selection = selection.includes(row) ? selection.filter(each => each !== row) : [...selection, row];
    times += 1;
    if (times === 1) meanwhile();
  };
}

describe('the rows that a key means', () => {
  it('are the focused one, which is selected, or all that are selected', async () => {
    const [review, hits] = [new View(), new View()];
    hits.selection = [one];
    assert.deepEqual(await focusedRows([review, hits], keyboardOn(hits, two)), { view: hits, rows: [two] });
    assert.equal(hits.revealed, two);
    hits.selection = [one, two];
    assert.deepEqual(await focusedRows([review, hits], keyboardOn(hits, three)), { view: hits, rows: [one, two] });
    assert.deepEqual(await focusedRows([review, hits], async () => undefined), undefined);
  });

  it('are not those of another view whose selection changes at that moment', async () => {
    const [review, hits] = [new View(), new View()];
    review.selection = [three];
    const goes = () => {
      review.selection = [];
    };
    assert.deepEqual(await focusedRows([review, hits], keyboardOn(hits, one, goes)), { view: hits, rows: [one] });
    const comes = () => {
      review.selection = [three];
    };
    hits.selection = [];
    assert.deepEqual(await focusedRows([review, hits], keyboardOn(hits, one, comes)), { view: hits, rows: [one] });
  });

  it('are found when VS Code shows extensions a selection again that it had none of for a moment', async () => {
    const [review, hits] = [new View(), new View()];
    const toggle = keyboardOn(hits, two);
    let unseen = 2;
    const refreshing = async () => {
      if (unseen > 0) unseen -= 1;
      else await toggle();
    };
    assert.deepEqual(await focusedRows([review, hits], refreshing), { view: hits, rows: [two] });
  });

  it('are none while the selection never stands still', async () => {
    const [review, hits] = [new View(), new View()];
    const toggle = keyboardOn(hits, one);
    const restless = async () => {
      await toggle();
      review.selection = review.selection.length === 0 ? [two] : review.selection.length === 1 ? [two, three] : [];
    };
    assert.equal(await focusedRows([review, hits], restless), undefined);
  });
});
