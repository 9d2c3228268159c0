/** The numbers of a study: what was done, how long it took, what it paid. One pass over its rows, however many there are. */
import { assignmentFee, bonusFee, termsOf } from '../../mturk/fees.ts';
import type { HIT, Instant } from '../../mturk/model.ts';
import { type Cents, cents } from '../../mturk/money.ts';
import type { ReviewTable } from '../../review/table.ts';
import { quantile } from './quantiles.ts';

export interface StudyInput {
  readonly table: ReviewTable;
  readonly hits: readonly HIT[];
  readonly now: Instant;
  /** Bonuses by HIT, where they were read. */
  readonly bonuses: ReadonlyMap<string, readonly { readonly amount: Cents; readonly paid: Instant }[]>;
  /** Cents per hour to compare pay with; nothing where nobody chose one. */
  readonly minimumWage?: number;
}

/** By the code of a HIT in the table: its reward and the fee on it, in cents. */
export interface Amounts {
  readonly rewards: Float64Array;
  readonly fees: Float64Array;
}

export interface WorkTimes {
  /** In seconds, in no order. */
  readonly seconds: Float64Array;
  /** Assignments without a time, or of 0 seconds. */
  readonly leftOut: number;
  readonly median: number;
  readonly quartiles: readonly [number, number];
  /** 95 of 100 took no longer. */
  readonly most: number;
}

interface Pay {
  /** Dollars per hour: the median of reward and bonus at the median time. */
  readonly headline: number;
  /** Assignments by their pay per hour, in steps of {@link payBin}. */
  readonly bins: readonly number[];
  /** Dollars per hour: all that was paid ÷ all the time that was worked. */
  readonly perHourWorked: number;
  /** Shares below the minimum wage, where one was chosen. */
  readonly assignmentsBelow: number | undefined;
  readonly workersBelow: number | undefined;
}

export interface StudyNumbers {
  readonly wanted: number;
  readonly submitted: number;
  readonly pending: number;
  readonly approved: number;
  readonly rejected: number;
  /** Places that can still be accepted, and that are being worked on. */
  readonly open: number;
  readonly working: number;
  readonly firstAutoApproval: Instant | undefined;
  /** Submissions within the last hour. */
  readonly lastHour: number;
  readonly workers: number;
  /** By number of assignments: how many workers have so many. */
  readonly byWorker: ReadonlyMap<string, number>;
  readonly times: WorkTimes;
  readonly pay: Pay;
  readonly money: {
    readonly rewards: Cents;
    readonly bonuses: Cents;
    readonly fees: Cents;
    /** Rewards and fees of submitted work without a decision. */
    readonly owed: Cents;
    /** HITs whose bonuses were read. */
    readonly bonusesOf: number;
  };
}

const hour = 3_600_000;
/** Cents per hour that a bar of pays is wide, and bars before the one for all above. */
export const payBin = 200;
export const mostPayBins = 15;

