import * as v from 'valibot';
import { happened, notHappened } from '../finding.ts';
import { findRequest } from './findRequest.ts';
import { id, whole } from './schemaFields.ts';
import { defineVerb } from './verbDefinition.ts';

export const acceptQualificationRequest = defineVerb({
  schema: v.object({
    verb: v.literal('acceptQualificationRequest'),
    requestId: id,
    qualificationTypeId: id,
    workerId: id,
    /** 1 if absent. */
    score: v.optional(whole),
  }),
  label: 'Accept request',
  done: 'Accepted',
  apiOperation: 'AcceptQualificationRequest',
  changesWorkers: true,
  input: ({ requestId, score }) => ({
    QualificationRequestId: requestId,
    ...(score === undefined ? {} : { IntegerValue: score }),
  }),
  find: async (client, operation) => {
    const { pending, granted, score } = await findRequest(client, operation);
    if (pending) return notHappened;
    if (!granted) return { found: 'not', obstacle: 'the request is no longer pending, and its worker has no score' };
    return { ...happened, marks: (operation.score ?? 1) === score ? 'same' : 'other' };
  },
  conflict: ({ requestId }) => ['qualificationRequest', requestId],
  reversal: ({ qualificationTypeId, workerId, score = 1 }) => ({
    label: 'Revoke',
    operation: { verb: 'revokeQualification', qualificationTypeId, workerId, before: score },
  }),
  about: ({ score }) => (score === undefined ? '' : `score ${score}`),
});
