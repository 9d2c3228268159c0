import * as v from 'valibot';
import { cost } from '../../mturk/fees.ts';
import { timesCents } from '../../mturk/money.ts';
import { mayAddAssignments } from '../../mturk/rules.ts';
import { allowed } from '../../mturk/verdict.ts';
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
  done: 'Extended',
  apiOperation: 'CreateAdditionalAssignmentsForHIT',
  rule: ({ hit }, operation) => (hit ? mayAddAssignments(hit, operation?.count ?? 1) : allowed),
  takesToken: true,
  input: ({ hitId, count }, token) => ({
    HITId: hitId,
    NumberOfAdditionalAssignments: count,
    UniqueRequestToken: token,
  }),
  laterCost: ({ reward, fee, count }) => cost(timesCents(reward, count), timesCents(fee, count)),
  find: (client, operation) =>
    findHIT(client, operation, ({ MaxAssignments = 0 }) => {
      const wanted = operation.before + operation.count;
      if (MaxAssignments === operation.before || MaxAssignments === wanted) return MaxAssignments === wanted;
      return {
        found: 'noTrace',
        words: `the HIT has ${MaxAssignments} assignments, neither the ${operation.before} it had nor ${wanted}`,
      };
    }),
  // Whatever the HIT had before: the same extension a second time is one too many.
  repeatKeys: ({ hitId, count }) => [[hitId, count]],
  about: ({ count }) => `${count} more assignments`,
});
