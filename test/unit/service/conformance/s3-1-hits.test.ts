import assert from 'node:assert/strict';
import { CreateHITCommand } from '@aws-sdk/client-mturk';
import { day, externalQuestion, plainHIT, tally } from '../setup.ts';
import { part, rows, useWireBench } from './wireBench.ts';

const withoutStamp = (message: unknown) => String(message).replace(/ \(\d{13}\)$/, '');

describe('conformance §3.1: HITs in their life', () => {
  const bench = useWireBench();
  const expire = (HITId: string) => bench().ask('UpdateExpirationForHIT', { HITId, ExpireAt: 0 });
  const ids = async (operation: 'ListHITs' | 'ListReviewableHITs', input: object = {}) =>
    rows(await bench().ask(operation, { MaxResults: 100, ...input }), 'HITs').map(hit => hit.HITId);

  it('§3.1: an unknown HIT and another requester’s HIT do not exist', async () => {
    const { refusal, stranger } = bench();
    const theirs = await (await stranger()).send(new CreateHITCommand(plainHIT));
    for (const HITId of ['3NOSUCHHIT', theirs.HIT?.HITId ?? ''])
      for (const [operation, input] of [
        ['GetHIT', {}],
        ['DeleteHIT', {}],
        ['UpdateExpirationForHIT', { ExpireAt: 0 }],
        ['UpdateHITReviewStatus', {}],
        ['CreateAdditionalAssignmentsForHIT', { NumberOfAdditionalAssignments: 1 }],
        ['ListAssignmentsForHIT', {}],
        ['ListBonusPayments', {}],
        ['ListReviewPolicyResultsForHIT', {}],
      ] as const) {
        const { Message, ...rest } = await refusal(operation, { HITId, ...input });
        assert.equal(withoutStamp(Message), `Hit ${HITId} does not exist.`);
        assert.deepEqual(rest, { __type: 'RequestError', TurkErrorCode: 'AWS.MechanicalTurk.HITDoesNotExist' });
      }
  });

  it('§3.1 ListHITs: HITs of every status but deleted, each with its Question', async () => {
    const { ask, createHIT, accept, work } = bench();
    const [open, taken, done, looked, gone] = [
      await createHIT(),
      await createHIT({ MaxAssignments: 1 }),
      await createHIT({ MaxAssignments: 1 }),
      await createHIT({ MaxAssignments: 1 }),
      await createHIT(),
    ];
    await accept(taken.HITId, 'A1');
    await work(done.HITId, 'A1');
    await work(looked.HITId, 'A1');
    await ask('UpdateHITReviewStatus', { HITId: looked.HITId });
    await expire(gone.HITId);
    await ask('DeleteHIT', { HITId: gone.HITId });
    const listed = rows(await ask('ListHITs'), 'HITs');
    assert.deepEqual(
      listed.map(hit => [hit.HITId, hit.HITStatus]),
      [
        [looked.HITId, 'Reviewing'],
        [done.HITId, 'Reviewable'],
        [taken.HITId, 'Unassignable'],
        [open.HITId, 'Assignable'],
      ],
    );
    for (const hit of listed) {
      assert.equal(hit.Question, externalQuestion);
      assert.deepEqual(hit, part(await ask('GetHIT', { HITId: hit.HITId }), 'HIT'), 'as GetHIT says it');
    }
  });

  it('§3.1 UpdateExpirationForHIT: who has accepted may still submit until the own deadline', async () => {
    const { createHIT, accept, submit, status, advance, getHIT } = bench();
    const { HITId } = await createHIT();
    const id = await accept(HITId, 'A1');
    await expire(HITId);
    assert.equal(tally(await getHIT(HITId)), 'Unassignable 2/1/0');
    await advance(599);
    await submit(id, 'A1');
    assert.equal(await status(id), 'Submitted');
    assert.equal(tally(await getHIT(HITId)), 'Reviewable 2/0/0');
  });

  it('§3.1 UpdateExpirationForHIT: extends, ends, and opens an expired HIT that is not full', async () => {
    const { ask, createHIT, work, getHIT, advance } = bench();
    const { HITId } = await createHIT({ MaxAssignments: 2 });
    await work(HITId, 'A1');
    const now = Math.floor(await advance(1));
    const until = (ExpireAt: number) => ask('UpdateExpirationForHIT', { HITId, ExpireAt });
    const state = async () => {
      const hit = await getHIT(HITId);
      return `${tally(hit)} ${Number(hit.Expiration) / 1000 - now}`;
    };
    await until(now + 3 * day);
    assert.equal(await state(), `Assignable 1/0/0 ${3 * day}`);
    await until(now - 1000);
    assert.equal(await state(), 'Reviewable 1/0/0 0');
    await until(now + 60);
    assert.equal(await state(), 'Assignable 1/0/0 60');
    await work(HITId, 'A2');
    await until(now + day);
    assert.equal(await state(), `Reviewable 0/0/0 ${day}`, 'a full HIT stays Reviewable');
  });

  it('§3.1 UpdateExpirationForHIT: repeated, also on a HIT that has expired, as clients do before deleting', async () => {
    const { createHIT, getHIT, advance } = bench();
    const { HITId } = await createHIT();
    await expire(HITId);
    const first = await getHIT(HITId);
    await advance(100);
    await expire(HITId);
    assert.deepEqual(await getHIT(HITId), first);
  });

  it('§3.1 UpdateExpirationForHIT: never earlier, by 60 seconds to a year more', async () => {
    const { ask, refusal, createHIT, getHIT, advance } = bench();
    const { HITId, Expiration } = await createHIT({ LifetimeInSeconds: 600 });
    const before = Number(Expiration) / 1000;
    const words = async (ExpireAt: number) => {
      const { __type, TurkErrorCode, Message } = await refusal('UpdateExpirationForHIT', { HITId, ExpireAt });
      assert.deepEqual([__type, TurkErrorCode], ['ParameterValidationError', undefined]);
      return withoutStamp(Message);
    };
    const invalid = (value: number) =>
      `The value ${value} is invalid for ExpirationIncrementInSeconds. Valid values range from 60 to 31536000.`;
    for (const more of [-300, 0, 59, 31_536_001]) assert.equal(await words(before + more), invalid(more));
    await words(1e300);
    assert.deepEqual((await getHIT(HITId)).Expiration, Expiration, 'nothing has changed');
    await ask('UpdateExpirationForHIT', { HITId, ExpireAt: before + 31_536_000 });
    await ask('UpdateExpirationForHIT', { HITId, ExpireAt: 0 });
    const now = Math.floor(await advance(10));
    assert.equal(await words(now + 59), invalid(59), 'an expired HIT counts from now');
    await ask('UpdateExpirationForHIT', { HITId, ExpireAt: now + 60 });
    assert.equal((await getHIT(HITId)).HITStatus, 'Assignable');
  });

  it('§3.1 CreateAdditionalAssignmentsForHIT: not from fewer than ten to ten, freely from ten', async () => {
    const { ask, refusal, createHIT, getHIT } = bench();
    const add = (HITId: string, NumberOfAdditionalAssignments: number) => ({ HITId, NumberOfAdditionalAssignments });
    const { HITId: small } = await createHIT({ MaxAssignments: 1 });
    await ask('CreateAdditionalAssignmentsForHIT', add(small, 4));
    await ask('CreateAdditionalAssignmentsForHIT', add(small, 4));
    for (const count of [1, 100])
      assert.equal(
        (await refusal('CreateAdditionalAssignmentsForHIT', add(small, count))).TurkErrorCode,
        'AWS.MechanicalTurk.InvalidMaximumAssignmentsIncrease',
      );
    assert.equal((await getHIT(small)).MaxAssignments, 9);
    const { HITId: large } = await createHIT({ MaxAssignments: 10 });
    await ask('CreateAdditionalAssignmentsForHIT', add(large, 1));
    await ask('CreateAdditionalAssignmentsForHIT', add(large, 1000));
    assert.equal(tally(await getHIT(large)), 'Assignable 1011/0/0');
    for (const count of [0, -1, 1_000_000_001])
      assert.equal(
        (await refusal('CreateAdditionalAssignmentsForHIT', add(large, count))).__type,
        'ParameterValidationError',
      );
  });

  it('§3.1 CreateAdditionalAssignmentsForHIT: leaves Expiration alone; an expired HIT needs time too', async () => {
    const { ask, createHIT, getHIT, work, advance } = bench();
    const { HITId, Expiration } = await createHIT({ MaxAssignments: 1, LifetimeInSeconds: 60 });
    await work(HITId, 'A1');
    await ask('CreateAdditionalAssignmentsForHIT', { HITId, NumberOfAdditionalAssignments: 1 });
    assert.equal(tally(await getHIT(HITId)), 'Assignable 1/0/0');
    const now = Math.floor(await advance(61));
    assert.equal(tally(await getHIT(HITId)), 'Reviewable 1/0/0');
    await ask('CreateAdditionalAssignmentsForHIT', { HITId, NumberOfAdditionalAssignments: 1 });
    const hit = await getHIT(HITId);
    assert.deepEqual([tally(hit), hit.Expiration, hit.MaxAssignments], ['Reviewable 2/0/0', Expiration, 3]);
    await ask('UpdateExpirationForHIT', { HITId, ExpireAt: now + 60 });
    assert.equal(tally(await getHIT(HITId)), 'Assignable 2/0/0');
  });

  it('§3.1 CreateAdditionalAssignmentsForHIT: a token is good once in 24 hours', async () => {
    const { ask, refusal, createHIT, getHIT, advance } = bench();
    const { HITId } = await createHIT({ MaxAssignments: 1 });
    const input = { HITId, NumberOfAdditionalAssignments: 1, UniqueRequestToken: `${HITId}2026` };
    await ask('CreateAdditionalAssignmentsForHIT', input);
    assert.equal(
      withoutStamp((await refusal('CreateAdditionalAssignmentsForHIT', input)).Message),
      `The idempotency token "${HITId}2026" has already been processed.`,
    );
    assert.equal((await getHIT(HITId)).MaxAssignments, 2);
    await advance(day);
    await ask('UpdateExpirationForHIT', { HITId, ExpireAt: Math.floor(await advance(1)) + day });
    await ask('CreateAdditionalAssignmentsForHIT', input);
    assert.equal((await getHIT(HITId)).MaxAssignments, 3);
  });

  it('§3.1 DeleteHIT: says the state it is in, verbatim', async () => {
    const { refusal, createHIT, accept } = bench();
    const { HITId } = await createHIT({ MaxAssignments: 1 });
    await accept(HITId, 'A1');
    const { Message, TurkErrorCode } = await refusal('DeleteHIT', { HITId });
    assert.match(
      String(Message),
      /^This HIT is currently in the state 'Unassignable'\. {2}This operation can be called with a status of: Reviewing, Reviewable \(\d{13}\)$/,
    );
    assert.equal(TurkErrorCode, 'AWS.MechanicalTurk.InvalidHITState');
  });

  it('§3.1 DeleteHIT: expire, review all, delete; from Reviewing too; a second time it is Disposed', async () => {
    const { ask, refusal, createHIT, work } = bench();
    const { HITId } = await createHIT();
    const [first, second] = [await work(HITId, 'A1'), await work(HITId, 'A2')];
    await expire(HITId);
    await ask('ApproveAssignment', { AssignmentId: first });
    assert.equal((await refusal('DeleteHIT', { HITId })).TurkErrorCode, 'AWS.MechanicalTurk.InvalidHITState');
    await ask('RejectAssignment', { AssignmentId: second, RequesterFeedback: '' });
    await ask('UpdateHITReviewStatus', { HITId });
    await ask('DeleteHIT', { HITId });
    assert.equal(
      withoutStamp((await refusal('DeleteHIT', { HITId })).Message),
      "This HIT is currently in the state 'Disposed'.  This operation can be called with a status of: Reviewing, Reviewable",
    );
    for (const operation of ['GetHIT', 'ListAssignmentsForHIT'] as const)
      assert.equal((await refusal(operation, { HITId })).TurkErrorCode, 'AWS.MechanicalTurk.HITDoesNotExist');
    assert.deepEqual(await ids('ListHITs'), []);
    assert.deepEqual(await ids('ListReviewableHITs'), []);
    for (const [operation, input] of [
      ['UpdateExpirationForHIT', { HITId, ExpireAt: 0 }],
      ['CreateAdditionalAssignmentsForHIT', { HITId, NumberOfAdditionalAssignments: 1 }],
      ['UpdateHITReviewStatus', { HITId }],
      ['ApproveAssignment', { AssignmentId: second, OverrideRejection: true }],
    ] as const)
      assert.equal((await refusal(operation, input)).TurkErrorCode, 'AWS.MechanicalTurk.InvalidHITState', operation);
  });
});
