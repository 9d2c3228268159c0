import assert from 'node:assert/strict';
import type { OperationName } from '../../../../src/service/shapes/operationInputs.ts';
import { day, plainHIT } from '../setup.ts';
import { type Body, part, rows, useWireBench } from './wireBench.ts';
import { populate, type World } from './world.ts';

/** Reads that together show every kind of answer. */
const reads = ({ HITId, assignments, QualificationTypeId }: World): [OperationName, object][] => [
  ['GetAccountBalance', {}],
  ['GetHIT', { HITId }],
  ['GetAssignment', { AssignmentId: assignments[1] }],
  ['GetQualificationType', { QualificationTypeId }],
  ['GetQualificationScore', { QualificationTypeId, WorkerId: 'A9' }],
  ['ListHITs', {}],
  ['ListHITsForQualificationType', { QualificationTypeId }],
  ['ListAssignmentsForHIT', { HITId }],
  ['ListBonusPayments', { HITId }],
  ['ListQualificationRequests', {}],
  ['ListQualificationTypes', { MustBeRequestable: false }],
  ['ListReviewPolicyResultsForHIT', { HITId }],
  ['ListWorkerBlocks', {}],
  ['ListWorkersWithQualificationType', { QualificationTypeId }],
];

/** Calls with each value of a body, however deep, and the name it stands under. */
function walk(value: unknown, visit: (name: string, value: unknown) => void, name = ''): void {
  visit(name, value);
  if (Array.isArray(value)) for (const each of value) walk(each, visit, name);
  else if (typeof value === 'object' && value !== null)
    for (const [key, each] of Object.entries(value)) walk(each, visit, key);
}

