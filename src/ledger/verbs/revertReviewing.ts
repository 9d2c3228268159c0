/** Reviewing → Reviewable. */

import * as v from 'valibot';
import { mayMarkReviewable } from '../../mturk/reviewStatus.ts';
import { allowed } from '../../mturk/verdict.ts';
import { findHIT } from './findHIT.ts';
import { id } from './schemaFields.ts';
import { defineVerb } from './verbDefinition.ts';

export const revertReviewing = defineVerb({
  schema: v.object({ verb: v.literal('revertReviewing'), hitId: id }),
  label: 'Set Reviewable',
  done: 'Marked as reviewable',
  apiOperation: 'UpdateHITReviewStatus',
  rule: ({ hit }) => (hit ? mayMarkReviewable(hit) : allowed),
  input: ({ hitId }) => ({ HITId: hitId, Revert: true }),
  find: (client, operation) => findHIT(client, operation, ({ HITStatus }) => HITStatus === 'Reviewable'),
  reversal: ({ hitId }) => ({ label: 'Set to Reviewing', operation: { verb: 'setReviewing', hitId } }),
});
