/** Registers a HIT type, or finds the one that has the same values: the service gives equal types one id. */
import * as v from 'valibot';
import { amountPattern } from '../../mturk/money.ts';
import type { Input } from '../../mturk/operations.ts';
import { defineVerb } from './verbDefinition.ts';

export type CreateHITTypeInput = Input<'CreateHITType'> & { Title: string; Reward: string };

export const createHITType = defineVerb({
  schema: v.object({
    verb: v.literal('createHITType'),
    // The members are all JSON; only what names and prices it is looked at here.
    input: v.pipe(
      v.looseObject({ Title: v.string(), Reward: v.pipe(v.string(), v.regex(amountPattern)) }),
      v.transform(input => input as unknown as CreateHITTypeInput),
    ),
  }),
  label: 'Register HIT type',
  done: 'Registered',
  apiOperation: 'CreateHITType',
  idempotent: true,
  input: ({ input }) => input,
  find: async () => ({ found: 'noTrace', words: 'the service lists no HIT types' }),
  created: { kind: 'hitType', id: answer => answer.HITTypeId },
  about: ({ input }) => input.Title,
  target: ({ input }) => input.Title,
});
