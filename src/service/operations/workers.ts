/** Blocks of workers, and messages to them (reference.md §3.5). */
import { invalidWorker } from '../serviceErrors.ts';
import { sendMessage } from '../workerRecords.ts';
import { type Call, type Handlers, type JsonObject, nothing } from './call.ts';
import { pageOf } from './paging.ts';

export const workerOperations = {
  CreateWorkerBlock: (call, input) => {
    // Nobody can be blocked who has done nothing for the requester (reference.md §3.5).
    if (call.store.workers.record(input.WorkerId, call.requester.id).submitted === 0)
      throw invalidWorker(input.WorkerId);
    call.store.workerBlocks.save(call.requester.id, input.WorkerId, input.Reason);
    call.touchPeople();
    return nothing;
  },

  DeleteWorkerBlock: (call, input) => {
    call.store.workerBlocks.remove(call.requester.id, input.WorkerId);
    call.touchPeople();
    return nothing;
  },

  ListWorkerBlocks: (call, input) => {
    const page = pageOf(call, input, ['ListWorkerBlocks'], 1);
    const blocks = call.store.workerBlocks.list(call.requester.id, page.after?.[0], page.limit);
    const last = blocks.at(-1);
    return {
      ...page.ending(blocks.length, last && [last.seq]),
      WorkerBlocks: blocks.map(({ workerId, reason }) => ({ WorkerId: workerId, Reason: reason })),
    };
  },

  NotifyWorkers: (call, input) => {
    const failures: JsonObject[] = [];
    for (const workerId of new Set(input.WorkerIds)) {
      const refusal = refusalOf(call, workerId);
      if (refusal)
        failures.push({
          NotifyWorkersFailureCode: 'HardFailure',
          NotifyWorkersFailureMessage: refusal,
          WorkerId: workerId,
        });
      else sendMessage(call, workerId, call.requester.id, input.Subject, input.MessageText);
    }
    return { NotifyWorkersFailureStatuses: failures };
  },
} satisfies Handlers;

/** Mail goes only to workers some of whose work the requester has approved or rejected. */
function refusalOf(call: Call, workerId: string): string | undefined {
  const { approved, rejected } = call.store.workers.record(workerId, call.requester.id);
  return approved + rejected > 0
    ? undefined
    : 'Cannot send a notification to a worker who has not done any work for you';
}
