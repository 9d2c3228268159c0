import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  flowMeasures,
  knownMeasure,
  type Measures,
  measureNames,
  onlyNow,
  unknownMeasure,
} from '../../../../src/statistics/requester/measures.ts';
import {
  type RequesterStatistic,
  requesterStatisticNames,
  requesterStatistics,
  type TimePeriod,
} from '../../../../src/statistics/requester/statisticNames.ts';
import { type StatisticValue, statisticPoints } from '../../../../src/statistics/requester/statistics.ts';

const today = 20_000;

/** What happened on some of the last 400 days. */
const activity = fc.dictionary(
  fc.constantFrom(...measureNames),
  fc.array(fc.tuple(fc.nat(400), fc.nat(50)), { maxLength: 12 }),
);

function measuresOf(given: Partial<Record<string, (readonly [number, number])[]>>): Measures {
  return Object.fromEntries(
    measureNames.map(name => {
      const days = new Map<number, number>();
      for (const [ago, count] of given[name] ?? []) days.set(today - ago, (days.get(today - ago) ?? 0) + count);
      return [name, knownMeasure(days)];
    }),
  ) as Measures;
}

function one(measures: Measures, statistic: RequesterStatistic, period: TimePeriod): StatisticValue {
  const [point] = statisticPoints(measures, { statistic, period }, today);
  assert.ok(point);
  assert.equal(point.day, today);
  return point.value;
}

const number = (value: StatisticValue): number => (typeof value === 'number' ? value : 0);
const close = (a: number, b: number) => assert.ok(Math.abs(a - b) < 1e-9, `${a} is not ${b}`);

describe('statistics of a requester', () => {
  it('are the 23 that there were', () => {
    assert.equal(requesterStatisticNames.length, 23);
    assert.deepEqual(
      requesterStatisticNames.filter(name => requesterStatistics[name].whole),
      requesterStatisticNames.filter(name => name.startsWith('Number')),
    );
  });

  it('add up', () => {
    fc.assert(
      fc.property(
        activity,
        fc.constantFrom<TimePeriod>('OneDay', 'SevenDays', 'ThirtyDays', 'LifeToDate'),
        (given, period) => {
          const measures = measuresOf(given);
          const value = (name: RequesterStatistic) => number(one(measures, name, period));
          close(value('TotalFeePayout'), value('TotalRewardFeePayout') + value('TotalBonusFeePayout'));
          close(value('TotalRewardAndFeePayout'), value('TotalRewardPayout') + value('TotalRewardFeePayout'));
          close(value('EstimatedTotalLiability'), value('EstimatedRewardLiability') + value('EstimatedFeeLiability'));
        },
      ),
    );
  });

  it('are for each period the sum of its days', () => {
    fc.assert(
      fc.property(activity, given => {
        const measures = measuresOf(given);
        for (const statistic of requesterStatisticNames) {
          if (requesterStatistics[statistic].kind === 'level') continue;
          for (const [period, count] of [
            ['SevenDays', 7],
            ['ThirtyDays', 30],
          ] as const) {
            const days = statisticPoints(measures, { statistic, period: 'OneDay', count }, today);
            assert.equal(days.length, count);
            assert.deepEqual(
              days.map(({ day }) => day),
              Array.from({ length: count }, (_, place) => today - count + 1 + place),
            );
            close(
              days.reduce((sum, { value }) => sum + number(value), 0),
              number(one(measures, statistic, period)),
            );
          }
        }
      }),
    );
  });

  it('are for all days together what they are life to date', () => {
    fc.assert(
      fc.property(activity, given => {
        const measures = measuresOf(given);
        for (const statistic of requesterStatisticNames) {
          if (statistic === 'NumberHITsAssignable') continue;
          const days = statisticPoints(measures, { statistic, period: 'OneDay', count: 401 }, today);
          close(
            days.reduce((sum, { value }) => sum + number(value), 0),
            number(one(measures, statistic, 'LifeToDate')),
          );
        }
      }),
    );
  });

  it('have shares that are 1 together life to date, and whose changes cancel each other', () => {
    fc.assert(
      fc.property(activity, given => {
        const measures = measuresOf(given);
        const share = (name: RequesterStatistic) => one(measures, name, 'LifeToDate');
        const [approved, rejected] = [share('PercentAssignmentsApproved'), share('PercentAssignmentsRejected')];
        if ((measures.approved.total ?? 0) + (measures.rejected.total ?? 0) === 0) {
          assert.deepEqual([approved, rejected], ['none', 'none']);
          return;
        }
        close(number(approved) + number(rejected), 1);
        const days = (statistic: RequesterStatistic) =>
          statisticPoints(measures, { statistic, period: 'OneDay', count: 401 }, today).map(({ value }) => value);
        const others = days('PercentAssignmentsRejected');
        const sums = days('PercentAssignmentsApproved').map(
          (value, place) => number(value) + number(others[place] ?? 0),
        );
        // On the day of the first decision both come into being; on any other, one gains what the other loses.
        assert.equal(sums.filter(sum => Math.abs(sum) > 1e-9).length, 1);
        close(Math.max(...sums), 1);
        close(
          number(one(measures, 'AverageRewardAmount', 'LifeToDate')) * (measures.approved.total ?? 0),
          (measures.approved.total ?? 0) === 0 ? 0 : number(one(measures, 'TotalRewardPayout', 'LifeToDate')),
        );
      }),
    );
  });

  it('are unknown where nobody can tell, and never 0 instead', () => {
    const measures: Measures = {
      ...measuresOf({}),
      accepted: unknownMeasure,
      available: onlyNow(4),
      returned: { days: new Map([[today - 1, 2]]), total: 9, knownFrom: today - 5 },
    };
    assert.equal(one(measures, 'NumberAssignmentsAccepted', 'LifeToDate'), 'unknown');
    assert.equal(one(measures, 'NumberAssignmentsAvailable', 'LifeToDate'), 4);
    assert.equal(one(measures, 'NumberAssignmentsAvailable', 'OneDay'), 'unknown');
    assert.equal(one(measures, 'NumberAssignmentsReturned', 'LifeToDate'), 9);
    assert.equal(one(measures, 'NumberAssignmentsReturned', 'SevenDays'), 'unknown');
    const days = statisticPoints(
      measures,
      { statistic: 'NumberAssignmentsReturned', period: 'OneDay', count: 7 },
      today,
    );
    assert.deepEqual(
      days.map(({ value }) => value),
      ['unknown', 0, 0, 0, 0, 2, 0],
    );
  });

  it('take a count for days alone, and no more days than the service gave', () => {
    const measures = measuresOf({});
    const statistic = 'NumberHITsCreated';
    assert.equal(statisticPoints(measures, { statistic, period: 'ThirtyDays', count: 12 }, today).length, 1);
    assert.equal(statisticPoints(measures, { statistic, period: 'OneDay', count: 100_000 }, today).length, 730);
    assert.ok(flowMeasures.length > 0);
  });
});
