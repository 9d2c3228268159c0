import assert from 'node:assert/strict';
import { ControlRefusal } from '../../../support/local.ts';
import { day, tally } from '../setup.ts';
import { part, useWireBench } from './wireBench.ts';

describe('conformance §4: states, counters, timers', () => {
  const bench = useWireBench();
  const now = async (HITId: string) => tally(await bench().getHIT(HITId));
  const giveBack = (AssignmentId: string, WorkerId: string) =>
    bench().local.control('return', { AssignmentId, WorkerId });
  const more = (HITId: string, NumberOfAdditionalAssignments = 1) =>
    bench().ask('CreateAdditionalAssignmentsForHIT', { HITId, NumberOfAdditionalAssignments });
  const expire = (HITId: string) => bench().ask('UpdateExpirationForHIT', { HITId, ExpireAt: 0 });

  it('§4.1: the last available assignment accepted: Assignable to Unassignable, and back when returned', async () => {
    const { createHIT, accept } = bench();
    const { HITId } = await createHIT({ MaxAssignments: 2 });
    await accept(HITId, 'A1');
    assert.equal(await now(HITId), 'Assignable 1/1/0');
    const id = await accept(HITId, 'A2');
    assert.equal(await now(HITId), 'Unassignable 0/2/0');
    await giveBack(id, 'A2');
    assert.equal(await now(HITId), 'Assignable 1/1/0');
  });

  it('§4.1: abandoned while not expired: Unassignable to Assignable', async () => {
    const { createHIT, accept, advance } = bench();
    const { HITId } = await createHIT({ MaxAssignments: 1 });
    await accept(HITId, 'A1');
    await advance(600);
    assert.equal(await now(HITId), 'Assignable 1/0/0');
  });

  it('§4.1: all submitted: Reviewable, and so it stays when all are approved', async () => {
    const { ask, createHIT, work } = bench();
    const { HITId } = await createHIT({ MaxAssignments: 1 });
    const AssignmentId = await work(HITId, 'A1');
    assert.equal(await now(HITId), 'Reviewable 0/0/0');
    await ask('ApproveAssignment', { AssignmentId });
    assert.equal(await now(HITId), 'Reviewable 0/0/1');
  });

  it('§4.1: expired with none pending: Reviewable; with some pending: first Unassignable', async () => {
    const { createHIT, accept, work } = bench();
    const idle = await createHIT();
    await work(idle.HITId, 'A1');
    await expire(idle.HITId);
    assert.equal(await now(idle.HITId), 'Reviewable 2/0/0');
    for (const end of ['submit', 'return', 'abandon']) {
      const { HITId } = await createHIT();
      const id = await accept(HITId, 'A1');
      await expire(HITId);
      assert.equal(await now(HITId), 'Unassignable 2/1/0');
      if (end === 'submit') await bench().submit(id, 'A1');
      else if (end === 'return') await giveBack(id, 'A1');
      else await bench().advance(600);
      assert.equal(await now(HITId), end === 'submit' ? 'Reviewable 2/0/0' : 'Reviewable 3/0/0', end);
    }
  });

  it('§4.1: Reviewable or Reviewing opens again with more assignments, or with time and some unfilled', async () => {
    const { ask, createHIT, work } = bench();
    for (const reviewing of [false, true]) {
      const full = await createHIT({ MaxAssignments: 1 });
      const late = await createHIT();
      await work(full.HITId, 'A1');
      await expire(late.HITId);
      if (reviewing) for (const { HITId } of [full, late]) await ask('UpdateHITReviewStatus', { HITId });
      await more(full.HITId);
      assert.equal(await now(full.HITId), 'Assignable 1/0/0');
      await ask('UpdateExpirationForHIT', {
        HITId: late.HITId,
        ExpireAt: Math.floor(Number((await bench().local.control('health')).now)) + day,
      });
      assert.equal(await now(late.HITId), 'Assignable 3/0/0');
    }
  });

  it('§4.1: a Reviewing HIT stays so while its assignments are reviewed', async () => {
    const { ask, createHIT, work } = bench();
    const { HITId } = await createHIT({ MaxAssignments: 1 });
    const AssignmentId = await work(HITId, 'A1');
    await ask('UpdateHITReviewStatus', { HITId });
    await ask('ApproveAssignment', { AssignmentId });
    assert.equal(await now(HITId), 'Reviewing 0/0/1');
  });

  it('§4.1: 120 days make Reviewable and Reviewing HITs Disposed', async () => {
    const { ask, createHIT, refusal, advance } = bench();
    const [first, second] = [await createHIT(), await createHIT()];
    for (const { HITId } of [first, second]) await expire(HITId);
    await ask('UpdateHITReviewStatus', { HITId: second.HITId });
    await advance(120 * day + 1);
    for (const { HITId } of [first, second])
      assert.equal(
        String((await refusal('DeleteHIT', { HITId })).Message).replace(/ \(\d+\)$/, ''),
        "This HIT is currently in the state 'Disposed'.  This operation can be called with a status of: Reviewing, Reviewable",
      );
  });

  it('§4.1: HITReviewStatus is NotReviewed, whatever happens', async () => {
    const { ask, createHIT, work, getHIT } = bench();
    const { HITId } = await createHIT({ MaxAssignments: 1 });
    await ask('ApproveAssignment', { AssignmentId: await work(HITId, 'A1') });
    await ask('UpdateHITReviewStatus', { HITId });
    assert.equal((await getHIT(HITId)).HITReviewStatus, 'NotReviewed');
  });

  it('§4.1: what is submitted is in none of the three counters; psiTurk finds it as what is missing', async () => {
    const { ask, createHIT, accept, work } = bench();
    const { HITId, MaxAssignments = 0 } = await createHIT({ MaxAssignments: 8 });
    await accept(HITId, 'A1');
    const ids = [await work(HITId, 'A2'), await work(HITId, 'A3'), await work(HITId, 'A4'), await work(HITId, 'A5')];
    await ask('ApproveAssignment', { AssignmentId: ids[0] });
    await ask('RejectAssignment', { AssignmentId: ids[1], RequesterFeedback: '' });
    const hit = await bench().getHIT(HITId);
    assert.equal(tally(hit), 'Assignable 3/1/2');
    assert.equal(
      MaxAssignments -
        Number(hit.NumberOfAssignmentsCompleted) -
        Number(hit.NumberOfAssignmentsPending) -
        Number(hit.NumberOfAssignmentsAvailable),
      2,
    );
  });

  it('§4.2: Deadline, AutoApprovalTime and the times of review', async () => {
    const { ask, createHIT, accept, submit, advance } = bench();
    const { HITId } = await createHIT({ AutoApprovalDelayInSeconds: 7200 });
    const AssignmentId = await accept(HITId, 'A1');
    await advance(100);
    await submit(AssignmentId, 'A1');
    const times = async () => {
      const { AcceptTime, ...rest } = part(await ask('GetAssignment', { AssignmentId }), 'Assignment');
      return Object.entries(rest)
        .filter(([name]) => /Time|Deadline/.test(name))
        .map(([name, at]) => `${name} ${Number(at) - Number(AcceptTime)}`)
        .sort();
    };
    const submitted = ['AutoApprovalTime 7300', 'Deadline 600', 'SubmitTime 100'];
    assert.deepEqual(await times(), submitted, 'no time of a review');
    await advance(1_000_000);
    assert.deepEqual(await times(), ['ApprovalTime 7300', ...submitted], 'approved at its time, not when looked at');
  });

  it('§4.2: one worker, one assignment of a HIT, also after a rejection', async () => {
    const { ask, createHIT, work, accept } = bench();
    const { HITId } = await createHIT();
    const AssignmentId = await work(HITId, 'A1');
    await ask('RejectAssignment', { AssignmentId, RequesterFeedback: '' });
    await assert.rejects(
      accept(HITId, 'A1'),
      (error: unknown) => error instanceof ControlRefusal && error.code === 'ExceedsMaxAssignmentsPerWorker',
    );
  });

  it('§4.2: the AssignmentId of a returned assignment comes again, and shows its last worker only', async () => {
    const { ask, createHIT, accept, submit } = bench();
    const { HITId } = await createHIT();
    const id = await accept(HITId, 'A1');
    await giveBack(id, 'A1');
    assert.equal(await accept(HITId, 'A2'), id);
    await assert.rejects(submit(id, 'A1'), /does not exist/);
    await submit(id, 'A2');
    assert.equal(part(await ask('GetAssignment', { AssignmentId: id }), 'Assignment').WorkerId, 'A2');
  });

  it('§4.3: the events of a HIT in their order', async () => {
    const { ask, createHIT, accept, work, advance, local } = bench();
    const first = await createHIT({ MaxAssignments: 2 });
    await ask('UpdateNotificationSettings', {
      HITTypeId: first.HITTypeId,
      Notification: {
        Destination: 'https://sqs.us-east-1.amazonaws.com/123456789012/mturk',
        Transport: 'SQS',
        Version: '2006-05-05',
        EventTypes: [
          ...['HITCreated', 'HITExtended', 'HITExpired', 'HITReviewable', 'HITDisposed', 'Ping'],
          ...['AssignmentAccepted', 'AssignmentAbandoned', 'AssignmentReturned', 'AssignmentSubmitted'],
          ...['AssignmentApproved', 'AssignmentRejected'],
        ],
      },
    });
    const { HITId } = await createHIT({ MaxAssignments: 2 });
    await giveBack(await accept(HITId, 'A1'), 'A1');
    const AssignmentId = await work(HITId, 'A1');
    await accept(HITId, 'A2');
    await advance(600);
    await work(HITId, 'A3');
    await ask('RejectAssignment', { AssignmentId, RequesterFeedback: '' });
    await more(HITId);
    await expire(HITId);
    await advance(30 * day);
    await ask('DeleteHIT', { HITId });
    const { messages } = await local.control('events', { limit: 100 });
    const events = (messages as { body: { Events: { EventType: string; HITId: string; AssignmentId?: string }[] } }[])
      .flatMap(message => message.body.Events)
      .filter(event => event.HITId === HITId);
    assert.deepEqual(
      events.map(event => event.EventType),
      [
        ...['HITCreated', 'AssignmentAccepted', 'AssignmentReturned', 'AssignmentAccepted', 'AssignmentSubmitted'],
        ...['AssignmentAccepted', 'AssignmentAbandoned', 'AssignmentAccepted', 'AssignmentSubmitted', 'HITReviewable'],
        ...['AssignmentRejected', 'HITExtended', 'HITExpired', 'HITReviewable', 'AssignmentApproved', 'HITDisposed'],
      ],
    );
    for (const event of events) assert.equal('AssignmentId' in event, event.EventType.startsWith('Assignment'));
  });
});
