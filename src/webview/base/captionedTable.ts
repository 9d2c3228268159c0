/** Tables of facts, alike on all pages. */
import { html, type TemplateResult } from 'lit/html.js';
import type { Child } from './templateChild.ts';

export interface CaptionedTable {
  /** What is in it, for screen readers. */
  readonly caption: string;
  /** Names of columns, or whole `th` elements. */
  readonly head: readonly (string | TemplateResult)[];
  /** The `tr` elements. */
  readonly rows: Child;
}

export function captionedTable({ caption, head, rows }: CaptionedTable): TemplateResult {
  return html`<table class="data"><caption class="unseen">${caption}</caption><thead><tr>${head.map(columnHead)}</tr></thead><tbody>${rows}</tbody></table>`;
}

function columnHead(head: string | TemplateResult): TemplateResult {
  return typeof head === 'string' ? html`<th scope="col">${head}</th>` : head;
}
