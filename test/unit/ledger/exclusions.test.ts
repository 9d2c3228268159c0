import assert from 'node:assert/strict';
import { holdersAmong, holdersOf, isThere, ownTypes, standingsAmong } from '../../../src/ledger/exclusions.ts';
import { useBench } from '../service/setup.ts';
import { clientOf } from './setup.ts';

describe('excluding workers', () => {
  const bench = useBench();

  async function makeType(Name: string): Promise<string> {
    const input = { Name, Description: `${Name}.`, QualificationTypeStatus: 'Active' } as const;
    const { QualificationType } = await clientOf(bench()).call('CreateQualificationType', input);
    return QualificationType?.QualificationTypeId ?? '';
  }

  it('knows who has the qualification, asked one by one or read from the list', async () => {
    const client = clientOf(bench());
    const QualificationTypeId = await makeType('Seen');
    const { HITId } = await bench().createHIT({ MaxAssignments: 40 });
    const workers = Array.from({ length: 30 }, (_, index) => `A1WORKER${index}`);
    for (const worker of workers) await bench().work(HITId, worker);
    const granted = workers.filter((_, index) => index % 3 === 0);
    for (const WorkerId of granted)
      await client.call('AssociateQualificationWithWorker', { QualificationTypeId, WorkerId, SendNotification: false });
    const [revoked = ''] = granted;
    await client.call('DisassociateQualificationFromWorker', { QualificationTypeId, WorkerId: revoked });
    const holders = granted.slice(1);
    const many = await holdersAmong(client, QualificationTypeId, [...workers, ...workers]);
    assert.deepEqual([...many].toSorted(), holders.toSorted());
    const few = workers.slice(0, 10);
    const found = await holdersAmong(client, QualificationTypeId, few);
    assert.deepEqual([...found].toSorted(), holders.filter(each => few.includes(each)).toSorted());
    for (const asked of [few, workers]) {
      const standings = await standingsAmong(client, QualificationTypeId, asked);
      assert.deepEqual([...standings.revoked], [revoked]);
      assert.deepEqual([...standings.holders].toSorted(), holders.filter(each => asked.includes(each)).toSorted());
    }
    assert.deepEqual([...(await holdersOf(client, QualificationTypeId)).keys()].toSorted(), holders.toSorted());
  });

  it('lists one’s own types by name, and tells whether one is still there', async () => {
    const client = clientOf(bench());
    const id = await makeType('Seen');
    await makeType('Also seen');
    const types = await ownTypes(client);
    assert.deepEqual(
      types.map(({ name, description }) => [name, description]),
      [
        ['Also seen', 'Also seen.'],
        ['Seen', 'Seen.'],
      ],
    );
    assert.equal(await isThere(client, id), true);
    assert.equal(await isThere(client, '3NEVERTHERE000000000000000000X'), false);
  });
});
