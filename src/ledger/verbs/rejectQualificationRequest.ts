import * as v from 'valibot';
import { happened, notHappened } from '../finding.ts';
import { findRequest } from './findRequest.ts';
import { id } from './schemaFields.ts';
import { defineVerb } from './verbDefinition.ts';

export const rejectQualificationRequest = defineVerb({
  schema: v.object({
    verb: v.literal('rejectQualificationRequest'),
    requestId: id,
    qualificationTypeId: id,
    workerId: id,
    /** The worker reads it. */
    reason: v.optional(v.string()),
  }),
  label: 'Reject request',
  done: 'Rejected',
  apiOperation: 'RejectQualificationRequest',
  changesWorkers: true,
  input: ({ requestId, reason }) => ({ QualificationRequestId: requestId, ...(reason ? { Reason: reason } : {}) }),
  find: async (client, operation) => {
    const { pending, granted } = await findRequest(client, operation);
    if (pending) return notHappened;
    return granted ? { found: 'not', obstacle: 'the worker has the qualification' } : happened;
  },
  conflict: ({ requestId }) => ['qualificationRequest', requestId],
  about: ({ reason }) => reason ?? '',
});
