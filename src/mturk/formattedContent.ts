/** FormattedContent: the subset of XHTML that questions may be formatted with (reference.md §6.5). */
import { DocumentRefusal } from './schemaReader.ts';
import { type Element, escapeXml, parseXml } from './xml.ts';

/** Markup that has been checked: only the tags, attributes and address schemes that the subset has. */
export type FormattedNode =
  | string
  | {
      readonly name: string;
      readonly attributes: Readonly<Record<string, string>>;
      readonly children: readonly FormattedNode[];
    };

const xhtml = 'http://www.w3.org/1999/xhtml';
const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const tags = words(
  'a area b big blockquote br center cite code col colgroup dd del dl dt em font h1 h2 h3 h4 h5 h6 hr i img ins li map ol p pre q s small strike strong sub sup table tbody td tfoot th thead tr u ul',
);
const attributes = words(
  'title lang dir accesskey tabindex align charset type name href hreflang rel rev shape coords target src alt longdesc height width border hspace vspace ismap usemap nohref color face size clear cite datetime compact start value noshade summary frame rules cellspacing cellpadding bgcolor span valign char charoff abbr axis headers scope rowspan colspan nowrap',
);
const empty = words('area br col hr img');
/** Tags that make sense only inside certain others. */
const parents: Readonly<Record<string, ReadonlySet<string>>> = {
  li: words('ul ol'),
  dd: words('dl'),
  dt: words('dl'),
  area: words('map'),
  tr: words('table tbody thead tfoot'),
  td: words('tr'),
  th: words('tr'),
  tbody: words('table'),
  thead: words('table'),
  tfoot: words('table'),
  col: words('table colgroup'),
  colgroup: words('table'),
};
const requiredAttributes: Readonly<Record<string, readonly string[]>> = { img: ['src', 'alt'], area: ['alt'] };
const addresses = words('href src cite longdesc');
const schemes = /^(https?|ftp|news|nntp|mailto|gopher|telnet):/i;

/** Reads the text of a FormattedContent. Throws DocumentRefusal of kind `xhtml`; `line` is where the element is. */
export function readFormattedContent(source: string, line: number): FormattedNode[] {
  const refuse = (reason: string): never => {
    throw new DocumentRefusal({ kind: 'xhtml', reason: `FormattedContent: ${reason} (line ${line})`, line });
  };
  if (source.includes('<!--')) refuse('comments are not allowed');
  if (source.includes('<?')) refuse('processing instructions are not allowed');
  const document = parseXml(`<FormattedContent xmlns="${xhtml}">${source}</FormattedContent>`);
  if (!document.ok) return refuse(document.reason);

  const read = (node: Element | string, parent: string): FormattedNode => {
    if (typeof node === 'string') return node;
    const { name } = node;
    if (node.namespace !== xhtml || !tags.has(name)) refuse(`the tag ${name} is not allowed`);
    if (parents[name] && !parents[name].has(parent)) refuse(`${name} is not allowed inside ${parent}`);
    if (empty.has(name) && node.nodes.length > 0) refuse(`${name} must be empty`);
    for (const [attribute, value] of Object.entries(node.attributes)) {
      if (attribute === 'xmlns') continue;
      if (!attributes.has(attribute)) refuse(`the attribute ${attribute} of ${name} is not allowed`);
      if (addresses.has(attribute) && !schemes.test(value.trim()))
        refuse(`${attribute} of ${name} must be an http, https, ftp, news, nntp, mailto, gopher or telnet address`);
    }
    for (const attribute of requiredAttributes[name] ?? [])
      if (node.attributes[attribute] === undefined) refuse(`${name} lacks the attribute ${attribute}`);
    const { xmlns: _, ...kept } = node.attributes;
    return { name, attributes: kept, children: node.nodes.map(child => read(child, name)) };
  };
  return document.root.nodes.map(node => read(node, 'FormattedContent'));
}

/** Writes checked markup as HTML, everything escaped. */
export function formattedHtml(nodes: readonly FormattedNode[]): string {
  return nodes.map(nodeHtml).join('');
}

function nodeHtml(node: FormattedNode): string {
  if (typeof node === 'string') return escapeXml(node);
  const given = Object.entries(node.attributes).map(([name, value]) => ` ${name}="${escapeXml(value)}"`);
  const start = `<${node.name}${given.join('')}>`;
  return empty.has(node.name) ? start : `${start}${formattedHtml(node.children)}</${node.name}>`;
}
