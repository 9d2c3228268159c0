import * as v from 'valibot';
import { mayChangeHITType } from '../../mturk/rules.ts';
import { allowed } from '../../mturk/verdict.ts';
import { findHIT } from './findHIT.ts';
import { id } from './schemaFields.ts';
import { defineVerb } from './verbDefinition.ts';

export const changeHITType = defineVerb({
  schema: v.object({ verb: v.literal('changeHITType'), hitId: id, hitTypeId: id, before: v.optional(id) }),
  label: 'Change HIT type',
  done: 'Changed',
  apiOperation: 'UpdateHITTypeOfHIT',
  rule: ({ hit }) => (hit ? mayChangeHITType(hit) : allowed),
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
