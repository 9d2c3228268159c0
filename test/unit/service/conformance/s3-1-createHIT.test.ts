import assert from 'node:assert/strict';
import { CreateHITCommand } from '@aws-sdk/client-mturk';
import type { OperationName } from '../../../../src/service/shapes/operationInputs.ts';
import { day, externalQuestion, plainHIT } from '../setup.ts';
import { part, useWireBench } from './wireBench.ts';

const year = 31_536_000;
const page = (text: string) =>
  `<HTMLQuestion xmlns="http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2011-11-11/HTMLQuestion.xsd"><HTMLContent><![CDATA[${text}]]></HTMLContent><FrameHeight>0</FrameHeight></HTMLQuestion>`;
const pageOfBytes = (bytes: number) => page('x'.repeat(bytes - page('').length));

const { MaxAssignments: _, LifetimeInSeconds: __, Question: ___, ...typeProperties } = plainHIT;

/** What is just allowed, and what is just not. */
const ranges: readonly [member: string, allowed: readonly unknown[], refused: readonly unknown[]][] = [
  ['Title', ['t', 't'.repeat(128)], ['', 't'.repeat(129)]],
  ['Description', ['d', 'd'.repeat(2000)], ['', 'd'.repeat(2001)]],
  ['Keywords', ['', 'k'.repeat(1000)], ['k'.repeat(1001)]],
  ['AssignmentDurationInSeconds', [30, year], [0, 29, year + 1]],
  ['AutoApprovalDelayInSeconds', [0, 2_592_000], [-1, 2_592_001]],
  ['LifetimeInSeconds', [30, year], [0, 29, year + 1]],
  ['MaxAssignments', [1, 1_000_000_000], [0, -1, 1_000_000_001]],
  ['RequesterAnnotation', ['', 'a'.repeat(255)], ['a'.repeat(256)]],
  ['Question', [pageOfBytes(65_535)], [pageOfBytes(65_536), page(`é${'x'.repeat(65_534 - page('').length)}`)]],
];
const ofTheType = ['Title', 'Description', 'Keywords', 'AssignmentDurationInSeconds', 'AutoApprovalDelayInSeconds'];

