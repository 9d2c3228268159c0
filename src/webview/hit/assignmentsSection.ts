/** The assignments, newest first: who, its state, what they answered, and what may be done. */

import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { AssignmentView, HITView } from '../../panels/hit/contract.ts';
import { button, icon, longText, sourceBox } from '../base/controls.ts';
import { keyedList } from '../base/keyedList.ts';
import { statusIcons } from '../base/statusIcons.ts';
import { relativeTime, workText } from '../base/timeElements.ts';
import { foreign } from '../base/visibleText.ts';
import type { PageContext } from './context.ts';
import { assignmentActionNames } from './hitLabels.ts';
import { menuContext } from './menus.ts';

/** Ids can repeat across workers, so both make the key. */
function assignmentKey({ id, workerId }: AssignmentView): string {
  return `${id} ${workerId}`;
}

export function assignmentsSection(hit: HITView, read: boolean, context: PageContext): TemplateResult {
  const { assignments, assignmentsKnown: known } = hit;
  const more = () => button({ label: 'Show More', press: context.showMore });
  return html`<section class="assignments" aria-labelledby="assignments-heading"><h2 id="assignments-heading">Assignments${
    known > 0 ? html`<span class="count">${known.toLocaleString()}</span>` : nothing
  }</h2>${
    known === 0 ? html`<p class="quiet">${read ? noneYet(hit) : 'Reading the assignments…'}</p>` : nothing
  }<ol>${keyedList(assignments, assignmentKey, (each, index) => html`<li>${assignment(each, index, context)}</li>`)}</ol>${
    known > assignments.length
      ? html`<p class="more">${more()} The newest ${assignments.length.toLocaleString()} of ${known.toLocaleString()} are shown.</p>`
      : nothing
  }</section>`;
}

function noneYet(hit: HITView): string {
  const working = hit.segments.find(({ kind }) => kind === 'working')?.count ?? 0;
  if (working > 0) return 'Nothing has been submitted yet. Work in progress appears here once it is submitted.';
  return hit.segments.some(({ kind }) => kind === 'available') ? 'No worker has submitted yet.' : 'No assignments.';
}

function assignment(view: AssignmentView, index: number, context: PageContext): TemplateResult {
  // Not by the assignment's id, which may hold spaces: they would name several elements.
  const headingId = `worker-${index}`;
  const buttons = keyedList(
    view.actions,
    ({ action }) => action,
    ({ action, forbidden }) =>
      button({
        ...assignmentActionNames[action],
        forbidden,
        press: () => context.performOnAssignment(action, view.id),
      }),
  );
  return html`<article
    tabindex="-1"
    data-home
    data-assignment=${view.id}
    data-status=${view.status}
    aria-labelledby=${headingId}
    data-vscode-context=${menuContext({ kind: 'assignment', assignmentId: view.id })}
  ><div class="head"><h3 id=${headingId}>${foreign(view.workerId, 'id')}</h3><span class="status">${icon(statusIcons[view.status])}${view.status}${
    view.mark ? markSign(view.mark) : nothing
  }</span><div class="facts">${facts(view, context)}</div><div
    class="actions"
    role="group"
    aria-label=${`Actions on the assignment of ${view.workerId}`}
  >${buttons}</div></div>${
    view.feedback === undefined ? nothing : remark('Feedback', 'feedback', view.feedback, view, context)
  }${view.note === undefined ? nothing : remark('Your note', 'note', view.note, view, context)}${answers(view, context)}</article>`;
}

function remark(
  label: string,
  kind: 'feedback' | 'note',
  text: string,
  view: AssignmentView,
  { expansion }: PageContext,
): TemplateResult {
  const value = longText(`${kind} ${assignmentKey(view)}`, text, expansion, `the ${kind}`);
  return html`<div class="feedback"><span class="label">${label}</span><div class="value">${value}</div></div>`;
}

function markSign({ sign, name }: NonNullable<AssignmentView['mark']>): TemplateResult {
  return html`<span class="noted" title=${`Marked: ${name}`}><span aria-hidden="true">${sign}</span><span class="unseen">, marked: ${name}</span></span>`;
}

function facts(view: AssignmentView, context: PageContext): TemplateResult {
  const { submitted, spent, autoApproves, decided, status, id } = view;
  const { now } = context;
  const copy = button({
    bare: true,
    icon: 'copy',
    label: `Copy assignment ID ${id}`,
    press: () => context.copy(id, 'Assignment ID'),
  });
  return html`<span>submitted ${relativeTime(submitted, now)}</span>${
    autoApproves === undefined ? nothing : html`<span>auto-approves ${relativeTime(autoApproves, now)}</span>`
  }${
    decided === undefined ? nothing : html`<span>${status.toLowerCase()} ${relativeTime(decided, now)}</span>`
  }<span>took ${workText(spent)}${copy}</span>`;
}

function answers(view: AssignmentView, context: PageContext): TemplateResult {
  const key = assignmentKey(view);
  if (!view.answers.ok) {
    const { reason, raw } = view.answers;
    const source = sourceBox('The raw answer', longText(`raw ${key}`, raw, context.expansion, 'the raw answer'));
    return html`<div class="raw"><p class="notice warning">${icon('warning')}<span>The answer can’t be decoded: ${foreign(reason)}. Submitted text:</span></p>${source}</div>`;
  }
  const { fields } = view.answers;
  if (fields.length === 0) return html`<p class="quiet">The answer is empty.</p>`;
  const rows = fields.map(({ name, text }, index) => {
    const value = () => longText(`answer ${key} ${index}`, text, context.expansion, `the answer to ${name}`);
    return html`<tr><th scope="row">${name === '' ? html`<span class="quiet">unnamed</span>` : foreign(name)}</th><td>${
      text === '' ? html`<span class="quiet">empty</span>` : value()
    }</td></tr>`;
  });
  return html`<table class="answers"><caption class="unseen">Answers of ${foreign(view.workerId)}</caption><thead><tr><th scope="col"><span class="unseen">Field</span></th><th scope="col"><span class="unseen">Answer</span></th></tr></thead><tbody>${rows}</tbody></table>`;
}
