import assert from 'node:assert/strict';
import { requestQualification } from '../../../../src/service/qualificationRules.ts';
import { answerKey, answers, test } from '../qualificationTests.ts';
import { day, plainHIT } from '../setup.ts';
import { part, rows, useWireBench } from './wireBench.ts';

const said = ({ Message }: { readonly Message?: unknown }) => String(Message).replace(/ \(\d{13}\)$/, '');
const code = ({ TurkErrorCode }: { readonly TurkErrorCode?: unknown }) =>
  String(TurkErrorCode).replace('AWS.MechanicalTurk.', '');

describe('conformance §3.4: qualifications', () => {
  const bench = useWireBench();
  const create = async (input: object = {}) => {
    const type = await bench().ask('CreateQualificationType', {
      Name: 'Panel',
      Description: 'd',
      QualificationTypeStatus: 'Active',
      ...input,
    });
    return String(part(type, 'QualificationType').QualificationTypeId);
  };
  const request = (typeId: string, workerId: string, answer?: string) =>
    bench().run(tx => requestQualification(tx, workerId, typeId, answer));

  it('§3.4 CreateQualificationType: a used name is refused in the words that Mephisto and Dallinger look for', async () => {
    await create();
    const refused = await bench().refusal('CreateQualificationType', {
      Name: 'Panel',
      Description: 'another',
      QualificationTypeStatus: 'Inactive',
    });
    assert(said(refused).startsWith('You have already created a QualificationType with this name.'));
    assert.equal(code(refused), 'QualificationTypeAlreadyExists');
  });

  it('§3.4 CreateQualificationType: documents of 65,535 bytes are taken, of one more refused', async () => {
    const { refusal } = bench();
    const padded = (document: string, bytes: number) => `${document}${' '.repeat(bytes - document.length)}`;
    const input = (Test: string, AnswerKey: string) => ({ Name: 'T', Test, AnswerKey, TestDurationInSeconds: 60 });
    await create(input(padded(test, 65_535), padded(answerKey, 65_535)));
    for (const documents of [input(padded(test, 65_536), answerKey), input(test, padded(answerKey, 65_536))])
      assert.equal(
        (
          await refusal('CreateQualificationType', {
            Description: 'd',
            QualificationTypeStatus: 'Active',
            ...documents,
          })
        ).__type,
        'ParameterValidationError',
      );
  });

  it('§3.4 GetQualificationType: the system’s qualifications of §6.8 are there', async () => {
    for (const [QualificationTypeId, name] of [
      ['00000000000000000040', 'Worker_NumberHITsApproved'],
      ['00000000000000000071', 'Worker_Locale'],
      ['00000000000000000060', 'Worker_Adult'],
      ['000000000000000000L0', 'Worker_PercentAssignmentsApproved'],
      ['2ARFPLSP75KLA8M8DH1HTEQVJT3SY6', undefined],
      ['2F1QJWKUDD8XADTFD2Q0G6UTO95ALH', undefined],
    ] as const) {
      const type = part(await bench().ask('GetQualificationType', { QualificationTypeId }), 'QualificationType');
      assert.equal(type.QualificationTypeId, QualificationTypeId);
      if (name) assert.equal(type.Name, name);
    }
  });

  it('§3.4 UpdateQualificationType: Name and Keywords are no members of it', async () => {
    const { ask } = bench();
    const QualificationTypeId = await create({ Keywords: 'old' });
    const updated = part(
      await ask('UpdateQualificationType', { QualificationTypeId, Name: 'New', Keywords: 'new' }),
      'QualificationType',
    );
    assert.deepEqual([updated.Name, updated.Keywords], ['Panel', 'old']);
  });

  it('§3.4 ListQualificationTypes: MustBeRequestable must be said; false includes the system’s', async () => {
    const { ask, refusal } = bench();
    await create();
    assert.match(String((await refusal('ListQualificationTypes', {})).message), /null at 'mustBeRequestable'/);
    const names = async (MustBeRequestable: boolean) =>
      rows(await ask('ListQualificationTypes', { MustBeRequestable, MaxResults: 100 }), 'QualificationTypes').map(
        each => each.Name,
      );
    assert.deepEqual(await names(true), ['Panel']);
    const all = await names(false);
    assert(all.includes('Panel') && all.includes('Worker_Locale'));
  });

  it('§3.4 ListQualificationTypes: finds a type by its name in upper case, as Dallinger asks', async () => {
    const QualificationTypeId = await create({ Name: 'dlgr-group-stroop' });
    const found = rows(
      await bench().ask('ListQualificationTypes', {
        Query: 'DLGR-GROUP-STROOP',
        MustBeRequestable: true,
        MustBeOwnedByCaller: true,
        MaxResults: 2,
      }),
      'QualificationTypes',
    );
    assert.deepEqual(
      found.map(each => each.QualificationTypeId),
      [QualificationTypeId],
    );
  });

  it('§3.4 AssociateQualificationWithWorker: again overwrites the score, and answers no request', async () => {
    const { ask } = bench();
    const QualificationTypeId = await create();
    await request(QualificationTypeId, 'A1');
    for (const IntegerValue of [3, 0, -7]) {
      await ask('AssociateQualificationWithWorker', {
        QualificationTypeId,
        WorkerId: 'A1',
        IntegerValue,
        SendNotification: false,
      });
      const qualification = part(
        await ask('GetQualificationScore', { QualificationTypeId, WorkerId: 'A1' }),
        'Qualification',
      );
      assert.deepEqual([qualification.IntegerValue, qualification.Status], [IntegerValue, 'Granted']);
    }
    assert.equal((await ask('ListQualificationRequests')).NumResults, 1);
  });

  it('§3.4 GetQualificationScore: never granted and revoked differ in the words that Dallinger tells apart', async () => {
    const { ask, refusal } = bench();
    const input = { QualificationTypeId: await create(), WorkerId: 'A1' };
    const never = await refusal('GetQualificationScore', input);
    assert.match(said(never), /does not exist/);
    assert.equal(code(never), 'QualificationDoesNotExist');
    await ask('AssociateQualificationWithWorker', input);
    await ask('DisassociateQualificationFromWorker', { ...input, Reason: 'over' });
    const revoked = await refusal('GetQualificationScore', input);
    assert.equal(said(revoked), 'This operation can be called with a status of: Granted');
    assert.equal(code(revoked), 'InvalidQualificationState');
  });

  it('§3.4 ListQualificationRequests: pending ones, of all types or one, with Test and Answer', async () => {
    const { ask } = bench();
    const plain = await create();
    const tested = await create({ Name: 'Tested', Test: test, TestDurationInSeconds: 60 });
    await request(plain, 'A1');
    await request(tested, 'A2', answers('yes', 'no'));
    assert.equal((await ask('ListQualificationRequests')).NumResults, 2);
    const [waiting = {}] = rows(
      await ask('ListQualificationRequests', { QualificationTypeId: tested }),
      'QualificationRequests',
    );
    const { QualificationRequestId, SubmitTime, ...rest } = waiting;
    assert.deepEqual(rest, {
      QualificationTypeId: tested,
      WorkerId: 'A2',
      Test: test,
      Answer: answers('yes', 'no'),
    });
    assert(Number.isInteger(SubmitTime));
    await ask('AcceptQualificationRequest', { QualificationRequestId, IntegerValue: 12 });
    assert.equal(
      part(await ask('GetQualificationScore', { QualificationTypeId: tested, WorkerId: 'A2' }), 'Qualification')
        .IntegerValue,
      12,
    );
  });

  it('§3.4: requests that are scored or granted by themselves are never listed', async () => {
    const { ask } = bench();
    const keyed = await create({ Name: 'Keyed', Test: test, AnswerKey: answerKey, TestDurationInSeconds: 60 });
    const auto = await create({ Name: 'Auto', AutoGranted: true, AutoGrantedValue: 9 });
    await request(keyed, 'A1', answers('yes', 'yes'));
    await request(auto, 'A1');
    assert.deepEqual(await ask('ListQualificationRequests'), { NumResults: 0, QualificationRequests: [] });
    for (const [QualificationTypeId, value] of [
      [keyed, 100],
      [auto, 9],
    ]) {
      const score = await ask('GetQualificationScore', { QualificationTypeId, WorkerId: 'A1' });
      assert.equal(part(score, 'Qualification').IntegerValue, value);
    }
  });

  it('§3.4 DeleteQualificationType: HIT types go at once, qualifications stay', async () => {
    const { ask, refusal } = bench();
    const QualificationTypeId = await create();
    await ask('AssociateQualificationWithWorker', { QualificationTypeId, WorkerId: 'A1' });
    const { MaxAssignments: _, LifetimeInSeconds: __, Question, ...type } = plainHIT;
    const { HITTypeId } = await ask('CreateHITType', {
      ...type,
      QualificationRequirements: [{ QualificationTypeId, Comparator: 'Exists' }],
    });
    await ask('DeleteQualificationType', { QualificationTypeId });
    assert.equal(
      code(await refusal('CreateHITWithHITType', { HITTypeId, LifetimeInSeconds: day, Question })),
      'HITTypeDoesNotExist',
    );
    assert.equal((await ask('ListWorkersWithQualificationType', { QualificationTypeId })).NumResults, 1);
    const disposing = await refusal('AssociateQualificationWithWorker', { QualificationTypeId, WorkerId: 'A2' });
    assert.equal(said(disposing), 'This operation can be called with a status of: Active,Inactive');
    assert.equal(code(disposing), 'InvalidQualificationTypeState');
  });
});
