/** The fields of an HTMLQuestion's page, as far as HTML alone tells them (reference.md §6.12). */
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5';
import { boundedTree } from '../../mturk/boundedTree.ts';
import { reservedFields } from '../site/fieldAnswers.ts';

export interface TextField {
  readonly kind: 'text';
  readonly name: string;
  /** The type of the input, or `textarea`. */
  readonly type: string;
  readonly required: boolean;
  readonly pattern: string | undefined;
  readonly min: string | undefined;
  readonly max: string | undefined;
  readonly step: number | undefined;
  readonly minLength: number | undefined;
  readonly maxLength: number | undefined;
}

/** One of several: radio buttons, or a drop-down list. */
export interface ChoiceField {
  readonly kind: 'choice';
  /** Of the first. */
  readonly name: string;
  readonly options: readonly { readonly name: string; readonly value: string }[];
  /** Whether a crowd form tells the state of each: that of buttons, not of lists. */
  readonly marked: boolean;
  /** Whether several may be chosen: a `<select multiple>`. */
  readonly several: boolean;
  readonly required: boolean;
}

export type PageField =
  | TextField
  | { readonly kind: 'hidden'; readonly name: string; readonly value: string }
  | ChoiceField
  | { readonly kind: 'tick'; readonly name: string; readonly value: string; readonly required: boolean }
  /** Of a crowd form only. */
  | {
      readonly kind: 'slider';
      readonly name: string;
      readonly min: number;
      readonly max: number;
      readonly step: number;
    }
  | {
      readonly kind: 'categories';
      readonly name: string;
      readonly labels: readonly string[];
      readonly several: boolean;
    };

export interface Page {
  /** How the answers go out: a field each, or as a crowd form's one JSON text, or that text's leaves. */
  readonly style: 'fields' | 'taskAnswers' | 'flattened';
  /** In the order of the page; of a crowd form each name once. */
  readonly fields: readonly PageField[];
}

type Element = DefaultTreeAdapterTypes.Element;
type Parent = DefaultTreeAdapterTypes.ParentNode;

/** Inputs whose value is not an answer. */
const withoutAnswer: readonly string[] = ['submit', 'button', 'reset', 'image', 'file'];

/** Reads a page; any text is HTML. Throws RangeError for a page of too many elements. */
export function readPage(html: string): Page {
  const elements = [...elementsOf(parse(html, { treeAdapter: boundedTree() }))];
  const crowd = elements.find(element => element.tagName === 'crowd-form');
  const form = crowd ?? elements.find(element => element.tagName === 'form');
  const fields = new Map<string | Element, PageField>();
  const options = new Map<string | Element, ChoiceField['options'][number][]>();
  for (const element of form ? elementsOf(form) : elements) {
    const field = readField(element);
    if (!field || reservedFields.has(field.name)) continue;
    const key = identityOf(element, field, crowd !== undefined);
    const before = fields.get(key);
    if (before?.kind === 'choice' && field.kind === 'choice') options.get(key)?.push(...field.options);
    else if (!before && field.kind === 'choice') {
      const collected = [...field.options];
      options.set(key, collected);
      fields.set(key, { ...field, options: collected });
    } else if (!before) fields.set(key, field);
  }
  const style = !crowd
    ? 'fields'
    : attribute(crowd, 'answer-format') === 'flatten-objects'
      ? 'flattened'
      : 'taskAnswers';
  return { style, fields: [...fields.values()] };
}

/** What makes two elements one field: a crowd form has each name once, a plain one posts what each of its fields holds. */
function identityOf(element: Element, field: PageField, crowd: boolean): string | Element {
  if (!crowd && (field.kind === 'text' || field.kind === 'hidden' || (field.kind === 'choice' && !field.marked)))
    return element;
  if (field.kind === 'tick') return `tick ${field.name} ${field.value}`;
  return (field.kind === 'choice' && groupOf(element)) || `${field.kind} ${field.name}`;
}

/** In the order of the page; however deep, because elements may be nested as deep as the page is long. */
function* nodesOf(parent: Parent): Iterable<DefaultTreeAdapterTypes.ChildNode> {
  const waiting = [...parent.childNodes].reverse();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield node;
    if ('childNodes' in node) for (const child of node.childNodes.toReversed()) waiting.push(child);
  }
}

function* elementsOf(parent: Parent): Iterable<Element> {
  for (const node of nodesOf(parent)) if (defaultTreeAdapter.isElementNode(node)) yield node;
}

