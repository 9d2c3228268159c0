/** What a study pays and still owes, day by day. */
import { bonusFee } from '../../mturk/fees.ts';
import { cents, formatDollars } from '../../mturk/money.ts';
import { pacificDay, pacificDayStart, pacificDayText } from '../../mturk/pacific.ts';
import { counted } from '../../mturk/plurals.ts';
import type { ChartSpec } from './chartSpec.ts';
import type { Amounts, StudyInput } from './study.ts';
import { mostBuckets } from './studyCharts.ts';

const hour = 3_600_000;

/** Cents of one hour or day. */
interface Sums {
  rewards: number;
  bonuses: number;
  fees: number;
  owed: number;
}

/** Rewards, bonuses and fees by Pacific days, and what was owed at the end of each. */
export function moneyChart(input: StudyInput, amounts: Amounts): ChartSpec {
  const all = [...byDays(byHours(input, amounts))].sort(([one], [other]) => one - other);
  let owed = 0;
  for (const [, sums] of all) {
    owed += sums.owed;
    sums.owed = owed;
  }
  const sorted = all.slice(-mostBuckets);
  const dollars = (name: keyof Sums) => sorted.map(([, sums]) => sums[name] / 100);
  const total = sorted.reduce((sum, [, { rewards, bonuses, fees }]) => sum + rewards + bonuses + fees, 0);
  return {
    id: 'money',
    title: 'Money by day',
    caption: `${formatDollars(cents(total))} in ${counted(sorted.length, 'day')}, by day in Pacific time; fees by the price list. ${formatDollars(cents(owed))} still owed.`,
    kind: 'line',
    times: sorted.map(([day]) => pacificDayStart(day) / 1000),
    labels: sorted.map(([day]) => pacificDayText(day)),
    of: 'Day (Pacific)',
    series: [
      { name: 'Rewards', unit: 'dollars', values: dollars('rewards') },
      { name: 'Bonuses', unit: 'dollars', values: dollars('bonuses') },
      { name: 'Fees', unit: 'dollars', values: dollars('fees') },
      { name: 'Still owed', unit: 'dollars', values: dollars('owed') },
    ],
  };
}

/** By hours, because Pacific days begin on whole ones, and there are few beside the rows. */
function byHours({ table, hits, bonuses }: StudyInput, { rewards, fees }: Amounts): Map<number, Sums> {
  const hours = new Map<number, Sums>();
  const sumsOf = (at: number): Sums => {
    const slot = Math.floor(at / hour);
    let sums = hours.get(slot);
    if (!sums) {
      sums = { rewards: 0, bonuses: 0, fees: 0, owed: 0 };
      hours.set(slot, sums);
    }
    return sums;
  };
  const there = table.all();
  for (let row = 0; row < table.size; row += 1) {
    if (there[row] === 0) continue;
    const status = table.status(row);
    const hit = table.hitIds.code(row);
    const [reward, fee] = [rewards[hit] ?? 0, fees[hit] ?? 0];
    const submitted = table.submitted[row] ?? 0;
    // Owed from when it was submitted until it was decided on.
    if (submitted > 0) sumsOf(submitted).owed += reward + fee;
    if (status === 'Submitted') continue;
    const sums = sumsOf(table.decided[row] || submitted);
    if (submitted > 0) sums.owed -= reward + fee;
    if (status !== 'Approved') continue;
    sums.rewards += reward;
    sums.fees += fee;
  }
  for (const { id } of hits)
    for (const { amount, paid } of bonuses.get(id) ?? []) {
      const sums = sumsOf(paid);
      sums.bonuses += amount;
      sums.fees += bonusFee(amount);
    }
  return hours;
}

function byDays(hours: ReadonlyMap<number, Sums>): Map<number, Sums> {
  const days = new Map<number, Sums>();
  for (const [slot, sums] of hours) {
    const day = pacificDay(slot * hour);
    const known = days.get(day);
    if (!known) {
      days.set(day, sums);
      continue;
    }
    known.rewards += sums.rewards;
    known.bonuses += sums.bonuses;
    known.fees += sums.fees;
    known.owed += sums.owed;
  }
  return days;
}
