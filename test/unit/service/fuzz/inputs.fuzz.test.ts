import assert from 'node:assert/strict';
import fc from 'fast-check';
import { inputs, type OperationName } from '../../../../src/service/shapes/operationInputs.ts';
import { callRaw } from '../../../support/signed.ts';
import { useWireBench } from '../conformance/wireBench.ts';
import { populate } from '../conformance/world.ts';
import { answerKey, test } from '../qualificationTests.ts';
import { externalQuestion } from '../setup.ts';
import { checkAnswer, patience } from './answer.ts';
import { inputOf, type Pool, write } from './values.ts';

/** MTURK_FUZZ_RUNS=2000 for a long one; MTURK_FUZZ_SEED to see one again. */
const numRuns = Number(process.env.MTURK_FUZZ_RUNS ?? 25);
const seed = Number(process.env.MTURK_FUZZ_SEED ?? Date.now() % 2 ** 31);

describe('service: fuzzed inputs', function () {
  this.timeout(600_000);
  const bench = useWireBench();

  for (const [operation, shape] of Object.entries(inputs) as [OperationName, (typeof inputs)[OperationName]][])
    it(`${operation}: answers or refuses whatever it is given (seed ${seed})`, async () => {
      const world = await populate(bench());
      const pool: Pool = {
        ids: [
          ...[world.HITId, world.HITTypeId, world.QualificationTypeId, world.QualificationRequestId],
          ...[...world.assignments, '000000000000000000L0', '00000000000000000071', '3NONE'],
        ],
        documents: [externalQuestion, test, answerKey],
      };
      const outcomes = new Set<unknown>();
      await fc.assert(
        fc.asyncProperty(inputOf(shape.members, pool), async input => {
          const body = write(input);
          const answer = await callRaw(bench().local, operation, body, { signal: AbortSignal.timeout(patience) });
          outcomes.add(checkAnswer(answer, body).__type);
        }),
        { numRuns, seed },
      );
      assert(outcomes.size > 0);
      assert.equal(Object.getOwnPropertyDescriptor(Object.prototype, 'polluted'), undefined);
    });
});
