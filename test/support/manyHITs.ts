/** A big account: thousands of HITs in all states, made directly in the store because no worker has the time. */
import { encodeAnswers } from '../../src/mturk/answers.ts';
import * as lifecycle from '../../src/service/lifecycle.ts';
import type { Call } from '../../src/service/operations/call.ts';
import { addHIT, hitTypeFor } from '../../src/service/operations/createHIT.ts';
import type { Service } from '../../src/service/service.ts';
import { defaultKeys } from '../../src/service/serviceOptions.ts';

export interface ManyHITs {
  readonly hits: number;
  readonly assignmentsEach: number;
  /** Each so manyth HIT has submitted assignments that wait; the others are reviewed. */
  readonly waitingEvery: number;
  /** Characters of a question. */
  readonly questionLength?: number;
  /** What a worker answers, where not all shall say the same (QuestionFormAnswers XML). */
  readonly answerOf?: (hit: number, worker: number) => string;
  /** How long ago a HIT was created, in milliseconds; a third of a minute for each that is newer, if absent. */
  readonly ageOf?: (hit: number) => number;
}

const hour = 3_600_000;
const atOnce = 50;

/** Fills a service's store; newest HITs last. Gives the ids in that order. */
export async function seedMany(service: Service, many: ManyHITs): Promise<string[]> {
  const ids: string[] = [];
  const ageOf = many.ageOf ?? (index => (many.hits - index) * 20_000);
  for (let first = 0; first < many.hits; first += atOnce)
    await service.engine.run(tx => {
      const requester = tx.store.requesters.byAccessKey(defaultKeys.accessKeyId);
      if (!requester) throw new Error('the service has its requester');
      for (let index = first; index < Math.min(first + atOnce, many.hits); index += 1)
        ids.push(seedHIT({ ...tx, requester, now: tx.now - ageOf(index) }, index, many));
    });
  return ids;
}

const studies = ['Judge the colour of words', 'Label birds', 'Transcribe receipts', 'Survey: working from home'];

function seedHIT(call: Call, index: number, many: ManyHITs): string {
  const batch = Math.floor(index / 200);
  const type = hitTypeFor(call, {
    Title: `${studies[batch % studies.length]} ${batch}`,
    Description: 'One of a long series of HITs, with a description that says what to do and why it matters.',
    Keywords: 'series, judgement, quick',
    Reward: `0.${10 + (batch % 80)}`,
    AssignmentDurationInSeconds: 3600,
    AutoApprovalDelayInSeconds: 30 * 24 * 3600,
  });
  const { HIT } = addHIT(call, type, {
    MaxAssignments: Math.max(1, many.assignmentsEach) + (index % 3 === 0 ? 1 : 0),
    LifetimeInSeconds: 14 * 24 * 3600,
    Question: question(many.questionLength ?? 2000),
    RequesterAnnotation: `batch-${batch}`,
  });
  const hitId = typeof HIT === 'object' && 'HITId' in HIT ? String(HIT.HITId) : '';
  const waits = index % many.waitingEvery === 0;
  for (let worker = 0; worker < many.assignmentsEach; worker += 1) {
    const hit = call.store.hits.get(hitId);
    if (!hit) throw new Error('the HIT that was just made is there');
    const { id } = lifecycle.accept(call, hit, `A${String((index * 7 + worker) % 3000).padStart(6, '0')}WORKER`);
    const assignment = () => {
      const found = call.store.assignments.get(id);
      if (!found) throw new Error('the assignment that was just made is there');
      return found;
    };
    lifecycle.submit(
      { ...call, now: call.now + worker * 1000 },
      assignment(),
      many.answerOf?.(index, worker) ?? answer,
    );
    if (waits && worker % 2 === 0) continue;
    const reviewed = { ...call, now: call.now + hour };
    if (worker % 9 === 8) lifecycle.reject(reviewed, assignment(), 'Not done.');
    else lifecycle.approve(reviewed, assignment(), undefined);
  }
  return hitId;
}

const answer = encodeAnswers([
  { question: 'colour', value: { kind: 'text', text: 'red, blue, red, green' } },
  { question: 'comment', value: { kind: 'text', text: 'It went well. '.repeat(10) } },
]);

function question(length: number): string {
  const text = 'Say in which colour each word is printed. '.repeat(Math.ceil(length / 42)).slice(0, length);
  return `<HTMLQuestion xmlns="http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2011-11-11/HTMLQuestion.xsd"><HTMLContent><![CDATA[<!DOCTYPE html><html><body><form name='mturk_form' method='post' action='/mturk/externalSubmit'><p>${text}</p><input type='hidden' name='assignmentId'><input name='colour'></form></body></html>]]></HTMLContent><FrameHeight>400</FrameHeight></HTMLQuestion>`;
}
