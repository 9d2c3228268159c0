/** Adds a requirement to the text of a definition: that workers don't have a qualification. Everything else stays as it is written. */
import { modify } from 'jsonc-parser';
import type { ProfileFacts } from './definition.ts';
import { isRecord, jsonValue } from './jsonText.ts';
import { entriesFor, parseDefinition } from './parseDefinition.ts';

interface TextEdit {
  readonly offset: number;
  readonly length: number;
  readonly content: string;
}

type AddedExclusion =
  /** Empty where the requirement is there already. */
  | { readonly ok: true; readonly edits: readonly TextEdit[] }
  /** A clause. */
  | { readonly ok: false; readonly reason: string };

/**
 * The edits that keep holders of a qualification type out. They go where the requirements of the profile stand: into its own part of
 * `profiles`, that of its environment, or the definition itself. `type` is the name of the type, which is looked up when publishing.
 */
export function addExclusion(text: string, type: string, profile: ProfileFacts): AddedExclusion {
  const parsed = parseDefinition(text);
  if (parsed.findings.some(({ code }) => code === 'syntax' || code === 'notAnObject'))
    return { ok: false, reason: 'it is not a JSON object' };
  const listed = entriesFor(parsed, profile).get('requirements')?.value;
  if (listed && listed.type !== 'array') return { ok: false, reason: '“requirements” is not a list' };
  const isThere = (listed?.children ?? []).map(jsonValue).some(each => isRecord(each) && excludes(each, type));
  if (isThere) return { ok: true, edits: [] };
  const override = [profile.name, profile.environment].find(name =>
    parsed.overrides.some(each => each.name === name && each.entries.has('requirements')),
  );
  const place = [...(override === undefined ? [] : ['profiles', override]), 'requirements'];
  const requirement = { type, not: 'exists', guards: 'discover' };
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const formattingOptions = { insertSpaces: !/^\t/m.test(text), tabSize: 2, eol };
  const edits = listed
    ? modify(text, [...place, -1], requirement, { formattingOptions, isArrayInsertion: true })
    : modify(text, place, [requirement], { formattingOptions });
  return { ok: true, edits };
}

function excludes({ type, not }: { readonly [key: string]: unknown }, wanted: string): boolean {
  return type === wanted && not === 'exists';
}
