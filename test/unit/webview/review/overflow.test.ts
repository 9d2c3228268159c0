import '../testDocument.ts';

import assert from 'node:assert/strict';
import {
  type CellPart,
  foreignPart,
  iconPart,
  idPart,
  textPart,
  timePart,
} from '../../../../src/webview/review/cellParts.ts';
import { CellWidths } from '../../../../src/webview/review/overflow.ts';
import { drawn, textOf } from '../drawing.ts';

/** Narrow letters are 3 wide, others 7; in ids all are 8. */
const widths = new CellWidths(character => ({ plain: 'il.,'.includes(character) ? 3 : 7, id: 8 }));

/** The narrowest cell in which something is said to fit, in pixels. */
function narrowest(...content: readonly CellPart[]): number {
  for (let width = 0; width < 1000; width += 1) if (widths.fits(content, width)) return width;
  return Number.POSITIVE_INFINITY;
}

describe('what fits into a cell', () => {
  it('is as wide as its letters and the room around them', () => {
    assert.equal(narrowest(foreignPart('')), 16);
    assert.equal(narrowest(foreignPart('yes')), 16 + 21);
    assert.equal(narrowest(foreignPart('ill')), 16 + 9);
    assert.equal(narrowest(textPart('12')), 16 + 14);
  });

  it('is measured in the font of ids where it is one', () => {
    assert.equal(narrowest(idPart('ill')), 16 + 24);
  });

  it('has room for icons, and none for what is not there', () => {
    assert.equal(narrowest(), 16);
    assert.equal(narrowest(iconPart('copy'), textPart('yes')), 16 + 24 + 21);
  });

  it('is measured as it is drawn', () => {
    const now = Date.UTC(2026, 10, 2, 12);
    for (const part of [textPart('$1.00'), foreignPart('yes'), idPart('3A0'), timePart(now - 240_000, now)])
      assert.equal(textOf(drawn(part.drawn)), part.text);
    assert.equal(drawn(idPart('3A0').drawn).querySelector('.id')?.textContent, '3A0');
    assert.ok(drawn(iconPart('copy').drawn).querySelector('.codicon-copy'));
  });

  for (const [what, text] of Object.entries({
    'from right to left': 'שלום',
    'with marks piled up': `a${'\u0301'.repeat(4)}`,
    'as wide as they like': '漢字 🙂',
    'that can’t be seen': 'a\u202Eb',
    'that break lines': 'one\ntwo',
  }))
    it(`is never sure of letters ${what}`, () => {
      assert.equal(narrowest(foreignPart(text)), Number.POSITIVE_INFINITY);
    });
});
