/** HTML as a value that can only be made by escaping: whatever is put into a template is text, unless it is Html itself. */
import { escapeHtml } from '../../mturk/escapeHtml.ts';

export class Html {
  readonly #markup: string;

  private constructor(markup: string) {
    this.#markup = markup;
  }

  /** For the template below and for nothing else: markup is written in templates only. */
  static of(markup: string): Html {
    return new Html(markup);
  }

  toString(): string {
    return this.#markup;
  }
}

export type Content = Html | string | number | false | undefined | readonly Content[];

/** A template of markup. Attribute values must stand in double quotes; nothing may be put into a tag's or attribute's name. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Html {
  let markup = parts[0] ?? '';
  contents.forEach((content, index) => {
    markup += markupOf(content) + (parts[index + 1] ?? '');
  });
  return Html.of(markup);
}

export const nothing: Html = Html.of('');

function markupOf(content: Content): string {
  if (content === undefined || content === false) return '';
  if (content instanceof Html) return content.toString();
  if (typeof content === 'string') return escapeHtml(content);
  if (typeof content === 'number') return String(content);
  return content.map(markupOf).join('');
}

const plainName = /^[a-z][a-z0-9-]*$/;

/** An element of a name that only the program knows. Throws on names that could be anything else. */
export function element(name: string, attributes: Readonly<Record<string, string>>, content: Content): Html {
  return Html.of(`${startTag(name, attributes)}${markupOf(content)}</${name}>`);
}

/** An element that has no content and no end tag. */
export function voidElement(name: string, attributes: Readonly<Record<string, string>>): Html {
  return Html.of(startTag(name, attributes));
}

function startTag(name: string, attributes: Readonly<Record<string, string>>): string {
  const given = Object.entries(attributes).map(([attribute, value]) => {
    if (!plainName.test(attribute)) throw new TypeError(`not an attribute's name: ${attribute}`);
    return ` ${attribute}="${escapeHtml(value)}"`;
  });
  if (!plainName.test(name)) throw new TypeError(`not an element's name: ${name}`);
  return `<${name}${given.join('')}>`;
}
