import assert from 'node:assert/strict';
import {
  CreateHITTypeCommand,
  CreateHITWithHITTypeCommand,
  CreateQualificationTypeCommand,
  type CreateQualificationTypeCommandInput,
  DeleteHITCommand,
  DeleteQualificationTypeCommand,
  GetQualificationScoreCommand,
  GetQualificationTypeCommand,
  ListQualificationRequestsCommand,
  ListQualificationTypesCommand,
  type ListQualificationTypesCommandInput,
  paginateListQualificationTypes,
  UpdateExpirationForHITCommand,
  UpdateQualificationTypeCommand,
  type UpdateQualificationTypeCommandInput,
} from '@aws-sdk/client-mturk';
import { requestQualification } from '../../../src/service/qualificationRules.ts';
import { useInnerBench } from './inside.ts';
import { answerKey, test } from './qualificationTests.ts';
import { assertFramework, assertRefused, day, externalQuestion, plainHIT } from './setup.ts';

const hour = 3600;

describe('service: qualification types', () => {
  const bench = useInnerBench();
  const create = async (input: Partial<CreateQualificationTypeCommandInput> = {}, client = bench().client) => {
    const { QualificationType } = await client.send(
      new CreateQualificationTypeCommand({
        Name: 'Colour vision',
        Description: 'Sees all colours.',
        QualificationTypeStatus: 'Active',
        ...input,
      }),
    );
    assert(QualificationType?.QualificationTypeId);
    return { ...QualificationType, QualificationTypeId: QualificationType.QualificationTypeId };
  };
  const get = async (QualificationTypeId: string) =>
    (await bench().client.send(new GetQualificationTypeCommand({ QualificationTypeId }))).QualificationType;
  const update = async (QualificationTypeId: string, input: Partial<UpdateQualificationTypeCommandInput>) =>
    (await bench().client.send(new UpdateQualificationTypeCommand({ QualificationTypeId, ...input })))
      .QualificationType;
  const remove = (QualificationTypeId: string) =>
    bench().client.send(new DeleteQualificationTypeCommand({ QualificationTypeId }));
  const names = async (input: Partial<ListQualificationTypesCommandInput>) =>
    (
      await bench().client.send(
        new ListQualificationTypesCommand({ MustBeRequestable: true, MaxResults: 100, ...input }),
      )
    ).QualificationTypes?.map(type => type.Name);

  it('are made with what is said and nothing else (§3.4)', async () => {
    const { QualificationTypeId, CreationTime, ...rest } = await create();
    assert.match(QualificationTypeId, /^3[0-9A-Z]{29}$/);
    assert(CreationTime instanceof Date);
    assert.deepEqual(rest, {
      Name: 'Colour vision',
      Description: 'Sees all colours.',
      QualificationTypeStatus: 'Active',
      IsRequestable: true,
      AutoGranted: false,
    });
    const full = await create({
      Name: 'Full',
      Keywords: 'a, b',
      RetryDelayInSeconds: 60,
      Test: test,
      AnswerKey: answerKey,
      TestDurationInSeconds: 600,
    });
    assert.deepEqual(await get(full.QualificationTypeId), full);
    assert.equal(full.Test, test);
    assert.equal(full.AnswerKey, answerKey);
    assert.equal((await create({ Name: 'Auto', AutoGranted: true })).AutoGrantedValue, 1);
    assert.equal((await create({ Name: 'Seven', AutoGranted: true, AutoGrantedValue: 7 })).AutoGrantedValue, 7);
  });

  it('have a name of their own among their requester’s (§3.4)', async () => {
    await create();
    await assertRefused(
      create({ Description: 'Another.' }),
      'QualificationTypeAlreadyExists',
      /^You have already created a QualificationType with this name\./,
    );
    await create({}, await bench().stranger());
    await assertFramework(create({ QualificationTypeStatus: 'On' as never }), 'ValidationException', /enum value set/);
    await assertRefused(create({ Name: 'x', Description: 'd'.repeat(2001) }), 'ParameterValidationError');
  });

  it('take a test only whole, of the right kind, and without an automatic grant (§3.4)', async () => {
    const refused = (input: Partial<CreateQualificationTypeCommandInput>, code: string, words: RegExp) =>
      assertRefused(create(input), code, words);
    await refused({ Test: test }, 'ParameterValidationError', /needs TestDurationInSeconds/);
    await refused({ AnswerKey: answerKey }, 'ParameterValidationError', /only together with its Test/);
    const timed = { TestDurationInSeconds: 60 };
    const untested = await create({ ...timed, Name: 'timed' });
    assert.deepEqual([untested?.Test, untested?.TestDurationInSeconds], [undefined, undefined], 'C5: it says nothing');
    await refused(
      { ...timed, Test: test, AutoGranted: true },
      'InvalidParameterCombinationError',
      /: Test, AutoGranted\./,
    );
    await refused(
      { ...timed, Test: externalQuestion },
      'ParameterValidationError',
      /a ExternalQuestion, not a QuestionForm/,
    );
    await refused(
      { ...timed, Test: test, AnswerKey: '<AnswerKey/>' },
      'ParameterValidationError',
      /Details: AnswerKey: /,
    );
    const written = test.replace(/<SelectionAnswer>.*?<\/SelectionAnswer>/s, '<FreeTextAnswer/>');
    await refused({ ...timed, Test: written, AnswerKey: answerKey }, 'ParameterValidationError', /multiple choice/);
    await create({ ...timed, Test: written });
  });

  it('are updated, but for name and keywords; a test is one unit and never goes away (§3.4)', async () => {
    const { QualificationTypeId: id } = await create({ RetryDelayInSeconds: 60 });
    const updated = await update(id, {
      Description: 'New.',
      QualificationTypeStatus: 'Inactive',
      RetryDelayInSeconds: 5,
    });
    assert.deepEqual(
      [updated?.Description, updated?.QualificationTypeStatus, updated?.RetryDelayInSeconds],
      ['New.', 'Inactive', 5],
    );
    assert.deepEqual(await get(id), updated);
    assert.equal((await update(id, { AutoGranted: true, AutoGrantedValue: 3 }))?.AutoGrantedValue, 3);
    assert.equal((await update(id, { Description: 'Again.' }))?.AutoGrantedValue, 3);
    await assertRefused(update(id, { Test: test, TestDurationInSeconds: 60 }), 'InvalidParameterCombinationError');
    await update(id, { AutoGranted: false });
    const tested = await update(id, { Test: test, AnswerKey: answerKey, TestDurationInSeconds: 60 });
    assert.equal(tested?.AnswerKey, answerKey);
    await assertRefused(update(id, { TestDurationInSeconds: 90 }), 'ParameterValidationError');
    await assertRefused(update(id, { AutoGranted: true }), 'InvalidParameterCombinationError');
    const unkeyed = await update(id, { Test: test, TestDurationInSeconds: 90 });
    assert.equal(unkeyed?.AnswerKey, undefined, 'an omitted key is removed');
    assert.equal(unkeyed?.TestDurationInSeconds, 90);
    assert.equal((await update(id, { Description: 'Kept.' }))?.Test, test);
  });

  it('of others and of the system can be read, but not changed (§3.4, §6.8)', async () => {
    const stranger = await bench().stranger();
    const theirs = await create({ Test: test, AnswerKey: answerKey, TestDurationInSeconds: 60 }, stranger);
    const seen = await get(theirs.QualificationTypeId);
    assert.deepEqual([seen?.Name, seen?.Test, seen?.AnswerKey], ['Colour vision', undefined, undefined]);
    const system = await get('000000000000000000L0');
    assert.deepEqual([system?.Name, system?.IsRequestable], ['Worker_PercentAssignmentsApproved', false]);
    for (const id of [theirs.QualificationTypeId, '000000000000000000L0']) {
      await assertRefused(update(id, { Description: 'x' }), 'PermissionDenied');
      await assertRefused(remove(id), 'PermissionDenied');
    }
    await assertRefused(get('3NONE'), 'QualificationTypeDoesNotExist', 'QualificationType 3NONE does not exist.');
  });

  it('are searched by words, owner and whether they can be requested (§3.4)', async () => {
    await create({ Name: 'Red one', Keywords: 'warm' });
    await create({ Name: 'Blue one', Description: 'A cold colour', QualificationTypeStatus: 'Inactive' });
    const stranger = await bench().stranger();
    await create({ Name: 'Red other' }, stranger);
    await create({ Name: 'Hidden', QualificationTypeStatus: 'Inactive' }, stranger);
    assert.deepEqual(await names({}), ['Red other', 'Blue one', 'Red one']);
    assert.deepEqual(await names({ MustBeOwnedByCaller: true }), ['Blue one', 'Red one']);
    assert.deepEqual(await names({ MustBeOwnedByCaller: true, MustBeRequestable: false }), ['Blue one', 'Red one']);
    assert.deepEqual(await names({ Query: 'RED' }), ['Red other', 'Red one']);
    assert.deepEqual(await names({ Query: 'red warm' }), ['Red one']);
    assert.deepEqual(await names({ Query: 'COLD' }), ['Blue one']);
    assert.deepEqual(await names({ Query: '%' }), []);
    const all = await names({ MustBeRequestable: false });
    assert(all?.includes('Worker_Locale') && all.includes('Red other'));
    assert.deepEqual(await names({ MustBeRequestable: false, Query: 'locale' }), ['Worker_Locale']);
  });

  it('are paged through, the system’s own last (§2)', async () => {
    for (const Name of ['a', 'b', 'c']) await create({ Name });
    const seen: (string | undefined)[] = [];
    const sizes: (number | undefined)[] = [];
    const { client } = bench();
    for await (const page of paginateListQualificationTypes({ client, pageSize: 4 }, { MustBeRequestable: false })) {
      sizes.push(page.NumResults);
      seen.push(...(page.QualificationTypes ?? []).map(type => type.QualificationTypeId));
    }
    assert.deepEqual(sizes, [4, 4, 4, 1, 0]);
    assert.equal(new Set(seen).size, 13);
  });

  it('end after 48 hours, when no HIT asks for them any more, and free their name (§3.4)', async () => {
    const { client, createHIT, advance, run } = bench();
    const { QualificationTypeId: id } = await create();
    const requirement = { QualificationTypeId: id, Comparator: 'Exists' as const };
    const hit = await createHIT({ QualificationRequirements: [requirement] });
    await run(tx => requestQualification(tx, 'A1', id));
    await remove(id);
    const pending = await client.send(new ListQualificationRequestsCommand({}));
    assert.deepEqual(pending.QualificationRequests, [], 'pending requests are rejected');
    const deleting = (call: Promise<unknown>) =>
      assertRefused(
        call,
        'InvalidQualificationTypeState',
        'This operation can be called with a status of: Active,Inactive',
      );
    await deleting(get(id));
    await deleting(update(id, { Description: 'x' }));
    await deleting(remove(id));
    await deleting(createHIT({ QualificationRequirements: [requirement] }));
    const { Title, Description, Reward, AssignmentDurationInSeconds } = plainHIT;
    const type = { Title, Description, Reward, AssignmentDurationInSeconds };
    await deleting(client.send(new CreateHITTypeCommand({ ...type, QualificationRequirements: [requirement] })));
    await assertRefused(
      client.send(
        new CreateHITWithHITTypeCommand({
          HITTypeId: hit.HITTypeId,
          LifetimeInSeconds: day,
          Question: externalQuestion,
        }),
      ),
      'HITTypeDoesNotExist',
    );
    await assertRefused(create(), 'QualificationTypeAlreadyExists');
    assert.deepEqual(await names({}), []);

    await advance(60 * hour);
    await deleting(get(id));
    await client.send(new UpdateExpirationForHITCommand({ HITId: hit.HITId, ExpireAt: new Date(0) }));
    await client.send(new DeleteHITCommand({ HITId: hit.HITId }));
    await assertRefused(get(id), 'QualificationTypeDoesNotExist');
    const again = await create();
    await remove(again.QualificationTypeId);
    await advance(48 * hour - 2);
    await deleting(get(again.QualificationTypeId));
    await advance(3);
    await assertRefused(get(again.QualificationTypeId), 'QualificationTypeDoesNotExist');
    await assertRefused(
      client.send(new GetQualificationScoreCommand({ QualificationTypeId: id, WorkerId: 'A1' })),
      'QualificationTypeDoesNotExist',
    );
  });
});
