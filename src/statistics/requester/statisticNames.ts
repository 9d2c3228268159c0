/** The statistics of the service’s former GetRequesterStatistic operation, by the names that it had. */

/**
 * What a statistic is. A `flow` counts what happened in a time. A `level` is what there is now; of a time, its change. A `share`
 * and a `mean` are of all time up to now; of a time, their change.
 */
type StatisticKind = 'flow' | 'level' | 'share' | 'mean';

interface Statistic {
  readonly kind: StatisticKind;
  /** Whole numbers, which the service gave as LongValue; the others are DoubleValue. */
  readonly whole: boolean;
  /** It has no value for a day or a number of days. */
  readonly lifeToDateOnly?: true;
  readonly meaning: string;
}

const counted = (kind: StatisticKind, meaning: string): Statistic => ({ kind, whole: true, meaning });
const amount = (kind: StatisticKind, meaning: string): Statistic => ({ kind, whole: false, meaning });

export const requesterStatistics = {
  NumberAssignmentsAvailable: counted('level', 'Assignments that workers can still accept'),
  NumberAssignmentsAccepted: counted('flow', 'Times that workers accepted an assignment'),
  NumberAssignmentsPending: counted('level', 'Submitted assignments without a decision'),
  NumberAssignmentsApproved: counted('flow', 'Assignments approved, auto-approved ones among them'),
  NumberAssignmentsRejected: counted('flow', 'Assignments rejected, less the rejections that were reversed'),
  NumberAssignmentsReturned: counted('flow', 'Times that workers returned an assignment'),
  NumberAssignmentsAbandoned: counted('flow', 'Assignments whose time ran out before they were submitted'),
  PercentAssignmentsApproved: amount('share', 'Approved ÷ (approved + rejected), from 0 to 1'),
  PercentAssignmentsRejected: amount('share', 'Rejected ÷ (approved + rejected), from 0 to 1'),
  TotalRewardPayout: amount('flow', 'Rewards of approved assignments, in US dollars'),
  AverageRewardAmount: amount('mean', 'Mean reward of approved assignments, in US dollars'),
  TotalRewardFeePayout: amount('flow', 'Fees on rewards, in US dollars'),
  TotalFeePayout: amount('flow', 'Fees on rewards and bonuses, in US dollars'),
  TotalRewardAndFeePayout: amount('flow', 'Rewards and the fees on them, in US dollars'),
  TotalBonusPayout: amount('flow', 'Bonuses, in US dollars'),
  TotalBonusFeePayout: amount('flow', 'Fees on bonuses, in US dollars'),
  NumberHITsCreated: counted('flow', 'HITs created'),
  NumberHITsCompleted: counted('flow', 'HITs that were deleted or disposed of'),
  NumberHITsAssignable: { ...counted('level', 'HITs that workers can accept'), lifeToDateOnly: true },
  NumberHITsReviewable: counted('level', 'HITs with the status Reviewable'),
  EstimatedRewardLiability: amount('level', 'Rewards that open, accepted and submitted assignments may still cost'),
  EstimatedFeeLiability: amount('level', 'Fees on the rewards that may still be due'),
  EstimatedTotalLiability: amount('level', 'Rewards and fees that may still be due'),
} as const satisfies Record<string, Statistic>;

export type RequesterStatistic = keyof typeof requesterStatistics;
export const requesterStatisticNames = Object.keys(requesterStatistics) as RequesterStatistic[];

/** What is known of a statistic, whichever it is. */
export function statisticOf(name: RequesterStatistic): Statistic {
  return requesterStatistics[name];
}

export const timePeriods = ['OneDay', 'SevenDays', 'ThirtyDays', 'LifeToDate'] as const;
export type TimePeriod = (typeof timePeriods)[number];

/** The most days that anybody got of the service at once. */
export const mostDays = 730;
