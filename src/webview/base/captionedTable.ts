/** Tables of facts, alike on all pages. */
import { type Described, h } from './dom.ts';

export interface CaptionedTable {
  /** What is in it, for screen readers. */
  readonly caption: string;
  /** Names of columns, or whole `th` elements. */
  readonly head: readonly (string | Described)[];
  /** The `tr` elements. */
  readonly rows: readonly Described[];
}

export function captionedTable({ caption, head, rows }: CaptionedTable): Described {
  return h(
    'table',
    'data',
    h('caption', 'unseen', caption),
    h('thead', '', h('tr', '', head.map(columnHead))),
    h('tbody', '', rows),
  );
}

function columnHead(head: string | Described): Described {
  return typeof head === 'string' ? h('th', { attributes: { scope: 'col' } }, head) : head;
}
