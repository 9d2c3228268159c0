import assert from 'node:assert/strict';
import {
  CreateAdditionalAssignmentsForHITCommand,
  CreateHITCommand,
  DeleteHITCommand,
  GetHITCommand,
  type HIT,
  ListHITsCommand,
  paginateListHITs,
  UpdateExpirationForHITCommand,
} from '@aws-sdk/client-mturk';
import { assertFramework, assertRefused, day, plainHIT, tally, useBench } from './setup.ts';

describe('service: HITs', () => {
  const bench = useBench();

  it('creates a HIT with everything filled in (§3.1, §6.1)', async () => {
    const hit = await bench().createHIT({
      Keywords: 'a, b',
      RequesterAnnotation: 'note',
      QualificationRequirements: [
        { QualificationTypeId: '000000000000000000L0', Comparator: 'GreaterThanOrEqualTo', IntegerValues: [95] },
      ],
    });
    assert.match(hit.HITId, /^3[0-9A-Z]{29}$/);
    assert.notEqual(hit.HITTypeId, hit.HITGroupId);
    assert.equal(hit.AutoApprovalDelayInSeconds, 2_592_000);
    assert.equal(hit.HITReviewStatus, 'NotReviewed');
    assert.equal(tally(hit), 'Assignable 3/0/0');
    assert.deepEqual(hit.QualificationRequirements, [
      {
        QualificationTypeId: '000000000000000000L0',
        Comparator: 'GreaterThanOrEqualTo',
        IntegerValues: [95],
        RequiredToPreview: false,
        ActionsGuarded: 'Accept',
      },
    ]);
    assert.equal(hit.Expiration?.getTime(), (hit.CreationTime?.getTime() ?? 0) + day * 1000);
    const { HITId, ...rest } = await bench().getHIT(hit.HITId);
    assert.deepEqual({ HITId, ...rest }, hit);
  });

  it('defaults MaxAssignments to 1 and leaves out what is not set (§2, §3.1)', async () => {
    const { MaxAssignments: _, ...input } = plainHIT;
    const { HIT: hit } = await bench().client.send(new CreateHITCommand(input));
    assert.equal(hit?.MaxAssignments, 1);
    assert(hit && !('RequesterAnnotation' in hit) && !('Keywords' in hit) && !('HITLayoutId' in hit));
    assert.deepEqual(hit.QualificationRequirements, []);
  });

  it('finds a HIT type of equal properties again, and with it the group (§3.1)', async () => {
    const [first, same, other] = [
      await bench().createHIT(),
      await bench().createHIT({ MaxAssignments: 2, RequesterAnnotation: 'x' }),
      await bench().createHIT({ Reward: '0.61' }),
    ];
    assert.equal(same.HITTypeId, first.HITTypeId);
    assert.equal(same.HITGroupId, first.HITGroupId);
    assert.notEqual(other.HITTypeId, first.HITTypeId);
    assert.notEqual(other.HITGroupId, first.HITGroupId);
  });

  it('refuses a request token for 24 hours (§3.1)', async () => {
    const { createHIT, advance } = bench();
    const first = await createHIT({ UniqueRequestToken: 't1' });
    await assertRefused(
      createHIT({ UniqueRequestToken: 't1' }),
      'HitAlreadyExists',
      `The HIT with ID "${first.HITId}" already exists.`,
    );
    await advance(day);
    const second = await createHIT({ UniqueRequestToken: 't1' });
    assert.notEqual(second.HITId, first.HITId);
  });

  it('lists newest first, with a token on every page but the empty last (§2)', async () => {
    const { client, createHIT } = bench();
    const made: string[] = [];
    for (let i = 0; i < 5; i++) made.unshift((await createHIT()).HITId);
    const pages: HIT[][] = [];
    for await (const page of paginateListHITs({ client, pageSize: 5 }, {})) {
      assert.equal(page.NumResults, page.HITs?.length);
      pages.push(page.HITs ?? []);
    }
    assert.deepEqual(
      pages.map(page => page.length),
      [5, 0],
    );
    assert.deepEqual(
      pages.flat().map(hit => hit.HITId),
      made,
    );
    const { NextToken } = await client.send(new ListHITsCommand({ MaxResults: 2 }));
    await assertRefused(client.send(new ListHITsCommand({ NextToken: `${NextToken}x` })), 'InvalidParameterValue');
  });

  it('gives ten to a page unless told (§2)', async () => {
    const { client, createHIT } = bench();
    for (let i = 0; i < 11; i++) await createHIT();
    assert.equal((await client.send(new ListHITsCommand({}))).NumResults, 10);
  });

  it('expires at once for a time in the past, extends for one in the future (§3.1)', async () => {
    const { client, createHIT, getHIT, advance, accept } = bench();
    const { HITId } = await createHIT();
    const now = await advance(10);
    await client.send(new UpdateExpirationForHITCommand({ HITId, ExpireAt: new Date(0) }));
    assert.equal(tally(await getHIT(HITId)), 'Reviewable 3/0/0');
    await client.send(new UpdateExpirationForHITCommand({ HITId, ExpireAt: new Date((now + 60) * 1000) }));
    assert.equal(tally(await getHIT(HITId)), 'Assignable 3/0/0');
    await accept(HITId, 'A1');
    await advance(60);
    assert.equal(tally(await getHIT(HITId)), 'Unassignable 2/1/0');
  });

  it('extends by assignments, but not from fewer than ten to ten (§3.1)', async () => {
    const { client, createHIT, getHIT, work } = bench();
    const { HITId } = await createHIT({ MaxAssignments: 1 });
    await work(HITId, 'A1');
    assert.equal(tally(await getHIT(HITId)), 'Reviewable 0/0/0');
    const extend = (count: number, token?: string) =>
      client.send(
        new CreateAdditionalAssignmentsForHITCommand({
          HITId,
          NumberOfAdditionalAssignments: count,
          UniqueRequestToken: token,
        }),
      );
    await extend(8, 'more');
    assert.equal(tally(await getHIT(HITId)), 'Assignable 8/0/0');
    await assertRefused(extend(1), 'InvalidMaximumAssignmentsIncrease');
    await assertRefused(extend(8, 'more'), 'IdempotencyTokenAlreadyProcessed', /"more" has already been processed/);
  });

  it('deletes only what is reviewable and reviewed (§3.1)', async () => {
    const { client, createHIT, work, local } = bench();
    const { HITId } = await createHIT({ MaxAssignments: 1 });
    const remove = () => client.send(new DeleteHITCommand({ HITId }));
    await assertRefused(
      remove(),
      'InvalidHITState',
      "This HIT is currently in the state 'Assignable'.  This operation can be called with a status of: Reviewing, Reviewable",
    );
    const id = await work(HITId, 'A1');
    await assertRefused(remove(), 'InvalidHITState', /neither approved nor rejected/);
    await local.control('clock', { advanceSeconds: 30 * day });
    assert.equal(await bench().status(id), 'Approved');
    await remove();
    await assertRefused(remove(), 'InvalidHITState', /^This HIT is currently in the state 'Disposed'\. {2}This/);
    await assertRefused(client.send(new GetHITCommand({ HITId })), 'HITDoesNotExist');
    assert.equal((await client.send(new ListHITsCommand({}))).NumResults, 0);
  });

  it('disposes of a HIT by itself 120 days after it became reviewable (§3.1)', async () => {
    const { client, createHIT, advance } = bench();
    const { HITId } = await createHIT();
    await advance(day + 120 * day - 2);
    await client.send(new GetHITCommand({ HITId }));
    await advance(3);
    await assertRefused(client.send(new GetHITCommand({ HITId })), 'HITDoesNotExist');
  });

  it('validates by the model first, then by the documented ranges (§5.1)', async () => {
    const { createHIT, client } = bench();
    await assertFramework(
      client.send(new ListHITsCommand({ MaxResults: 101 })),
      'ValidationException',
      "1 validation error detected: Value '101' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 100",
    );
    await assertFramework(
      client.send(new CreateHITCommand({ Title: 'only a title' } as never)),
      'ValidationException',
      /^4 validation errors detected: Value null at 'description' failed to satisfy constraint: Member must not be null; /,
    );
    await assertFramework(createHIT({ Reward: '$5' }), 'ValidationException', /regular expression pattern/);
    await assertFramework(createHIT({ Reward: 5 as never }), 'SerializationException');
    await assertRefused(createHIT({ LifetimeInSeconds: 29 }), 'ParameterValidationError');
    await assertRefused(createHIT({ Title: 'x'.repeat(129) }), 'ParameterValidationError');
    await assertRefused(createHIT({ Question: '<ExternalQuestion>' }), 'ParameterValidationError');
    await assertRefused(createHIT({ Question: undefined }), 'ParameterValidationError');
  });
});
