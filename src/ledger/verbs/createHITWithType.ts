import * as v from 'valibot';
import { cost } from '../../mturk/fees.ts';
import { timesCents } from '../../mturk/money.ts';
import type { Input } from '../../mturk/operations.ts';
import { createdHIT, expireCreated, withoutLifetime } from './createdHIT.ts';
import { findCreated } from './findCreated.ts';
import { amount, count, id } from './schemaFields.ts';
import { defineVerb } from './verbDefinition.ts';

/** The parameters of CreateHITWithHITType; the ledger adds the token. */
export type CreateHITWithTypeInput = Omit<Input<'CreateHITWithHITType'>, 'UniqueRequestToken'> & { HITTypeId: string };

export const createHITWithType = defineVerb({
  schema: v.object({
    verb: v.literal('createHITWithType'),
    // The members are all JSON; only what prices and names it is looked at here.
    input: v.pipe(
      v.looseObject({ HITTypeId: id, MaxAssignments: v.optional(count) }),
      v.transform(input => input as unknown as CreateHITWithTypeInput),
    ),
    title: v.string(),
    reward: amount,
    /** The fee for one assignment. */
    fee: amount,
  }),
  label: 'Create',
  done: 'Published',
  apiOperation: 'CreateHITWithHITType',
  takesToken: true,
  input: ({ input }, token) => ({ ...input, UniqueRequestToken: token }),
  laterCost: ({ input: { MaxAssignments = 1 }, reward, fee }) =>
    cost(timesCents(reward, MaxAssignments), timesCents(fee, MaxAssignments)),
  find: (client, { input }, circumstances) =>
    findCreated(client, input, ({ HITTypeId }) => HITTypeId === input.HITTypeId, circumstances),
  trace: ({ input }) => [input.HITTypeId, input.RequesterAnnotation],
  repeatKeys: ({ input }) => [[withoutLifetime(input)]],
  conflict: () => undefined,
  created: createdHIT,
  reversal: ({ input }, done, now) => expireCreated(input.LifetimeInSeconds, done, now),
  about: ({ title }) => title,
  target: ({ title }) => title,
});
