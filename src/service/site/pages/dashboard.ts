/** A worker's own work: what is accepted, what was submitted, what it brought. */
import { counted } from '../../../mturk/plurals.ts';
import type { WorkerAssignment, WorkerBonus, WorkerKey } from '../../storage/siteQueries.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout, notice, tokenField } from '../pageLayout.ts';
import { page } from '../reply.ts';
import { forWorkers, type SiteCall } from '../siteCall.ts';
import { dollars, when } from '../siteFormat.ts';

const pageSize = 25;

interface Listed extends WorkerAssignment {
  readonly bonuses: readonly WorkerBonus[];
}

export const dashboardPage = forWorkers(async (call, workerId) => {
  const before = readKey(call.query.get('before'));
  const { running, submitted, earnings, now } = await call.engine.run(tx => {
    const rows = tx.store.site.submitted(workerId, before, pageSize + 1);
    return {
      running: before ? [] : tx.store.site.running(workerId),
      submitted: rows.map((row): Listed => ({ ...row, bonuses: tx.store.site.bonuses(workerId, row.id) })),
      earnings: tx.store.site.earnings(workerId),
      now: tx.now,
    };
  });
  const shown = submitted.slice(0, pageSize);
  const last = submitted.length > pageSize ? shown.at(-1) : undefined;
  const reviewed = earnings.approved + earnings.rejected;
  const figure = (label: string, value: string, hint?: string): Html =>
    html`<div class="figure"><dt>${label}</dt><dd>${value}${hint ? html` <small>${hint}</small>` : nothing}</dd></div>`;
  const body = html`<h1>Dashboard</h1>
${doneNotice(call.query.get('done'))}
<dl class="figures">
${figure('Earned', dollars(earnings.earned))}
${figure('Bonuses', dollars(earnings.bonuses))}
${figure('Pending review', dollars(earnings.unreviewed), counted(earnings.submitted, 'HIT'))}
${figure('Approved', reviewed === 0 ? '–' : `${Math.floor((earnings.approved / reviewed) * 100)}%`, reviewed === 0 ? undefined : `${earnings.approved.toLocaleString('en-US')} of ${reviewed.toLocaleString('en-US')}`)}
</dl>
${before ? nothing : html`<section aria-labelledby="now"><h2 id="now">Working on</h2>${runningList(call, running, now)}</section>`}
<section aria-labelledby="past"><h2 id="past">Submitted</h2>
${shown.length === 0 ? html`<p class="hint">Nothing yet.</p>` : html`<ul class="list">${shown.map(each => submittedCard(each, now))}</ul>`}
${
  last || before
    ? html`<nav class="pages" aria-label="Pages">${before ? html`<a class="button" href="/dashboard">Newest</a>` : nothing}${last ? html`<a class="button" href="/dashboard?before=${last.acceptTime}.${last.seq}">Older</a>` : nothing}</nav>`
    : nothing
}</section>`;
  return page(layout(call, { title: 'Dashboard', body, place: 'dashboard' }));
});

function doneNotice(done: string | null): Html {
  if (done === 'returned') return notice('good', 'You returned the HIT. Another worker can accept it now.');
  if (done === 'over')
    return notice('plain', 'That HIT is no longer assigned to you: you submitted it, or its time ran out.');
  return nothing;
}

function readKey(text: string | null): WorkerKey | undefined {
  const match = /^(\d{1,15})\.(\d{1,15})$/.exec(text ?? '');
  return match ? { acceptTime: Number(match[1]), seq: Number(match[2]) } : undefined;
}

function runningList({ session }: SiteCall, running: readonly WorkerAssignment[], now: number): Html {
  if (running.length === 0) return html`<p class="hint">Nothing. <a href="/">Find a HIT</a></p>`;
  return html`<ul class="list">${running.map(
    each => html`<li class="card row"><div class="words"><h3><a href="/projects/${each.groupId}/tasks/${each.hitId}?assignment_id=${each.id}">${each.title}</a></h3>
<p class="by">${dollars(each.reward)} · due ${when(each.deadline, now)}</p></div>
<div class="actions"><a class="button primary" href="/projects/${each.groupId}/tasks/${each.hitId}?assignment_id=${each.id}" aria-label="Continue ${each.title}">Continue</a>
<form method="post" action="/return">${tokenField(session)}<input type="hidden" name="assignmentId" value="${each.id}"><button class="quiet" aria-label="Return ${each.title}">Return</button></form></div></li>`,
  )}</ul>`;
}

function submittedCard(each: Listed, now: number): Html {
  return html`<li class="card row"><div class="words"><h3>${each.title}</h3>
<p class="by">${dollars(each.reward)} · submitted ${when(each.submitTime ?? each.acceptTime, now)}</p>
${each.feedback ? html`<blockquote><p>${each.feedback}</p></blockquote>` : nothing}
${each.bonuses.map(bonus => html`<p class="bonus"><strong>+ ${dollars(bonus.amount)}</strong> bonus: ${bonus.reason}</p>`)}</div>
${reviewState(each, now)}</li>`;
}

function reviewState({ status, autoApprovalTime }: Listed, now: number): Html {
  if (status === 'Approved') return html`<p class="tag good">Approved</p>`;
  if (status === 'Rejected') return html`<p class="tag bad">Rejected</p>`;
  return html`<p class="tag">Submitted${autoApprovalTime === undefined ? nothing : html` · approved ${when(autoApprovalTime, now)} at the latest`}</p>`;
}
