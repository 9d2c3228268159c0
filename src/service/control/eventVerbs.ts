/** The verb `events`: the built-in queue of notifications that have no endpoint to go to. */
import * as v from 'valibot';
import { seconds } from '../operations/call.ts';
import type { Message } from '../storage/notifications.ts';
import { cursor, limit, type Verbs, verb } from './controlVerb.ts';

export const eventVerbs: Verbs = {
  events: verb(
    v.strictObject({
      after: cursor,
      limit,
      /** Removes what was read, up to this cursor. */
      acknowledge: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
      /** Those that no endpoint took, instead of those that are kept. */
      failed: v.optional(v.boolean(), false),
    }),
    (service, { after, limit, acknowledge, failed }) =>
      service.engine.run(tx => {
        const { messages } = tx.store;
        if (acknowledge !== undefined) messages.acknowledge(acknowledge);
        const found = messages.list(failed ? 'failed' : 'kept', after, limit);
        return { messages: found.map(messageForm), cursor: found.at(-1)?.seq ?? after };
      }),
  ),
};

function messageForm({ seq, transport, destination, body, created, error }: Message) {
  return {
    cursor: seq,
    transport,
    destination,
    at: seconds(created),
    body: JSON.parse(body) as unknown,
    ...(error === undefined ? {} : { error }),
  };
}
