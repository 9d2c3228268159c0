/** What a page of a task has in it: its fields, its forms, its addresses, and where in it each offset is. */
import { type DefaultTreeAdapterMap, type DefaultTreeAdapterTypes, defaultTreeAdapter, Parser } from 'parse5';
import { boundedTree } from '../mturk/boundedTree.ts';
import { contentSpan } from '../mturk/pageContent.ts';
import type { Span } from '../mturk/textSpan.ts';
import { TimeSlices } from '../mturk/timeSlices.ts';

export interface Field extends Span {
  readonly name: string;
  /** Of an input: `text`, `radio`, `hidden`; else the element's name. */
  readonly type: string;
}

interface Address extends Span {
  readonly url: string;
  readonly element: string;
}

/** Where cells need care. `value`: inside of an attribute, with its quotation mark. `script`: as code. */
type Region = Span &
  (
    | { readonly kind: 'value'; readonly quote: '"' | "'" | ''; readonly attribute: string }
    | { readonly kind: 'script' | 'style' | 'textarea' | 'title' | 'comment' }
  );

export interface HtmlPage {
  /** Whether it has a form, or an element that makes one. */
  readonly form: boolean;
  /** Whether something in it submits: a button, or a script that may. */
  readonly submit: boolean;
  readonly fields: readonly Field[];
  /** What the page loads or posts to. */
  readonly addresses: readonly Address[];
  /** Its content, as far as a form goes around it. */
  readonly body: Span;
  /** In the order of the page, none inside another. */
  readonly regions: readonly Region[];
  /** Why the page was not looked through. */
  readonly refusal: string | undefined;
}

type Element = DefaultTreeAdapterTypes.Element;

/** Attributes that name what a page loads at once. */
const loading: ReadonlySet<string> = new Set(['src', 'data', 'action', 'formaction', 'poster']);
const rawTexts: ReadonlyMap<string, 'script' | 'style' | 'textarea' | 'title'> = new Map(
  (['script', 'style', 'textarea', 'title'] as const).map(name => [name, name]),
);

/** Reads a page in slices. Rejects only with the signal's reason. */
export async function readHtmlPage(html: string, signal?: AbortSignal): Promise<HtmlPage> {
  const slices = new TimeSlices(signal);
  const facts = {
    form: false,
    submit: false,
    fields: [] as Field[],
    addresses: [] as Address[],
    regions: [] as Region[],
    body: { start: 0, end: html.length },
  };
  let document: DefaultTreeAdapterTypes.Document;
  try {
    document = await parsed(html, slices);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { ...facts, refusal: error.message };
  }
  facts.body = contentSpan(document, html.length);
  const left: DefaultTreeAdapterTypes.ParentNode[] = [document];
  for (let next = left.pop(); next; next = left.pop()) {
    if (slices.over) await slices.rest();
    for (const child of next.childNodes) {
      if (defaultTreeAdapter.isCommentNode(child) && child.sourceCodeLocation)
        facts.regions.push({ kind: 'comment', ...spanOf(child.sourceCodeLocation) });
      if (!defaultTreeAdapter.isElementNode(child)) continue;
      readElement(html, child, facts);
      left.push(child);
      if ('content' in child) left.push((child as DefaultTreeAdapterTypes.Template).content);
    }
  }
  facts.regions.sort((one, other) => one.start - other.start);
  facts.fields.sort((one, other) => one.start - other.start);
  facts.addresses.sort((one, other) => one.start - other.start);
  return { ...facts, refusal: undefined };
}

/** Characters that are parsed between two looks at the clock. */
const chunk = 4_096;

async function parsed(html: string, slices: TimeSlices): Promise<DefaultTreeAdapterTypes.Document> {
  const parser = new Parser<DefaultTreeAdapterMap>({ treeAdapter: boundedTree(), sourceCodeLocationInfo: true });
  for (let at = 0; at === 0 || at < html.length; at += chunk) {
    if (slices.over) await slices.rest();
    parser.tokenizer.write(html.slice(at, at + chunk), at + chunk >= html.length);
  }
  return parser.document;
}

