/** Whether what workers submitted decodes, and has the columns that a definition expects. */
import type { Expectation } from '../definitions/definition.ts';
import { decodeRow } from '../review/decode.ts';
import type { TrialWork } from './trialDecisions.ts';
import type { TrialFailure } from './trialResult.ts';

/** The names of all answers, sorted. */
export function checkAnswers(
  work: readonly TrialWork[],
  expect: Expectation,
  failures: TrialFailure[],
  notes: string[],
): string[] {
  const columns = new Set<string>();
  const wrong = new Map<string, { readonly row: number; readonly value: string }>();
  for (const { row, assignment } of work) {
    const decoded = decodeRow(assignment.answer, '|');
    if (!decoded.ok) {
      failures.push({ check: 'answers', message: `An answer can’t be decoded: ${decoded.reason}.`, row });
      continue;
    }
    for (const [name, value] of decoded.fields) {
      columns.add(name);
      const expected = expect.get(name);
      if (expected !== undefined && value !== expected && !wrong.has(name)) wrong.set(name, { row, value });
    }
  }
  if (work.length > 0)
    for (const name of expect.keys())
      if (!columns.has(name))
        failures.push({
          check: 'answers',
          message: `No worker’s answer has the column “${name}” that “expect” names.`,
        });
  for (const [name, { row, value }] of wrong)
    failures.push({
      check: 'answers',
      message: `The column “${name}” is “${value.slice(0, 200)}” where “expect” says “${expect.get(name)}”.`,
      row,
    });
  const surplus = [...columns].filter(name => !expect.has(name));
  if (expect.size > 0 && surplus.length > 0)
    notes.push(`Answers have columns that “expect” doesn’t name: ${surplus.sort().join(', ')}.`);
  return [...columns].sort();
}
