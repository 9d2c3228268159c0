/** Reads the text of a definition: its keys with their places, and what is wrong with them before their values are looked at. */
import type { Node } from 'jsonc-parser';
import { sentenceOf } from '../mturk/sentence.ts';
import type { Span } from '../mturk/textSpan.ts';
import type { ProfileFacts } from './definition.ts';
import { type JsonTree, type Property, parseJsonTree, propertiesOf, spanOf } from './jsonText.ts';
import { definitionKeys, keyFacts } from './keys.ts';
import { type Finding, Lines } from './problems.ts';
import { nearest } from './suggestions.ts';

export interface Entry {
  readonly name: string;
  readonly key: Node;
  readonly value: Node;
}

export interface ParsedDefinition {
  readonly text: string;
  readonly lines: Lines;
  /** The keys of the file itself, by name. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** The keys of each part of `profiles`, in the file's order. */
  readonly overrides: readonly {
    readonly name: string;
    readonly key: Node;
    readonly entries: ReadonlyMap<string, Entry>;
  }[];
  readonly findings: readonly Finding[];
  /** Keys that mistyped ones likely mean, and that are not missing therefore. */
  readonly meant: ReadonlySet<string>;
}

/** Reads as much as the text holds; what a reader of half-typed text can't make out is a finding. Never throws. */
export function parseDefinition(text: string): ParsedDefinition {
  const lines = new Lines(text);
  const tree = parseJsonTree(text);
  const findings = syntaxFindings(tree);
  const nothing: ReadonlyMap<string, Entry> = new Map();
  const meant = new Set<string>();
  if (!tree.ok) return { text, lines, entries: nothing, overrides: [], findings, meant };
  if (tree.root.type !== 'object') {
    findings.push({
      code: 'notAnObject',
      severity: 'error',
      message: 'A HIT definition is a JSON object with the parameters of CreateHIT.',
      span: spanOf(tree.root),
      inSchema: true,
    });
    return { text, lines, entries: nothing, overrides: [], findings, meant };
  }
  for (const { name } of propertiesOf(tree.root)) if (!isKnown(name)) meant.add(nearest(name, names) ?? name);
  const entries = entriesOf(tree.root, findings, false);
  const overrides = propertiesOf(entries.get('profiles')?.value).flatMap(({ name, key, value }) =>
    value ? [{ name, key, entries: entriesOf(value, findings, true) }] : [],
  );
  return { text, lines, entries, overrides, findings, meant };
}

/** Where a text is not JSON. */
export function syntaxFindings({ errors }: JsonTree): Finding[] {
  return errors.map(({ message, start, end }) => ({
    code: 'syntax',
    severity: 'error',
    message: sentenceOf(message),
    span: { start, end },
    inSchema: true,
  }));
}

function entriesOf(node: Node, findings: Finding[], inProfile: boolean): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const property of propertiesOf(node)) {
    const { name, key, value } = property;
    if (!isKnown(name) || (inProfile && name === 'profiles')) findings.push(unknownKey(property, inProfile));
    else if (entries.has(name))
      findings.push({
        code: 'duplicateKey',
        severity: 'error',
        message: `“${name}” appears twice. Remove one of them.`,
        span: spanOf(key),
      });
    if (value) entries.set(name, { name, key, value });
  }
  return entries;
}

function isKnown(name: string): boolean {
  return keyFacts(name) !== undefined;
}

const names = definitionKeys.map(({ name }) => name);

/** Keys that people bring from elsewhere, with what is said here instead. */
const elsewhere: ReadonlyMap<string, string> = new Map([
  [
    'HITTypeId',
    'A HIT type ID belongs to one endpoint. Write Title, Description, Reward and the other properties; equal ones share a HIT type.',
  ],
  ['HITId', 'HITId is given by the service. Remove it.'],
]);

function unknownKey({ name, key }: Property, inProfile: boolean): Finding {
  const near = nearest(name, names);
  const span = spanOf(key);
  const hint = near === undefined ? 'Remove it, or look up its name.' : `Did you mean “${near}”?`;
  return {
    code: 'unknownKey',
    severity: 'error',
    message:
      inProfile && name === 'profiles'
        ? '“profiles” can’t be inside “profiles”.'
        : (elsewhere.get(name) ?? `“${name}” is not a key of a HIT definition. ${hint}`),
    span,
    fixes:
      near === undefined ? [] : [{ title: `Replace with “${near}”`, edits: [{ ...span, text: JSON.stringify(near) }] }],
  };
}

/** The keys that hold for a profile: those of its name over those of its environment over those of the file. */
export function entriesFor(parsed: ParsedDefinition, profile?: ProfileFacts): ReadonlyMap<string, Entry> {
  if (!profile) return parsed.entries;
  const merged = new Map(parsed.entries);
  for (const wanted of [profile.environment, profile.name])
    for (const override of parsed.overrides)
      if (override.name === wanted) for (const [name, entry] of override.entries) merged.set(name, entry);
  return merged;
}

/** Where something that several keys can say is said: the key that is there, else the start of the file. */
export function spanFor(entries: ReadonlyMap<string, Entry>, ...keys: readonly string[]): Span {
  for (const name of keys) {
    const entry = entries.get(name);
    if (entry) return spanOf(entry.value);
  }
  return { start: 0, end: 1 };
}