describe('conformance §3.1: creating HITs', () => {
  const bench = useWireBench();

  for (const [member, allowed, refused] of ranges)
    it(`§3.1 CreateHIT: ${member} is held to its range`, async () => {
      const { ask, refusal } = bench();
      const { HITTypeId } = await ask('CreateHITType', typeProperties);
      const forms: readonly [OperationName, object][] = [
        ['CreateHIT', plainHIT],
        ofTheType.includes(member)
          ? ['CreateHITType', typeProperties]
          : ['CreateHITWithHITType', { HITTypeId, LifetimeInSeconds: day, Question: externalQuestion }],
      ];
      for (const [operation, input] of forms) {
        for (const value of allowed) await ask(operation, { ...input, [member]: value });
        for (const value of refused) {
          const { __type } = await refusal(operation, { ...input, [member]: value });
          assert.equal(__type, 'ParameterValidationError', `${operation} ${String(value)}`);
        }
      }
    });

  it('§3.1 CreateHIT: asks for Title, Description, Reward, duration and lifetime, and for nothing else', async () => {
    const { ask, refusal } = bench();
    const required = ['Title', 'Description', 'Reward', 'AssignmentDurationInSeconds', 'LifetimeInSeconds'];
    const input = Object.fromEntries(Object.entries(plainHIT).filter(([name]) => required.includes(name)));
    const hit = part(await ask('CreateHIT', { ...input, Question: externalQuestion }), 'HIT');
    assert.deepEqual([hit.MaxAssignments, hit.AutoApprovalDelayInSeconds], [1, 2_592_000]);
    for (const name of required) {
      const { __type, message } = await refusal('CreateHIT', { ...input, Question: externalQuestion, [name]: null });
      assert.equal(__type, 'ValidationException');
      assert.equal(
        message,
        `1 validation error detected: Value null at '${name.charAt(0).toLowerCase()}${name.slice(1)}' failed to satisfy constraint: Member must not be null`,
      );
    }
  });

  it('§3.1 CreateHIT: takes a Question or a HITLayoutId, not both and not neither', async () => {
    const { refusal } = bench();
    const refused = async (members: object) => (await refusal('CreateHIT', { ...plainHIT, ...members })).__type;
    assert.equal(await refused({ Question: undefined }), 'ParameterValidationError');
    assert.equal(await refused({ HITLayoutId: '3LAYOUT' }), 'InvalidParameterCombinationError');
  });

  it('§3.1 CreateHIT: at most ten requirements', async () => {
    const { ask, refusal } = bench();
    const requirements = (count: number) => ({
      ...plainHIT,
      QualificationRequirements: Array.from({ length: count }, (_, index) => ({
        QualificationTypeId: '00000000000000000040',
        Comparator: 'GreaterThan',
        IntegerValues: [index],
      })),
    });
    await ask('CreateHIT', requirements(10));
    assert.match(String((await refusal('CreateHIT', requirements(11))).Message), /qualificationRequirements/);
  });

  it('§3.1 CreateHIT: every property that makes a type makes another one when it differs', async () => {
    const { createHIT } = bench();
    const first = await createHIT();
    const groups = new Set([first.HITGroupId]);
    const types = new Set([first.HITTypeId]);
    const others = [
      { Title: 'Other' },
      { Description: 'Other' },
      { Keywords: 'other' },
      { Reward: '0.59' },
      { AssignmentDurationInSeconds: 601 },
      { AutoApprovalDelayInSeconds: 0 },
      { QualificationRequirements: [{ QualificationTypeId: '00000000000000000040', Comparator: 'Exists' as const }] },
    ];
    for (const other of others) {
      const hit = await createHIT(other);
      types.add(hit.HITTypeId);
      groups.add(hit.HITGroupId);
    }
    assert.deepEqual([types.size, groups.size], [8, 8]);
    const same = [
      { LifetimeInSeconds: 60 },
      { MaxAssignments: 1 },
      { RequesterAnnotation: 'n' },
      { Question: page('other') },
    ];
    for (const other of same) assert.equal((await createHIT(other)).HITGroupId, first.HITGroupId);
  });

  it('§3.1 CreateHIT: a token is good for one HIT in 24 hours, also of CreateHITWithHITType', async () => {
    const { ask, refusal, advance } = bench();
    const created = part(await ask('CreateHIT', { ...plainHIT, UniqueRequestToken: 'once' }), 'HIT');
    const ofType = {
      HITTypeId: created.HITTypeId,
      LifetimeInSeconds: day,
      Question: externalQuestion,
      UniqueRequestToken: 'once',
    };
    await advance(day - 1);
    for (const [operation, input] of [
      ['CreateHIT', { ...plainHIT, Title: 'Another', UniqueRequestToken: 'once' }],
      ['CreateHITWithHITType', ofType],
    ] as const) {
      const { Message, ...rest } = await refusal(operation, input);
      assert.deepEqual(rest, { __type: 'RequestError', TurkErrorCode: 'AWS.MechanicalTurk.HitAlreadyExists' });
      assert.match(
        String(Message),
        new RegExp(`^The HIT with ID "${String(created.HITId)}" already exists\\. \\(\\d+\\)$`),
      );
    }
    assert.equal((await ask('ListHITs')).NumResults, 1);
    await advance(1);
    assert.notEqual(part(await ask('CreateHITWithHITType', ofType), 'HIT').HITId, created.HITId);
  });

  it("§3.1 CreateHIT: a token is 1 to 64 characters long, and one requester's own", async () => {
    const { ask, refusal, stranger, createHIT } = bench();
    await ask('CreateHIT', { ...plainHIT, UniqueRequestToken: 'x'.repeat(64) });
    for (const UniqueRequestToken of ['', 'x'.repeat(65)])
      assert.equal((await refusal('CreateHIT', { ...plainHIT, UniqueRequestToken })).__type, 'ValidationException');
    await createHIT({ UniqueRequestToken: 'mine' });
    await (await stranger()).send(new CreateHITCommand({ ...plainHIT, UniqueRequestToken: 'mine' }));
  });

  it('§3.1 CreateHIT: a call that is refused leaves its token unused', async () => {
    const { ask, refusal } = bench();
    await refusal('CreateHIT', { ...plainHIT, Title: '', UniqueRequestToken: 'again' });
    await refusal('CreateHIT', { ...plainHIT, Question: '<x/>', UniqueRequestToken: 'again' });
    await ask('CreateHIT', { ...plainHIT, UniqueRequestToken: 'again' });
  });

  it('§3.1 CreateHITType: equal values give the same id, and no list shows it', async () => {
    const { ask } = bench();
    const { HITTypeId } = await ask('CreateHITType', typeProperties);
    assert.deepEqual(await ask('CreateHITType', { ...typeProperties, Reward: '0.6' }), { HITTypeId });
    assert.equal((await ask('ListHITs')).NumResults, 0);
  });

  it('§3.1 CreateHITWithHITType: notifications of a type can be set before its first HIT, as Dallinger does', async () => {
    const { ask, local } = bench();
    const { HITTypeId } = await ask('CreateHITType', typeProperties);
    const Notification = {
      Destination: 'arn:aws:sns:us-east-1:123456789012:dallinger',
      Transport: 'SNS',
      Version: '2014-08-15',
      EventTypes: ['HITCreated'],
    };
    await ask('UpdateNotificationSettings', { HITTypeId, Notification, Active: true });
    const hit = part(
      await ask('CreateHITWithHITType', { HITTypeId, LifetimeInSeconds: day, Question: externalQuestion }),
      'HIT',
    );
    const [message] = (await local.control('events')).messages as { body: { Events: object[] } }[];
    assert.deepEqual(
      message?.body.Events.map(event => ({ ...event, EventTimestamp: '' })),
      [{ EventType: 'HITCreated', EventTimestamp: '', HITId: hit.HITId, HITTypeId }],
    );
  });
});
