import * as v from 'valibot';
import { cost } from '../../mturk/fees.ts';
import { findDecision } from './findDecision.ts';
import { work } from './schemaFields.ts';
import { defineVerb } from './verbDefinition.ts';

export const approve = defineVerb({
  schema: v.object({ verb: v.literal('approve'), ...work, feedback: v.optional(v.string()) }),
  label: 'Approve',
  operation: 'ApproveAssignment',
  input: ({ assignmentId, feedback }) => ({
    AssignmentId: assignmentId,
    ...(feedback ? { RequesterFeedback: feedback } : {}),
  }),
  cost: ({ reward, fee }) => cost(reward, fee),
  find: (client, act, circumstances) => findDecision(client, 'approve', act, circumstances),
  conflict: ({ assignmentId }) => ['decide', assignmentId],
  about: ({ feedback }) => feedback ?? '',
});
