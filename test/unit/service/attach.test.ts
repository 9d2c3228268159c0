/** The stream of the control API, its heartbeats and its bounds, and how long an unused service goes on. */
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { createInterface } from 'node:readline';
import {
  AssociateQualificationWithWorkerCommand,
  CreateQualificationTypeCommand,
  CreateWorkerBlockCommand,
  DeleteQualificationTypeCommand,
  DeleteWorkerBlockCommand,
  DisassociateQualificationFromWorkerCommand,
  UpdateQualificationTypeCommand,
} from '@aws-sdk/client-mturk';
import { type Every, heartbeatSeconds } from '../../../src/service/control/attachments.ts';
import { endWhenUnused } from '../../../src/service/usage.ts';
import { ManualTimers } from '../../support/manualTimers.ts';
import { useBench } from './setup.ts';

type Line = Record<string, unknown>;

describe('service: the attach stream', () => {
  const beats = new Set<() => void>();
  const every: Every = (milliseconds, callback) => {
    assert.equal(milliseconds, heartbeatSeconds * 1000);
    beats.add(callback);
    return { dispose: () => beats.delete(callback) };
  };
  const requests: number[] = [];
  const bench = useBench({ every, onRequests: open => requests.push(open) });

  function attach(): { next(): Promise<Line>; close(): void } {
    const { controlUrl, controlToken } = bench().local;
    const sent = request(`${controlUrl}/attach`, {
      method: 'POST',
      headers: { authorization: `Bearer ${controlToken}` },
      agent: false,
    });
    const lines = new Promise<AsyncIterator<string>>((resolve, reject) => {
      sent.on('error', reject);
      sent.on('response', response => resolve(createInterface({ input: response })[Symbol.asyncIterator]()));
    });
    sent.end('{}');
    return {
      next: async () => JSON.parse((await (await lines).next()).value ?? 'null') as Line,
      close: () => sent.destroy(),
    };
  }

  it('beats while nothing changes, and says how it stands with time and data', async () => {
    const stream = attach();
    const first = await stream.next();
    assert.equal(first.attached, true);
    assert.equal(first.heartbeatSeconds, heartbeatSeconds);
    for (const beat of beats) beat();
    const second = await stream.next();
    assert.deepEqual(Object.keys(second).sort(), ['ahead', 'dataSet', 'now']);
    assert.equal(second.dataSet, first.dataSet);
    await bench().advance(3600);
    const third = await stream.next();
    assert.ok(Number(third.ahead) - Number(second.ahead) > 3590);
    const { dataSet } = await bench().local.control('reset', { seed: 'sample' });
    const fourth = await stream.next();
    assert.deepEqual(fourth.changed, { HITIds: [], everything: true });
    assert.equal(fourth.dataSet, dataSet);
    assert.notEqual(fourth.dataSet, first.dataSet);
    stream.close();
  });

  it('says that blocks, qualifications, requests for them or their types changed', async () => {
    const { client } = bench();
    const { HITId } = await bench().createHIT();
    await bench().work(HITId, 'A1WORKER');
    const stream = attach();
    await stream.next();
    const people = async (change: Promise<unknown>) => {
      await change;
      assert.deepEqual((await stream.next()).changed, { HITIds: [], people: true });
    };
    const type = { Name: 'Careful', Description: 'Reads.', QualificationTypeStatus: 'Active' as const };
    const created = client.send(new CreateQualificationTypeCommand(type));
    await people(created);
    const QualificationTypeId = (await created).QualificationType?.QualificationTypeId;
    const WorkerId = 'A1WORKER';
    await people(client.send(new AssociateQualificationWithWorkerCommand({ QualificationTypeId, WorkerId })));
    await people(client.send(new DisassociateQualificationFromWorkerCommand({ QualificationTypeId, WorkerId })));
    await people(
      client.send(new UpdateQualificationTypeCommand({ QualificationTypeId, QualificationTypeStatus: 'Inactive' })),
    );
    await people(client.send(new CreateWorkerBlockCommand({ WorkerId, Reason: 'Tests' })));
    await people(client.send(new DeleteWorkerBlockCommand({ WorkerId })));
    await people(client.send(new DeleteQualificationTypeCommand({ QualificationTypeId })));
    stream.close();
  });

  it('says that the service stops', async () => {
    const stream = attach();
    await stream.next();
    const { stop } = bench().local;
    const stopped = stop();
    assert.equal((await stream.next()).stopping, true);
    await stopped;
    assert.equal(beats.size, 0, 'no heartbeat outlives its service');
  });

  it('counts what is being answered, a stream and a call', async () => {
    requests.length = 0;
    const stream = attach();
    await stream.next();
    await bench().createHIT();
    assert.deepEqual(requests.slice(0, 3), [1, 2, 1]);
    stream.close();
  });
});

describe('service: an unused one', () => {
  it('goes on while anybody is attached or asks for something now and then, and ends a while later', async () => {
    const timers = new ManualTimers(0);
    let ended = 0;
    const unused = endWhenUnused({
      seconds: 60,
      firstSeconds: 300,
      end: () => {
        ended += 1;
      },
      after: timers.after,
    });
    await timers.pass(299_000);
    unused.onRequests(1);
    await timers.pass(3600_000);
    unused.onRequests(0);
    await timers.pass(299_000);
    assert.equal(ended, 0, 'a window may still be on its way');
    unused.onRequests(1);
    unused.onAttached(1);
    await timers.pass(3600_000);
    unused.onRequests(2);
    unused.onRequests(1);
    await timers.pass(3600_000);
    unused.onAttached(0);
    unused.onRequests(0);
    for (let script = 0; script < 100; script += 1) {
      await timers.pass(59_000);
      unused.onRequests(1);
      unused.onRequests(0);
    }
    assert.equal(ended, 0);
    await timers.pass(60_000);
    assert.equal(ended, 1);
  });
});
