/**
 * Strict, bounded reading of the XML that the service carries: questions, answers, answer keys (reference.md §6.3 to
 * §6.7). No DTD is accepted, so there are no entities to expand; depth and size are bounded, because worker input is hostile.
 */
import { SaxesParser } from 'saxes';

export interface Element {
  /** Local name, without prefix. */
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  /** Elements and text in their order, for mixed content. */
  readonly nodes: readonly (Element | string)[];
  /** Text and CDATA directly inside, joined. */
  readonly text: string;
  /** 1-based, of the element's start tag's end. */
  readonly line: number;
  readonly column: number;
}

export type XmlResult =
  | { readonly ok: true; readonly root: Element }
  | { readonly ok: false; readonly reason: string; readonly line: number; readonly column: number };

interface Draft {
  name: string;
  namespace: string;
  attributes: Record<string, string>;
  children: Element[];
  nodes: (Element | string)[];
  text: string;
  line: number;
  column: number;
}

const maxDepth = 64;

class Refusal extends Error {}

/** Parses a whole document. Never throws: what is not well-formed comes back with the reason and the place. */
export function parseXml(source: string): XmlResult {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: Draft[] = [];
  let root: Element | undefined;

  parser.on('error', error => {
    throw new Refusal(error.message.replace(/^\d+:\d+: /, ''));
  });
  parser.on('doctype', () => {
    throw new Refusal('a document type declaration is not allowed');
  });
  parser.on('opentag', tag => {
    if (open.length >= maxDepth) throw new Refusal(`elements are nested more than ${maxDepth} deep`);
    const attributes: Record<string, string> = Object.create(null);
    for (const attribute of Object.values(tag.attributes)) attributes[attribute.local] = attribute.value;
    open.push({
      name: tag.local,
      namespace: tag.uri,
      attributes,
      children: [],
      nodes: [],
      text: '',
      line: parser.line,
      column: parser.column,
    });
  });
  const addText = (text: string) => {
    const parent = open.at(-1);
    if (!parent) return;
    parent.text += text;
    parent.nodes.push(text);
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const done = open.pop();
    if (!done) return;
    const parent = open.at(-1);
    if (parent) {
      parent.children.push(done);
      parent.nodes.push(done);
    } else root = done;
  });

  try {
    parser.write(source).close();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { ok: false, reason: error.message, line: parser.line, column: parser.column };
  }
  return root ? { ok: true, root } : { ok: false, reason: 'there is no element', line: 1, column: 0 };
}

export function childrenOf(element: Element, name: string): readonly Element[] {
  return element.children.filter(child => child.name === name);
}

export function childOf(element: Element, name: string): Element | undefined {
  return element.children.find(child => child.name === name);
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#13;',
};

/** Escapes text for element content or an attribute, and drops what XML 1.0 can't hold at all. */
export function escapeXml(text: string): string {
  return text.replace(forbidden, '').replace(/[&<>"'\r]/g, character => escapes[character] ?? character);
}

// Control characters, lone surrogates and the two non-characters: outside the Char production of XML 1.0.
const forbidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to drop
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
