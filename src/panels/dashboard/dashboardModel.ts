/** From the rows of a dashboard to what its page shows: short texts and points, however many rows there are. */

import { formatDollars } from '../../mturk/money.ts';
import { percentText } from '../../mturk/percentText.ts';
import { counted } from '../../mturk/plurals.ts';
import { spanText } from '../../mturk/times.ts';
import type { ReviewTable } from '../../review/table.ts';
import type { ChartSpec, Figure } from '../../statistics/dashboard/chartSpec.ts';
import { moneyChart } from '../../statistics/dashboard/moneyChart.ts';
import { amountsByHIT, type StudyInput, type StudyNumbers, studyNumbers } from '../../statistics/dashboard/study.ts';
import {
  answerChart,
  decisionChart,
  payChart,
  progressChart,
  timeChart,
  workerChart,
} from '../../statistics/dashboard/studyCharts.ts';

export interface Shown {
  readonly figures: readonly Figure[];
  readonly charts: readonly ChartSpec[];
}

/** Everything that follows changes at once. */
export function shownOf(input: StudyInput, field: string | undefined): Shown {
  const amounts = amountsByHIT(input.table, input.hits);
  const numbers = studyNumbers(input, amounts);
  return {
    figures: figuresOf(numbers, input),
    charts: [
      progressChart(input),
      decisionChart(numbers),
      timeChart(numbers.times),
      payChart(numbers, input.minimumWage),
      workerChart(numbers),
      moneyChart(input, amounts),
      ...(field === undefined ? [] : [answerChart(input.table, field)]),
    ],
  };
}

/** The field that is shown as long as nobody chose one: the first whose answers repeat. */
export function firstField({ fields, size }: ReviewTable): string | undefined {
  for (const [name, column] of fields) if (column.texts.length > 1 && column.texts.length <= size / 2) return name;
  return fields.keys().next().value;
}

/** Fewer have no median worth the name. */
const fewest = 5;
const perHour = (value: number) => (Number.isFinite(value) ? `$${value.toFixed(2)}/h` : 'unknown');

function figuresOf(numbers: StudyNumbers, { hits, now, minimumWage }: StudyInput): Figure[] {
  const { wanted, submitted, pending, approved, rejected, times, pay, money } = numbers;
  const decided = approved + rejected;
  const enough = times.seconds.length >= fewest;
  const few =
    times.seconds.length === 0 ? 'no times yet' : `${counted(times.seconds.length, 'time')}, too few for a median`;
  return [
    {
      label: 'Submitted',
      value: `${count(submitted)} of ${count(wanted)}`,
      detail: progressDetail(numbers),
    },
    {
      label: 'Pending review',
      value: count(pending),
      ...(numbers.firstAutoApproval === undefined
        ? {}
        : { detail: `The first auto-approves ${whenText(numbers.firstAutoApproval - now)}` }),
    },
    {
      label: 'Acceptance rate',
      value: decided === 0 ? 'no decisions yet' : percentText(approved / decided),
      detail: 'Approved ÷ (approved + rejected)',
    },
    {
      label: 'Completion',
      value: wanted === 0 ? 'unknown' : percentText(submitted / wanted),
      detail: 'Submitted ÷ requested assignments. No operation reports how often work was returned or abandoned',
    },
    {
      label: 'Median time',
      value: enough ? spanText(times.median * 1000) : 'unknown',
      detail: enough
        ? `Half of the workers took ${spanText(times.quartiles[0] * 1000)} to ${spanText(times.quartiles[1] * 1000)}; n = ${count(times.seconds.length)}`
        : few,
    },
    {
      label: 'Pay at the median time',
      value: enough ? perHour(pay.headline) : 'unknown',
      detail: enough
        ? `${perHour(pay.perHourWorked)} over all hours worked. Times from accepting to submitting: the real pay may be higher`
        : few,
    },
    ...belowMinimum(numbers, minimumWage),
    {
      label: 'Paid to workers',
      value: formatDollars((money.rewards + money.bonuses) as typeof money.rewards),
      detail: `Rewards ${formatDollars(money.rewards)}, bonuses ${formatDollars(money.bonuses)}${money.bonusesOf < hits.length ? ` of ${count(money.bonusesOf)} of ${count(hits.length)} HITs` : ''}`,
    },
    { label: 'Fees', value: formatDollars(money.fees), detail: 'By the price list' },
    {
      label: 'Still owed',
      value: formatDollars(money.owed),
      detail: 'Rewards and fees of work that is pending review',
    },
    { label: 'Workers', value: count(numbers.workers) },
  ];
}

function belowMinimum({ pay }: StudyNumbers, minimumWage: number | undefined): Figure[] {
  if (minimumWage === undefined || pay.assignmentsBelow === undefined) return [];
  return [
    {
      label: `Under $${(minimumWage / 100).toFixed(2)}/h`,
      value: percentText(pay.assignmentsBelow),
      detail: `Share of assignments${pay.workersBelow === undefined ? '' : `; ${percentText(pay.workersBelow)} of workers`}`,
    },
  ];
}

function progressDetail({ lastHour, submitted, wanted, open, working }: StudyNumbers): string {
  const left = wanted - submitted;
  const parts = [`${count(open)} open, ${count(working)} in progress`];
  if (lastHour > 0 && left > 0)
    parts.push(`at ${count(lastHour)} an hour, the rest takes ${spanText((left / lastHour) * 3_600_000)}`);
  return parts.join('; ');
}

function whenText(span: number): string {
  return span <= 0 ? 'now' : `in ${spanText(span)}`;
}

function count(value: number): string {
  return value.toLocaleString('en');
}
