/**
 * Whether the content of a cell surely fits. What does needs no clipping, and a cell that clips costs the browser several
 * times as much to scroll as one that does not.
 */

/** What an icon takes with its margins, in pixels. */
const iconWidth = 24;
/** Left and right of the text in a cell, in pixels. */
const padding = 16;
const firstPlain = 0x20;
const lastPlain = 0x7e;

/** The widths of a character in pixels: in the page's font, and in that of ids. */
export type Measure = (character: string) => { readonly plain: number; readonly id: number };

/** What of a part of a cell takes room: an icon, or a text in the page's font or that of ids. */
export interface MeasuredPart {
  readonly font: 'plain' | 'id' | 'icon';
  readonly text: string;
}

export class CellWidths {
  readonly #plain = new Float64Array(lastPlain + 1 - firstPlain);
  readonly #id = new Float64Array(lastPlain + 1 - firstPlain);

  constructor(measure: Measure) {
    for (let index = 0; index < this.#plain.length; index += 1) {
      const { plain, id } = measure(String.fromCharCode(firstPlain + index));
      this.#plain[index] = plain;
      this.#id[index] = id;
    }
  }

  /** Only of plain letters is it known how wide they are and that they stay on their line: for others this is false. */
  fits(content: readonly MeasuredPart[], width: number): boolean {
    let left = width - padding;
    for (const { font, text } of content)
      left = font === 'icon' ? left - iconWidth : leftOfText(text, left, font === 'id' ? this.#id : this.#plain);
    return left >= 0;
  }
}

function leftOfText(text: string, width: number, widths: Float64Array): number {
  let left = width;
  for (let index = 0; index < text.length && left >= 0; index += 1)
    left -= widths[text.charCodeAt(index) - firstPlain] ?? Number.POSITIVE_INFINITY;
  return left;
}

/** Measures in the fonts that cells have. */
export function measuredLike(cell: HTMLElement): Measure {
  const { fontFamily, fontSize } = getComputedStyle(cell);
  const widthIn = (family: string) => {
    const context = document.createElement('canvas').getContext('2d');
    if (context) context.font = `${fontSize} ${family}`;
    return (character: string) => context?.measureText(character).width ?? Number.POSITIVE_INFINITY;
  };
  const plain = widthIn(fontFamily);
  const id = widthIn(idFont(cell));
  return character => ({ plain: plain(character), id: id(character) });
}

/** Changes when the cells' fonts do. */
export function fontsOf(cell: HTMLElement): string {
  const { fontFamily, fontSize } = getComputedStyle(cell);
  return `${fontSize} ${fontFamily} ${idFont(cell)}`;
}

function idFont(cell: HTMLElement): string {
  return getComputedStyle(cell).getPropertyValue('--mono').trim() || 'monospace';
}
