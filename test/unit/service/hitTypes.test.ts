import assert from 'node:assert/strict';
import {
  CreateHITTypeCommand,
  type CreateHITTypeCommandInput,
  CreateHITWithHITTypeCommand,
  ListHITsForQualificationTypeCommand,
  ListReviewableHITsCommand,
  paginateListHITsForQualificationType,
  paginateListReviewableHITs,
  UpdateExpirationForHITCommand,
  UpdateHITReviewStatusCommand,
  UpdateHITTypeOfHITCommand,
} from '@aws-sdk/client-mturk';
import { useInnerBench } from './inside.ts';
import { assertFramework, assertRefused, day, externalQuestion, plainHIT, tally } from './setup.ts';

const { MaxAssignments: _, LifetimeInSeconds: __, Question: ___, ...plainType } = plainHIT;
const percent = '000000000000000000L0';
const needs = (least: number) => ({
  QualificationTypeId: percent,
  Comparator: 'GreaterThanOrEqualTo' as const,
  IntegerValues: [least],
});

describe('service: HIT types', () => {
  const bench = useInnerBench();
  const createType = async (input: Partial<CreateHITTypeCommandInput> = {}) =>
    (await bench().client.send(new CreateHITTypeCommand({ ...plainType, ...input }))).HITTypeId ?? '';
  const createOfType = async (HITTypeId: string, UniqueRequestToken?: string) => {
    const { HIT } = await bench().client.send(
      new CreateHITWithHITTypeCommand({
        HITTypeId,
        LifetimeInSeconds: day,
        MaxAssignments: 2,
        Question: externalQuestion,
        UniqueRequestToken,
      }),
    );
    assert(HIT?.HITId);
    return { ...HIT, HITId: HIT.HITId };
  };

  it('are one when all their properties are equal, also those of CreateHIT (§3.1)', async () => {
    const first = await createType({ Keywords: 'a' });
    assert.match(first, /^3[0-9A-Z]{29}$/);
    assert.equal(await createType({ Keywords: 'a' }), first);
    assert.equal(await createType({ Keywords: 'a', Reward: '0.6' }), first, 'the same amount');
    assert.equal(await createType({ Keywords: 'a', AutoApprovalDelayInSeconds: 2_592_000 }), first, 'the default');
    assert.equal((await bench().createHIT({ Keywords: 'a' })).HITTypeId, first);
    for (const input of [{}, { Keywords: 'a', Title: 'T' }, { Keywords: 'a', QualificationRequirements: [needs(1)] }])
      assert.notEqual(await createType(input), first);
    const both = await createType({ QualificationRequirements: [needs(1), needs(2)] });
    assert.equal(await createType({ QualificationRequirements: [needs(2), needs(1)] }), both, 'in any order');
  });

  it('give their properties to HITs made of them (§3.1)', async () => {
    const type = await createType({ Keywords: 'k', QualificationRequirements: [needs(95)] });
    const hit = await createOfType(type, 'once');
    assert.equal(hit.HITTypeId, type);
    assert.equal(hit.Title, plainHIT.Title);
    assert.equal(hit.Keywords, 'k');
    assert.equal(hit.QualificationRequirements?.[0]?.ActionsGuarded, 'Accept');
    assert.equal(tally(hit), 'Assignable 2/0/0');
    assert.equal((await createOfType(type)).HITGroupId, hit.HITGroupId);
    await assertRefused(
      createOfType(type, 'once'),
      'HitAlreadyExists',
      `The HIT with ID "${hit.HITId}" already exists.`,
    );
    await assertRefused(createOfType('3NOSUCHTYPE'), 'HITTypeDoesNotExist', 'HITType 3NOSUCHTYPE does not exist.');
    const stranger = await bench().stranger();
    await assertRefused(
      stranger.send(
        new CreateHITWithHITTypeCommand({ HITTypeId: type, LifetimeInSeconds: day, Question: externalQuestion }),
      ),
      'HITTypeDoesNotExist',
    );
    await assertFramework(createType({ Title: undefined }), 'ValidationException', /'title'/);
  });

  it('of a HIT change until somebody has accepted it (§3.1)', async () => {
    const { client, createHIT, getHIT, accept, local } = bench();
    const type = await createType({ Title: 'Another', Reward: '1.00' });
    const { HITId, HITGroupId } = await createHIT();
    const change = (HITTypeId = type) => client.send(new UpdateHITTypeOfHITCommand({ HITId, HITTypeId }));
    await assertRefused(change('3NONE'), 'HITTypeDoesNotExist');
    await change();
    const changed = await getHIT(HITId);
    assert.deepEqual([changed.Title, changed.Reward, changed.HITTypeId], ['Another', '1.00', type]);
    assert.notEqual(changed.HITGroupId, HITGroupId);
    const assignment = await accept(HITId, 'A1');
    await assertRefused(change(), 'InvalidHITState', /none of its assignments/);
    await local.control('return', { WorkerId: 'A1', AssignmentId: assignment });
    await change();
    await bench().work(HITId, 'A1');
    await assertRefused(change(), 'InvalidHITState');
  });

  it('of a HIT take its requirements with them in the list of a qualification type (§3.1)', async () => {
    const { client, createHIT } = bench();
    const { HITId } = await createHIT({ QualificationRequirements: [needs(1)] });
    const listed = async () =>
      (await client.send(new ListHITsForQualificationTypeCommand({ QualificationTypeId: percent }))).HITs?.map(
        hit => hit.HITId,
      );
    assert.deepEqual(await listed(), [HITId]);
    await client.send(new UpdateHITTypeOfHITCommand({ HITId, HITTypeId: await createType() }));
    assert.deepEqual(await listed(), []);
    await client.send(
      new UpdateHITTypeOfHITCommand({ HITId, HITTypeId: await createType({ QualificationRequirements: [needs(2)] }) }),
    );
    assert.deepEqual(await listed(), [HITId]);
  });
});

