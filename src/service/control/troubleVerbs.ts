/** The verbs `faults` and `limits`: trouble on demand, for clients to be tested against. */
import * as v from 'valibot';
import { isOperationName } from '../shapes/operationInputs.ts';
import { faultKinds } from '../wire/faults.ts';
import { type Verbs, verb } from './controlVerb.ts';

const rule = v.pipe(
  v.strictObject({
    operation: v.pipe(
      v.string(),
      v.check(name => name === '*' || isOperationName(name), 'is neither an operation nor *'),
    ),
    fault: v.exactOptional(v.picklist(faultKinds)),
    latencyMs: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(600_000))),
    rate: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
    count: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
  }),
  v.check(
    ({ fault, latencyMs }) => fault !== undefined || latencyMs !== undefined,
    'has neither a fault nor a latencyMs',
  ),
);

const most = 1_000_000;

export const troubleVerbs: Verbs = {
  faults: verb(
    v.strictObject({
      /** Replaces all rules; an empty list ends all faults. */
      rules: v.optional(v.pipe(v.array(rule), v.maxLength(1000))),
      seed: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0)), 1),
    }),
    async ({ faults }, { rules, seed }) => {
      if (rules) faults.set(rules, seed);
      return { rules: faults.read() };
    },
  ),

  limits: verb(
    v.strictObject({
      /** null lifts the limit. */
      requestsPerSecond: v.optional(v.nullable(v.pipe(v.number(), v.gtValue(0), v.maxValue(most)))),
      burst: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(most))),
    }),
    async ({ limits }, { requestsPerSecond, burst }) => {
      if (requestsPerSecond === null) limits.set(undefined);
      else if (requestsPerSecond !== undefined)
        limits.set({ requestsPerSecond, burst: burst ?? Math.max(1, Math.ceil(requestsPerSecond)) });
      return limits.read() ?? { requestsPerSecond: null };
    },
  ),
};
