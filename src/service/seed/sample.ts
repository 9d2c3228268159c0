/** The sample data of a first run: what an account looks like in the middle of two studies. The same for the same time. */
import { encodeAnswers } from '../../mturk/answers.ts';
import type { Tx } from '../domain/tx.ts';
import { drawEntityId, seededRandom } from '../entityIds.ts';
import * as lifecycle from '../lifecycle.ts';
import { bonusOperations } from '../operations/bonuses.ts';
import type { Call } from '../operations/call.ts';
import { addHIT, hitTypeFor } from '../operations/createHIT.ts';
import type { Assignment, Requester } from '../storage/tableRows.ts';
import { hour, type SampleAssignment, type SampleHIT, sampleHITs } from './sampleHITs.ts';

/** Fills an empty store, as if everything had been done over the past days. */
export function seedSample(tx: Tx, requester: Requester): void {
  const random = seededRandom(20_190_521);
  const call: Call = { ...tx, requester, newId: () => drawEntityId(random) };
  for (const hit of sampleHITs) seedHIT(call, hit);
}

/** Steps in the order in which they happened, so that each counts on those before. */
function seedHIT(call: Call, sample: SampleHIT): void {
  const at = (hoursAgo: number): Call => ({ ...call, now: call.now - Math.round(hoursAgo * hour) });
  const created = at(sample.createdHoursAgo);
  const { HIT: form } = addHIT(created, hitTypeFor(created, sample.type), sample.hit);
  const hitId = typeof form === 'object' && 'HITId' in form ? String(form.HITId) : '';
  const steps = sample.assignments
    .flatMap(assignment => stepsOf(assignment, hitId))
    .sort((a, b) => b.hoursAgo - a.hoursAgo);
  for (const step of steps) step.run(at(step.hoursAgo));
}

interface Step {
  readonly hoursAgo: number;
  readonly run: (call: Call) => void;
}

function stepsOf(sample: SampleAssignment, hitId: string): Step[] {
  let id = '';
  const current = (call: Call): Assignment => found(call.store.assignments.get(id));
  const accepted = sample.hoursAgo + sample.minutes / 60;
  const steps: Step[] = [
    {
      hoursAgo: accepted,
      run: call => {
        id = lifecycle.accept(call, found(call.store.hits.get(hitId)), sample.workerId).id;
      },
    },
  ];
  const { outcome } = sample;
  if (outcome.kind === 'working') return steps;
  steps.push({
    hoursAgo: sample.hoursAgo,
    run: call => lifecycle.submit(call, current(call), encodeAnswers(sample.answers)),
  });
  if (outcome.kind === 'submitted') return steps;
  const { hoursAgo } = outcome;
  steps.push({
    hoursAgo,
    run: call => {
      if (outcome.kind === 'rejected') return lifecycle.reject(call, current(call), outcome.feedback);
      lifecycle.approve(call, current(call), outcome.feedback);
      if (outcome.bonus)
        bonusOperations.SendBonus(call, {
          WorkerId: sample.workerId,
          AssignmentId: id,
          BonusAmount: outcome.bonus.amount,
          Reason: outcome.bonus.reason,
        });
    },
  });
  return steps;
}

function found<T>(row: T | undefined): T {
  if (row === undefined) throw new Error('the sample refers to something it has not made');
  return row;
}
