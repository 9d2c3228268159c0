import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { DashboardFeed } from '../../../../src/panels/dashboard/dashboardFeed.ts';
import { askStatistics, type ServiceStatistics } from '../../../../src/panels/dashboard/statisticsTable.ts';
import type { ReviewSelection } from '../../../../src/panels/review/contract.ts';
import { useAccounts } from '../../account/setup.ts';
import { useBench } from '../../service/setup.ts';

describe('what a dashboard shows', () => {
  const bench = useBench();
  const openAt = useAccounts();
  const feeds: DashboardFeed[] = [];
  afterEach(() => {
    for (const feed of feeds.splice(0)) feed.dispose();
  });

  /** A dashboard whose waits are over as soon as they are asked to be. */
  async function dashboardOf(
    selection: ReviewSelection,
    serviceStatistics = async (): Promise<ServiceStatistics | undefined> => undefined,
  ) {
    const opened = openAt(bench().local);
    await opened.account.refreshHITs();
    const waits = new Map<number, () => void>();
    let changes = 0;
    const feed = new DashboardFeed({
      account: opened.account,
      selection,
      minimumWage: () => 725,
      serviceStatistics,
      changed: () => {
        changes += 1;
      },
      after: (milliseconds, callback) => {
        waits.set(milliseconds, callback);
        return { dispose: () => waits.delete(milliseconds) };
      },
    });
    feeds.push(feed);
    await feed.start();
    const settle = async () => {
      for (const [at, callback] of [...waits]) {
        waits.delete(at);
        callback();
      }
      await feed.idle();
    };
    await settle();
    const figure = (label: string) => feed.shown().figures.find(each => each.label === label);
    const chart = (id: string) => feed.shown().charts.find(each => each.id === id);
    return { ...opened, feed, settle, figure, chart, changes: () => changes };
  }

  async function study(): Promise<string> {
    const { HITId } = await bench().createHIT({ MaxAssignments: 9, Reward: '0.50' });
    const answers = ['red', 'red', 'red', 'blue'];
    for (const [place, colour] of answers.entries()) {
      const WorkerId = `A${place}WORKER`;
      const { AssignmentId } = await bench().local.control('accept', { WorkerId, HITId });
      await bench().local.control('clock', { advanceSeconds: 60 * (place + 1) });
      await bench().local.control('submit', { AssignmentId, WorkerId, Answers: { colour } });
    }
    return HITId;
  }

  it('is what was done and paid, and follows what is done', async () => {
    const hitId = await study();
    const { account, figure, chart, settle, changes, feed } = await dashboardOf({ kind: 'hits', hitIds: [hitId] });
    assert.equal(figure('Submitted')?.value, '4 of 9');
    assert.equal(figure('Pending review')?.value, '4');
    assert.equal(figure('Acceptance rate')?.value, 'no decisions yet');
    // Four are too few for a median; all four took 10 minutes together at $0.50 each.
    assert.equal(figure('Median time')?.value, 'unknown');
    assert.match(figure('Under $7.25/h')?.value ?? '', /^\d+\.\d%$/);
    assert.match(figure('Under $7.25/h')?.detail ?? '', /^Share of assignments; \d+\.\d% of workers$/);
    assert.deepEqual(chart('answers')?.labels, ['red', 'blue']);
    assert.deepEqual(chart('answers')?.filters, ['"colour"="red"', '"colour"="blue"']);
    assert.deepEqual(chart('decisions')?.series[0]?.values, [4, 0, 0]);
    const [one, other] = account.assignments(hitId);
    const before = changes();
    await account.client.call('ApproveAssignment', { AssignmentId: one?.id });
    await account.client.call('RejectAssignment', { AssignmentId: other?.id, RequesterFeedback: 'No.' });
    await account.reread({ hitIds: [hitId], workers: false });
    await settle();
    assert.ok(changes() > before);
    assert.equal(figure('Acceptance rate')?.value, '50.0%');
    assert.deepEqual(chart('decisions')?.series[0]?.values, [2, 1, 1]);
    assert.equal(chart('money')?.series[0]?.values.at(-1), 0.5);
    assert.deepEqual(
      feed.tables.map(({ id }) => id),
      ['agreement', 'reliability', 'labels'],
    );
    assert.match(feed.tables[0]?.caption ?? '', /left out: 1 rejected/);
  });

  it('has places of HITs that nobody worked on', async () => {
    const { HITId } = await bench().createHIT({ MaxAssignments: 7 });
    const { figure, chart } = await dashboardOf({ kind: 'hits', hitIds: [HITId] });
    assert.equal(figure('Submitted')?.value, '0 of 7');
    assert.equal(chart('answers'), undefined);
    assert.equal(figure('Pay at the median time')?.value, 'unknown');
  });

  it('shows the field that was chosen last, whichever statistics arrive first', async () => {
    const { HITId } = await bench().createHIT({ MaxAssignments: 9 });
    for (const WorkerId of ['A1WORKER', 'A2WORKER', 'A3WORKER', 'A4WORKER']) {
      const { AssignmentId } = await bench().local.control('accept', { WorkerId, HITId });
      await bench().local.control('submit', { AssignmentId, WorkerId, Answers: { colour: 'red', mood: WorkerId } });
    }
    const answers: Promise<undefined>[] = [];
    const { feed, settle } = await dashboardOf({ kind: 'search', line: '' }, async () => await answers.shift());
    const turn = () => new Promise(resolve => setImmediate(resolve));
    const first = Promise.withResolvers<undefined>();
    answers.push(first.promise);
    feed.choose('colour');
    const settled = settle();
    while (answers.length > 0) await turn();
    feed.choose('mood');
    await settle();
    assert.equal(feed.tables[0]?.title, 'Agreement: mood');
    first.resolve(undefined);
    await settled;
    await turn();
    assert.equal(feed.tables[0]?.title, 'Agreement: mood');
  });

  it('has the statistics of the account: unknown without a service that tells, and counted by Local', async () => {
    await study();
    const everything: ReviewSelection = { kind: 'search', line: '' };
    const own = await dashboardOf(everything);
    const rowOf = (feed: DashboardFeed, name: string) =>
      feed.tables.find(({ id }) => id === 'statistics')?.rows.find(([first]) => first === name);
    assert.deepEqual(rowOf(own.feed, 'NumberAssignmentsAccepted')?.slice(1), [
      'unknown',
      'unknown',
      'unknown',
      'unknown',
    ]);
    assert.equal(rowOf(own.feed, 'NumberHITsCreated')?.at(-1), '1');
    const control = (verb: string, body: unknown) => bench().local.control(verb, body);
    const local = await dashboardOf(everything, () => askStatistics(control));
    assert.equal(rowOf(local.feed, 'NumberAssignmentsAccepted')?.at(-1), '4');
    assert.deepEqual(rowOf(local.feed, 'NumberHITsAssignable'), ['NumberHITsAssignable', '–', '–', '–', '1']);
    assert.equal(rowOf(local.feed, 'PercentAssignmentsApproved')?.at(-1), '0.0%');
    if (process.env.MTURK_DASHBOARD_MODEL)
      writeFileSync(
        process.env.MTURK_DASHBOARD_MODEL,
        JSON.stringify({
          ...local.feed.shown(),
          tables: local.feed.tables,
          fields: local.feed.fields,
          field: local.feed.field,
        }),
      );
  });
});
