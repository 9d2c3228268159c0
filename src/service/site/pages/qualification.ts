/** One qualification: asking for it, and taking its test. */
import { encodeAnswers } from '../../../mturk/answers.ts';
import { parseQuestionForm } from '../../../mturk/questionForm.ts';
import type { Tx } from '../../domain/tx.ts';
import { livingType, requestQualification, requestRefusal, startTest, testDeadline } from '../../qualificationRules.ts';
import type { Qualification, QualificationRequest, QualificationType } from '../../storage/peopleRows.ts';
import { type Filled, readForm } from '../form/read.ts';
import { formHtml } from '../form/render.ts';
import { type Html, html, nothing } from '../html.ts';
import { facts, layout, notice, tokenField } from '../pageLayout.ts';
import { page, type Reply, redirect, taskPolicy } from '../reply.ts';
import { type Answer, forWorkers, type SiteCall } from '../siteCall.ts';
import { duration } from '../siteFormat.ts';
import { announcements, countdown, requesterName } from './parts.ts';
import { refused } from './problem.ts';
import { howGranted } from './qualifications.ts';

interface Seen {
  readonly type: QualificationType;
  readonly requester: string;
  readonly held: Qualification | undefined;
  readonly latest: QualificationRequest | undefined;
  /** The test that is being taken, with its end. */
  readonly running: { readonly request: QualificationRequest; readonly deadline: number } | undefined;
  readonly refusal: string | undefined;
  readonly now: number;
}

/** Runs a page that the service may refuse to go on with. */
function careful(page: (call: SiteCall, workerId: string, typeId: string) => Promise<Answer>) {
  return forWorkers(async (call, workerId) => {
    const typeId = call.params.type ?? '';
    try {
      return await page(call, workerId, typeId);
    } catch (error) {
      const reply = refused(call, error, '/qualifications');
      if (reply) return reply;
      throw error;
    }
  });
}

export const qualificationPage = careful(async (call, workerId, typeId) => {
  const seen = await call.engine.run(tx => see(tx, workerId, typeId));
  const { type, requester, held } = seen;
  const body = html`<h1>${type.name}</h1>
<div class="card"><p class="by">${requester}</p><p class="description">${type.description}</p>
${facts([
  ['How to get it', howGranted(type)],
  type.test ? ['Graded', type.test.answerKey === undefined ? 'by the requester' : 'automatically'] : undefined,
  ['Requesting again', type.retryDelay === undefined ? 'not available' : `after ${duration(type.retryDelay)}`],
  held?.status === 'Granted' ? ['Your value', held.value] : undefined,
])}</div>
<div class="actions after">${actions(call, seen)}</div>`;
  return page(layout(call, { title: type.name, body, place: 'qualifications' }));
});

function actions({ session }: SiteCall, { type, held, latest, running, refusal }: Seen): Html {
  const path = `/qualifications/${type.id}`;
  if (running) return html`<a class="button primary" href="${path}/test">Continue the test</a>`;
  if (latest?.status === 'Pending') return html`<p class="tag">Requested. The requester decides.</p>`;
  const granted = held?.status === 'Granted' ? html`<p class="tag good">You have this qualification</p>` : nothing;
  if (refusal !== undefined) return html`${granted}<p class="hint">${refusal}</p>`;
  const [action, label] = type.test ? [`${path}/begin`, 'Start the test'] : [`${path}/request`, 'Request it'];
  return html`${granted}<form method="post" action="${action}">${tokenField(session)}<button class="primary">${granted === nothing ? label : `${label} again`}</button></form>`;
}

export const askForQualification = careful(async (call, workerId, typeId) => {
  await call.engine.run(tx => requestQualification(tx, workerId, typeId));
  return redirect(`/qualifications/${typeId}`);
});

export const beginTest = careful(async (call, workerId, typeId) => {
  await call.engine.run(tx => startTest(tx, workerId, typeId));
  return redirect(`/qualifications/${typeId}/test`);
});

export const testPage = careful(async (call, workerId, typeId) => {
  const seen = await call.engine.run(tx => see(tx, workerId, typeId));
  return testOf(call, seen) ?? redirect(`/qualifications/${typeId}`);
});

export const submitTest = careful(async (call, workerId, typeId) =>
  call.engine.run(tx => {
    const seen = see(tx, workerId, typeId);
    const form = parseQuestionForm(seen.running?.request.test ?? '');
    if (!form.ok) return redirect(`/qualifications/${typeId}`);
    const filled = readForm(form.value, call.fields);
    if (!filled.ok) return testOf(call, seen, filled) ?? redirect(`/qualifications/${typeId}`);
    requestQualification(tx, workerId, typeId, encodeAnswers(filled.answers));
    return redirect(`/qualifications/${typeId}`);
  }),
);

function testOf(
  call: SiteCall,
  { type, running, now }: Seen,
  filled?: Extract<Filled, { ok: false }>,
): Reply | undefined {
  if (running?.request.test === undefined) return undefined;
  const form = parseQuestionForm(running.request.test);
  const body = html`<div class="task-head work"><div class="words"><h1>${type.name}</h1></div>
${facts([['Time left', countdown(call, running.deadline, now)]])}</div>
${announcements}
${
  form.ok
    ? formHtml(form.value, {
        action: `/qualifications/${type.id}/test`,
        hidden: tokenField(call.session),
        submitLabel: 'Submit the test',
        ...(filled ? { filled } : {}),
      })
    : notice('bad', `This test can’t be read: ${form.problem.reason}.`)
}`;
  const title = `${filled ? 'Not yet submitted: ' : ''}${type.name}`;
  return page(layout(call, { title, body, place: 'qualifications' }), filled ? 422 : 200, taskPolicy(call.origins));
}

function see(tx: Tx, workerId: string, typeId: string): Seen {
  const type = livingType(tx, typeId);
  const latest = tx.store.qualificationRequests.latest(typeId, workerId);
  const deadline = latest?.status === 'Testing' ? testDeadline(type, latest) : 0;
  return {
    type,
    latest,
    requester: requesterName(tx, type.requesterId),
    held: tx.store.qualifications.find(typeId, workerId),
    running: latest && tx.now <= deadline ? { request: latest, deadline } : undefined,
    refusal: requestRefusal(tx, type, workerId)?.message,
    now: tx.now,
  };
}
