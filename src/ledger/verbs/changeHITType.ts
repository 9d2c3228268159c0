import * as v from 'valibot';
import { findHIT } from './findHIT.ts';
import { id } from './schemaFields.ts';
import { defineVerb } from './verbDefinition.ts';

export const changeHITType = defineVerb({
  schema: v.object({ verb: v.literal('changeHITType'), hitId: id, hitTypeId: id, before: v.optional(id) }),
  label: 'Change HIT type',
  apiOperation: 'UpdateHITTypeOfHIT',
  input: ({ hitId, hitTypeId }) => ({ HITId: hitId, HITTypeId: hitTypeId }),
  find: (client, operation) => findHIT(client, operation, ({ HITTypeId }) => HITTypeId === operation.hitTypeId),
  reversal: ({ hitId, hitTypeId, before }) =>
    before
      ? {
          label: 'Restore HIT Type',
          operation: { verb: 'changeHITType', hitId, hitTypeId: before, before: hitTypeId },
        }
      : undefined,
  about: ({ hitTypeId }) => `to ${hitTypeId}`,
});
