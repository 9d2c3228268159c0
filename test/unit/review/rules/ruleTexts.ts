import assert from 'node:assert/strict';
import { parseRules } from '../../../../src/review/rules/parseRules.ts';
import type { Rule } from '../../../../src/review/rules/syntax.ts';

/** The rules of a text that can be read. */
export function rules(text: string): readonly Rule[] {
  const parsed = parseRules(text);
  assert.ok(parsed.ok, parsed.ok ? '' : parsed.problems.map(({ message }) => message).join());
  return parsed.rules;
}
