import assert from 'node:assert/strict';
import {
  CreateWorkerBlockCommand,
  DeleteWorkerBlockCommand,
  GetFileUploadURLCommand,
  ListWorkerBlocksCommand,
  NotifyWorkersCommand,
  paginateListWorkerBlocks,
  RejectAssignmentCommand,
} from '@aws-sdk/client-mturk';
import { ControlRefusal } from '../../support/local.ts';
import { useInnerBench } from './inside.ts';
import { assertFramework, assertRefused, day } from './setup.ts';

describe('service: workers', () => {
  const bench = useInnerBench();
  const block = (WorkerId: string, Reason = 'spam') =>
    bench().client.send(new CreateWorkerBlockCommand({ WorkerId, Reason }));
  const unblock = (WorkerId: string) => bench().client.send(new DeleteWorkerBlockCommand({ WorkerId }));
  const blocks = async () => (await bench().client.send(new ListWorkerBlocksCommand({}))).WorkerBlocks;
  const notify = async (...WorkerIds: string[]) =>
    (await bench().client.send(new NotifyWorkersCommand({ Subject: 'Hello', MessageText: 'Again?', WorkerIds })))
      .NotifyWorkersFailureStatuses;

  it('are blocked from a requester’s HITs until they are unblocked (§3.5)', async () => {
    const { createHIT, accept } = bench();
    const { HITId } = await createHIT();
    const earlier = await createHIT();
    await bench().work(earlier.HITId, 'A1');
    await block('A1');
    await assert.rejects(
      accept(HITId, 'A1'),
      (error: Error) => error instanceof ControlRefusal && error.code === 'PermissionDenied',
    );
    const stranger = await bench().stranger();
    await assertRefused(
      stranger.send(new CreateWorkerBlockCommand({ WorkerId: 'A1', Reason: 'not of theirs' })),
      'ParameterValidationError',
    );
    await accept(HITId, 'A2');
    await unblock('A1');
    await accept(HITId, 'A1');
    await unblock('A1');
    await assertFramework(block('B1'), 'ValidationException', /'workerId'/);
    await assertFramework(block('A1', null as never), 'ValidationException', /Value null at 'reason'/);
  });

  it('are listed while blocked, each once with the last reason (§2, §3.5)', async () => {
    assert.deepEqual(await blocks(), []);
    const { HITId } = await bench().createHIT();
    for (const worker of ['A3', 'A1', 'A2']) {
      await bench().work(HITId, worker);
      await block(worker);
    }
    await block('A3', 'worse');
    assert.deepEqual(await blocks(), [
      { WorkerId: 'A3', Reason: 'worse' },
      { WorkerId: 'A1', Reason: 'spam' },
      { WorkerId: 'A2', Reason: 'spam' },
    ]);
    const pages: (number | undefined)[] = [];
    for await (const page of paginateListWorkerBlocks({ client: bench().client, pageSize: 2 }, {}))
      pages.push(page.NumResults);
    assert.deepEqual(pages, [2, 1, 0]);
  });

  it('get messages only from a requester who has reviewed their work (§3.5)', async () => {
    const { client, createHIT, work, accept, run } = bench();
    const { HITId } = await createHIT();
    const reviewed = await work(HITId, 'A1');
    await client.send(new RejectAssignmentCommand({ AssignmentId: reviewed, RequesterFeedback: '' }));
    await work(HITId, 'A2');
    await accept(HITId, 'A3');
    assert.deepEqual(await notify('A1'), []);
    const failures = await notify('A1', 'A2', 'A1', 'A9');
    assert.deepEqual(
      failures?.map(failure => [failure.WorkerId, failure.NotifyWorkersFailureCode]),
      [
        ['A2', 'HardFailure'],
        ['A9', 'HardFailure'],
      ],
    );
    for (const { NotifyWorkersFailureMessage } of failures ?? [])
      assert.match(
        NotifyWorkersFailureMessage ?? '',
        /^Cannot send a notification to a worker who has not done any work/,
      );
    const kept = await run(tx => tx.store.workerMessages.list('A1', undefined, 10));
    assert.deepEqual(
      kept.map(message => [message.subject, message.text]),
      [
        ['Hello', 'Again?'],
        ['Hello', 'Again?'],
      ],
    );
    assert.equal((await run(tx => tx.store.workerMessages.list('A2', undefined, 10))).length, 0);
    await assertRefused(notify(...Array.from({ length: 101 }, (_, i) => `A${i}`)), 'ParameterValidationError');
    await assertRefused(
      client.send(new NotifyWorkersCommand({ Subject: 'x'.repeat(201), MessageText: 'x', WorkerIds: ['A1'] })),
      'ParameterValidationError',
    );
  });

  it('have a record of what they did, for each requester and in all (§6.8)', async () => {
    const { client, createHIT, work, accept, advance, run, local } = bench();
    const hit = async () => (await createHIT({ Title: String(Math.random()) })).HITId;
    const first = await work(await hit(), 'A1');
    await client.send(new RejectAssignmentCommand({ AssignmentId: first, RequesterFeedback: 'no' }));
    await work(await hit(), 'A1');
    await local.control('return', { WorkerId: 'A1', AssignmentId: await accept(await hit(), 'A1') });
    await accept(await hit(), 'A1');
    await advance(day);
    assert.deepEqual(await run(tx => tx.store.workers.record('A1')), {
      accepted: 4,
      submitted: 2,
      approved: 0,
      rejected: 1,
      returned: 1,
      abandoned: 1,
    });
    const worker = await run(tx => tx.store.workers.get('A1'));
    assert.deepEqual(worker && { ...worker, created: 0 }, {
      id: 'A1',
      locale: { country: 'US' },
      adult: true,
      masters: false,
      created: 0,
    });
    await run(tx =>
      tx.store.workers.setHistory('A1', {
        accepted: 100,
        submitted: 100,
        approved: 90,
        rejected: 10,
        returned: 0,
        abandoned: 0,
      }),
    );
    assert.equal((await run(tx => tx.store.workers.record('A1'))).approved, 90);
  });

  it('have no uploaded files any more (§3.2)', async () => {
    const { client, createHIT, work, accept } = bench();
    const { HITId } = await createHIT();
    const url = (AssignmentId: string) =>
      client.send(new GetFileUploadURLCommand({ AssignmentId, QuestionIdentifier: 'photo' }));
    await assertRefused(url(await work(HITId, 'A1')), 'InvalidParameterValue', /photo .* not been supported/);
    await assertRefused(url(await accept(HITId, 'A2')), 'InvalidAssignmentState');
    await assertRefused(url('3NONE'), 'AssignmentDoesNotExist', 'Assignment 3NONE does not exist.');
  });
});
