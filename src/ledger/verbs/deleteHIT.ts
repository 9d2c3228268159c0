import * as v from 'valibot';
import { mayDelete } from '../../mturk/rules.ts';
import { allowed } from '../../mturk/verdict.ts';
import { unlessGone } from '../caller.ts';
import { happened, notHappened } from '../finding.ts';
import { id } from './schemaFields.ts';
import { defineVerb } from './verbDefinition.ts';

export const deleteHIT = defineVerb({
  schema: v.object({
    verb: v.literal('delete'),
    hitId: id,
    /** Who submitted work to it, where that was known: afterwards nothing else shows whom to exclude. */
    workers: v.optional(v.array(id)),
  }),
  label: 'Delete',
  done: 'Deleted',
  apiOperation: 'DeleteHIT',
  grave: true,
  rule: ({ hit, submitted = [] }) => (hit ? mayDelete(hit, submitted) : allowed),
  input: ({ hitId }) => ({ HITId: hitId }),
  find: async (client, { hitId }) => {
    const read = await unlessGone(() => client.call('GetHIT', { HITId: hitId }));
    return 'gone' in read || read.value.HIT?.HITStatus === 'Disposed' ? happened : notHappened;
  },
});
