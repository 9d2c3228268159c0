import * as v from 'valibot';
import { mayExpire } from '../../mturk/rules.ts';
import { allowed } from '../../mturk/verdict.ts';
import { findHIT } from './findHIT.ts';
import { id, instant } from './schemaFields.ts';
import { defineVerb } from './verbDefinition.ts';

/** Milliseconds by which an expired HIT can be extended at least (reference.md §3.1), with time for the confirmation. */
const shortestExtension = 120_000;

export const expire = defineVerb({
  schema: v.object({ verb: v.literal('expire'), hitId: id, before: instant }),
  label: 'Expire',
  done: 'Expired',
  apiOperation: 'UpdateExpirationForHIT',
  rule: ({ hit, now }) => (hit ? mayExpire(hit, now) : allowed),
  input: ({ hitId }) => ({ HITId: hitId, ExpireAt: new Date(0) }),
  find: (client, operation, { now }) =>
    findHIT(client, operation, ({ Expiration }) => {
      const expires = Expiration?.getTime();
      return expires !== undefined && (expires <= now || expires <= operation.before - 1000);
    }),
  reversal: ({ hitId, before }, done, now) =>
    before >= now + shortestExtension
      ? { label: 'Restore Expiration', operation: { verb: 'setExpiration', hitId, at: before, before: done.at } }
      : undefined,
});