function readField(element: Element): PageField | undefined {
  const name = attribute(element, 'name') ?? '';
  if (name === '' || attribute(element, 'disabled') !== undefined) return undefined;
  const value = attribute(element, 'value');
  const required = attribute(element, 'required') !== undefined;
  switch (element.tagName) {
    case 'input': {
      const type = (attribute(element, 'type') ?? 'text').toLowerCase();
      if (withoutAnswer.includes(type)) return undefined;
      if (type === 'hidden') return { kind: 'hidden', name, value: value ?? '' };
      if (type === 'radio') return choice(name, [value ?? 'on'], true, required);
      if (type === 'checkbox') return { kind: 'tick', name, value: value ?? 'on', required };
      return textField(element, name, type);
    }
    case 'textarea':
    case 'crowd-text-area':
      return textField(element, name, 'textarea');
    case 'crowd-input':
      return textField(element, name, attribute(element, 'type') ?? 'text');
    case 'select': {
      const values = optionsOf(element);
      const several = attribute(element, 'multiple') !== undefined;
      return values.length > 0 ? { ...choice(name, values, false, required), several } : undefined;
    }
    case 'crowd-radio-button':
      return choice(name, [value ?? 'on'], true, required);
    case 'crowd-checkbox':
    case 'crowd-toggle-button':
      return { kind: 'tick', name, value: value ?? 'on', required };
    case 'crowd-slider':
      return { kind: 'slider', name, ...sliderRange(element) };
    case 'crowd-classifier':
    case 'crowd-classifier-multi-select':
    case 'crowd-image-classifier':
    case 'crowd-image-classifier-multi-select': {
      const labels = categoriesOf(attribute(element, 'categories') ?? '');
      const several = element.tagName.endsWith('-multi-select');
      return labels.length > 0 ? { kind: 'categories', name, labels, several } : undefined;
    }
    default:
      return undefined;
  }
}

function choice(name: string, values: readonly string[], marked: boolean, required: boolean): ChoiceField {
  return { kind: 'choice', name, options: values.map(value => ({ name, value })), marked, several: false, required };
}

function textField(element: Element, name: string, type: string): TextField {
  return {
    kind: 'text',
    name,
    type,
    required: attribute(element, 'required') !== undefined,
    pattern: attribute(element, 'pattern') ?? attribute(element, 'allowed-pattern'),
    min: attribute(element, 'min'),
    max: attribute(element, 'max'),
    step: number(element, 'step'),
    minLength: number(element, 'minlength') ?? number(element, 'min-length'),
    maxLength: number(element, 'maxlength') ?? number(element, 'max-length'),
  };
}

/** The values of a drop-down list; empty ones are only its prompt. */
function optionsOf(select: Element): string[] {
  return [...elementsOf(select)]
    .filter(element => element.tagName === 'option' && attribute(element, 'disabled') === undefined)
    .map(option => attribute(option, 'value') ?? textOf(option).trim().replace(/\s+/g, ' '))
    .filter(value => value !== '');
}

function sliderRange(element: Element): { readonly min: number; readonly max: number; readonly step: number } {
  const min = number(element, 'min') ?? 0;
  return { min, max: Math.max(number(element, 'max') ?? 100, min), step: number(element, 'step') || 1 };
}

/** Labels, or objects with a label, as JSON; or in the single quotes that many pages write. */
function categoriesOf(text: string): string[] {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return [...text.matchAll(/'([^']*)'/g)].map(([, label = '']) => label);
  }
  if (!Array.isArray(list)) return [];
  return list.map((each: unknown) =>
    typeof each === 'object' && each !== null && 'label' in each ? String(each.label) : String(each),
  );
}

/** The crowd-radio-group around a button: only one of its buttons is chosen, though each has its own name. */
function groupOf(element: Element): Element | undefined {
  for (let parent = element.parentNode; parent && 'tagName' in parent; parent = parent.parentNode)
    if (parent.tagName === 'crowd-radio-group') return parent;
  return undefined;
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find(each => each.name === name)?.value;
}

function number(element: Element, name: string): number | undefined {
  const text = attribute(element, name);
  const value = Number(text);
  return text === undefined || text.trim() === '' || !Number.isFinite(value) ? undefined : value;
}

function textOf(parent: Parent): string {
  let text = '';
  for (const node of nodesOf(parent)) if (defaultTreeAdapter.isTextNode(node)) text += node.value;
  return text;
}
