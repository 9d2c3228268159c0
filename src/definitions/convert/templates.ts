/** Templates of other programs in the form of definitions: `${column}`. */
import { enclosed } from './enclosed.ts';

interface ReadTemplate {
  readonly text: string;
  readonly notes: readonly string[];
}

const simple = /\{\{-?\s{0,20}([A-Za-z_]\w{0,100})\s{0,20}-?\}\}/g;

/** Jinja's plain variables become `${name}`; everything else of it stays and is noted. */
export function fromJinja(template: string): ReadTemplate {
  const text = template.replace(simple, (_, name: string) => `\${${name}}`);
  const left = [
    ...new Set([
      ...[...enclosed(text, '{%', '%}', 500)].map(inner => `{%${inner}%}`),
      ...[...enclosed(text, '{#', '#}', 500)].map(inner => `{#${inner}#}`),
      ...[...enclosed(text, '{{', '}}', 500)].map(inner => `{{${inner}}}`),
    ]),
  ];
  return {
    text,
    notes:
      left.length === 0
        ? []
        : [`Jinja that isn’t a plain variable stays in the page as it is: ${left.slice(0, 5).join(' ')}`],
  };
}

/** Velocity's `$name` and `${name}`; its directives are noted. */
export function fromVelocity(template: string, columns: ReadonlySet<string>): ReadTemplate {
  const text = template.replace(/\$!?\{?([A-Za-z]\w{0,100})\}?/g, (found, name: string) =>
    columns.has(name) ? `\${${name}}` : found,
  );
  const left = [
    ...new Set([
      ...(template.match(/#(?:if|foreach|set|else|end|parse|include)\b/g) ?? []),
      ...[...enclosed(template, '${', '}', 100)].flatMap(inner => (inner.includes('.') ? [`\${${inner}}`] : [])),
    ]),
  ];
  return {
    text,
    notes:
      left.length === 0 ? [] : [`Velocity that isn’t a plain variable stays as it is: ${left.slice(0, 5).join(' ')}`],
  };
}

/** The text of an element that has no other in it, as it is written. */
function inside(xml: string, name: string): string | undefined {
  const start = xml.indexOf(`<${name}>`);
  const end = xml.indexOf(`</${name}>`, start);
  return start === -1 || end === -1 ? undefined : xml.slice(start + name.length + 2, end).trim();
}

/** The value of “question”. A page or XML goes into `files` under the name, with its ending. */
export function placeQuestion(xml: string, name: string, files: Map<string, string>): unknown {
  const parts = questionParts(xml);
  if ('url' in parts) return parts;
  const [file, text] = 'html' in parts ? [`${name}.html`, parts.html] : [`${name}.xml`, parts.xml];
  files.set(file, text);
  return file;
}

/** The page of an HTMLQuestion, the address of an ExternalQuestion, or the XML. */
function questionParts(
  xml: string,
): { readonly html: string } | { readonly url: string; readonly frameHeight: number } | { readonly xml: string } {
  const content = inside(xml, 'HTMLContent');
  const [open, close] = ['<![CDATA[', ']]>'];
  if (content?.startsWith(open) && content.endsWith(close)) {
    const html = content.slice(open.length, -close.length);
    // A page of several pieces is left as XML.
    if (!html.includes(close)) return { html: html.trim() };
  }
  const url = inside(xml, 'ExternalURL');
  if (url !== undefined)
    return { url: url.replaceAll('&amp;', '&'), frameHeight: Number(inside(xml, 'FrameHeight')) || 0 };
  return { xml };
}
