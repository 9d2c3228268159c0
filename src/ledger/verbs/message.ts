import * as v from 'valibot';
import { id } from './schemaFields.ts';
import { defineVerb } from './verbDefinition.ts';

/** The service takes this many workers in one NotifyWorkers (reference.md §3.5). */
export const mostRecipients = 100;

/** Characters kept of the service's words on one worker. */
const longestReason = 300;

export const message = defineVerb({
  schema: v.object({
    verb: v.literal('message'),
    subject: v.string(),
    text: v.string(),
    workerIds: v.pipe(v.array(id), v.minLength(1), v.maxLength(mostRecipients)),
  }),
  label: 'Message',
  done: 'Sent',
  apiOperation: 'NotifyWorkers',
  unrepeatable: true,
  input: ({ subject, text, workerIds }) => ({ Subject: subject, MessageText: text, WorkerIds: [...workerIds] }),
  find: async () => ({ found: 'noTrace', words: 'the service does not report which messages were sent' }),
  repeatKeys: ({ subject, text, workerIds }, missed) =>
    workerIds.filter(workerId => !missed.has(workerId)).map(workerId => [subject, text, workerId]),
  conflict: () => undefined,
  shortfall: ({ NotifyWorkersFailureStatuses: failures = [] }, { workerIds }) => {
    if (failures.length === 0) return undefined;
    const missed = failures.slice(0, workerIds.length).map(each => ({
      workerId: each.WorkerId ?? '',
      soft: each.NotifyWorkersFailureCode === 'SoftFailure',
      reason: (each.NotifyWorkersFailureMessage ?? '').slice(0, longestReason),
    }));
    return {
      words: missed.map(({ workerId, reason }) => `${workerId}: ${reason}`).join('; '),
      entirely: missed.length >= workerIds.length,
      missed,
    };
  },
  about: ({ subject }) => subject,
});