describe('service: reviewing HITs', () => {
  const bench = useInnerBench();
  const review = (HITId: string, Revert?: boolean) =>
    bench().client.send(new UpdateHITReviewStatusCommand({ HITId, Revert }));
  const reviewable = async (Status?: 'Reviewable' | 'Reviewing', HITTypeId?: string) => {
    const { HITs = [] } = await bench().client.send(new ListReviewableHITsCommand({ Status, HITTypeId }));
    return HITs.map(hit => hit.HITId);
  };

  it('moves a HIT between Reviewable and Reviewing only (§3.1)', async () => {
    const { createHIT, getHIT, work } = bench();
    const { HITId } = await createHIT({ MaxAssignments: 1 });
    await assertRefused(
      review(HITId),
      'InvalidHITState',
      "This HIT is currently in the state 'Assignable'.  This operation can be called with a status of: Reviewable",
    );
    await work(HITId, 'A1');
    await assertRefused(review(HITId, true), 'InvalidHITState', /'Reviewable'.* a status of: Reviewing$/);
    await review(HITId);
    assert.equal((await getHIT(HITId)).HITStatus, 'Reviewing');
    await assertRefused(review(HITId, false), 'InvalidHITState');
    await review(HITId, true);
    assert.equal((await getHIT(HITId)).HITStatus, 'Reviewable');
    await assertRefused(review('3NONE'), 'HITDoesNotExist', 'Hit 3NONE does not exist.');
  });

  it('lists one status per call, Reviewable by default, of all types or of one (§3.1)', async () => {
    const { client, createHIT } = bench();
    const made = [];
    for (const Title of ['one', 'one', 'two', 'two']) {
      const hit = await createHIT({ Title });
      await client.send(new UpdateExpirationForHITCommand({ HITId: hit.HITId, ExpireAt: new Date(0) }));
      made.push(hit);
    }
    await createHIT({ Title: 'open' });
    const [first, second, third, fourth] = made.map(hit => hit.HITId);
    await review(fourth ?? '');
    assert.deepEqual(await reviewable(), [third, second, first]);
    assert.deepEqual(await reviewable('Reviewable', made[0]?.HITTypeId), [second, first]);
    assert.deepEqual(await reviewable('Reviewing'), [fourth]);
    assert.deepEqual(await reviewable('Reviewing', made[0]?.HITTypeId), []);
    assert.deepEqual(await reviewable('Reviewable', '3NONE'), []);
    const pages = [];
    for await (const page of paginateListReviewableHITs({ client, pageSize: 2 }, {})) pages.push(page.NumResults);
    assert.deepEqual(pages, [2, 1, 0]);
  });

  it('lists the HITs that ask for a qualification, in any state but deleted (§3.1)', async () => {
    const { client, createHIT } = bench();
    const asking = { QualificationRequirements: [needs(50), needs(60)] };
    const first = await createHIT(asking);
    await createHIT();
    const second = await createHIT(asking);
    await client.send(new UpdateExpirationForHITCommand({ HITId: first.HITId, ExpireAt: new Date(0) }));
    const listed: (string | undefined)[] = [];
    for await (const page of paginateListHITsForQualificationType(
      { client, pageSize: 1 },
      { QualificationTypeId: percent },
    ))
      listed.push(...(page.HITs ?? []).map(hit => hit.HITId));
    assert.deepEqual(listed, [second.HITId, first.HITId]);
    const stranger = await bench().stranger();
    const theirs = await stranger.send(new ListHITsForQualificationTypeCommand({ QualificationTypeId: percent }));
    assert.deepEqual(theirs.HITs, []);
    await assertRefused(
      client.send(new ListHITsForQualificationTypeCommand({ QualificationTypeId: '3NONE' })),
      'QualificationTypeDoesNotExist',
    );
  });
});
