/** The former GetRequesterStatistic, by POST control/statistics (docs/results.md). */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  ApproveAssignmentCommand,
  CreateHITCommand,
  DeleteHITCommand,
  RejectAssignmentCommand,
  SendBonusCommand,
  UpdateExpirationForHITCommand,
} from '@aws-sdk/client-mturk';
import { requesterStatisticNames } from '../../../src/statistics/requester/statisticNames.ts';
import { type Local, startLocal } from '../../support/local.ts';
import { question } from '../../support/submittedWork.ts';

const day = 24 * 3600;
/** Noon in California, in winter. */
const startTime = Date.UTC(2026, 0, 15, 20);

interface Point {
  readonly Date: string;
  readonly LongValue?: number;
  readonly DoubleValue?: number;
  readonly Unknown?: true;
}
interface Result {
  readonly Statistic: string;
  readonly DataPoint: readonly Point[];
}

async function points(
  local: Local,
  Statistic: string,
  TimePeriod = 'LifeToDate',
  Count = 1,
): Promise<readonly Point[]> {
  const { GetStatisticResult } = await local.control('statistics', { Statistic, TimePeriod, Count });
  return (GetStatisticResult as Result[])[0]?.DataPoint ?? [];
}

const numberOf = ({ LongValue, DoubleValue }: Point) => LongValue ?? DoubleValue ?? 'unknown';

async function value(local: Local, name: string, period?: string): Promise<number | 'unknown'> {
  const [point] = await points(local, name, period);
  assert.ok(point);
  return numberOf(point);
}

/** Two HITs over three days, with everything that can happen in them. */
async function aLife(local: Local): Promise<void> {
  const client = local.client();
  const create = async (MaxAssignments: number) =>
    (
      await client.send(
        new CreateHITCommand({
          Title: 'Statistics',
          Description: 'To be counted.',
          Reward: '0.50',
          MaxAssignments,
          AssignmentDurationInSeconds: 3600,
          LifetimeInSeconds: 30 * day,
          AutoApprovalDelayInSeconds: 2 * day,
          Question: question,
        }),
      )
    ).HIT?.HITId ?? '';
  const accept = async (WorkerId: string, HITId: string) =>
    String((await local.control('accept', { WorkerId, HITId })).AssignmentId);
  const submit = (WorkerId: string, AssignmentId: string) => local.control('submit', { AssignmentId, WorkerId });
  const hit = await create(5);
  const gone = await create(1);
  const [first, second, third] = [await accept('A1', hit), await accept('A2', hit), await accept('A3', hit)];
  await submit('A1', first);
  await submit('A2', second);
  await local.control('return', { AssignmentId: third, WorkerId: 'A3' });
  // Its time runs out.
  await accept('A4', hit);
  await local.control('clock', { advanceSeconds: day });
  await client.send(new RejectAssignmentCommand({ AssignmentId: first, RequesterFeedback: 'No.' }));
  const late = await accept('A5', hit);
  await submit('A5', late);
  await client.send(new UpdateExpirationForHITCommand({ HITId: gone, ExpireAt: new Date(0) }));
  await client.send(new DeleteHITCommand({ HITId: gone }));
  // The second assignment approves itself.
  await local.control('clock', { advanceSeconds: day });
  await client.send(
    new ApproveAssignmentCommand({ AssignmentId: first, OverrideRejection: true, RequesterFeedback: 'Sorry.' }),
  );
  await client.send(
    new SendBonusCommand({ WorkerId: 'A1', AssignmentId: first, BonusAmount: '1.00', Reason: 'For the trouble.' }),
  );
}