describe('conformance §2: wire conventions', () => {
  const bench = useWireBench();

  it('§2: names are PascalCase, times are whole seconds as numbers, money has two decimals, nothing is null', async () => {
    const { ask } = bench();
    const seen = new Set<string>();
    for (const [operation, input] of reads(await populate(bench())))
      walk(await ask(operation, input), (name, value) => {
        assert.notEqual(value, null, `${operation} ${name}`);
        if (name !== '') assert.match(name, /^[A-Z]/);
        if (/(Time|^Expiration|^Deadline)$/.test(name)) {
          assert(Number.isSafeInteger(value), `${operation} ${name} is ${String(value)}`);
          assert(Number(value) > 1e9 && Number(value) < 1e10, 'seconds, not milliseconds');
          seen.add(name);
        }
        if (/^(Reward|BonusAmount|AvailableBalance)$/.test(name)) {
          assert.match(String(value), /^\d+\.\d\d$/);
          assert.equal(typeof value, 'string');
          seen.add(name);
        }
      });
    assert.deepEqual(
      [...seen].sort(),
      [
        ...['AcceptTime', 'ApprovalTime', 'AutoApprovalTime', 'AvailableBalance', 'BonusAmount', 'CreationTime'],
        ...['Deadline', 'Expiration', 'GrantTime', 'RejectionTime', 'Reward', 'SubmitTime'],
      ],
      'all kinds were seen',
    );
  });

  it('§2: the counters are spelt NumberOfAssignments…', async () => {
    const hit = part(await bench().ask('CreateHIT', plainHIT), 'HIT');
    assert.deepEqual(
      [hit.NumberOfAssignmentsPending, hit.NumberOfAssignmentsAvailable, hit.NumberOfAssignmentsCompleted],
      [0, 3, 0],
    );
  });

  it('§2: Expiration is CreationTime plus the lifetime exactly, also between two seconds', async () => {
    await bench().advance(0.4);
    const hit = part(await bench().ask('CreateHIT', plainHIT), 'HIT');
    assert.equal(hit.Expiration, Number(hit.CreationTime) + day);
  });

  it('§2: ExpireAt is taken in whole seconds, with a fraction, as 0 and before 1970', async () => {
    const { ask, createHIT, local } = bench();
    const { HITId } = await createHIT({ LifetimeInSeconds: 60 });
    const now = Math.floor(Number((await local.control('health')).now));
    const expiration = async (ExpireAt: number) => {
      assert.deepEqual(await ask('UpdateExpirationForHIT', { HITId, ExpireAt }), {});
      return part(await ask('GetHIT', { HITId }), 'HIT').Expiration;
    };
    assert.equal(await expiration(now + 5000), now + 5000);
    assert.equal(await expiration(now + 6000.789), now + 6000);
    assert.equal(await expiration(now + 7e3), now + 7000);
    assert.equal(await expiration(0), now);
    assert.equal(await expiration(-5), now);
  });

  it('§2: money is a string of the documented pattern', async () => {
    const { ask, refusal } = bench();
    for (const [Reward, shown] of [
      ['5', '5.00'],
      ['5.', '5.00'],
      ['5.5', '5.50'],
      ['0.05', '0.05'],
      ['0', '0.00'],
      ['007.10', '7.10'],
    ])
      assert.equal(part(await ask('CreateHIT', { ...plainHIT, Reward }), 'HIT').Reward, shown);
    for (const Reward of ['.05', '$5', '0.005', '-1', '', '1,00', ' 1', '1e2', '٣'])
      assert.deepEqual(await refusal('CreateHIT', { ...plainHIT, Reward }), {
        __type: 'ValidationException',
        message: `1 validation error detected: Value '${Reward}' at 'reward' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[0-9]+(\\.)?[0-9]{0,2}$`,
      });
    assert.equal((await refusal('CreateHIT', { ...plainHIT, Reward: 5 })).__type, 'SerializationException');
  });

  it('§2: what is not set is left out', async () => {
    const hit = part(await bench().ask('CreateHIT', plainHIT), 'HIT');
    for (const name of ['RequesterAnnotation', 'HITLayoutId', 'Keywords', 'LifetimeInSeconds']) assert(!(name in hit));
  });

  it('§2: what is null or not known in a request counts as not given', async () => {
    const hit = part(
      await bench().ask('CreateHIT', {
        ...plainHIT,
        Keywords: null,
        QualificationRequirements: null,
        HITLayoutId: null,
        NotAMember: { x: 1 },
        title: 'lower case is another name',
      }),
      'HIT',
    );
    assert(!('Keywords' in hit));
    assert.equal(hit.Title, plainHIT.Title);
    assert.deepEqual(hit.QualificationRequirements, []);
  });

  it('§2: operations without a result answer 200 and {}', async () => {
    const { ask, raw, createHIT } = bench();
    const { HITId, HITTypeId, assignments, QualificationTypeId, QualificationRequestId } = await populate(bench());
    const other = await createHIT({ MaxAssignments: 1 });
    const Notification = {
      Destination: 'https://sqs.us-east-1.amazonaws.com/1/q',
      Transport: 'SQS',
      Version: '2014-08-15',
      EventTypes: ['Ping'],
    };
    const WorkerId = 'A9';
    const calls: [OperationName, object][] = [
      ['ApproveAssignment', { AssignmentId: assignments[0] }],
      ['ApproveAssignment', { AssignmentId: assignments[2], OverrideRejection: true }],
      ['AcceptQualificationRequest', { QualificationRequestId }],
      ['AssociateQualificationWithWorker', { QualificationTypeId, WorkerId }],
      ['CreateAdditionalAssignmentsForHIT', { HITId: other.HITId, NumberOfAdditionalAssignments: 1 }],
      ['CreateWorkerBlock', { WorkerId: 'A1', Reason: 'r' }],
      ['DeleteWorkerBlock', { WorkerId: 'A1' }],
      ['DisassociateQualificationFromWorker', { QualificationTypeId, WorkerId }],
      ['SendBonus', { WorkerId: 'A1', AssignmentId: assignments[0], BonusAmount: '1', Reason: 'r' }],
      ['SendTestEventNotification', { Notification, TestEventType: 'Ping' }],
      ['UpdateNotificationSettings', { HITTypeId, Notification }],
      ['UpdateHITTypeOfHIT', { HITId: other.HITId, HITTypeId }],
      ['UpdateExpirationForHIT', { HITId, ExpireAt: 0 }],
      ['UpdateHITReviewStatus', { HITId }],
      ['UpdateHITReviewStatus', { HITId, Revert: true }],
      ['DeleteHIT', { HITId }],
      ['DeleteQualificationType', { QualificationTypeId }],
    ];
    for (const [operation, input] of calls) {
      const { status, text } = await raw(operation, input);
      assert.deepEqual([operation, status, text], [operation, 200, '{}']);
    }
    assert.deepEqual(
      await ask('NotifyWorkers', { Subject: 's', MessageText: 'm', WorkerIds: ['A1'] }),
      { NotifyWorkersFailureStatuses: [] },
      'Mephisto takes the length of the list',
    );
  });

  it('§2: a body of no bytes is an empty request', async () => {
    const { raw } = bench();
    assert.equal((await raw('GetAccountBalance', '')).text, '{"AvailableBalance":"10000.00"}');
    assert.equal(JSON.parse((await raw('GetHIT', '')).text).__type, 'ValidationException');
  });

  it('§2: ids have the shape of the recorded ones', async () => {
    const { HITId, HITTypeId, assignments, QualificationTypeId } = await populate(bench());
    const { HITGroupId } = await bench().getHIT(HITId);
    const ids = [HITId, HITTypeId, HITGroupId, ...assignments, QualificationTypeId];
    for (const id of ids) assert.match(String(id), /^3[0-9A-Z]{29}$/);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('§2: ids in requests are held to the model', async () => {
    const { refusal } = bench();
    const said = async (HITId: string) => (await refusal('GetHIT', { HITId })).message;
    assert.equal(
      await said('lower'),
      "1 validation error detected: Value 'lower' at 'hITId' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[A-Z0-9]+$",
    );
    assert.match(String(await said('X'.repeat(65))), /at 'hITId'.*Member must have length less than or equal to 64$/);
    assert.match(String(await said('')), /Member must have length greater than or equal to 1; .*pattern/);
    const blocked = async (WorkerId: string) => (await refusal('DeleteWorkerBlock', { WorkerId })).message;
    assert.match(String(await blocked('B1')), /at 'workerId'.*pattern: \^A\[A-Z0-9\]\+\$$/);
    assert.match(String(await blocked('A')), /pattern/);
    assert.match(String(await blocked('A1\n')), /pattern/);
  });

  it('§2: integers are numbers without a fraction, within their size', async () => {
    const { refusal } = bench();
    for (const MaxAssignments of ['3', 1.5, 2 ** 31, true, [], {}])
      assert.equal((await refusal('CreateHIT', { ...plainHIT, MaxAssignments })).__type, 'SerializationException');
  });

  it('§2: texts may hold any character of any language', async () => {
    const { ask } = bench();
    const Title = 'Größe 尺寸 😀 \u2028 "quoted" \\ <b>&amp;';
    const hit = part(await ask('CreateHIT', { ...plainHIT, Title, RequesterAnnotation: Title }), 'HIT');
    const read = part(await ask('GetHIT', { HITId: hit.HITId }), 'HIT');
    assert.deepEqual([read.Title, read.RequesterAnnotation], [Title, Title]);
    const [listed = {} as Body] = rows(await ask('ListHITs'), 'HITs');
    assert.equal(listed.Title, Title);
  });
});
