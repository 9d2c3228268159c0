/** What a QuestionForm shows, as elements of the site's own page (reference.md §6.4, §6.5). */
import type { FormattedNode } from '../../../mturk/formattedContent.ts';
import type { Content } from '../../../mturk/questionForm.ts';
import { element, type Html, html, nothing, voidElement } from '../html.ts';

export function contentHtml(content: readonly Content[]): Html {
  return html`${content.map(contentPart)}`;
}

export function contentPart(content: Content): Html {
  switch (content.kind) {
    case 'title':
      return html`<h2>${content.text}</h2>`;
    case 'text':
      return html`<p class="plain-text">${content.text}</p>`;
    case 'list':
      return html`<ul>${content.items.map(item => html`<li>${item}</li>`)}</ul>`;
    case 'formatted':
      // What may be wider than a phone scrolls in its box, by keyboard too.
      return html`<div class="formatted"${content.nodes.some(mayBeWide) ? html` tabindex="0"` : nothing}>${content.nodes.map(formattedNode)}</div>`;
    case 'binary':
      return binary(content);
    case 'embedded':
      return html`<p>${outwards(content.url, content.altText || content.url)} <span class="hint">${content.type}/${content.subType}: browsers no longer show it</span></p>`;
  }
}

function binary({ type, url, altText }: Extract<Content, { kind: 'binary' }>): Html {
  if (type === 'image') return html`<p><img src="${url}" alt="${altText}"></p>`;
  const words = html`${outwards(url, altText || url)}`;
  const player =
    type === 'audio'
      ? html`<audio controls preload="metadata" src="${url}" title="${altText}"></audio>`
      : html`<video controls preload="metadata" src="${url}" title="${altText}"></video>`;
  return html`<figure>${player}<figcaption class="hint">${words}</figcaption></figure>`;
}

function outwards(url: string, words: string): Html {
  return html`<a href="${url}" target="_blank" rel="noopener noreferrer">${words}</a>`;
}

/** Allowed in XHTML's subset, but here they would reach beyond the question: into the page's names, keys and window. */
const dropped: ReadonlySet<string> = new Set([
  'name',
  'target',
  'accesskey',
  'tabindex',
  'rel',
  'rev',
  'type',
  'longdesc',
]);
const addresses: ReadonlySet<string> = new Set(['href', 'src', 'cite']);
const voids: ReadonlySet<string> = new Set(['area', 'br', 'col', 'hr', 'img']);

function mayBeWide(node: FormattedNode): boolean {
  if (typeof node === 'string') return false;
  return node.name === 'table' || node.name === 'pre' || node.children.some(mayBeWide);
}

/** Written anew from the checked tree; nothing of the requester's markup is passed through as it is. */
function formattedNode(node: FormattedNode): Html {
  if (typeof node === 'string') return html`${node}`;
  const attributes: Record<string, string> = {};
  for (const [name, value] of Object.entries(node.attributes)) {
    if (dropped.has(name) || (addresses.has(name) && !/^(?:https?|ftp|mailto):/i.test(value.trim()))) continue;
    attributes[name] = value;
  }
  if (node.name === 'map' && node.attributes.name !== undefined) attributes.name = `form-${node.attributes.name}`;
  if (attributes.usemap !== undefined) attributes.usemap = `#form-${attributes.usemap.replace(/^#/, '')}`;
  if (attributes.href !== undefined) Object.assign(attributes, { target: '_blank', rel: 'noopener noreferrer' });
  const name = lowered[node.name] ?? node.name;
  if (voids.has(name)) return voidElement(name, attributes);
  return element(name, attributes, node.children.length > 0 ? html`${node.children.map(formattedNode)}` : nothing);
}

/** The page has its own first heading. */
const lowered: Readonly<Record<string, string>> = { h1: 'h2', h2: 'h3', h3: 'h4', h4: 'h5', h5: 'h6' };
