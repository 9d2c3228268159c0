import * as v from 'valibot';
import { mayAddTime } from '../../mturk/rules.ts';
import { allowed } from '../../mturk/verdict.ts';
import { findHIT } from './findHIT.ts';
import { id, instant } from './schemaFields.ts';
import { defineVerb } from './verbDefinition.ts';

export const setExpiration = defineVerb({
  schema: v.object({ verb: v.literal('setExpiration'), hitId: id, at: instant, before: instant }),
  label: 'Change expiration',
  done: 'Extended',
  apiOperation: 'UpdateExpirationForHIT',
  rule: ({ hit }) => (hit ? mayAddTime(hit) : allowed),
  input: ({ hitId, at }) => ({ HITId: hitId, ExpireAt: new Date(at) }),
  find: (client, operation) =>
    // The service keeps whole seconds.
    findHIT(
      client,
      operation,
      ({ Expiration }) => Expiration !== undefined && Math.abs(Expiration.getTime() - operation.at) < 1000,
    ),
  reversal: ({ hitId, at, before }, _, now) =>
    // An expiration that lies ahead can't be made earlier (reference.md §3.1).
    before <= now ? { label: 'Expire Again', operation: { verb: 'expire', hitId, before: at } } : undefined,
  about: ({ at }) => `until ${new Date(at).toISOString()}`,
});
