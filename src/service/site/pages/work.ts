/** What a worker does with a HIT: accept it, return it, submit the site's own form of it. */
import { encodeAnswers } from '../../../mturk/answers.ts';
import { parseQuestionForm } from '../../../mturk/questionForm.ts';
import { acceptHIT, returnAssignment, submitAssignment } from '../../work.ts';
import { forWorkers, required } from '../call.ts';
import { fieldOf } from '../fields.ts';
import { readForm } from '../form/read.ts';
import { redirect } from '../reply.ts';
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
        return problem(call, 409, 'Nothing left', 'This group has no HIT left that you have not had.', back);
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
    await call.engine.run(tx => returnAssignment(tx, workerId, required(call, 'assignmentId')));
    return redirect('/dashboard?done=returned');
  } catch (error) {
    const reply = refused(call, error, '/dashboard');
    if (reply) return reply;
    throw error;
  }
});

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
