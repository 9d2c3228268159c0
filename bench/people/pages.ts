/** How long the pages of workers and types with ten thousand rows hold up the extension host, and how much of them is posted. */
import { batchPageText } from '../../src/commands/definition/batchPage.ts';
import { countsOf } from '../../src/mturk/counts.ts';
import { type Assignment, type HIT, readHIT } from '../../src/mturk/model.ts';
import { cents } from '../../src/mturk/money.ts';
import type { QualificationRequest } from '../../src/mturk/qualificationType.ts';
import { TimeSlices } from '../../src/mturk/timeSlices.ts';
import type { Arrangement } from '../../src/panels/people/contract.ts';
import { type PageSource, shownPage } from '../../src/panels/people/pageSource.ts';
import { csvOf } from '../../src/panels/people/peopleTables.ts';
import { typePage } from '../../src/panels/people/typePage.ts';
import { workerPage } from '../../src/panels/people/workerPage.ts';
import { batchFacts } from '../../test/support/batches.ts';
import { milliseconds, type Report } from '../explorer/listing.ts';
import { type Steps, stepsOf } from '../support/steps.ts';

const rows = 10_000;
const start = Date.UTC(2026, 10, 1);
const longest = '< 50 ms';

const answers = (index: number) =>
  `<QuestionFormAnswers xmlns="http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2005-10-01/QuestionFormAnswers.xsd"><Answer><QuestionIdentifier>text</QuestionIdentifier><FreeText>${'word '.repeat(60)}${index}</FreeText></Answer></QuestionFormAnswers>`;

function worker(): () => PageSource {
  const assignments = Array.from(
    { length: rows },
    (_, index): Assignment => ({
      id: `3A${index}`,
      hitId: `3H${index}`,
      workerId: 'A1BENCH',
      status: 'Approved',
      accepted: start,
      submitted: start + index,
      approved: start + index,
      autoApproves: start,
    }),
  );
  const answerOf = new Map(assignments.map((each, index) => [each, answers(index)]));
  return () =>
    workerPage({
      workerId: 'A1BENCH',
      assignments,
      hitOf: () => ({ title: 'Judge the colour of words', reward: cents(50) }),
      answerOf: each => answerOf.get(each),
      bonuses: [],
      unreadBonuses: 0,
      unreadHITs: 0,
      qualifications: [],
      blockedFor: undefined,
      note: undefined,
      messages: [],
    });
}

function type(): () => PageSource {
  const holders = Array.from({ length: rows }, (_, index) => ({
    typeId: '3T',
    workerId: `A1BENCH${index}`,
    score: index % 100,
    granted: start + index,
  }));
  const requests = Array.from(
    { length: 1000 },
    (_, index): QualificationRequest => ({
      id: `r${index}`,
      typeId: '3T',
      workerId: `A2BENCH${index}`,
      submitted: start + index,
      hasAnswer: true,
    }),
  );
  const answerOf = new Map(requests.map((each, index) => [each, answers(index)]));
  return () =>
    typePage({
      typeId: '3T',
      type: undefined,
      own: true,
      holders,
      revoked: { items: [], more: false },
      requests,
      answerOf: each => answerOf.get(each),
      scoreOf: () => undefined,
      hits: { items: [], more: false },
    });
}

export async function measurePages(report: Report): Promise<void> {
  await measure(report, 'a worker with 10,000 assignments', worker(), 'assignments', 5);
  await measureBatch(report);
  await measure(report, 'a type with 10,000 workers', type(), 'requests', 3);
}

async function measureBatch(report: Report): Promise<void> {
  const listed = Array.from({ length: rows }, (_, index) =>
    readHIT({
      HITId: `3H${index}`,
      Title: 'Judge the colour of words',
      Reward: '0.50',
      MaxAssignments: 3,
      NumberOfAssignmentsAvailable: 1,
      NumberOfAssignmentsPending: 0,
      NumberOfAssignmentsCompleted: 2,
      Expiration: new Date(start + 3_600_000),
      CreationTime: new Date(start),
    }),
  );
  const columns = ['word', 'colour'];
  const hits = listed.map(({ id }, index) => ({
    row: index + 1,
    replica: 1,
    maxAssignments: 3,
    columns,
    cells: [`word ${index} ${'x'.repeat(200)}`, 'blue'],
    hitId: id,
  }));
  const page = {
    batch: { facts: { ...batchFacts, columns, rows }, begun: start, interrupted: false, plans: [], hits },
    environment: 'LOCAL',
    hits: listed,
    countsOf: (hit: HIT) => countsOf(hit, start),
    now: start,
    updated: start,
    isListed: true,
  };
  for (const how of ['first', 'again', 'once more']) {
    const { step, all } = await stepsOf(() => batchPageText(page, new TimeSlices()));
    report(`the page of a batch of 10,000 HITs, ${how}`, milliseconds(all));
    report('its longest step', milliseconds(step), longest);
  }
}

async function measure(
  report: Report,
  what: string,
  page: () => PageSource,
  table: string,
  column: number,
): Promise<void> {
  const draw = (arrangements: ReadonlyMap<string, Arrangement>) => async () => {
    posted = JSON.stringify(await shownPage(page(), arrangements, new TimeSlices())).length;
  };
  let posted = 0;
  const say = (how: string, { step, all }: Steps) => {
    report(`the page of ${what}, ${how}`, milliseconds(all));
    report('its longest step', milliseconds(step), longest);
  };
  say('first', await stepsOf(draw(new Map())));
  say('again', await stepsOf(draw(new Map())));
  report('what is posted of it', `${Math.round(posted / 1000)} kB`);
  const byAnswers = new Map([[table, { sorting: { column, descending: false }, page: 0 }]]);
  say('sorted by its answers', await stepsOf(draw(byAnswers)));
  say('sorted by its answers again', await stepsOf(draw(byAnswers)));
  const source = page().tables.find(({ id }) => id === table);
  if (!source) throw new Error(`no table ${table}`);
  say('copied as CSV', await stepsOf(() => csvOf(source, undefined, new TimeSlices())));
}
