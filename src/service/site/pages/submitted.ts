/** After a submission: what comes next. */
import { counted } from '../../../mturk/plurals.ts';
import type { AssignmentStatus } from '../../states/assignment.ts';
import { html, nothing } from '../html.ts';
import { layout, notice, tokenField } from '../pageLayout.ts';
import { page } from '../reply.ts';
import { forWorkers } from '../siteCall.ts';
import { dollars } from '../siteFormat.ts';
import { notFound } from './problem.ts';

/** What the reward that follows is. */
const reviewWords = (status: AssignmentStatus): string => {
  if (status === 'Approved') return 'It was approved, and earned you';
  return status === 'Rejected' ? 'It was rejected, so it does not earn you the' : 'Once approved, it earns you';
};

export const submittedPage = forWorkers(async (call, workerId) => {
  const found = await call.engine.run(tx => {
    const assignment = tx.store.assignments.get(call.query.get('assignment_id') ?? '');
    const hit = assignment?.workerId === workerId ? tx.store.hits.bySeq(assignment.hitSeq) : undefined;
    if (!assignment || !hit) return undefined;
    const next = tx.store.site.nextHIT(hit.type.id, workerId, 0);
    return { assignment, type: hit.type, next, left: next ? tx.store.site.openHITs(hit.type.id) : 0 };
  });
  if (!found) return notFound(call);
  const { assignment, type, next, left } = found;
  if (assignment.status === 'Accepted')
    return page(
      layout(call, {
        title: 'Not submitted',
        body: html`<h1>Not submitted yet</h1><p>You are still working on “${type.title}”.</p><p><a class="button primary" href="/dashboard">Dashboard</a></p>`,
      }),
    );
  const body = html`<h1>Submitted</h1>
${notice('good', html`Your work on “${type.title}” was submitted. ${reviewWords(assignment.status)} <strong>${dollars(type.reward)}</strong>.`)}
<div class="actions">${
    next
      ? html`<form method="post" action="/projects/${type.groupId}/accept">${tokenField(call.session)}<button class="primary">Accept the next one</button></form>
<a class="button" href="/projects/${type.groupId}/tasks">Preview the next one</a>`
      : nothing
  }<a class="button${next ? '' : ' primary'}" href="/">All HITs</a><a class="button quiet" href="/dashboard">Dashboard</a></div>
${next ? html`<p class="hint">${counted(left, 'HIT')} left in this group.</p>` : html`<p class="hint">That was the last HIT of this group for you.</p>`}`;
  return page(layout(call, { title: 'Submitted', body }));
});
