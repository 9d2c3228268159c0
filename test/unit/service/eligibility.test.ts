import assert from 'node:assert/strict';
import {
  ApproveAssignmentCommand,
  AssociateQualificationWithWorkerCommand,
  CreateQualificationTypeCommand,
  type QualificationRequirement,
} from '@aws-sdk/client-mturk';
import { heldValue, mayAccept, satisfies } from '../../../src/service/eligibility.ts';
import type { Worker } from '../../../src/service/storage/peopleRows.ts';
import type { QualificationRequirement as Stored } from '../../../src/service/storage/tableRows.ts';
import type { QualificationValue } from '../../../src/service/systemQualificationValues.ts';
import { ControlRefusal } from '../../support/local.ts';
import { useInnerBench } from './inside.ts';
import { assertRefused } from './setup.ts';

const locale = '00000000000000000071';
const approved = '00000000000000000040';
const percent = '000000000000000000L0';
const adult = '00000000000000000060';
const mastersIds = ['2ARFPLSP75KLA8M8DH1HTEQVJT3SY6', '2F1QJWKUDD8XADTFD2Q0G6UTO95ALH'];

describe('service: qualification requirements', () => {
  const integer = (value: number): QualificationValue => ({ kind: 'integer', value });
  const place = (country: string, subdivision?: string): QualificationValue => ({
    kind: 'locale',
    locale: { country, ...(subdivision === undefined ? {} : { subdivision }) },
  });
  const requires = (Comparator: Stored['Comparator'], rest: Partial<Stored> = {}): Stored => ({
    QualificationTypeId: 'T',
    Comparator,
    RequiredToPreview: false,
    ActionsGuarded: 'Accept',
    ...rest,
  });

  it('compare integers (§6.8)', () => {
    for (const [comparator, values, yes, no] of [
      ['LessThan', [5], 4, 5],
      ['LessThanOrEqualTo', [5], 5, 6],
      ['GreaterThan', [5], 6, 5],
      ['GreaterThanOrEqualTo', [5], 5, 4],
      ['EqualTo', [5], 5, 4],
      ['NotEqualTo', [5], 4, 5],
      ['In', [5, 7], 7, 6],
      ['NotIn', [5, 7], 6, 7],
    ] as const) {
      const requirement = requires(comparator, { IntegerValues: values });
      assert(satisfies(requirement, integer(yes)), comparator);
      assert(!satisfies(requirement, integer(no)), comparator);
      assert(!satisfies(requirement, undefined), `${comparator} without the qualification`);
    }
    assert(satisfies(requires('Exists'), integer(0)) && !satisfies(requires('Exists'), undefined));
    assert(!satisfies(requires('DoesNotExist'), integer(0)) && satisfies(requires('DoesNotExist'), undefined));
  });

  it('compare places: a country covers its subdivisions (§6.8)', () => {
    const us = { Country: 'US' };
    const california = { Country: 'US', Subdivision: 'CA' };
    const at = (comparator: Stored['Comparator'], ...LocaleValues: { Country: string; Subdivision?: string }[]) =>
      requires(comparator, { LocaleValues });
    assert(satisfies(at('EqualTo', us), place('US', 'PA')));
    assert(!satisfies(at('EqualTo', california), place('US', 'PA')));
    assert(!satisfies(at('EqualTo', california), place('US')));
    assert(satisfies(at('NotEqualTo', california), place('US', 'PA')));
    assert(satisfies(at('NotEqualTo', california), place('DE')));
    assert(!satisfies(at('NotEqualTo', us), place('US', 'PA')));
    assert(satisfies(at('In', { Country: 'DE' }, us), place('US')));
    assert(!satisfies(at('NotIn', { Country: 'DE' }, us), place('DE')));
    assert(!satisfies(at('NotIn', us), undefined));
  });

  const bench = useInnerBench();
  const create = async (...QualificationRequirements: QualificationRequirement[]) =>
    (await bench().createHIT({ QualificationRequirements })).HITId;
  const standing = (HITId: string, workerId = 'A1') =>
    bench().run(tx => {
      const hit = tx.store.hits.get(HITId);
      assert(hit);
      return mayAccept(tx, workerId, hit);
    });
  const saveWorker = (worker: Partial<Worker>) =>
    bench().run(tx =>
      tx.store.workers.save({ id: 'A1', locale: undefined, adult: false, masters: false, created: tx.now, ...worker }),
    );

  it('are refused when they make no sense (§6.8)', async () => {
    const type = percent;
    for (const [requirement, words] of [
      [{ QualificationTypeId: '3NONE', Comparator: 'Exists' }, /3NONE does not exist/],
      [{ QualificationTypeId: type, Comparator: 'Exists', IntegerValues: [1] }, /no values/],
      [{ QualificationTypeId: type, Comparator: 'EqualTo' }, /exactly one/],
      [{ QualificationTypeId: type, Comparator: 'EqualTo', IntegerValues: [1, 2] }, /exactly one/],
      [{ QualificationTypeId: type, Comparator: 'In', IntegerValues: Array(16).fill(1) }, /1 to 15/],
      [{ QualificationTypeId: type, Comparator: 'EqualTo', LocaleValues: [{ Country: 'US' }] }, /not LocaleValues/],
      [{ QualificationTypeId: locale, Comparator: 'EqualTo', IntegerValues: [1] }, /not IntegerValues/],
      [
        { QualificationTypeId: locale, Comparator: 'LessThan', LocaleValues: [{ Country: 'US' }] },
        /can't use LessThan/,
      ],
      [{ QualificationTypeId: locale, Comparator: 'In', LocaleValues: Array(31).fill({ Country: 'US' }) }, /1 to 30/],
    ] satisfies [QualificationRequirement, RegExp][])
      await assertRefused(
        create(requirement),
        requirement.QualificationTypeId === '3NONE' ? 'QualificationTypeDoesNotExist' : 'ParameterValidationError',
        words,
      );
    await assertRefused(
      create(...Array(11).fill({ QualificationTypeId: type, Comparator: 'Exists' })),
      'ParameterValidationError',
    );
  });

  it('stand between a worker and a HIT, and say why (§6.8)', async () => {
    const { accept, client } = bench();
    const HITId = await create(
      { QualificationTypeId: percent, Comparator: 'GreaterThanOrEqualTo', IntegerValues: [95] },
      {
        QualificationTypeId: locale,
        Comparator: 'In',
        LocaleValues: [{ Country: 'DE' }, { Country: 'US', Subdivision: 'CA' }],
      },
      { QualificationTypeId: approved, Comparator: 'GreaterThan', IntegerValues: [0] },
    );
    const { accept: allowed, checks, preview } = await standing(HITId);
    assert.deepEqual([allowed, preview], [false, true]);
    assert.deepEqual(
      checks.map(check => [check.met, check.words]),
      [
        [true, 'Worker_PercentAssignmentsApproved must be at least 95; yours is 100.'],
        [false, 'Worker_Locale must be DE or US-CA; yours is US.'],
        [false, 'Worker_NumberHITsApproved must be more than 0; yours is 0.'],
      ],
    );
    await assert.rejects(accept(HITId, 'A1'), (error: Error) => {
      assert(error instanceof ControlRefusal);
      assert.equal(error.code, 'DoesNotMeetRequirements');
      assert.match(error.message, /^Worker_Locale must be .* Worker_NumberHITsApproved must be/);
      return true;
    });
    const easy = await create();
    await client.send(new ApproveAssignmentCommand({ AssignmentId: await bench().work(easy, 'A1') }));
    await saveWorker({ locale: { country: 'DE' } });
    assert.equal((await standing(HITId)).accept, true);
    await accept(HITId, 'A1');
  });

  it('guard accepting, previewing or discovering (§6.8)', async () => {
    const at = async (rest: Partial<QualificationRequirement>) => {
      const { discover, preview, accept } = await standing(
        await create({ QualificationTypeId: adult, Comparator: 'EqualTo', IntegerValues: [1], ...rest }),
      );
      return [discover, preview, accept];
    };
    await saveWorker({ adult: false });
    assert.deepEqual(await at({}), [true, true, false]);
    assert.deepEqual(await at({ ActionsGuarded: 'PreviewAndAccept' }), [true, false, false]);
    assert.deepEqual(await at({ RequiredToPreview: true }), [true, false, false]);
    assert.deepEqual(await at({ ActionsGuarded: 'DiscoverPreviewAndAccept' }), [false, false, false]);
    await saveWorker({ adult: true });
    assert.deepEqual(await at({ ActionsGuarded: 'DiscoverPreviewAndAccept' }), [true, true, true]);
  });

  it('know a requester’s own qualifications, granted and not revoked (§3.4, §6.8)', async () => {
    const { client } = bench();
    const { QualificationType } = await client.send(
      new CreateQualificationTypeCommand({ Name: 'Panel', Description: 'd', QualificationTypeStatus: 'Active' }),
    );
    const id = QualificationType?.QualificationTypeId ?? '';
    const HITId = await create({ QualificationTypeId: id, Comparator: 'EqualTo', IntegerValues: [3] });
    const [check] = (await standing(HITId)).checks;
    assert.deepEqual([check?.words, check?.requestable], ['Panel must be 3; yours is none.', true]);
    await client.send(
      new AssociateQualificationWithWorkerCommand({ QualificationTypeId: id, WorkerId: 'A1', IntegerValue: 3 }),
    );
    assert.equal((await standing(HITId)).accept, true);
    assert.equal((await standing(HITId, 'A2')).accept, false);
  });

  it('count the system’s qualifications from the worker’s record (§6.8)', async () => {
    const held = (id: string) =>
      bench().run(tx => {
        const value = heldValue(tx, 'A1', id);
        return value?.kind === 'integer' ? value.value : value?.locale.country;
      });
    const history = (submitted: number, approvedCount: number, rejected: number) =>
      bench().run(tx =>
        tx.store.workers.setHistory('A1', {
          accepted: submitted + 20,
          submitted,
          approved: approvedCount,
          rejected,
          returned: 15,
          abandoned: 5,
        }),
      );
    await saveWorker({});
    assert.deepEqual(
      [await held(locale), await held(adult), await held(mastersIds[0] ?? '')],
      [undefined, 0, undefined],
    );
    await saveWorker({ masters: true, adult: true, locale: { country: 'FR' } });
    assert.deepEqual([await held(locale), await held(adult)], ['FR', 1]);
    for (const id of mastersIds) assert.equal(await held(id), 1);
    await history(99, 1, 98);
    assert.equal(await held(percent), 100, 'before 100 submissions');
    assert.equal(await held(approved), 1);
    await history(200, 150, 30);
    assert.equal(await held(percent), 83, 'of what was reviewed');
    assert.equal(await held(approved), 150);
    assert.equal(await held('00000000000000000000'), 90);
    assert.equal(await held('00000000000000000070'), 2);
    assert.equal(await held('000000000000000000E0'), 6);
    assert.equal(await held('000000000000000000S0'), 16);
  });
});
