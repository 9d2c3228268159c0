/** The verbs of the control API that answer once (docs/local-service.md). It is no part of MTurk. */
import * as v from 'valibot';
import { encodeAnswers } from '../../mturk/answers.ts';
import { acceptHIT, returnAssignment, submitAssignment } from '../workerSteps.ts';
import { answers } from './answerInput.ts';
import { id, type Verbs, verb } from './controlVerb.ts';
import { eventVerbs } from './eventVerbs.ts';
import { moneyVerbs } from './moneyVerbs.ts';
import { peopleVerbs } from './peopleVerbs.ts';
import { previewVerbs } from './previewVerbs.ts';
import { questionVerbs } from './questionVerbs.ts';
import { simulateVerbs } from './simulateVerbs.ts';
import { statisticVerbs } from './statisticVerbs.ts';
import { statsVerbs } from './statsVerbs.ts';
import { troubleVerbs } from './troubleVerbs.ts';

export const verbs: Verbs = {
  ...moneyVerbs,
  ...peopleVerbs,
  ...questionVerbs,
  ...previewVerbs,
  ...simulateVerbs,
  ...troubleVerbs,
  ...statsVerbs,
  ...statisticVerbs,
  ...eventVerbs,

  health: verb(v.object({}), async service => ({ ok: true, pid: process.pid, now: service.engine.now() / 1000 })),

  accept: verb(v.strictObject({ WorkerId: id, HITId: id }), (service, { WorkerId, HITId }) =>
    service.engine.run(tx => ({ AssignmentId: acceptHIT(tx, WorkerId, HITId).id })),
  ),

  submit: verb(
    v.strictObject({
      AssignmentId: id,
      WorkerId: id,
      Answers: v.optional(answers, {}),
      /** The whole document, for answers that the service's own encoding can't express. */
      AnswerXML: v.optional(v.string()),
    }),
    async (service, { AssignmentId, WorkerId, Answers, AnswerXML }) => {
      const answer = AnswerXML ?? encodeAnswers(Answers);
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
      return { dataSet: service.dataSet() };
    },
  ),
};
