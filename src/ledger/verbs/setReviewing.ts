/** Reviewable → Reviewing. */

import * as v from 'valibot';
import { mayMarkReviewing } from '../../mturk/reviewStatus.ts';
import { allowed } from '../../mturk/verdict.ts';
import { findHIT } from './findHIT.ts';
import { id } from './schemaFields.ts';
import { defineVerb } from './verbDefinition.ts';

export const setReviewing = defineVerb({
  schema: v.object({ verb: v.literal('setReviewing'), hitId: id }),
  label: 'Set Reviewing',
  done: 'Marked as reviewing',
  apiOperation: 'UpdateHITReviewStatus',
  rule: ({ hit }) => (hit ? mayMarkReviewing(hit) : allowed),
  input: ({ hitId }) => ({ HITId: hitId, Revert: false }),
  find: (client, operation) => findHIT(client, operation, ({ HITStatus }) => HITStatus === 'Reviewing'),
  reversal: ({ hitId }) => ({ label: 'Set to Reviewable', operation: { verb: 'revertReviewing', hitId } }),
});
