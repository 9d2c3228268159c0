import * as v from 'valibot';
import { cost } from '../../mturk/fees.ts';
import { findDecision } from './findDecision.ts';
import { work } from './schemaFields.ts';
import { defineVerb } from './verbDefinition.ts';

export const approve = defineVerb({
  schema: v.object({ verb: v.literal('approve'), ...work, feedback: v.optional(v.string()) }),
  label: 'Approve',
  apiOperation: 'ApproveAssignment',
  input: ({ assignmentId, feedback }) => ({
    AssignmentId: assignmentId,
    ...(feedback ? { RequesterFeedback: feedback } : {}),
  }),
  cost: ({ reward, fee }) => cost(reward, fee),
  find: (client, operation, circumstances) => findDecision(client, 'approve', operation, circumstances),
  conflict: ({ assignmentId }) => ['decide', assignmentId],
  about: ({ feedback }) => feedback ?? '',
});
