/** The verbs of the control API that answer once (docs/local-service.md). It is no part of MTurk. */
import * as v from 'valibot';
import { type Answer, type AnswerValue, encodeAnswers } from '../../mturk/answers.ts';
import { acceptHIT, returnAssignment, submitAssignment } from '../work.ts';
import { eventVerbs } from './eventVerbs.ts';
import { moneyVerbs } from './moneyVerbs.ts';
import { peopleVerbs } from './peopleVerbs.ts';
import { troubleVerbs } from './troubleVerbs.ts';
import { id, type Verbs, verb } from './verb.ts';

/** One answer: text, the selected identifiers, or those with the text of "other". */
const answerValue = v.union([
  v.string(),
  v.array(v.string()),
  v.strictObject({ selected: v.array(v.string()), other: v.optional(v.string()) }),
]);

export const verbs: Verbs = {
  ...moneyVerbs,
  ...peopleVerbs,
  ...troubleVerbs,
  ...eventVerbs,

  health: verb(v.object({}), async service => ({ ok: true, pid: process.pid, now: service.engine.now() / 1000 })),

  accept: verb(v.strictObject({ WorkerId: id, HITId: id }), (service, { WorkerId, HITId }) =>
    service.engine.run(tx => ({ AssignmentId: acceptHIT(tx, WorkerId, HITId).id })),
  ),

  submit: verb(
    v.strictObject({
      AssignmentId: id,
      WorkerId: id,
      Answers: v.optional(v.record(v.string(), answerValue)),
      /** The whole document, for answers that the service's own encoding can't express. */
      AnswerXML: v.optional(v.string()),
    }),
    async (service, { AssignmentId, WorkerId, Answers = {}, AnswerXML }) => {
      const answer = AnswerXML ?? encodeAnswers(Object.entries(Answers).map(readAnswer));
      await service.engine.run(tx => submitAssignment(tx, WorkerId, AssignmentId, answer));
      return {};
    },
  ),

  return: verb(v.strictObject({ AssignmentId: id, WorkerId: id }), async (service, { AssignmentId, WorkerId }) => {
    await service.engine.run(tx => returnAssignment(tx, WorkerId, AssignmentId));
    return {};
  }),

  clock: verb(
    v.strictObject({ advanceSeconds: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1e9)), 0) }),
    async (service, { advanceSeconds }) => ({ now: (await service.engine.advance(advanceSeconds * 1000)) / 1000 }),
  ),

  reset: verb(
    v.strictObject({ seed: v.optional(v.picklist(['none', 'sample']), 'none') }),
    async (service, { seed }) => {
      await service.reset(seed);
      return {};
    },
  ),

  stats: verb(v.strictObject({}), service =>
    service.engine.run(tx => ({ operations: service.stats.read(), notifications: tx.store.messages.counts() })),
  ),
};

function readAnswer([question, given]: [string, v.InferOutput<typeof answerValue>]): Answer {
  return { question, value: readValue(given) };
}

function readValue(given: v.InferOutput<typeof answerValue>): AnswerValue {
  if (typeof given === 'string') return { kind: 'text', text: given };
  if (Array.isArray(given)) return { kind: 'selection', selected: given };
  const { selected, other } = given;
  return { kind: 'selection', selected, ...(other === undefined ? {} : { other }) };
}
