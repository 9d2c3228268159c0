import * as v from 'valibot';
import { mayReject, overrideWindow } from '../../mturk/rules.ts';
import { allowed } from '../../mturk/verdict.ts';
import { findDecision } from './findDecision.ts';
import { work } from './schemaFields.ts';
import { defineVerb } from './verbDefinition.ts';

export const reject = defineVerb({
  schema: v.object({ verb: v.literal('reject'), ...work, feedback: v.string() }),
  label: 'Reject',
  done: 'Rejected',
  apiOperation: 'RejectAssignment',
  grave: true,
  rule: ({ assignment }) => (assignment ? mayReject(assignment) : allowed),
  input: ({ assignmentId, feedback }) => ({ AssignmentId: assignmentId, RequesterFeedback: feedback }),
  find: (client, operation, circumstances) => findDecision(client, 'reject', operation, circumstances),
  conflict: ({ assignmentId }) => ['decide', assignmentId],
  reversal: ({ verb: _, feedback: __, ...assignment }, ___, now) =>
    now - assignment.submitted > overrideWindow
      ? undefined
      : { label: 'Reverse Rejection', operation: { verb: 'override', ...assignment } },
  about: ({ feedback }) => feedback,
});
