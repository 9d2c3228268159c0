/** The verb `statistics`: the service’s former GetRequesterStatistic, for scripts that relied on it. */
import * as v from 'valibot';
import { pacificDay, pacificDayStart, pacificDayText } from '../../mturk/pacific.ts';
import {
  mostDays,
  type RequesterStatistic,
  requesterStatisticNames,
  statisticOf,
  timePeriods,
} from '../../statistics/requester/statisticNames.ts';
import { type StatisticPoint, statisticPoints } from '../../statistics/requester/statistics.ts';
import { measuresOf } from '../counting.ts';
import { type Verbs, verb } from './controlVerb.ts';

const statistic = v.picklist(requesterStatisticNames);

export const statisticVerbs: Verbs = {
  statistics: verb(
    v.strictObject({
      /** All of them, if absent. */
      Statistic: v.optional(v.union([statistic, v.pipe(v.array(statistic), v.minLength(1), v.maxLength(23))])),
      TimePeriod: v.optional(v.picklist(timePeriods), 'LifeToDate'),
      /** Used with OneDay alone, as the service did. */
      Count: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(mostDays)), 1),
    }),
    (service, { Statistic, TimePeriod, Count }) =>
      service.engine.run(tx => {
        const measures = measuresOf(tx, service.requester().id);
        const today = pacificDay(tx.now);
        const wanted = Statistic === undefined ? requesterStatisticNames : [Statistic].flat();
        const since = tx.store.dailyCounts.since() ?? 0;
        return {
          /** Since when days are counted; null where they always were. */
          CountedSince: since === 0 ? null : new Date(since).toISOString(),
          Today: pacificDayText(today),
          GetStatisticResult: wanted.map(name => ({
            Statistic: name,
            TimePeriod,
            DataPoint: statisticPoints(measures, { statistic: name, period: TimePeriod, count: Count }, today).map(
              point => pointForm(name, point),
            ),
          })),
        };
      }),
  ),
};

/**
 * A point as the service gave it: a LongValue or a DoubleValue with the start of its day in UTC. Points without data are 0, as
 * clients expect; what is not known has no value.
 */
function pointForm(name: RequesterStatistic, { day, value }: StatisticPoint) {
  const at = { Date: new Date(pacificDayStart(day)).toISOString().replace('.000Z', 'Z') };
  if (value === 'unknown') return { ...at, Unknown: true };
  const number = value === 'none' ? 0 : value;
  return { ...at, ...(statisticOf(name).whole ? { LongValue: number } : { DoubleValue: number }) };
}
