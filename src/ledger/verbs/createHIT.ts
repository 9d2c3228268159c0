import * as v from 'valibot';
import { mastersQualifications, rewardCost } from '../../mturk/fees.ts';
import { amountPattern, cents, parseAmount } from '../../mturk/money.ts';
import type { Input } from '../../mturk/operations.ts';
import { joinText } from '../../mturk/sharedTexts.ts';
import { batchRowSchema } from '../batch.ts';
import { createdHIT, expireCreated, withoutLifetime } from './createdHIT.ts';
import { findCreated, findOfBatch } from './findCreated.ts';
import { count, whole } from './schemaFields.ts';
import { defineVerb } from './verbDefinition.ts';

/** The parameters of CreateHIT; the ledger adds the token. */
export type CreateHITInput = Omit<Input<'CreateHIT'>, 'UniqueRequestToken'> & { Title: string; Reward: string };

export const createHIT = defineVerb({
  schema: v.object({
    verb: v.literal('createHIT'),
    // The members are all JSON; only what prices and names it is looked at here.
    input: v.pipe(
      v.looseObject({
        Title: v.string(),
        Reward: v.pipe(v.string(), v.regex(amountPattern)),
        MaxAssignments: v.optional(count),
      }),
      v.transform(input => input as unknown as CreateHITInput),
    ),
    /** The Question, where it shares texts with others of the plan. */
    question: v.optional(v.array(v.union([v.string(), whole]))),
    /** Which HIT of the plan's batch it is. */
    of: v.optional(batchRowSchema),
  }),
  label: 'Create',
  done: 'Published',
  apiOperation: 'CreateHIT',
  takesToken: true,
  input: ({ input, question }, token, texts) => ({
    ...input,
    ...(question ? { Question: joinText(question, texts) } : {}),
    UniqueRequestToken: token,
  }),
  laterCost: ({ input: { Reward, MaxAssignments = 1, QualificationRequirements = [] } }) => {
    const masters = QualificationRequirements.some(each => mastersQualifications.has(each.QualificationTypeId ?? ''));
    const reward = parseAmount(Reward) ?? cents(0);
    return rewardCost({ reward, maxAssignments: MaxAssignments, masters }, MaxAssignments);
  },
  find: (client, { input, of }, circumstances) =>
    of
      ? findOfBatch(client, input.RequesterAnnotation, circumstances)
      : findCreated(client, input, ({ Title }) => Title === input.Title, circumstances),
  trace: ({ input }) => [input.Title, input.RequesterAnnotation],
  repeatKeys: ({ input, question }) => [[withoutLifetime(input), question]],
  conflict: () => undefined,
  created: createdHIT,
  reversal: ({ input }, done, now) => expireCreated(input.LifetimeInSeconds, done, now),
  about: ({ input }) => input.Title,
  target: ({ input }) => input.Title,
});
