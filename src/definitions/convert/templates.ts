/** Templates of other programs in the form of definitions: `${column}`. */

export interface ReadTemplate {
  readonly text: string;
  readonly notes: readonly string[];
}

const simple = /\{\{-?\s{0,20}([A-Za-z_]\w{0,100})\s{0,20}-?\}\}/g;
const tag = /\{[%#][^\n]{0,500}?[%#]\}|\{\{[^\n}]{0,500}\}\}/g;

/** Jinja's plain variables become `${name}`; everything else of it stays and is noted. */
export function fromJinja(template: string): ReadTemplate {
  const text = template.replace(simple, (_, name: string) => `\${${name}}`);
  const left = [...new Set(text.match(tag) ?? [])];
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
    ...new Set(template.match(/#(?:if|foreach|set|else|end|parse|include)\b|\$\{[a-z]+\.[^}\n]{1,100}\}/g) ?? []),
  ];
  return {
    text,
    notes:
      left.length === 0 ? [] : [`Velocity that isn’t a plain variable stays as it is: ${left.slice(0, 5).join(' ')}`],
  };
}

const page = /<HTMLContent>\s{0,1000}<!\[CDATA\[([\s\S]*)\]\]>\s{0,1000}<\/HTMLContent>/;
const height = /<FrameHeight>\s{0,100}(\d{1,5})\s{0,100}<\/FrameHeight>/;
const address = /<ExternalURL>\s{0,100}([^<]{1,5000})<\/ExternalURL>/;

/** The page of an HTMLQuestion, the address of an ExternalQuestion, or the XML. */
export function questionParts(
  xml: string,
): { readonly html: string } | { readonly url: string; readonly frameHeight: number } | { readonly xml: string } {
  const html = page.exec(xml)?.[1];
  // A page of several pieces, or with escapes, is left as XML.
  if (html !== undefined && !html.includes(']]>')) return { html: html.trim() };
  const url = address.exec(xml)?.[1]?.trim();
  if (url !== undefined) return { url: url.replaceAll('&amp;', '&'), frameHeight: Number(height.exec(xml)?.[1] ?? 0) };
  return { xml };
}
