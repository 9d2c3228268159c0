import * as v from 'valibot';
import { cost } from '../../mturk/fees.ts';
import { mayApprove } from '../../mturk/rules.ts';
import { allowed } from '../../mturk/verdict.ts';
import { findDecision } from './findDecision.ts';
import { work } from './schemaFields.ts';
import { defineVerb } from './verbDefinition.ts';

export const approve = defineVerb({
  schema: v.object({ verb: v.literal('approve'), ...work, feedback: v.optional(v.string()) }),
  label: 'Approve',
  done: 'Approved',
  apiOperation: 'ApproveAssignment',
  rule: ({ assignment }) => (assignment ? mayApprove(assignment) : allowed),
  input: ({ assignmentId, feedback }) => ({
    AssignmentId: assignmentId,
    ...(feedback ? { RequesterFeedback: feedback } : {}),
  }),
  cost: ({ reward, fee }) => cost(reward, fee),
  paidFromHold: true,
  find: (client, operation, circumstances) => findDecision(client, 'approve', operation, circumstances),
  conflict: ({ assignmentId }) => ['decide', assignmentId],
  about: ({ feedback }) => feedback ?? '',
});
