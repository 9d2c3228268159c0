/** The verb `check`: what is wrong with a question, and what Amazon's service might not have taken. */
import * as v from 'valibot';
import { htmlWarnings } from '../../mturk/htmlWarnings.ts';
import { parseQuestion } from '../../mturk/questionKinds.ts';
import { questionProblem } from '../../mturk/questionRules.ts';
import { existingHIT } from '../workerSteps.ts';
import { id, type Verbs, verb } from './controlVerb.ts';

export const questionVerbs: Verbs = {
  check: verb(
    v.union([v.strictObject({ Question: v.string() }), v.strictObject({ HITId: id })]),
    async (service, given) => {
      if ('Question' in given)
        return checked(given.Question, questionProblem(given.Question, { externalHttp: 'anywhere' }));
      return checked(await service.engine.run(tx => existingHIT(tx, given.HITId).question), undefined);
    },
  ),
};

function checked(xml: string, problem: { readonly reason: string } | undefined) {
  const question = parseQuestion(xml);
  return {
    ...(problem ? { problem: problem.reason } : {}),
    warnings: question.kind === 'html' ? htmlWarnings(question.html) : [],
  };
}
