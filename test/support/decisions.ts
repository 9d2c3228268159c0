/** HITs, assignments and files of decisions for tests, made up. */
import type { Edit } from '../../src/files/resultColumn.ts';
import type { DecisionRow, Origin } from '../../src/files/writing.ts';
import { encodeAnswers } from '../../src/mturk/answers.ts';
import type { AnsweredAssignment, HIT } from '../../src/mturk/model.ts';
import { cents } from '../../src/mturk/money.ts';

export const origin: Origin = { environment: 'sandbox', profile: 'pilot', endpoint: 'https://mturk.lab.example' };

export function hitOf(id: string, given: Partial<HIT> = {}): HIT {
  return {
    id,
    typeId: '3TYPE',
    groupId: '3GROUP',
    title: 'Judge the colour of words',
    description: '',
    keywords: '',
    annotation: '',
    status: 'Reviewable',
    created: 0,
    expires: 0,
    reward: cents(60),
    maxAssignments: 9,
    autoApprovalDelay: 259_200,
    assignmentDuration: 600,
    pending: 0,
    available: 0,
    completed: 0,
    requirements: [],
    ...given,
  };
}

/** Worked on for 90 seconds, on the first of May 2026. */
export function assignmentOf(
  id: string,
  answers: Readonly<Record<string, string>> = {},
  given: Partial<AnsweredAssignment> = {},
): AnsweredAssignment {
  const accepted = Date.UTC(2026, 4, 1, 12);
  const texts = Object.entries(answers).map(([question, text]) => ({
    question,
    value: { kind: 'text', text } as const,
  }));
  return {
    id,
    hitId: '3HIT',
    workerId: `A${id}`,
    status: 'Submitted',
    accepted,
    submitted: accepted + 90_000,
    autoApproves: accepted + 259_290_000,
    answer: encodeAnswers(texts),
    ...given,
  };
}

export function rowFor(
  assignment: AnsweredAssignment,
  fields: Readonly<Record<string, string>> = {},
  decided: DecisionRow['decided'] = {},
): DecisionRow {
  return {
    hit: hitOf(assignment.hitId),
    assignment,
    fields: Object.entries(fields).map(([name, text]) => ({ name, text })),
    inputs: [],
    decided,
  };
}

/** A text with edits made to it as an editor makes them: all of them on the text as it was. */
export function applied(text: string, edits: readonly Edit[]): string {
  return edits
    .toReversed()
    .reduce((before, { start, end, text: put }) => before.slice(0, start) + put + before.slice(end), text);
}