describe('control/statistics', () => {
  let local: Local;

  afterEach(() => local.stop());

  it('counts everything that happens, by Pacific days', async () => {
    local = await startLocal({ startTime, funds: 100_00 as never });
    await aLife(local);
    const days = async (name: string) => (await points(local, name, 'OneDay', 3)).map(numberOf);
    assert.deepEqual(await days('NumberHITsCreated'), [2, 0, 0]);
    assert.deepEqual(await days('NumberAssignmentsAccepted'), [4, 1, 0]);
    assert.deepEqual(await days('NumberAssignmentsReturned'), [1, 0, 0]);
    assert.deepEqual(await days('NumberAssignmentsAbandoned'), [1, 0, 0]);
    assert.deepEqual(await days('NumberAssignmentsApproved'), [0, 0, 2]);
    assert.deepEqual(await days('NumberAssignmentsRejected'), [0, 1, -1]);
    assert.deepEqual(await days('NumberAssignmentsPending'), [2, 0, -1]);
    assert.deepEqual(await days('NumberHITsCompleted'), [0, 1, 0]);
    assert.deepEqual(await days('PercentAssignmentsApproved'), [0, 0, 1]);
    assert.deepEqual(await days('PercentAssignmentsRejected'), [0, 1, -1]);
    assert.deepEqual(await days('TotalRewardPayout'), [0, 0, 1]);
    assert.deepEqual(await days('TotalRewardFeePayout'), [0, 0, 0.2]);
    assert.deepEqual(await days('TotalBonusPayout'), [0, 0, 1]);
    assert.deepEqual(await days('TotalBonusFeePayout'), [0, 0, 0.2]);
    assert.deepEqual(await days('NumberHITsAssignable'), [1]);
    assert.equal(await value(local, 'AverageRewardAmount'), 0.5);
    assert.equal(await value(local, 'NumberAssignmentsAvailable'), 2);
    // Two open places and one assignment without a decision, of $0.50 and a fee of $0.10 each.
    assert.equal(await value(local, 'EstimatedRewardLiability'), 1.5);
    assert.equal(await value(local, 'EstimatedFeeLiability'), 0.3);
    assert.equal(await value(local, 'EstimatedTotalLiability'), 1.8);
    assert.equal(await value(local, 'NumberAssignmentsPending'), 1);
  });

  it('has days that add up to what there is now, for every statistic', async () => {
    local = await startLocal({ startTime, seed: 'sample' });
    await aLife(local);
    for (const name of requesterStatisticNames) {
      if (name === 'NumberHITsAssignable') continue;
      const days = await points(local, name, 'OneDay', 730);
      const sum = days.reduce((total, point) => total + Number(numberOf(point)), 0);
      assert.ok(Math.abs(sum - Number(await value(local, name))) < 1e-9, name);
    }
  });

  it('answers as the service did', async () => {
    local = await startLocal({ startTime: Date.UTC(2009, 6, 13, 20) });
    const answer = await local.control('statistics', {
      Statistic: 'TotalRewardPayout',
      TimePeriod: 'ThirtyDays',
      Count: 1,
    });
    assert.deepEqual(answer.GetStatisticResult, [
      {
        Statistic: 'TotalRewardPayout',
        TimePeriod: 'ThirtyDays',
        DataPoint: [{ Date: '2009-07-13T07:00:00Z', DoubleValue: 0 }],
      },
    ]);
    const { GetStatisticResult } = await local.control('statistics');
    assert.deepEqual(
      (GetStatisticResult as Result[]).map(({ Statistic }) => Statistic),
      requesterStatisticNames,
    );
    await assert.rejects(local.control('statistics', { Statistic: 'NumberOfWishes' }), /400|Statistic/);
    await assert.rejects(local.control('statistics', { TimePeriod: 'OneDay', Count: 0 }));
  });

  it('tells of a database from before what its tables date, and says that the rest is unknown', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mturk-statistics-'));
    const data = join(folder, 'local.db');
    try {
      local = await startLocal({ startTime, data, funds: 100_00 as never });
      await aLife(local);
      const before = await Promise.all(
        ['NumberAssignmentsApproved', 'NumberAssignmentsRejected', 'NumberAssignmentsPending', 'TotalRewardPayout'].map(
          async name => [name, await points(local, name, 'OneDay', 3)] as const,
        ),
      );
      await local.stop();
      const database = new DatabaseSync(data);
      database.exec('DROP TABLE daily_counts; DROP TABLE counting; PRAGMA user_version = 2;');
      database.close();
      local = await startLocal({ startTime, data });
      for (const [name, days] of before) assert.deepEqual(await points(local, name, 'OneDay', 3), days, name);
      assert.equal(await value(local, 'NumberAssignmentsAccepted'), 5);
      assert.equal(await value(local, 'NumberHITsCompleted'), 1);
      assert.equal(await value(local, 'NumberAssignmentsReturned', 'OneDay'), 'unknown');
      const { CountedSince } = await local.control('statistics');
      assert.equal(CountedSince, '2026-01-17T20:00:00.000Z');
      await local.control('clock', { advanceSeconds: 2 * day });
      assert.equal(await value(local, 'NumberAssignmentsReturned', 'OneDay'), 0);
      assert.equal(await value(local, 'NumberAssignmentsReturned', 'SevenDays'), 'unknown');
      // A reset has nothing from before.
      await local.control('reset', {});
      assert.equal((await local.control('statistics')).CountedSince, null);
      assert.equal(await value(local, 'NumberAssignmentsReturned', 'SevenDays'), 0);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
