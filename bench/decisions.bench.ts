/**
 * A file of 5,000 decisions with everything in it, read and planned once the states are known; beside it, how long csv-parse
 * takes to read the same text. Medians. `npm run bench -- decisions [rounds]`.
 */
import { parse } from 'csv-parse/sync';
import { readDecisions } from '../src/files/decisions.ts';
import { planDecisions, type State } from '../src/files/plan.ts';
import { resultEdits } from '../src/files/resultColumn.ts';
import { type DecisionRow, rowOf, writeDecisions } from '../src/files/writing.ts';
import { assignmentOf, hitOf, origin } from '../test/support/decisions.ts';
import { median, report, timed, words } from './support/measure.ts';

const rounds = Number(process.argv[2] ?? 11);
const count = 5_000;
const limit = 3_000;

const rows = Array.from({ length: count }, (_, index): DecisionRow => {
  const hit = hitOf(`3HIT${Math.floor(index / 9)}`, { annotation: `{"word":"w${index}"}` });
  const answers = Object.fromEntries(
    Array.from({ length: 12 }, (_, field) => [`q${field}`, `"answer", ${'word '.repeat(field * 3)}\n${index}`]),
  );
  const decided = [
    { Approve: 'x' },
    { Reject: 'Random' },
    { Bonus: '0.50', BonusReason: 'Thorough' },
    {},
    { Approve: '?' },
  ];
  return {
    ...rowOf({ hit, assignment: assignmentOf(`3A${index}`, answers, { hitId: hit.id }) }),
    decided: decided[index % 5],
  };
});
const states = new Map(
  rows.map(({ hit, assignment }): [string, State] => [assignment.id, { kind: 'known', hit, assignment }]),
);

async function measure(kind: 'csv' | 'jsonl'): Promise<void> {
  const { text } = writeDecisions(kind, rows, origin);
  const planning: number[] = [];
  const writing: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    planning.push(
      await timed(async () => {
        const file = readDecisions(text);
        if (!file) throw new Error('it is a file of decisions');
        const plan = planDecisions(file, {
          ...origin,
          stateOf: id => states.get(id),
          bonusesPaid: () => 0,
        });
        if (plan.operations.length !== (count / 5) * 3 || plan.left.length !== count / 5)
          throw new Error('the plan is wrong');
      }),
    );
    const results = new Map([...text.matchAll(/^(?:\{"AssignmentId":")?3A/gm)].map(({ index }) => [index, 'approved']));
    writing.push(await timed(async () => resultEdits(text, results)));
  }
  const size = `${(text.length / 1e6).toFixed(1)} MB`;
  const met = median(planning) < limit;
  report(`${count} rows of ${kind} (${size}) read and planned`, words(planning), { words: `under ${limit} ms`, met });
  report(`results for ${count} rows of ${kind}`, words(writing));
  if (kind === 'jsonl') return;
  const parsing: number[] = [];
  for (let round = 0; round < rounds; round += 1) parsing.push(await timed(async () => parse(text)));
  report('the same text read by csv-parse alone', words(parsing));
  report('ratio', (median(planning) / median(parsing)).toFixed(2));
}

await measure('csv');
await measure('jsonl');
