import assert from 'node:assert/strict';
import { type Assignment, CreateHITTypeCommand, ListAssignmentsForHITCommand } from '@aws-sdk/client-mturk';
import { questionNamespaces } from '../../../src/mturk/questionKinds.ts';
import { ControlRefusal, type Local, startLocal } from '../../support/local.ts';
import { type Bench, day, makeBench, plainHIT, tally, useBench } from './setup.ts';

const htmlQuestion = `<HTMLQuestion xmlns="${questionNamespaces.HTMLQuestion[0]}"><HTMLContent><![CDATA[<form><input name="age" type="number" min="18" max="99" required></form>]]></HTMLContent><FrameHeight>0</FrameHeight></HTMLQuestion>`;

interface Progress {
  readonly run: number;
  readonly state: string;
  readonly arrived: number;
  readonly accepted: number;
  readonly submitted: number;
  readonly returned: number;
  readonly abandoned: number;
  readonly submittedTwice: number;
  readonly refused: number;
  readonly foundNothing: number;
}

async function progress(local: Local): Promise<Progress> {
  const { simulations } = await local.control('stats');
  const [last] = simulations as Progress[];
  assert(last);
  return last;
}

async function assignments({ client }: Bench, HITId: string): Promise<Assignment[]> {
  return (await client.send(new ListAssignmentsForHITCommand({ HITId, MaxResults: 100 }))).Assignments ?? [];
}