export function studyNumbers(
  { table, hits, now, bonuses, minimumWage }: StudyInput,
  { rewards: rewardBy, fees: feeBy }: Amounts,
): StudyNumbers {
  const there = table.all();
  const [assignmentsBy, secondsBy, paidBy] = [0, 1, 2].map(() => new Float64Array(table.workers.texts.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const seconds = new Float64Array(table.size);
  const pays = new Float64Array(table.size);
  let [pending, approved, rejected, lastHour, timed, leftOut, below] = [0, 0, 0, 0, 0, 0, 0];
  let [rewards, rewardFees, owed, paidSum, secondsSum] = [0, 0, 0, 0, 0];
  let first = Number.POSITIVE_INFINITY;
  const payBins = new Array<number>(mostPayBins + 1).fill(0);
  for (let row = 0; row < table.size; row += 1) {
    if (there[row] === 0) continue;
    const status = table.status(row);
    const hit = table.hitIds.code(row);
    const reward = rewardBy[hit] ?? 0;
    const fee = feeBy[hit] ?? 0;
    const worker = table.workers.code(row);
    assignmentsBy[worker] = (assignmentsBy[worker] ?? 0) + 1;
    if ((table.submitted[row] ?? 0) > now - hour) lastHour += 1;
    if (status === 'Submitted') {
      pending += 1;
      owed += reward + fee;
      first = Math.min(first, table.autoApproves[row] ?? first);
    } else if (status === 'Approved') {
      approved += 1;
      rewards += reward;
      rewardFees += fee;
    } else rejected += 1;
    const spent = (table.spent[row] ?? 0) / 1000;
    if (!(spent > 0)) {
      leftOut += 1;
      continue;
    }
    const bonus = table.bonuses[row] ?? 0;
    // Rejected work pays nothing; undecided work counts as if it were approved.
    const pay = (status === 'Rejected' ? 0 : reward) + (Number.isNaN(bonus) ? 0 : bonus);
    seconds[timed] = spent;
    pays[timed] = pay;
    timed += 1;
    paidSum += pay;
    secondsSum += spent;
    secondsBy[worker] = (secondsBy[worker] ?? 0) + spent;
    paidBy[worker] = (paidBy[worker] ?? 0) + pay;
    const hourly = (pay * 3600) / spent;
    if (minimumWage !== undefined && hourly < minimumWage) below += 1;
    const bin = Math.min(mostPayBins, Math.floor(hourly / payBin));
    payBins[bin] = (payBins[bin] ?? 0) + 1;
  }
  const worked = seconds.subarray(0, timed);
  const median = quantile(worked, 0.5);
  const { sum: bonusSum, fees: bonusFees, read } = bonusTotals(bonuses, hits);
  return {
    wanted: sum(hits, hit => hit.maxAssignments),
    submitted: pending + approved + rejected,
    pending,
    approved,
    rejected,
    open: sum(hits, hit => (hit.status === 'Assignable' && hit.expires > now ? hit.available : 0)),
    working: sum(hits, hit => hit.pending),
    firstAutoApproval: Number.isFinite(first) ? first : undefined,
    lastHour,
    workers: assignmentsBy.reduce((count, each) => count + Number(each > 0), 0),
    byWorker: new Map(
      table.workers.texts.flatMap((id, code) => {
        const count = assignmentsBy[code] ?? 0;
        return count > 0 ? [[id, count] as const] : [];
      }),
    ),
    times: {
      seconds: worked,
      leftOut,
      median,
      quartiles: [quantile(worked, 0.25), quantile(worked, 0.75)],
      most: quantile(worked, 0.95),
    },
    pay: {
      headline: (quantile(pays.subarray(0, timed), 0.5) / 100) * (3600 / median),
      bins: payBins,
      perHourWorked: (paidSum / 100) * (3600 / secondsSum),
      assignmentsBelow: minimumWage === undefined || timed === 0 ? undefined : below / timed,
      workersBelow: minimumWage === undefined ? undefined : workersBelow(secondsBy, paidBy, minimumWage),
    },
    money: {
      rewards: cents(rewards),
      bonuses: cents(bonusSum),
      fees: cents(rewardFees + bonusFees),
      owed: cents(owed),
      bonusesOf: read,
    },
  };
}

export function amountsByHIT({ hitIds }: ReviewTable, hits: readonly HIT[]): Amounts {
  const byId = new Map(hits.map(hit => [hit.id, hit]));
  const known = hitIds.texts.map(id => byId.get(id));
  return {
    rewards: Float64Array.from(known, hit => hit?.reward ?? 0),
    fees: Float64Array.from(known, hit => (hit ? assignmentFee(termsOf(hit)) : 0)),
  };
}

function workersBelow(seconds: Float64Array, paid: Float64Array, minimumWage: number): number | undefined {
  let [all, below] = [0, 0];
  for (const [worker, spent] of seconds.entries()) {
    if (spent <= 0) continue;
    all += 1;
    if (((paid[worker] ?? 0) * 3600) / spent < minimumWage) below += 1;
  }
  return all === 0 ? undefined : below / all;
}

function bonusTotals(bonuses: StudyInput['bonuses'], hits: readonly HIT[]) {
  let [total, fees, read] = [0, 0, 0];
  for (const { id } of hits) {
    const paid = bonuses.get(id);
    if (!paid) continue;
    read += 1;
    for (const { amount } of paid) {
      total += amount;
      fees += bonusFee(amount);
    }
  }
  return { sum: total, fees, read };
}

function sum(hits: readonly HIT[], read: (hit: HIT) => number): number {
  let total = 0;
  for (const hit of hits) total += read(hit);
  return total;
}
