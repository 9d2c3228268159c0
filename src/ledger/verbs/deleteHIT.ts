import * as v from 'valibot';
import { unlessGone } from '../caller.ts';
import { happened, notHappened } from '../finding.ts';
import { id } from './schemaFields.ts';
import { defineVerb } from './verbDefinition.ts';

export const deleteHIT = defineVerb({
  schema: v.object({ verb: v.literal('delete'), hitId: id }),
  label: 'Delete',
  apiOperation: 'DeleteHIT',
  input: ({ hitId }) => ({ HITId: hitId }),
  find: async (client, { hitId }) => {
    const read = await unlessGone(() => client.call('GetHIT', { HITId: hitId }));
    return 'gone' in read || read.value.HIT?.HITStatus === 'Disposed' ? happened : notHappened;
  },
});
