/**
 * What statistics cost, in plain Node: agreement and likely answers of 100,000 answers, and a dashboard over 50,000 assignments
 * when it opens and at each change. `npm run bench -- statistics [rounds]`.
 */

import { encodeAnswers } from '../src/mturk/answers.ts';
import { firstField, shownOf } from '../src/panels/dashboard/dashboardModel.ts';
import { reviewHIT, reviewRow } from '../src/panels/review/reviewRows.ts';
import { ReviewTable } from '../src/review/table.ts';
import { cohenKappa, contingencyOf } from '../src/statistics/agreement/cohen.ts';
import { dawidSkene } from '../src/statistics/agreement/dawidSkene.ts';
import { fleissKappa } from '../src/statistics/agreement/fleiss.ts';
import { krippendorffAlpha } from '../src/statistics/agreement/krippendorff.ts';
import { someAssignment, someHIT } from '../test/support/records.ts';
import { median, report, words } from './support/measure.ts';

const rounds = Number(process.argv[2] ?? 5);

/** The same numbers each time. */
let state = 1;
function random(): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
}

/** Processor time, which other programs on the machine do not change much. */
function measure(name: string, limit: number, work: () => unknown): void {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    times.push((user + system) / 1000);
  }
  const ratio = median(times) / limit;
  report(name, `${words(times)} of processor time`, { words: `< ${limit} ms`, met: ratio < 1 });
}

const labels = ['red', 'blue', 'green', 'yellow'];
const perItem = 5;
const items = Array.from({ length: 20_000 }, () => Math.floor(random() * labels.length));
const answers = items.flatMap((truth, item) =>
  Array.from({ length: perItem }, (_, place) => ({
    item: String(item),
    worker: `A${Math.floor(random() * 80) * perItem + place}`,
    label: labels[random() < 0.9 ? truth : Math.floor(random() * labels.length)] ?? 'red',
  })),
);
const units = items.map((_, item) => answers.slice(item * perItem, (item + 1) * perItem).map(({ label }) => label));
const pairs = Array.from({ length: 50_000 }, (_, at) => [answers[2 * at]?.label, answers[2 * at + 1]?.label]);

measure('Cohen’s κ, 100,000 answers', 300, () => cohenKappa(contingencyOf(pairs, 0, 1, labels)));
measure('Fleiss’ κ, 100,000 answers', 300, () => fleissKappa(units));
measure('Krippendorff’s α, 100,000 answers', 300, () => krippendorffAlpha(units));
measure('Dawid–Skene, 100,000 answers', 300, () => dawidSkene(answers, labels));

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

function filled(): ReviewTable {
  const table = new ReviewTable();
  table.putHITs(hits.map(hit => reviewHIT(hit)));
  for (let first = 0; first < rows.length; first += 100) table.put(rows.slice(first, first + 100));
  return table;
}

const table = filled();
const now = (hits[0]?.created ?? 0) + 86_400_000;
const show = (of: ReviewTable) => shownOf({ table: of, hits, now, bonuses: new Map() }, firstField(of));

measure('Dashboard of 50,000 assignments, opened', 1_000, () => show(filled()));
let change = 0;
measure('Dashboard of 50,000 assignments, one update', 50, () => {
  change += 1;
  const row = rows[change];
  if (row) table.update([{ id: row.id, workerId: row.workerId, status: 'Approved', decided: now }]);
  return show(table);
});
