/** What a worker does with a HIT: accept it, return it, submit the site's own form of it. */

import { encodeAnswers } from '../../../mturk/answers.ts';
import { parseQuestionForm } from '../../../mturk/questionForm.ts';
import { RequestError } from '../../serviceErrors.ts';
import { acceptHIT, returnAssignment, submitAssignment } from '../../workerSteps.ts';
import { readForm } from '../form/read.ts';
import { type Reply, redirect } from '../reply.ts';
import { forWorkers, required, type SiteCall } from '../siteCall.ts';
import { fieldOf } from '../submittedFields.ts';
import { notFound, problem, refused } from './problem.ts';
import { donePath, workOn, workPath } from './task.ts';

export const acceptNext = forWorkers(async (call, workerId) => {
  const back = `/projects/${call.params.group}/tasks`;
  try {
    return await call.engine.run(tx => {
      const type = tx.store.site.group(call.params.group ?? '');
      if (!type) return notFound(call);
      const asked = fieldOf(call.fields, 'hitId');
      const hitId = asked ?? tx.store.site.nextHIT(type.id, workerId, 0)?.id;
      if (hitId === undefined)
        return problem(call, 409, 'No HITs left', 'No HITs of this group are left for you.', back);
      const assignment = acceptHIT(tx, workerId, hitId);
      const hit = tx.store.hits.get(hitId);
      return hit ? redirect(workPath(hit, assignment)) : notFound(call);
    });
  } catch (error) {
    const reply = refused(call, error, back);
    if (reply) return reply;
    throw error;
  }
});

export const giveBack = forWorkers(async (call, workerId) => {
  try {
    const done = await call.engine.run(tx => {
      const assignmentId = required(call, 'assignmentId');
      const held = tx.store.assignments.get(assignmentId);
      // A page that stood open too long: what it would give back was given back, or went to somebody else.
      if (held?.workerId === workerId && held.status !== 'Accepted')
        return held.status === 'Returned' ? 'returned' : 'over';
      returnAssignment(tx, workerId, assignmentId);
      return 'returned';
    });
    return redirect(`/dashboard?done=${done}`);
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    const words = 'This HIT is not assigned to you: you returned it, its time ran out, or another worker has it.';
    return problem(call, 409, 'Not yours', words, '/dashboard');
  }
});

function tooLate(call: SiteCall, status: 'Abandoned' | 'Returned'): Reply {
  const [title, reason] =
    status === 'Abandoned'
      ? ['Time is up', 'The time for this HIT ran out before you submitted it.']
      : ['HIT returned', 'You returned this HIT before you submitted it.'];
  return problem(call, 409, title, `${reason} Your answers were not recorded. You can accept another HIT.`);
}

/** A QuestionForm, filled in: checked here, with the page again where something is wrong. */
export const submitForm = forWorkers(async (call, workerId) => {
  const assignmentId = required(call, 'assignmentId');
  try {
    return await call.engine.run(tx => {
      const assignment = tx.store.assignments.get(assignmentId);
      const hit = assignment && tx.store.hits.get(assignment.hitId);
      if (!hit || hit.id !== call.params.hit || assignment.workerId !== workerId) return notFound(call);
      const form = parseQuestionForm(hit.question);
      if (!form.ok) return notFound(call);
      if (assignment.status === 'Abandoned' || assignment.status === 'Returned')
        return tooLate(call, assignment.status);
      const filled = readForm(form.value, call.fields);
      if (!filled.ok && assignment.status === 'Accepted')
        return workOn(call, { type: hit.type, now: tx.now }, hit, assignment, filled);
      submitAssignment(tx, workerId, assignmentId, encodeAnswers(filled.ok ? filled.answers : []));
      return redirect(donePath(assignmentId));
    });
  } catch (error) {
    const reply = refused(call, error, '/dashboard');
    if (reply) return reply;
    throw error;
  }
});
