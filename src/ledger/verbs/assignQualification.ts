/** Grants a qualification, or changes its score. */

import * as v from 'valibot';
import { mayChangeType } from '../../mturk/qualificationChecks.ts';
import { happened, notHappened } from '../finding.ts';
import { findScore } from './findScore.ts';
import { id, whole } from './schemaFields.ts';
import { defineVerb } from './verbDefinition.ts';

export const assignQualification = defineVerb({
  schema: v.object({
    verb: v.literal('assignQualification'),
    qualificationTypeId: id,
    workerId: id,
    score: v.optional(whole),
    notify: v.optional(v.boolean()),
    /** The score so far, where there was one. */
    before: v.optional(whole),
  }),
  label: 'Assign qualification',
  done: 'Granted',
  apiOperation: 'AssociateQualificationWithWorker',
  rule: ({ ownType = true }) => mayChangeType(ownType),
  changesWorkers: true,
  input: ({ qualificationTypeId, workerId, score, notify }) => ({
    QualificationTypeId: qualificationTypeId,
    WorkerId: workerId,
    ...(score === undefined ? {} : { IntegerValue: score }),
    ...(notify === undefined ? {} : { SendNotification: notify }),
  }),
  find: async (client, operation) => {
    const { granted, score } = await findScore(client, operation);
    return granted && (operation.score === undefined || operation.score === score) ? happened : notHappened;
  },
  // The worker would be notified twice, or lose a score that they got after that.
  repeatKeys: ({ qualificationTypeId, workerId, score = 1 }) => [[qualificationTypeId, workerId, score]],
  conflict: ({ qualificationTypeId, workerId }) => ['qualify', qualificationTypeId, workerId],
  reversal: ({ qualificationTypeId, workerId, score, before }) =>
    before === undefined
      ? { label: 'Revoke', operation: { verb: 'revokeQualification', qualificationTypeId, workerId } }
      : {
          label: 'Restore Score',
          operation: { verb: 'assignQualification', qualificationTypeId, workerId, score: before, before: score },
        },
  about: ({ score }) => (score === undefined ? '' : `score ${score}`),
});
