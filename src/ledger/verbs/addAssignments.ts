import * as v from 'valibot';
import { cost } from '../../mturk/fees.ts';
import { timesCents } from '../../mturk/money.ts';
import { findHIT } from './findHIT.ts';
import { amount, count, id, whole } from './schemaFields.ts';
import { defineVerb } from './verbDefinition.ts';

export const addAssignments = defineVerb({
  schema: v.object({
    verb: v.literal('addAssignments'),
    hitId: id,
    count,
    /** MaxAssignments before. */
    before: whole,
    reward: amount,
    fee: amount,
  }),
  label: 'More assignments',
  operation: 'CreateAdditionalAssignmentsForHIT',
  takesToken: true,
  input: ({ hitId, count }, token) => ({
    HITId: hitId,
    NumberOfAdditionalAssignments: count,
    UniqueRequestToken: token,
  }),
  laterCost: ({ reward, fee, count }) => cost(timesCents(reward, count), timesCents(fee, count)),
  find: (client, act) =>
    findHIT(client, act, ({ MaxAssignments = 0 }) => {
      const wanted = act.before + act.count;
      if (MaxAssignments === act.before || MaxAssignments === wanted) return MaxAssignments === wanted;
      return {
        found: 'noTrace',
        words: `the HIT has ${MaxAssignments} assignments, neither the ${act.before} it had nor ${wanted}`,
      };
    }),
  about: ({ count }) => `${count} more assignments`,
});
