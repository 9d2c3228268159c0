/** Reads an element as its XML schema says: children in their order, simple content of a type (reference.md §6.3). */
import { type Element, parseXml } from './xml.ts';

/** Why a document is refused; `xhtml` where the fault is inside a FormattedContent (§6.5). */
export interface DocumentProblem {
  readonly kind: 'xml' | 'xhtml';
  /** A clause in words, with the place. */
  readonly reason: string;
  /** Of the document, from 1, where it is known. */
  readonly line?: number;
  /** In the line, behind what is wrong. */
  readonly column?: number;
}

/** Thrown while reading, and turned into a value by `readDocument`. */
export class DocumentRefusal extends Error {
  readonly problem: DocumentProblem;

  constructor(problem: DocumentProblem) {
    super(problem.reason);
    this.problem = problem;
  }
}

export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: DocumentProblem };

/** Parses a document whose root must be of this name and of one of these namespaces. Never throws for what it reads. */
export function readDocument<T>(
  xml: string,
  name: string,
  namespaces: readonly string[],
  read: (root: Element) => T,
): Read<T> {
  const document = parseXml(xml);
  if (!document.ok) {
    const { reason, line, column } = document;
    return { ok: false, problem: { kind: 'xml', reason: `${reason} (line ${line}, column ${column})`, line, column } };
  }
  const { root } = document;
  if (root.name !== name) return failed(`the document is a ${root.name}, not a ${name}`);
  if (!namespaces.includes(root.namespace))
    return failed(
      `${name} must be in the namespace ${namespaces.join(' or ')}, and is in ${root.namespace === '' ? 'none' : root.namespace}`,
    );
  try {
    return { ok: true, value: read(root) };
  } catch (error) {
    if (error instanceof DocumentRefusal) return { ok: false, problem: error.problem };
    throw error;
  }
}

function failed<T>(reason: string): Read<T> {
  return { ok: false, problem: { kind: 'xml', reason } };
}

/** Refuses an element, naming its line. */
export function refuse(element: Element, reason: string): never {
  const { line, column } = element;
  throw new DocumentRefusal({ kind: 'xml', reason: `${reason} (line ${line})`, line, column });
}

/** The children of an element, taken one after the other in the order that the schema gives. */
export interface Sequence {
  one(name: string): Element;
  optional(name: string): Element | undefined;
  /** As many as there are; refused if there are fewer than `least`. */
  many(name: string, least: number): Element[];
  /** One of several. */
  choice(names: readonly string[]): Element;
  /** Refuses whatever is left. */
  end(): void;
}

/** Begins to read an element that has elements inside and no text. */
export function sequence(element: Element): Sequence {
  if (element.text.trim() !== '') refuse(element, `${element.name} must not contain text beside its elements`);
  let position = 0;
  const optional = (name: string): Element | undefined => {
    const child = element.children[position];
    if (child?.name !== name || child.namespace !== element.namespace) return undefined;
    position++;
    return child;
  };
  const missing = (expected: string): never => {
    const found = element.children[position];
    return found
      ? refuse(found, `${element.name} has ${found.name} where ${expected} is expected`)
      : refuse(element, `${element.name} lacks ${expected}`);
  };
  return {
    optional,
    one: name => optional(name) ?? missing(name),
    many: (name, least) => {
      const found: Element[] = [];
      for (let next = optional(name); next; next = optional(name)) found.push(next);
      if (found.length < least) missing(name);
      return found;
    },
    choice: names => {
      for (const name of names) {
        const child = optional(name);
        if (child) return child;
      }
      return missing(names.join(' or '));
    },
    end: () => {
      const rest = element.children[position];
      if (rest) refuse(rest, `${element.name} has ${rest.name} where nothing more is expected`);
    },
  };
}

/** The children of an element that holds any number, at least one, of several kinds in any order. */
export function anyOf(element: Element, names: readonly string[]): readonly Element[] {
  const reader = sequence(element);
  const found = [reader.choice(names)];
  while (found.length < element.children.length) found.push(reader.choice(names));
  return found;
}

/** The text of an element that holds nothing else. */
export function textOf(element: Element): string {
  const [child] = element.children;
  if (child) refuse(child, `${element.name} must contain text only, and has a ${child.name}`);
  return element.text;
}

/** An identifier: text that isn't empty; white space around it does not count. */
export function identifierOf(element: Element): string {
  const text = textOf(element).trim();
  return text === '' ? refuse(element, `${element.name} is empty`) : text;
}

export interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

const int: Bounds = { min: -2_147_483_648, max: 2_147_483_647 };

export function integerOf(element: Element, bounds: Bounds = {}): number {
  return readInteger(element, element.name, textOf(element), bounds);
}

/** An attribute that is a whole number, if it is there. */
export function integerAttribute(element: Element, name: string, bounds: Bounds = {}): number | undefined {
  const text = element.attributes[name];
  return text === undefined ? undefined : readInteger(element, `${element.name}'s ${name}`, text, bounds);
}

function readInteger(
  element: Element,
  subject: string,
  text: string,
  { min = int.min, max = int.max }: Bounds,
): number {
  const trimmed = text.trim();
  const value = Number(trimmed);
  if (!/^[+-]?\d+$/.test(trimmed))
    return refuse(element, `${subject} must be a whole number, and is "${clip(trimmed)}"`);
  if (min !== undefined && value < min) return refuse(element, `${subject} must be at least ${min}, and is ${trimmed}`);
  if (max !== undefined && value > max)
    return refuse(element, `${subject} must not be more than ${max}, and is ${trimmed}`);
  return value;
}

export function decimalOf(element: Element): number {
  const text = textOf(element).trim();
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(text))
    return refuse(element, `${element.name} must be a number, and is "${clip(text)}"`);
  return Number(text);
}

/** XML Schema's boolean: true, false, 1, 0. */
export function booleanOf(element: Element): boolean {
  const text = textOf(element).trim();
  if (text === 'true' || text === '1') return true;
  if (text === 'false' || text === '0') return false;
  return refuse(element, `${element.name} must be true or false, and is "${clip(text)}"`);
}

export function choiceOf<const T extends string>(element: Element, values: readonly T[]): T {
  const text = textOf(element).trim();
  return (
    values.find(value => value === text) ??
    refuse(element, `${element.name} must be one of ${values.join(', ')}, and is "${clip(text)}"`)
  );
}

/** An http or https address. */
export function urlOf(element: Element): string {
  const text = textOf(element).trim();
  if (!/^https?:\/\/[^\s/]/i.test(text))
    refuse(element, `${element.name} must be an http or https address, and is "${clip(text)}"`);
  return text;
}

function clip(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