describe('service: simulated workers', () => {
  const bench = useBench({ startTime: Date.UTC(2026, 4, 1) });

  it('come over time, work so long, and answer the question', async () => {
    const { createHIT, local, advance, getHIT } = bench();
    const { HITId } = await createHIT({ MaxAssignments: 20, Question: htmlQuestion });
    const { run, seed } = await local.control('simulate', {
      workers: 20,
      arrivalsPerMinute: 2,
      seconds: { min: 30, max: 90 },
      // Whoever draws at random may see nobody come in two minutes.
      seed: 5,
    });
    assert.equal(run, 1);
    assert.equal(seed, 5);
    await advance(120);
    const early = await progress(local);
    assert.equal(early.state, 'running');
    assert(early.arrived > 0 && early.arrived < 20, `${early.arrived} arrived in two minutes`);
    await advance(3600);
    const { arrived, accepted, submitted, state } = await progress(local);
    assert.deepEqual([state, arrived, accepted, submitted], ['done', 20, 20, 20]);
    assert.equal(tally(await getHIT(HITId)), 'Reviewable 0/0/0');
    for (const { AcceptTime, SubmitTime, Answer, WorkerId } of await assignments(bench(), HITId)) {
      const seconds = (Number(SubmitTime) - Number(AcceptTime)) / 1000;
      assert(seconds >= 29 && seconds <= 91, `${seconds} s`);
      assert.match(WorkerId ?? '', /^A[A-Z0-9]{13}$/);
      assert.match(Answer ?? '', /<QuestionIdentifier>age<\/QuestionIdentifier><FreeText>\d\d<\/FreeText>/);
    }
  });

  it('does the same again for the same seed', async () => {
    const { local } = bench();
    const play = async () => {
      await local.control('reset');
      const { createHIT, advance } = bench();
      const hits = [
        await createHIT({ MaxAssignments: 5 }),
        await createHIT({ MaxAssignments: 9, Question: htmlQuestion }),
      ];
      await local.control('simulate', {
        workers: 12,
        hitsPerWorker: 2,
        arrivalsPerMinute: 10,
        returnRate: 0.2,
        abandonRate: 0.1,
        seed: 5,
      });
      await advance(day);
      const done = await Promise.all(hits.map(({ HITId }) => assignments(bench(), HITId)));
      return [
        await progress(local),
        done.map(each => each.map(({ WorkerId, SubmitTime, Answer }) => [WorkerId, SubmitTime, Answer])),
      ];
    };
    const [first] = [await play()];
    assert.deepEqual(
      (await play()).map(each => JSON.stringify(each).replace(/"run":\d+,/, '')),
      first.map(each => JSON.stringify(each).replace(/"run":\d+,/, '')),
    );
  });

  it('returns, abandons and submits twice as often as told', async () => {
    const { createHIT, local, advance, getHIT } = bench();
    const { HITId } = await createHIT({ MaxAssignments: 300 });
    await local.control('simulate', {
      workers: 200,
      returnRate: 0.3,
      abandonRate: 0.2,
      doubleSubmitRate: 0.5,
      seconds: 10,
      seed: 1,
    });
    await advance(10);
    const { accepted, submitted, returned, abandoned, submittedTwice, refused } = await progress(local);
    assert.equal(submitted + returned + abandoned, accepted);
    assert.deepEqual([accepted, refused], [200, 0]);
    const about = (count: number, expected: number) =>
      assert(Math.abs(count - expected) < expected / 2, `${count}, not ${expected}`);
    about(returned, 60);
    about(abandoned, 40);
    about(submittedTwice, submitted / 2);
    assert.equal(tally(await getHIT(HITId)), `Assignable ${300 - submitted - abandoned}/${abandoned}/0`);
    await advance(600);
    assert.equal(
      tally(await getHIT(HITId)),
      `Assignable ${300 - submitted}/0/0`,
      'the deadline ends what was abandoned',
    );
  });

  it('never gives a worker the same HIT twice, nor one they do not qualify for', async () => {
    const { createHIT, local, advance, getHIT } = bench();
    const open = await createHIT({ MaxAssignments: 9 });
    const closed = await createHIT({
      QualificationRequirements: [
        { QualificationTypeId: '00000000000000000071', Comparator: 'EqualTo', LocaleValues: [{ Country: 'FR' }] },
      ],
    });
    await local.control('simulate', { workers: 4, hitsPerWorker: 3, seconds: 1 });
    await advance(100);
    const { accepted, submitted, foundNothing } = await progress(local);
    assert.deepEqual([accepted, submitted, foundNothing], [4, 4, 4]);
    assert.equal(tally(await getHIT(open.HITId)), 'Assignable 5/0/0');
    assert.equal(tally(await getHIT(closed.HITId)), 'Assignable 3/0/0');
  });

  it('keeps to the HITs, the HIT type and the answers it is given', async () => {
    const { createHIT, local, advance, client } = bench();
    const wanted = await createHIT({ MaxAssignments: 9 });
    const other = await createHIT({ MaxAssignments: 9 });
    const third = await createHIT({ Title: 'Of another type' });
    const list = [{ colour: 'red' }, { colour: ['blue'] }];
    await local.control('simulate', { workers: 3, HITIds: [wanted.HITId], answers: list, seconds: 5 });
    await advance(5);
    const done = await assignments(bench(), wanted.HITId);
    assert.equal(done.length, 3);
    for (const { Answer } of done) assert.match(Answer ?? '', /<FreeText>red<|<SelectionIdentifier>blue</);
    await local.control('simulate', { workers: 2, HITTypeId: third.HITTypeId, seconds: 5 });
    await advance(5);
    assert.deepEqual(
      [(await assignments(bench(), other.HITId)).length, (await assignments(bench(), third.HITId)).length],
      [0, 2],
    );
    const { HITTypeId } = await client.send(new CreateHITTypeCommand({ ...plainHIT, Title: 'Empty' }));
    await local.control('simulate', { workers: 2, HITTypeId });
    await advance(1);
    assert.equal((await progress(local)).foundNothing, 2);
  });

  it('can be stopped: those at work walk away', async () => {
    const { createHIT, local, advance, getHIT } = bench();
    const { HITId } = await createHIT({ MaxAssignments: 50 });
    const { run } = await local.control('simulate', { workers: 50, arrivalsPerMinute: 60, seconds: 300, seed: 2 });
    await advance(20);
    await local.control('simulate', { stop: run });
    const { state, arrived } = await progress(local);
    assert.equal(state, 'stopped');
    assert(arrived > 5 && arrived < 40);
    assert.equal((await getHIT(HITId)).NumberOfAssignmentsPending, arrived);
    await advance(day / 2);
    assert.equal((await progress(local)).arrived, arrived);
    assert.equal((await getHIT(HITId)).NumberOfAssignmentsPending, 0);
  });

  it('counts what comes too late', async () => {
    const { createHIT, local, advance } = bench();
    await createHIT({ AssignmentDurationInSeconds: 60 });
    await local.control('simulate', { workers: 2, seconds: 100 });
    await advance(100);
    const { submitted, refused } = await progress(local);
    assert.deepEqual([submitted, refused], [0, 2]);
  });

  it('refuses what means nothing, saying what', async () => {
    const { local } = bench();
    for (const [input, words] of [
      [{}, /workers/],
      [{ workers: 0 }, /workers/],
      [{ workers: 1, returnRate: 0.6, abandonRate: 0.6 }, /more than all/],
      [{ workers: 1, seconds: { min: 5, max: 1 } }, /min is more than max/],
      [{ workers: 1, HITIds: ['3NONE'] }, /Hit 3NONE does not exist/],
      [{ stop: 99 }, /There is no run 99/],
    ] as const)
      await assert.rejects(local.control('simulate', input), (error: unknown) => {
        assert(error instanceof ControlRefusal);
        assert.match(error.message, words);
        return true;
      });
  });

  it('works on a real clock too', async () => {
    const local = await startLocal({ clock: 'real' });
    const { createHIT } = makeBench(local);
    const { HITId } = await createHIT({ MaxAssignments: 3 });
    await local.control('simulate', { workers: 3, seconds: 0.01 });
    // Only the timers of the service say when; a request each time lets them run.
    while ((await progress(local)).state === 'running');
    assert.equal((await assignments(makeBench(local), HITId)).length, 3);
    await local.stop();
  });
});
