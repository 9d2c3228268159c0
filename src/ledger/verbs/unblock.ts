import * as v from 'valibot';
import { mayUnblock } from '../../mturk/qualificationChecks.ts';
import { allowed } from '../../mturk/verdict.ts';
import { happened, notHappened } from '../finding.ts';
import { findBlock } from './findBlock.ts';
import { id } from './schemaFields.ts';
import { defineVerb } from './verbDefinition.ts';

export const unblock = defineVerb({
  schema: v.object({ verb: v.literal('unblock'), workerId: id, reason: v.optional(v.string()) }),
  label: 'Unblock',
  done: 'Unblocked',
  apiOperation: 'DeleteWorkerBlock',
  rule: ({ worker }) => (worker ? mayUnblock(worker.blockedFor) : allowed),
  changesWorkers: true,
  input: ({ workerId, reason }) => ({ WorkerId: workerId, ...(reason ? { Reason: reason } : {}) }),
  find: async (client, { workerId }) => ((await findBlock(client, workerId)) ? notHappened : happened),
  reversal: ({ workerId, reason }) =>
    reason ? { label: 'Block Again', operation: { verb: 'block', workerId, reason } } : undefined,
  about: ({ reason }) => reason ?? '',
});
