import * as v from 'valibot';
import { overrideWindow } from '../../mturk/rules.ts';
import { findDecision } from './findDecision.ts';
import { work } from './schemaFields.ts';
import { defineVerb } from './verbDefinition.ts';

export const reject = defineVerb({
  schema: v.object({ verb: v.literal('reject'), ...work, feedback: v.string() }),
  label: 'Reject',
  operation: 'RejectAssignment',
  input: ({ assignmentId, feedback }) => ({ AssignmentId: assignmentId, RequesterFeedback: feedback }),
  find: (client, act, circumstances) => findDecision(client, 'reject', act, circumstances),
  conflict: ({ assignmentId }) => ['decide', assignmentId],
  reversal: ({ verb: _, feedback: __, ...assignment }, ___, now) =>
    now - assignment.submitted > overrideWindow
      ? undefined
      : { label: 'Take Back and Approve', act: { verb: 'override', ...assignment } },
  about: ({ feedback }) => feedback,
});
