/** 50,000 assignments for measurements of the dashboard; the same each time. */
import { encodeAnswers } from '../../src/mturk/answers.ts';
import { firstField, type Shown, shownOf } from '../../src/panels/dashboard/dashboardModel.ts';
import { reviewHIT, reviewRow } from '../../src/panels/review/reviewRows.ts';
import { ReviewTable } from '../../src/review/table.ts';
import type { StudyInput } from '../../src/statistics/dashboard/study.ts';
import { someAssignment, someHIT } from '../../test/support/records.ts';

let state = 2;
function random(): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
}

const labels = ['red', 'blue', 'green', 'yellow'];
const hits = Array.from({ length: 5_000 }, (_, index) => someHIT({ id: `3HIT${index}`, maxAssignments: 10 }));
const rows = hits.flatMap((hit, index) =>
  Array.from({ length: 10 }, (_, place) => {
    const accepted = hit.created + index * 20_000 + place * 60_000;
    return reviewRow(
      someAssignment({
        id: `3A${index}-${place}`,
        hitId: hit.id,
        workerId: `A${(index * 7 + place) % 3_000}`,
        accepted,
        submitted: accepted + 20_000 + Math.floor(random() * 300_000),
        status: place % 3 === 0 ? 'Submitted' : place === 8 ? 'Rejected' : 'Approved',
        answer: encodeAnswers([
          { question: 'colour', value: { kind: 'text', text: labels[Math.floor(random() * 4)] ?? 'red' } },
          { question: 'comment', value: { kind: 'text', text: `It went well, number ${index}.` } },
        ]),
      }),
    );
  }),
);

/** A table with all of them, filled page by page. */
export function filled(): ReviewTable {
  const table = new ReviewTable();
  table.putHITs(hits.map(hit => reviewHIT(hit)));
  for (let first = 0; first < rows.length; first += 100) table.put(rows.slice(first, first + 100));
  return table;
}

const now = (hits[0]?.created ?? 0) + 86_400_000;

/** What a dashboard of a table is worked out from. */
function inputOf(table: ReviewTable): StudyInput {
  return { table, hits, now, bonuses: new Map(), minimumWage: 725 };
}

/** What the panel works out of a table. */
export function show(table: ReviewTable): Shown {
  return shownOf(inputOf(table), firstField(table));
}

/** One assignment more is approved. */
export function change(table: ReviewTable, index: number): void {
  const row = rows[index % rows.length];
  if (row) table.update([{ id: row.id, workerId: row.workerId, status: 'Approved', decided: now }]);
}
