/** The charts of a study. */

import { pacificDay, pacificDayStart, pacificDayText } from '../../mturk/pacific.ts';
import { percentText } from '../../mturk/percentText.ts';
import { counted } from '../../mturk/plurals.ts';
import { spanText } from '../../mturk/times.ts';
import { workerCount } from '../../review/filterRows.ts';
import type { ReviewTable } from '../../review/table.ts';
import { type ChartSpec, searchTerm } from './chartSpec.ts';
import { mostPayBins, payBin, type StudyInput, type StudyNumbers, type WorkTimes } from './study.ts';

const hour = 3_600_000;
/** Longer studies are shown by days. */
const longestByHours = 4 * 24 * hour;
export const mostBuckets = 1_000;

/** Submitted, approved and rejected work so far, by hours or, in a long study, by Pacific days. */
export function progressChart({ table, now }: Pick<StudyInput, 'table' | 'now'>): ChartSpec {
  const there = table.all();
  let [first, last] = [Number.POSITIVE_INFINITY, 0];
  for (let row = 0; row < table.size; row += 1) {
    if (there[row] === 0) continue;
    first = Math.min(first, table.submitted[row] ?? first);
    last = Math.max(last, table.submitted[row] ?? 0, finite(table.decided[row]));
  }
  const byHours = last - first <= longestByHours;
  const slotOf = (at: number) => (byHours ? Math.floor(at / hour) : pacificDay(at));
  const [from, to] = Number.isFinite(first) ? [slotOf(first), slotOf(last)] : [slotOf(now), slotOf(now)];
  const begin = Math.max(from, to - mostBuckets + 1);
  const size = to - begin + 1;
  const counts = [0, 1, 2].map(() => new Float64Array(size)) as [Float64Array, Float64Array, Float64Array];
  const add = (series: Float64Array, at: number) => {
    const slot = Math.max(0, slotOf(at) - begin);
    if (slot < size) series[slot] = (series[slot] ?? 0) + 1;
  };
  for (let row = 0; row < table.size; row += 1) {
    if (there[row] === 0) continue;
    add(counts[0], table.submitted[row] ?? 0);
    const status = table.status(row);
    if (status === 'Submitted') continue;
    add(status === 'Approved' ? counts[1] : counts[2], finite(table.decided[row]) || (table.submitted[row] ?? 0));
  }
  for (const series of counts)
    for (let slot = 1; slot < size; slot += 1) series[slot] = (series[slot] ?? 0) + (series[slot - 1] ?? 0);
  const starts = Array.from({ length: size }, (_, slot) =>
    byHours ? (begin + slot) * hour : pacificDayStart(begin + slot),
  );
  const [submitted, approved, rejected] = counts.map(series => [...series]) as [number[], number[], number[]];
  return {
    id: 'progress',
    title: 'Submissions over time',
    caption: `${count(submitted.at(-1) ?? 0)} submitted, ${count(approved.at(-1) ?? 0)} approved and ${count(rejected.at(-1) ?? 0)} rejected so far, by ${byHours ? 'hours' : 'Pacific days'}.`,
    kind: 'line',
    times: starts.map(start => start / 1000),
    labels: starts.map((start, slot) =>
      byHours ? new Date(start).toISOString().slice(0, 16).replace('T', ' ') : pacificDayText(begin + slot),
    ),
    of: byHours ? 'Hour (UTC)' : 'Day (Pacific)',
    series: [
      { name: 'Submitted', unit: 'count', values: submitted },
      { name: 'Approved', unit: 'count', values: approved },
      { name: 'Rejected', unit: 'count', values: rejected },
    ],
    // What was submitted in it: the lines add up what came before.
    filters: starts.map((start, slot) =>
      submittedBetween(start, starts[slot + 1] ?? (byHours ? start + hour : pacificDayStart(begin + slot + 1))),
    ),
  };
}

/** For the review grid. Hours and Pacific days begin on whole minutes. */
function submittedBetween(from: number, to: number): string {
  const text = (at: number) => new Date(at).toISOString().slice(0, 16);
  return `submitted>=${text(from)} submitted<${text(to)}`;
}

function finite(value: number | undefined): number {
  return value === undefined || Number.isNaN(value) ? 0 : value;
}

export function decisionChart({ pending, approved, rejected }: StudyNumbers): ChartSpec {
  return {
    id: 'decisions',
    title: 'Decisions',
    caption: `${count(pending)} pending review, ${count(approved)} approved, ${count(rejected)} rejected.`,
    kind: 'bars',
    labels: ['Pending review', 'Approved', 'Rejected'],
    of: 'Decision',
    series: [{ name: 'Assignments', unit: 'count', values: [pending, approved, rejected] }],
    filters: ['is:submitted', 'is:approved', 'is:rejected'],
  };
}

const bins = 16;

