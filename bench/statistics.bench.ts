/**
 * What statistics cost, in plain Node: agreement and likely answers of 100,000 answers, and a dashboard over 50,000 assignments
 * when it opens and at each change. `npm run bench -- statistics [rounds]`.
 */

import { cohenKappa, contingencyOf } from '../src/statistics/agreement/cohen.ts';
import { dawidSkene } from '../src/statistics/agreement/dawidSkene.ts';
import { fleissKappa } from '../src/statistics/agreement/fleiss.ts';
import { krippendorffAlpha } from '../src/statistics/agreement/krippendorff.ts';
import { median, report, words } from './support/measure.ts';
import { change, filled, show } from './support/study.ts';

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

const table = filled();

measure('Dashboard of 50,000 assignments, opened', 1_000, () => show(filled()));
let changes = 0;
measure('Dashboard of 50,000 assignments, one update', 50, () => {
  changes += 1;
  change(table, changes);
  return show(table);
});
