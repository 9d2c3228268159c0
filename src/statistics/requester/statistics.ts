/**
 * GetRequesterStatistic, computed. A day is a Pacific calendar day, and a day’s number is the change that its activity made in
 * the overall value; SevenDays and ThirtyDays end today and have one number, LifeToDate is the overall value.
 */
import type { Measure, Measures } from './measures.ts';
import { mostDays, type RequesterStatistic, statisticOf, type TimePeriod } from './statisticNames.ts';

/**
 * A number; `unknown` where it can’t be told, which is not 0; or `none` where there is nothing to tell of: a share or a mean
 * before the first decision.
 */
export type StatisticValue = number | 'unknown' | 'none';

export interface StatisticPoint {
  /** The Pacific day; of a period, the last one. */
  readonly day: number;
  /** Counts, shares from 0 to 1, or US dollars. */
  readonly value: StatisticValue;
}

interface StatisticRequest {
  readonly statistic: RequesterStatistic;
  readonly period: TimePeriod;
  /** Days up to today; for OneDay alone, as the service had it. */
  readonly count?: number;
}

const spans: Readonly<Record<Exclude<TimePeriod, 'LifeToDate'>, number>> = { OneDay: 1, SevenDays: 7, ThirtyDays: 30 };

/** The points of a statistic, the oldest first; `today` is the current Pacific day. */
export function statisticPoints(
  measures: Measures,
  { statistic, period, count = 1 }: StatisticRequest,
  today: number,
): StatisticPoint[] {
  const read = readers[statistic](measures);
  // The service knew this one as of now alone.
  if (period === 'LifeToDate' || statisticOf(statistic).lifeToDateOnly) return [{ day: today, value: read.total() }];
  const days = period === 'OneDay' ? Math.max(1, Math.min(mostDays, Math.floor(count))) : 1;
  const span = spans[period];
  return Array.from({ length: days }, (_, place) => {
    const last = today - (days - 1 - place);
    return { day: last, value: read.change(last - span + 1, last) };
  });
}

interface Reading {
  /** Of all time, or now. */
  total(): StatisticValue;
  /** From the first day to the last, both included. */
  change(first: number, last: number): StatisticValue;
}

/** A sum of measures, in a unit. */
function sum(parts: readonly Measure[], unit = 1): Reading {
  return {
    total: () =>
      all(
        parts.map(({ total }) => total ?? 'unknown'),
        unit,
      ),
    change: (first, last) =>
      all(
        parts.map(part => changeOf(part, first, last)),
        unit,
      ),
  };
}

function all(values: readonly (number | 'unknown')[], unit: number): StatisticValue {
  let total = 0;
  for (const value of values) {
    if (value === 'unknown') return 'unknown';
    total += value;
  }
  return total / unit;
}

function changeOf({ days, knownFrom }: Measure, first: number, last: number): number | 'unknown' {
  if (knownFrom === undefined || first < knownFrom) return 'unknown';
  let total = 0;
  for (const [day, change] of days) if (day >= first && day <= last) total += change;
  return total;
}

/** What a measure was at the end of a day, as far as the days after it are known. */
function upTo(measure: Measure, day: number): number | 'unknown' {
  const after = changeOf(measure, day + 1, Number.POSITIVE_INFINITY);
  return measure.total === undefined || after === 'unknown' ? 'unknown' : measure.total - after;
}

/** One measure divided by others, as of the end of a day; a change is the difference of two of these, from 0 before the first. */
function ratio(part: Measure, whole: readonly Measure[], unit = 1): Reading {
  const at = (read: (measure: Measure) => number | 'unknown'): StatisticValue => {
    const top = read(part);
    const bottom = all(whole.map(read), 1);
    if (top === 'unknown' || typeof bottom !== 'number') return 'unknown';
    return bottom === 0 ? 'none' : top / bottom / unit;
  };
  return {
    total: () => at(({ total }) => total ?? 'unknown'),
    change: (first, last) => {
      const before = at(measure => upTo(measure, first - 1));
      const after = at(measure => upTo(measure, last));
      if (before === 'unknown' || after === 'unknown') return 'unknown';
      if (after === 'none') return 'none';
      return after - (before === 'none' ? 0 : before);
    },
  };
}

const centsPerDollar = 100;

const readers: Readonly<Record<RequesterStatistic, (measures: Measures) => Reading>> = {
  NumberAssignmentsAvailable: ({ available }) => sum([available]),
  NumberAssignmentsAccepted: ({ accepted }) => sum([accepted]),
  NumberAssignmentsPending: ({ pending }) => sum([pending]),
  NumberAssignmentsApproved: ({ approved }) => sum([approved]),
  NumberAssignmentsRejected: ({ rejected }) => sum([rejected]),
  NumberAssignmentsReturned: ({ returned }) => sum([returned]),
  NumberAssignmentsAbandoned: ({ abandoned }) => sum([abandoned]),
  PercentAssignmentsApproved: ({ approved, rejected }) => ratio(approved, [approved, rejected]),
  PercentAssignmentsRejected: ({ approved, rejected }) => ratio(rejected, [approved, rejected]),
  TotalRewardPayout: ({ rewards }) => sum([rewards], centsPerDollar),
  AverageRewardAmount: ({ rewards, approved }) => ratio(rewards, [approved], centsPerDollar),
  TotalRewardFeePayout: ({ rewardFees }) => sum([rewardFees], centsPerDollar),
  TotalFeePayout: ({ rewardFees, bonusFees }) => sum([rewardFees, bonusFees], centsPerDollar),
  TotalRewardAndFeePayout: ({ rewards, rewardFees }) => sum([rewards, rewardFees], centsPerDollar),
  TotalBonusPayout: ({ bonuses }) => sum([bonuses], centsPerDollar),
  TotalBonusFeePayout: ({ bonusFees }) => sum([bonusFees], centsPerDollar),
  NumberHITsCreated: ({ hitsCreated }) => sum([hitsCreated]),
  NumberHITsCompleted: ({ hitsCompleted }) => sum([hitsCompleted]),
  NumberHITsAssignable: ({ assignable }) => sum([assignable]),
  NumberHITsReviewable: ({ reviewable }) => sum([reviewable]),
  EstimatedRewardLiability: ({ rewardLiability }) => sum([rewardLiability], centsPerDollar),
  EstimatedFeeLiability: ({ feeLiability }) => sum([feeLiability], centsPerDollar),
  EstimatedTotalLiability: ({ rewardLiability, feeLiability }) => sum([rewardLiability, feeLiability], centsPerDollar),
};