/** Times on task up to the 95th percentile, and a bar for those beyond. */
export function timeChart({ seconds, median, most, leftOut }: WorkTimes): ChartSpec {
  const end = Math.max(1, Math.ceil(most || 1));
  const width = Math.max(1, Math.ceil(end / bins));
  const size = Math.max(1, Math.ceil(end / width));
  const counts = new Array<number>(size + 1).fill(0);
  for (const time of seconds) {
    const bin = Math.min(size, Math.floor(time / width));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const edge = (bin: number) => bin * width;
  return {
    id: 'times',
    title: 'Time on task',
    caption:
      seconds.length < 5
        ? 'Fewer than five assignments have a time yet.'
        : `The median is ${spanText(median * 1000)} from accepting to submitting, of ${counted(seconds.length, 'assignment')}${leftOut > 0 ? `; ${count(leftOut)} without a time are left out` : ''}.`,
    kind: 'bars',
    labels: counts.map((_, bin) => (bin === size ? `${edge(bin)} s or more` : `${edge(bin)}–${edge(bin + 1)} s`)),
    of: 'Time',
    series: [{ name: 'Assignments', unit: 'count', values: counts }],
    filters: counts.map((_, bin) =>
      [
        ...(bin > 0 ? [`"Time spent">=${edge(bin)}s`] : []),
        ...(bin < size ? [`"Time spent"<${edge(bin + 1)}s`] : []),
      ].join(' '),
    ),
  };
}

/** Pay per hour of assignments, by two dollars. */
export function payChart({ times, pay }: StudyNumbers, minimumWage: number | undefined): ChartSpec {
  const dollars = (bin: number) => `$${((bin * payBin) / 100).toFixed(0)}`;
  const below =
    minimumWage === undefined || pay.assignmentsBelow === undefined
      ? ''
      : ` ${percentText(pay.assignmentsBelow)} of assignments are under $${(minimumWage / 100).toFixed(2)} an hour.`;
  return {
    id: 'pay',
    title: 'Pay per hour',
    caption:
      times.seconds.length < 5
        ? 'Fewer than five assignments have a time yet.'
        : `$${pay.headline.toFixed(2)} an hour at the median time, rewards and bonuses by the time from accepting to submitting.${below}`,
    kind: 'bars',
    labels: pay.bins.map((_, bin) =>
      bin === mostPayBins ? `${dollars(bin)} or more` : `${dollars(bin)}–${dollars(bin + 1)}`,
    ),
    of: 'Pay per hour',
    series: [{ name: 'Assignments', unit: 'count', values: pay.bins }],
  };
}

const workerGroups = [1, 2, 3, 5, 10, 20, 50, 100] as const;

export function workerChart({ byWorker, workers }: StudyNumbers): ChartSpec {
  const counts = new Array<number>(workerGroups.length).fill(0);
  let most = 0;
  for (const each of byWorker.values()) {
    most = Math.max(most, each);
    const group = workerGroups.findLastIndex(from => each >= from);
    counts[group] = (counts[group] ?? 0) + 1;
  }
  return {
    id: 'workers',
    title: 'Workers by number of assignments',
    caption: `${counted(workers, 'worker')}; the busiest did ${count(most)}.`,
    kind: 'bars',
    labels: workerGroups.map((from, place) => {
      const next = workerGroups[place + 1];
      if (next === undefined) return `${from} or more`;
      return next - from === 1 ? String(from) : `${from}–${next - 1}`;
    }),
    of: 'Assignments',
    series: [{ name: 'Workers', unit: 'count', values: counts }],
    filters: workerGroups.map((from, place) => {
      const next = workerGroups[place + 1];
      const least = `"${workerCount}">=${from}`;
      return next === undefined ? least : `${least} "${workerCount}"<${next}`;
    }),
  };
}

const mostAnswers = 20;
const longestLabel = 60;

/** How often each answer of a field was given, the most frequent first. */
export function answerChart(table: ReviewTable, field: string): ChartSpec {
  const column = table.fields.get(field);
  const there = table.all();
  const counts = new Float64Array(column?.texts.length ?? 0);
  let blank = 0;
  for (let row = 0; row < table.size; row += 1) {
    if (there[row] === 0) continue;
    const code = column?.code(row) ?? -1;
    if (code === -1) blank += 1;
    else counts[code] = (counts[code] ?? 0) + 1;
  }
  const order = [...counts.keys()].filter(code => (counts[code] ?? 0) > 0);
  order.sort((one, other) => (counts[other] ?? 0) - (counts[one] ?? 0) || one - other);
  const shown = order.slice(0, mostAnswers);
  const others = order.slice(mostAnswers).reduce((total, code) => total + (counts[code] ?? 0), 0);
  const texts = shown.map(code => column?.texts[code] ?? '');
  const [most = ''] = texts;
  const extra: readonly (readonly [string, number])[] = [
    ...(others > 0 ? [[counted(order.length - shown.length, 'other answer'), others] as const] : []),
    ...(blank > 0 ? [['(none)', blank] as const] : []),
  ];
  return {
    id: 'answers',
    title: `Answers: ${field === '' ? '(unnamed)' : field}`,
    caption:
      order.length === 0
        ? 'No answers yet.'
        : `${counted(order.length, 'different answer')}; the most frequent is “${shortened(most)}”.`,
    kind: 'bars',
    labels: [...texts.map(text => (text === '' ? '(empty)' : shortened(text))), ...extra.map(([label]) => label)],
    of: 'Answer',
    series: [
      {
        name: 'Assignments',
        unit: 'count',
        values: [...shown.map(code => counts[code] ?? 0), ...extra.map(([, value]) => value)],
      },
    ],
    filters: [...texts.map(text => searchTerm(field, '=', text)), ...extra.map(() => null)],
  };
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longestLabel ? `${line.slice(0, longestLabel)}…` : line;
}

function count(value: number): string {
  return value.toLocaleString('en');
}
