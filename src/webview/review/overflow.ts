/**
 * Whether the content of a cell surely fits. What does needs no clipping, and a cell that clips costs the browser several
 * times as much to scroll as one that does not.
 */
import type { Child } from '../base/dom.ts';

/** What an icon takes with its margins, in pixels. */
const iconWidth = 24;
/** Left and right of the text in a cell, in pixels. */
const padding = 16;
/** What `foreign` gives ids as their class. */
const idClass = 'id';
/** And the placeholder of a character that can't be seen. */
const markClass = 'mark';
const firstPlain = 0x20;
const lastPlain = 0x7e;

/** The widths of a character in pixels: in the page's font, and in that of ids. */
export type Measure = (character: string) => { readonly plain: number; readonly id: number };

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
  fits(content: Child, width: number): boolean {
    return this.#left(content, width - padding, this.#plain) >= 0;
  }

  /** What is left of a width, negative if it does not do. */
  #left(content: Child, width: number, widths: Float64Array): number {
    if (content === undefined || content === false || width < 0) return width;
    if (typeof content === 'string' || typeof content === 'number') return leftOfText(String(content), width, widths);
    if (!('tag' in content)) return content.reduce<number>((left, each) => this.#left(each, left, widths), width);
    const className = content.props.attributes?.class;
    if (typeof className === 'string' && className.startsWith('codicon')) return width - iconWidth;
    if (className === markClass) return Number.NEGATIVE_INFINITY;
    return this.#left(content.children, width, className === idClass ? this.#id : widths);
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
