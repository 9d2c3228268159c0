/** Approves what was rejected. A verb for itself: a plain approval never overrides. */

import * as v from 'valibot';
import { cost } from '../../mturk/fees.ts';
import { mayReverseRejection } from '../../mturk/rules.ts';
import { allowed } from '../../mturk/verdict.ts';
import { findDecision } from './findDecision.ts';
import { work } from './schemaFields.ts';
import { defineVerb } from './verbDefinition.ts';

export const override = defineVerb({
  schema: v.object({ verb: v.literal('override'), ...work, feedback: v.optional(v.string()) }),
  label: 'Reverse rejection',
  done: 'Reversed',
  apiOperation: 'ApproveAssignment',
  rule: ({ assignment, now }) => (assignment ? mayReverseRejection(assignment, now) : allowed),
  input: ({ assignmentId, feedback }) => ({
    AssignmentId: assignmentId,
    ...(feedback ? { RequesterFeedback: feedback } : {}),
    OverrideRejection: true,
  }),
  cost: ({ reward, fee }) => cost(reward, fee),
  find: (client, operation, circumstances) => findDecision(client, 'override', operation, circumstances),
  conflict: ({ assignmentId }) => ['decide', assignmentId],
  about: ({ feedback }) => feedback ?? '',
});