function spanOf({ startOffset, endOffset }: { readonly startOffset: number; readonly endOffset: number }): Span {
  return { start: startOffset, end: endOffset };
}

type Facts = { -readonly [K in 'form' | 'submit']: boolean } & {
  readonly fields: Field[];
  readonly addresses: Address[];
  readonly regions: Region[];
};

function readElement(html: string, element: Element, facts: Facts): void {
  const { tagName: name, sourceCodeLocation: at } = element;
  if (!at) return;
  const attributes = new Map(element.attrs.map(each => [each.name, each.value]));
  for (const [attribute, location] of Object.entries(at.attrs ?? {})) {
    const span = spanOf(location);
    const value = valueIn(html, span, attribute);
    if (value) facts.regions.push(value);
    const url = attributes.get(attribute) ?? '';
    const loads = loading.has(attribute) || (name === 'link' && attribute === 'href');
    if (loads && url !== '' && name !== 'a') facts.addresses.push({ ...span, url, element: name });
  }
  const raw = rawTexts.get(name);
  if (raw && at.startTag) {
    const end = at.endTag?.startOffset ?? at.endOffset;
    facts.regions.push({ kind: raw, start: at.startTag.endOffset, end });
    if (raw === 'script') readScript(html.slice(at.startTag.endOffset, end), facts);
  }
  if (name === 'form' || name === 'crowd-form') facts.form = true;
  // It adds its own button.
  if (name === 'crowd-form') facts.submit = true;
  const type = attributes.get('type')?.toLowerCase() ?? '';
  if (isSubmit(name, type, attributes)) facts.submit = true;
  const field = fieldType(name, type);
  const called = attributes.get('name');
  if (field && called) facts.fields.push({ name: called, type: field, ...spanOf(at.attrs?.name ?? at) });
}

/** A script may make the form and post it. */
function readScript(code: string, facts: Facts): void {
  if (/createElement\(\s{0,9}['"]form|<form\b|<crowd-form\b/i.test(code)) facts.form = true;
  if (/\.(?:request)?submit\s{0,9}\(|externalSubmit|type\s{0,9}=\s{0,9}\\?["']?submit/i.test(code)) facts.submit = true;
}

function isSubmit(name: string, type: string, attributes: ReadonlyMap<string, string>): boolean {
  if (name === 'input') return type === 'submit' || type === 'image';
  if (name === 'button') return type !== 'button' && type !== 'reset';
  return name === 'crowd-button' && attributes.get('form-action') === 'submit';
}

const silent: ReadonlySet<string> = new Set(['submit', 'button', 'reset', 'image']);

function fieldType(name: string, type: string): string | undefined {
  if (name === 'input') return silent.has(type) ? undefined : type || 'text';
  return name === 'select' || name === 'textarea' ? name : undefined;
}

function valueIn(html: string, { start, end }: Span, attribute: string): Region | undefined {
  const equals = html.indexOf('=', start + attribute.length);
  if (equals === -1 || equals >= end) return undefined;
  const rest = /^\s{0,1000}/.exec(html.slice(equals + 1, end))?.[0].length ?? 0;
  const from = equals + 1 + rest;
  const mark = html[from];
  const quote = mark === '"' || mark === "'" ? mark : '';
  return { kind: 'value', quote, attribute, start: from + quote.length, end: end - quote.length };
}

/** The region that an offset is in; offsets are asked for in ascending order. */
export function regionFinder(regions: readonly Region[]): (offset: number) => Region | undefined {
  let at = 0;
  return offset => {
    while ((regions[at]?.end ?? Number.POSITIVE_INFINITY) <= offset) at += 1;
    const region = regions[at];
    return region && region.start <= offset ? region : undefined;
  };
}
