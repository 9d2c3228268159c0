/** Everything the service says of an assignment as one line of JSON: nothing is renamed, rounded or left out. */
import { amazonAnswers } from './amazonCsv.ts';
import type { Result } from './result.ts';
import { type Origin, tableAnswers } from './resultTable.ts';

/** One line without its end. `Answers` are there for readers without an XML parser; `Assignment.Answer` is what they came from. */
export function resultLine(result: Result, origin: Origin): string {
  const { wire, assignment, inputs, bonuses, note, dataFiles } = result;
  return JSON.stringify({
    AssignmentId: assignment.id,
    Assignment: wire?.assignment ?? null,
    Answers: fieldsOf(amazonAnswers(assignment.answer)),
    Fields: fieldsOf(tableAnswers(assignment.answer)),
    Inputs: fieldsOf(inputs),
    BonusPayments: (bonuses ?? []).map(({ amount, reason, paid }) => ({
      AssignmentId: assignment.id,
      WorkerId: assignment.workerId,
      BonusAmount: (amount / 100).toFixed(2),
      Reason: reason,
      GrantTime: new Date(paid).toISOString(),
    })),
    ...(note ? { Note: { Mark: note.mark || null, Text: note.text } } : {}),
    ...(dataFiles?.length ? { DataFiles: dataFiles } : {}),
    ...(wire?.reviewResults ? { ReviewPolicyResults: wire.reviewResults } : {}),
    HIT: wire?.hit ?? null,
    Source: { Environment: origin.environment, Profile: origin.profile, Endpoint: origin.endpoint },
  });
}

/** An object without a prototype’s names in the way: a worker may call an answer `__proto__`. */
function fieldsOf(all: readonly { readonly name: string; readonly text: string }[]): Record<string, string> {
  return Object.fromEntries(all.map(({ name, text }) => [name, text]));
}
