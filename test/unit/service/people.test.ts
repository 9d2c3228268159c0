import assert from 'node:assert/strict';
import {
  CreateHITWithHITTypeCommand,
  CreateQualificationTypeCommand,
  GetQualificationScoreCommand,
} from '@aws-sdk/client-mturk';
import { ControlRefusal } from '../../support/local.ts';
import { assertRefused, plainHIT, useBench } from './setup.ts';

const refusal = (code: string, words: RegExp) => (error: unknown) =>
  error instanceof ControlRefusal && error.code === code && words.test(error.message);

describe('service: workers and layouts by the control API', () => {
  const bench = useBench();

  it('gives a worker a place, a history and qualifications, which requirements then see (§6.8)', async () => {
    const { createHIT, accept, client, local } = bench();
    const { QualificationType } = await client.send(
      new CreateQualificationTypeCommand({
        Name: 'Stroop',
        Description: 'Has done it.',
        QualificationTypeStatus: 'Active',
      }),
    );
    const typeId = QualificationType?.QualificationTypeId ?? '';
    const { HITId } = await createHIT({
      QualificationRequirements: [
        { QualificationTypeId: '00000000000000000071', Comparator: 'EqualTo', LocaleValues: [{ Country: 'DE' }] },
        { QualificationTypeId: '000000000000000000L0', Comparator: 'LessThan', IntegerValues: [95] },
        { QualificationTypeId: '00000000000000000040', Comparator: 'GreaterThan', IntegerValues: [89] },
        { QualificationTypeId: '2ARFPLSP75KLA8M8DH1HTEQVJT3SY6', Comparator: 'Exists' },
        { QualificationTypeId: typeId, Comparator: 'EqualTo', IntegerValues: [7] },
      ],
    });
    await assert.rejects(accept(HITId, 'A1'), refusal('DoesNotMeetRequirements', /./));
    const worker = await local.control('worker', {
      WorkerId: 'A1',
      locale: { Country: 'DE', Subdivision: 'BY' },
      masters: true,
      history: { approved: 90, rejected: 10, returned: 5 },
      qualifications: { [typeId]: 7 },
    });
    assert.deepEqual(worker.record, {
      accepted: 105,
      submitted: 100,
      approved: 90,
      rejected: 10,
      returned: 5,
      abandoned: 0,
    });
    const held = worker.qualifications as Record<string, number>;
    assert.deepEqual([held['000000000000000000L0'], held[typeId]], [90, 7]);
    await accept(HITId, 'A1');
    const { Qualification } = await client.send(
      new GetQualificationScoreCommand({ QualificationTypeId: typeId, WorkerId: 'A1' }),
    );
    assert.equal(Qualification?.IntegerValue, 7);
  });

  it('changes only what is given, and adds what the worker does here', async () => {
    const { createHIT, work, local } = bench();
    await local.control('worker', { WorkerId: 'A1', adult: false, history: { approved: 3 } });
    const { HITId } = await createHIT({ AutoApprovalDelayInSeconds: 0 });
    await work(HITId, 'A1');
    const { adult, masters, locale, record } = await local.control('worker', { WorkerId: 'A1', locale: null });
    assert.deepEqual([adult, masters, locale], [false, false, null]);
    assert.equal((record as { approved: number }).approved, 4);
    await local.control('worker', { WorkerId: 'A2' });
    const { workers } = await local.control('workers', { after: 'A1' });
    assert.deepEqual(
      (workers as { WorkerId: string }[]).map(({ WorkerId }) => WorkerId),
      ['A2'],
    );
  });

  it('refuses what is no worker, no place and no qualification type', async () => {
    const { local } = bench();
    await assert.rejects(
      local.control('worker', { WorkerId: 'me' }),
      refusal('InvalidParameterValue', /is not valid for the parameter WorkerId/),
    );
    await assert.rejects(
      local.control('worker', { WorkerId: 'A1', locale: { Country: 'Germany' } }),
      refusal('InvalidInput', /locale\.Country: must be two capital letters/),
    );
    await assert.rejects(
      local.control('worker', { WorkerId: 'A1', qualifications: { '3NONE': 1 } }),
      refusal('QualificationTypeDoesNotExist', /3NONE/),
    );
    assert.deepEqual(await local.control('workers'), { workers: [] }, 'nothing of what was refused stays');
  });

  it('registers layouts, whose HITs get their question from it (§6.10)', async () => {
    const { client, local, createHIT } = bench();
    const { HITLayoutId, parameters } = await local.control('layout', {
      name: 'Bird',
      html: `<p>Is this a \${bird}?</p><img src="\${image}">`,
      frameHeight: 450,
    });
    assert.deepEqual(parameters, ['bird', 'image']);
    const { HITTypeId } = await createHIT();
    const { LifetimeInSeconds } = plainHIT;
    const { HIT } = await client.send(
      new CreateHITWithHITTypeCommand({
        HITTypeId,
        LifetimeInSeconds,
        HITLayoutId: String(HITLayoutId),
        HITLayoutParameters: [
          { Name: 'bird', Value: 'wren' },
          { Name: 'image', Value: 'wren.jpg' },
        ],
      }),
    );
    assert.equal(HIT?.HITLayoutId, HITLayoutId);
    assert.match(HIT?.Question ?? '', /<p>Is this a wren\?<\/p><img src="wren\.jpg">.*<FrameHeight>450</);
    await local.control('layout', { HITLayoutId, name: 'Bird', html: '<p>Which bird?</p>' });
    assert.deepEqual(await local.control('layouts'), {
      layouts: [{ HITLayoutId, name: 'Bird', frameHeight: 0, parameters: [] }],
    });
    await assertRefused(
      client.send(new CreateHITWithHITTypeCommand({ HITTypeId, LifetimeInSeconds, HITLayoutId: '3NONE' })),
      'HITLayoutDoesNotExist',
    );
  });
});
