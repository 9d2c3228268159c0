/** The verb `simulate`: workers who do the HITs by themselves. */
import * as v from 'valibot';
import { encodeAnswers } from '../../mturk/answers.ts';
import { parseQuestion } from '../../mturk/questionKinds.ts';
import { diceFor } from '../random.ts';
import { drawAnswers } from '../simulate/simulatedAnswers.ts';
import { startSimulation, stopSimulation } from '../simulate/simulation.ts';
import { existingHIT } from '../workerSteps.ts';
import { answers } from './answerInput.ts';
import { id, type Verbs, verb } from './controlVerb.ts';

const rate = v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0);
const count = (most: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(most));
const duration = v.pipe(v.number(), v.minValue(0), v.maxValue(31_536_000));

const start = v.pipe(
  v.strictObject({
    workers: count(100_000),
    HITIds: v.exactOptional(v.pipe(v.array(id), v.minLength(1), v.maxLength(1000))),
    HITTypeId: v.exactOptional(id),
    arrivalsPerMinute: v.exactOptional(v.pipe(v.number(), v.gtValue(0), v.maxValue(1_000_000))),
    hitsPerWorker: v.optional(count(10_000), 1),
    /** How long the work takes: always the same, or between two numbers. */
    seconds: v.optional(
      v.pipe(
        v.union([
          v.pipe(
            duration,
            v.transform(seconds => ({ min: seconds, max: seconds })),
          ),
          v.strictObject({ min: duration, max: duration }),
        ]),
        v.check(({ min, max }) => min <= max, 'min is more than max'),
      ),
      { min: 20, max: 180 },
    ),
    returnRate: rate,
    abandonRate: rate,
    doubleSubmitRate: rate,
    answers: v.exactOptional(v.pipe(v.array(answers), v.minLength(1), v.maxLength(10_000))),
    seed: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  }),
  v.check(
    ({ returnRate, abandonRate }) => returnRate + abandonRate <= 1,
    'returnRate and abandonRate are more than all',
  ),
);

const stop = v.strictObject({ stop: v.pipe(v.number(), v.safeInteger()) });

const startOrStop = v.lazy((input): typeof start | typeof stop =>
  typeof input === 'object' && input !== null && 'stop' in input ? stop : start,
);

export const simulateVerbs: Verbs = {
  /** What a simulated worker would answer, without anybody doing it: one draw for each seed. */
  draw: verb(
    v.strictObject({ HITId: id, seed: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) }),
    (service, { HITId, seed }) =>
      service.engine.run(tx => {
        const { question } = existingHIT(tx, HITId);
        return {
          AnswerXML: encodeAnswers(drawAnswers(question, diceFor(seed, 'draw'))),
          kind: parseQuestion(question).kind,
        };
      }),
  ),

  simulate: verb(startOrStop, (service, input) =>
    service.engine.run(tx => {
      if ('stop' in input) {
        stopSimulation(tx, input.stop);
        return {};
      }
      const { HITIds: hitIds, HITTypeId: hitTypeId, seed = service.drawSeed(), ...rest } = input;
      const settings = {
        ...rest,
        seed,
        ...(hitIds === undefined ? {} : { hitIds }),
        ...(hitTypeId === undefined ? {} : { hitTypeId }),
      };
      return { run: startSimulation(tx, settings), seed };
    }),
  ),
};
