/** Reads the templates of a source file: what is written in them, with a word in the place of each value. */
import { stripTypeScriptTypes } from 'node:module';
import { parse } from 'acorn';
import { parseFragment } from 'parse5';

/** Stands where a template has a value. */
export const hole = 'hole';

interface TemplateElement {
  readonly tag: string;
  /** As written, with lit's sign in front, in lower case. */
  readonly attributes: readonly string[];
}

/** The markup of each `html` or `svg` template in `source`. */
export function markupsOf(source: string): string[] {
  const program = parse(stripTypeScriptTypes(source), { ecmaVersion: 'latest', sourceType: 'module' });
  return [...nodesOf(program)].flatMap(node =>
    isTagged(node) && /^(?:html|svg)$/.test(node.tag.name ?? '')
      ? node.quasi.quasis.map(({ value }) => value.cooked ?? '').join(hole)
      : [],
  );
}

interface Tagged {
  readonly tag: { readonly name?: string };
  readonly quasi: { readonly quasis: readonly { readonly value: { readonly cooked?: string | null } }[] };
}

function isTagged(node: object): node is Tagged {
  return 'type' in node && node.type === 'TaggedTemplateExpression';
}

function* nodesOf(node: object): Generator<object> {
  yield node;
  for (const value of Object.values(node)) if (typeof value === 'object' && value !== null) yield* nodesOf(value);
}

/** All elements that a template makes, as a browser would read it. */
export function elementsIn(markup: string): TemplateElement[] {
  const found: TemplateElement[] = [];
  const walk = (node: object) => {
    if ('tagName' in node && 'attrs' in node) {
      const attributes = (node.attrs as { readonly name: string }[]).map(({ name }) => name);
      found.push({ tag: String(node.tagName), attributes });
    }
    if ('content' in node) walk(node.content as object);
    if ('childNodes' in node) for (const child of node.childNodes as object[]) walk(child);
  };
  // Only in a `template` rows and cells may stand alone.
  walk(parseFragment(`<template>${markup}</template>`));
  const [, ...inner] = found;
  return inner;
}
