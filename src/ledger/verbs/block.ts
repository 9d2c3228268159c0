import * as v from 'valibot';
import { mayBlock } from '../../mturk/qualificationChecks.ts';
import { allowed } from '../../mturk/verdict.ts';
import { happened, notHappened } from '../finding.ts';
import { findBlock } from './findBlock.ts';
import { id } from './schemaFields.ts';
import { defineVerb } from './verbDefinition.ts';

export const block = defineVerb({
  schema: v.object({ verb: v.literal('block'), workerId: id, reason: v.string() }),
  label: 'Block',
  done: 'Blocked',
  apiOperation: 'CreateWorkerBlock',
  rule: ({ worker }) => (worker ? mayBlock(worker.blockedFor, worker.hasWork) : allowed),
  changesWorkers: true,
  input: ({ workerId, reason }) => ({ WorkerId: workerId, Reason: reason }),
  find: async (client, { workerId, reason }) => {
    const found = await findBlock(client, workerId);
    return found ? { ...happened, marks: found.reason === reason ? 'same' : 'other' } : notHappened;
  },
  reversal: ({ workerId }) => ({ label: 'Unblock', operation: { verb: 'unblock', workerId } }),
  about: ({ reason }) => reason,
});
