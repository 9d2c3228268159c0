/** Reviewing → Reviewable. */
import * as v from 'valibot';
import { findHIT } from './findHIT.ts';
import { id } from './schemaFields.ts';
import { defineVerb } from './verbDefinition.ts';

export const revertReviewing = defineVerb({
  schema: v.object({ verb: v.literal('revertReviewing'), hitId: id }),
  label: 'Set Reviewable',
  apiOperation: 'UpdateHITReviewStatus',
  input: ({ hitId }) => ({ HITId: hitId, Revert: true }),
  find: (client, operation) => findHIT(client, operation, ({ HITStatus }) => HITStatus === 'Reviewable'),
  reversal: ({ hitId }) => ({ label: 'Set to Reviewing', operation: { verb: 'setReviewing', hitId } }),
});
