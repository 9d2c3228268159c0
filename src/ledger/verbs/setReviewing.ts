/** Reviewable → Reviewing. */
import * as v from 'valibot';
import { findHIT } from './findHIT.ts';
import { id } from './schemaFields.ts';
import { defineVerb } from './verbDefinition.ts';

export const setReviewing = defineVerb({
  schema: v.object({ verb: v.literal('setReviewing'), hitId: id }),
  label: 'Set Reviewing',
  apiOperation: 'UpdateHITReviewStatus',
  input: ({ hitId }) => ({ HITId: hitId, Revert: false }),
  find: (client, operation) => findHIT(client, operation, ({ HITStatus }) => HITStatus === 'Reviewing'),
  reversal: ({ hitId }) => ({ label: 'Set to Reviewable', operation: { verb: 'revertReviewing', hitId } }),
});
