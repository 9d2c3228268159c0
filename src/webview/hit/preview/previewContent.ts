/** What a QuestionForm shows, without anything that would load or lead away: addresses are shown as text (reference.md §6.4, §6.5). */
import type { FormattedNode } from '../../../mturk/formattedContent.ts';
import type { Content } from '../../../mturk/questionForm.ts';
import { type Attributes, type Child, type Described, h, type Tag } from '../../base/dom.ts';
import { foreign, visible } from '../../base/visibleText.ts';

export function contentPart(content: Content): Described {
  switch (content.kind) {
    case 'title':
      return h('h4', '', foreign(content.text));
    case 'text':
      return h('p', 'foreign', ...visible(content.text));
    case 'list':
      return h(
        'ul',
        '',
        content.items.map(item => h('li', '', foreign(item))),
      );
    case 'formatted':
      return h('div', 'formatted', content.nodes.map(formatted));
    case 'binary':
      return loaded(content.type, content.altText, content.url);
    case 'embedded':
      return loaded(`${content.type}/${content.subType}`, content.altText, content.url);
  }
}

function loaded(kind: string, altText: string, url: string): Described {
  return h('p', 'media', `${kind}: `, foreign(altText || url), altText !== '' && h('span', 'quiet', ' ', foreign(url)));
}

/** Tags that stand for themselves here. */
const same: ReadonlySet<string> = new Set<Tag>([
  'b',
  'blockquote',
  'br',
  'code',
  'dd',
  'dl',
  'dt',
  'em',
  'hr',
  'i',
  'li',
  'ol',
  'p',
  'pre',
  's',
  'strong',
  'sub',
  'sup',
  'table',
  'tbody',
  'td',
  'tfoot',
  'th',
  'thead',
  'tr',
  'u',
  'ul',
] satisfies Tag[]);

function formatted(node: FormattedNode): Child {
  if (typeof node === 'string') return visible(node);
  const { name, attributes, children } = node;
  const inner = children.map(formatted);
  if (name === 'img') return h('span', 'media', 'image: ', foreign(attributes.alt || attributes.src || ''));
  if (name === 'a') return h('span', { attributes: { class: 'dead-link', title: attributes.href } }, ...inner);
  if (name === 'area' || name === 'col' || name === 'colgroup') return undefined;
  if (/^h[1-6]$/.test(name)) return h('h4', '', ...inner);
  return isSame(name) ? h(name, { attributes: tableCell(attributes) }, ...inner) : h('span', '', ...inner);
}

function isSame(name: string): name is Tag {
  return same.has(name);
}

function tableCell({ colspan, rowspan, dir }: Readonly<Record<string, string>>): Attributes {
  return { colspan, rowspan, dir };
}
