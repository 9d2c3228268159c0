/** The statistics of an account as a table: of the whole time, and of today, seven and thirty days. */

import type { Account } from '../../account/account.ts';
import { pacificDay } from '../../mturk/pacific.ts';
import { percentText } from '../../mturk/percentText.ts';
import type { TableSpec } from '../../statistics/dashboard/chartSpec.ts';
import { type ListedHIT, measuresOfListing } from '../../statistics/requester/fromListing.ts';
import {
  type RequesterStatistic,
  requesterStatisticNames,
  statisticOf,
  timePeriods,
} from '../../statistics/requester/statisticNames.ts';
import { type StatisticValue, statisticPoints } from '../../statistics/requester/statistics.ts';

/** What a service tells itself: by period, each statistic’s value. */
export type ServiceStatistics = {
  readonly since: string | null;
  readonly values: ReadonlyMap<string, ReadonlyMap<string, StatisticValue>>;
};

const columns = ['Statistic', 'Today', '7 days', '30 days', 'Life to date'];

export function statisticsTable(account: Account, serviceStatistics: ServiceStatistics | undefined): TableSpec {
  const read = serviceStatistics
    ? (name: RequesterStatistic, period: string) => serviceStatistics.values.get(period)?.get(name)
    : listed(account);
  return {
    id: 'statistics',
    title: 'Account statistics',
    caption: serviceStatistics
      ? `As of days in Pacific time, counted by Local${serviceStatistics.since === null ? '' : ` since ${serviceStatistics.since.slice(0, 10)}`}. A day of a level or a percentage is its change.`
      : 'As of days in Pacific time, of the HITs that still exist. Unknown: no operation returns it, or it was not read yet. A day of a level or a percentage is its change.',
    columns,
    rows: requesterStatisticNames.map(name => [
      name,
      ...timePeriods.map(period =>
        valueText(name, statisticOf(name).lifeToDateOnly && period !== 'LifeToDate' ? 'none' : read(name, period)),
      ),
    ]),
  };
}

function listed(account: Account) {
  const now = account.now();
  const hits = account.hits().map((hit): ListedHIT => {
    const bonuses = account.workers.bonuses.of(hit.id);
    const noWork = hit.maxAssignments <= hit.available + hit.pending;
    return {
      hit,
      assignments: account.assignments(hit.id),
      // No bonus without work.
      bonuses: bonuses ?? (noWork ? [] : undefined),
      whole: noWork || account.isWhole(hit),
    };
  });
  const measures = measuresOfListing(hits, now);
  const today = pacificDay(now);
  return (statistic: RequesterStatistic, period: (typeof timePeriods)[number]): StatisticValue | undefined =>
    statisticPoints(measures, { statistic, period }, today)[0]?.value;
}

function valueText(name: RequesterStatistic, value: StatisticValue | undefined): string {
  if (value === undefined || value === 'unknown') return 'unknown';
  if (value === 'none') return '–';
  const { whole, kind } = statisticOf(name);
  if (whole) return value.toLocaleString('en');
  return kind === 'share' ? percentText(value) : `$${value.toFixed(2)}`;
}

/** Asks Local for all of them. Rejects with what it says. */
export async function askStatistics(
  control: (verb: string, body: unknown) => Promise<unknown>,
): Promise<ServiceStatistics | undefined> {
  const answers = await Promise.all(
    timePeriods.map(async TimePeriod => [TimePeriod, await control('statistics', { TimePeriod })] as const),
  );
  return readTold(new Map(answers));
}

/** Reads what `POST control/statistics` answered for each period; nothing where it is not what was agreed. */
export function readTold(answers: ReadonlyMap<string, unknown>): ServiceStatistics | undefined {
  const values = new Map<string, ReadonlyMap<string, StatisticValue>>();
  let since: string | null = null;
  for (const [period, answer] of answers) {
    if (typeof answer !== 'object' || answer === null || !('GetStatisticResult' in answer)) return undefined;
    if ('CountedSince' in answer && typeof answer.CountedSince === 'string') since = answer.CountedSince;
    const results = answer.GetStatisticResult as readonly {
      readonly Statistic: string;
      readonly DataPoint: readonly { readonly LongValue?: number; readonly DoubleValue?: number }[];
    }[];
    values.set(
      period,
      new Map(
        results.map(({ Statistic, DataPoint: [point] }) => [
          Statistic,
          point?.LongValue ?? point?.DoubleValue ?? ('unknown' as const),
        ]),
      ),
    );
  }
  return { since, values };
}
