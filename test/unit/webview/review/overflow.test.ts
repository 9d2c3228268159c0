import assert from 'node:assert/strict';
import { h } from '../../../../src/webview/base/dom.ts';
import { foreign } from '../../../../src/webview/base/visibleText.ts';
import { CellWidths } from '../../../../src/webview/review/overflow.ts';

/** Narrow letters are 3 wide, others 7; in ids all are 8. */
const widths = new CellWidths(character => ({ plain: 'il.,'.includes(character) ? 3 : 7, id: 8 }));

/** The narrowest cell in which something is said to fit, in pixels. */
function narrowest(...content: Parameters<CellWidths['fits']>[0][]): number {
  for (let width = 0; width < 1000; width += 1) if (widths.fits(content, width)) return width;
  return Number.POSITIVE_INFINITY;
}

describe('what fits into a cell', () => {
  it('is as wide as its letters and the room around them', () => {
    assert.equal(narrowest(foreign('')), 16);
    assert.equal(narrowest(foreign('yes')), 16 + 21);
    assert.equal(narrowest(foreign('ill')), 16 + 9);
    assert.equal(narrowest(12), 16 + 14);
  });

  it('is measured in the font of ids where it is one', () => {
    assert.equal(narrowest(foreign('ill', 'id')), 16 + 24);
  });

  it('has room for icons, and none for what is not there', () => {
    const icon = h('span', 'codicon codicon-copy');
    assert.equal(narrowest(foreign('yes'), false, undefined), 16 + 21);
    assert.equal(narrowest(icon, 'yes'), 16 + 24 + 21);
  });

  for (const [what, text] of Object.entries({
    'from right to left': 'שלום',
    'with marks piled up': `a${'\u0301'.repeat(4)}`,
    'as wide as they like': '漢字 🙂',
    'that can’t be seen': 'a\u202Eb',
    'that break lines': 'one\ntwo',
  }))
    it(`is never sure of letters ${what}`, () => {
      assert.equal(narrowest(foreign(text)), Number.POSITIVE_INFINITY);
    });
});
