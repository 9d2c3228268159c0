/** What a QuestionForm shows, without anything that would load or lead away: addresses are shown as text (reference.md §6.4, §6.5). */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { FormattedNode } from '../../../mturk/formattedContent.ts';
import type { Content } from '../../../mturk/questionForm.ts';
import type { Child } from '../../base/templateChild.ts';
import { foreign, visible } from '../../base/visibleText.ts';

export function contentPart(content: Content): TemplateResult {
  switch (content.kind) {
    case 'title':
      return html`<h4>${foreign(content.text)}</h4>`;
    case 'text':
      return html`<p class="foreign">${visible(content.text)}</p>`;
    case 'list':
      return html`<ul>${content.items.map(item => html`<li>${foreign(item)}</li>`)}</ul>`;
    case 'formatted':
      return html`<div class="formatted">${content.nodes.map(formatted)}</div>`;
    case 'binary':
      return loaded(content.type, content.altText, content.url);
    case 'embedded':
      return loaded(`${content.type}/${content.subType}`, content.altText, content.url);
  }
}

function loaded(kind: string, altText: string, url: string): TemplateResult {
  const address = altText === '' ? nothing : html`<span class="quiet"> ${foreign(url)}</span>`;
  return html`<p class="media">${kind}: ${foreign(altText || url)}${address}</p>`;
}

type Drawn = (inner: Child, attributes: Readonly<Record<string, string>>) => TemplateResult;

/** Tags that stand for themselves here. */
const same: ReadonlyMap<string, Drawn> = new Map<string, Drawn>([
  ['b', (inner, { dir }) => html`<b dir=${dir ?? nothing}>${inner}</b>`],
  ['blockquote', (inner, { dir }) => html`<blockquote dir=${dir ?? nothing}>${inner}</blockquote>`],
  ['br', () => html`<br />`],
  ['code', (inner, { dir }) => html`<code dir=${dir ?? nothing}>${inner}</code>`],
  ['dd', (inner, { dir }) => html`<dd dir=${dir ?? nothing}>${inner}</dd>`],
  ['dl', (inner, { dir }) => html`<dl dir=${dir ?? nothing}>${inner}</dl>`],
  ['dt', (inner, { dir }) => html`<dt dir=${dir ?? nothing}>${inner}</dt>`],
  ['em', (inner, { dir }) => html`<em dir=${dir ?? nothing}>${inner}</em>`],
  ['hr', () => html`<hr />`],
  ['i', (inner, { dir }) => html`<i dir=${dir ?? nothing}>${inner}</i>`],
  ['li', (inner, { dir }) => html`<li dir=${dir ?? nothing}>${inner}</li>`],
  ['ol', (inner, { dir }) => html`<ol dir=${dir ?? nothing}>${inner}</ol>`],
  ['p', (inner, { dir }) => html`<p dir=${dir ?? nothing}>${inner}</p>`],
  ['pre', (inner, { dir }) => html`<pre dir=${dir ?? nothing}>${inner}</pre>`],
  ['s', (inner, { dir }) => html`<s dir=${dir ?? nothing}>${inner}</s>`],
  ['strong', (inner, { dir }) => html`<strong dir=${dir ?? nothing}>${inner}</strong>`],
  ['sub', (inner, { dir }) => html`<sub dir=${dir ?? nothing}>${inner}</sub>`],
  ['sup', (inner, { dir }) => html`<sup dir=${dir ?? nothing}>${inner}</sup>`],
  ['table', (inner, { dir }) => html`<table dir=${dir ?? nothing}>${inner}</table>`],
  ['tbody', (inner, { dir }) => html`<tbody dir=${dir ?? nothing}>${inner}</tbody>`],
  [
    'td',
    (inner, { colspan, rowspan, dir }) =>
      html`<td colspan=${colspan ?? nothing} rowspan=${rowspan ?? nothing} dir=${dir ?? nothing}>${inner}</td>`,
  ],
  ['tfoot', (inner, { dir }) => html`<tfoot dir=${dir ?? nothing}>${inner}</tfoot>`],
  [
    'th',
    (inner, { colspan, rowspan, dir }) =>
      html`<th colspan=${colspan ?? nothing} rowspan=${rowspan ?? nothing} dir=${dir ?? nothing}>${inner}</th>`,
  ],
  ['thead', (inner, { dir }) => html`<thead dir=${dir ?? nothing}>${inner}</thead>`],
  ['tr', (inner, { dir }) => html`<tr dir=${dir ?? nothing}>${inner}</tr>`],
  ['u', (inner, { dir }) => html`<u dir=${dir ?? nothing}>${inner}</u>`],
  ['ul', (inner, { dir }) => html`<ul dir=${dir ?? nothing}>${inner}</ul>`],
]);

function formatted(node: FormattedNode): Child {
  if (typeof node === 'string') return visible(node);
  const { name, attributes, children } = node;
  if (name === 'img') return html`<span class="media">image: ${foreign(attributes.alt || attributes.src || '')}</span>`;
  if (name === 'area' || name === 'col' || name === 'colgroup') return undefined;
  const inner = children.map(formatted);
  if (name === 'a') return html`<span class="dead-link" title=${attributes.href ?? nothing}>${inner}</span>`;
  if (/^h[1-6]$/.test(name)) return html`<h4>${inner}</h4>`;
  return same.get(name)?.(inner, attributes) ?? html`<span>${inner}</span>`;
}
