import * as v from 'valibot';
import { mayChangeType } from '../../mturk/qualificationChecks.ts';
import { happened, notHappened } from '../finding.ts';
import { findScore } from './findScore.ts';
import { id, whole } from './schemaFields.ts';
import { defineVerb } from './verbDefinition.ts';

export const revokeQualification = defineVerb({
  schema: v.object({
    verb: v.literal('revokeQualification'),
    qualificationTypeId: id,
    workerId: id,
    reason: v.optional(v.string()),
    /** The score so far. */
    before: v.optional(whole),
  }),
  label: 'Revoke qualification',
  done: 'Revoked',
  apiOperation: 'DisassociateQualificationFromWorker',
  rule: ({ ownType = true }) => mayChangeType(ownType),
  changesWorkers: true,
  input: ({ qualificationTypeId, workerId, reason }) => ({
    QualificationTypeId: qualificationTypeId,
    WorkerId: workerId,
    ...(reason ? { Reason: reason } : {}),
  }),
  find: async (client, operation) => ((await findScore(client, operation)).granted ? notHappened : happened),
  conflict: ({ qualificationTypeId, workerId }) => ['qualify', qualificationTypeId, workerId],
  reversal: ({ qualificationTypeId, workerId, before }) =>
    before === undefined
      ? undefined
      : {
          label: 'Grant Again',
          operation: { verb: 'assignQualification', qualificationTypeId, workerId, score: before },
        },
  about: ({ reason }) => reason ?? '',
});
