/**
 * The strings that people can see, with their places: `npm run strings`. They are found by their form, in the whole source: several
 * words, or a label. What is none (queries, patterns, code to copy) is left out by its place.
 */
import { globSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { parse } from 'acorn';

interface VisibleString {
  readonly file: string;
  readonly line: number;
  /** Values that are put in stand as `{…}`. */
  readonly text: string;
}

/** Folders whose strings are for programs: shapes of requests, queries, questions of samples. */
const silent = [
  'src/service/shapes/',
  'src/service/storage/',
  'src/service/seed/',
  'src/service/simulate/',
  'src/mturk/countries.ts',
  'src/profiles/snippets.ts',
];

/** Members whose text is a label, though it is one word. */
const labels: ReadonlySet<string> = new Set([
  'action',
  'category',
  'description',
  'detail',
  'done',
  'error',
  'label',
  'message',
  'name',
  'placeholder',
  'prompt',
  'title',
  'tooltip',
  'verb',
  'words',
]);

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

/** All of one file, in the order in which they stand. */
export function stringsIn(file: string, source: string): VisibleString[] {
  const code = stripTypeScriptTypes(source, { mode: 'strip' });
  const found: (VisibleString & { readonly start: number })[] = [];
  const add = (node: Node, text: string, label: boolean): void => {
    if (isVisible(text, label))
      found.push({
        file,
        line: code.slice(0, node.start).split('\n').length,
        text: text.replaceAll('\n', '⏎'),
        start: node.start,
      });
  };
  const visit = (node: Node, label: boolean): void => {
    if (node.type === 'ImportDeclaration' || node.type === 'ImportExpression') return;
    if (node.type === 'Literal' && typeof node.value === 'string') add(node, node.value, label);
    if (node.type === 'TemplateLiteral') {
      const quasis = node.quasis as readonly { readonly value: { readonly cooked: string } }[];
      add(node, quasis.map(({ value }) => value.cooked ?? '').join('{…}'), label);
    }
    const named = node.type === 'Property' && labels.has(nameOf(node.key as Node));
    for (const [key, value] of Object.entries(node)) {
      if (node.type === 'Property' && key === 'key' && !node.computed) continue;
      const inLabel =
        named && key === 'value'
          ? true
          : node.type === 'ObjectExpression' || node.type === 'CallExpression'
            ? false
            : label;
      for (const each of Array.isArray(value) ? value : [value]) if (isNode(each)) visit(each, inLabel);
    }
  };
  visit(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }) as unknown as Node, false);
  return found.sort((a, b) => a.start - b.start).map(({ start: _, ...each }) => each);
}

/** All of the source. */
export function visibleStrings(): VisibleString[] {
  return globSync('src/**/*.ts')
    .map(file => file.replaceAll('\\', '/'))
    .filter(file => !silent.some(each => file.startsWith(each)) && !file.endsWith('.d.ts'))
    .sort()
    .flatMap(file => stringsIn(file, readFileSync(file, 'utf8')));
}

function isVisible(text: string, label: boolean): boolean {
  if (/^\s*(?:select|insert|update|delete|create|drop|pragma|with|begin)\s/i.test(text) && /[A-Z]{4}|_/.test(text))
    return false;
  if (/^[\w-]+( [\w-]+)*$/.test(text) && /^[a-z-]+( [a-z-]+)*$/.test(text) && text.includes('-')) return false;
  return (
    /\p{L}[\p{L}’']*[,.:;…”]? ["“(]?\p{L}/u.test(text) ||
    (label && /\p{L}{3}/u.test(text)) ||
    /^\p{Lu}\p{Ll}+…?$/u.test(text)
  );
}

function nameOf(key: Node): string {
  return typeof key.name === 'string' ? key.name : typeof key.value === 'string' ? key.value : '';
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

export async function stringsTask(): Promise<undefined> {
  for (const { file, line, text } of visibleStrings()) console.log(`${file}:${line}: ${text}`);
}
