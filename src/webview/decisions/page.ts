/** The page of a plan: what would be done and spent, what is in the way, and the rows behind each number. */

import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { counted } from '../../mturk/plurals.ts';
import type { PlanGroup, PlanRow, PlanView, PlanViewModel } from '../../panels/decisions/contract.ts';
import { captionedTable } from '../base/captionedTable.ts';
import { button, icon, progressLine } from '../base/controls.ts';
import { initially } from '../base/initially.ts';
import { foreign } from '../base/visibleText.ts';
import { whereabouts } from '../base/whereabouts.ts';
import { kindWords } from './decisionKinds.ts';

export interface PlanContext {
  readonly leaveOut: boolean;
  readonly setLeaveOut: (leaveOut: boolean) => void;
  readonly shown: (group: PlanGroup) => number;
  readonly showMore: (group: PlanGroup) => void;
  readonly apply: () => void;
  readonly review: () => void;
  readonly openRow: (row: PlanRow) => void;
  readonly openAssignment: (row: PlanRow) => void;
}

export function planPage(model: PlanViewModel, context: PlanContext): TemplateResult {
  const { state } = model;
  // Each state is another page: what was scrolled, opened or focused on one has no meaning on the next.
  return html`${keyed(state.kind, page())}`;

  function page(): TemplateResult {
    switch (state.kind) {
      case 'reading':
        return plain(model, 'Looking up the assignments…', progressLine());
      case 'failed':
        return plain(
          model,
          'Couldn’t plan the decisions',
          html`<div class="notice warning">${icon('warning')}<p>${foreign(state.reason)}</p></div><div class="actions">${reviewAgain(context)}</div>`,
        );
      case 'planned':
        return planned(model, state.plan, context);
    }
  }
}

function plain(model: PlanViewModel, title: string, rest: TemplateResult): TemplateResult {
  return html`<main><header>${place(model)}<h1>${title}</h1></header>${rest}</main>`;
}

function planned(model: PlanViewModel, plan: PlanView, context: PlanContext): TemplateResult {
  const blocking = plan.groups.filter(({ kind }) => kindWords[kind].blocks);
  const rest = plan.groups.filter(({ kind }) => !kindWords[kind].blocks);
  const doing = rest.filter(({ kind }) => kind !== 'settled');
  const settled = rest.filter(({ kind }) => kind === 'settled');
  return html`<main><header>${place(model)}<h1>${headline(plan)}</h1></header>${summary(model, plan)}${actions(
    plan,
    context,
  )}<div>${repeat(
    [...blocking, ...doing, ...settled],
    ({ kind }) => kind,
    group => groupSection(group, context),
  )}</div><footer>${leftAlone(plan)}</footer></main>`;
}

function leftAlone({ undecided, decidedBefore }: PlanView): string {
  if (undecided === 0 && decidedBefore === 0) return 'Every row has a decision.';
  return [
    undecided === 0
      ? []
      : `${counted(undecided, 'row has', 'rows have')} no decision and ${undecided === 1 ? 'stays' : 'stay'} unchanged.`,
    decidedBefore === 0
      ? []
      : `${counted(decidedBefore, 'row is', 'rows are')} already approved or rejected according to the AssignmentStatus column.`,
  ]
    .flat()
    .join(' ');
}

function headline({ operations }: PlanView): string {
  return operations === 0 ? 'Nothing to apply' : `${counted(operations, 'decision')} to apply`;
}

function place({ profile, file }: PlanViewModel): TemplateResult {
  return whereabouts(profile, html`<code>${foreign(file)}</code>`);
}

function summary({ profile }: PlanViewModel, { groups, total, operations }: PlanView): TemplateResult {
  const spends = html`<p class="total">Spends <strong>${total}</strong>.${profile.realMoney ? nothing : ' No real money is spent in this environment.'}</p>`;
  return html`<section class="summary" aria-label="Summary"><ul class="tiles">${repeat(
    groups,
    ({ kind }) => kind,
    tile,
  )}</ul>${operations > 0 ? spends : nothing}</section>`;
}

function tile({ kind, count, money }: PlanGroup): TemplateResult {
  const { icon: name, title, blocks } = kindWords[kind];
  return html`<li class="tile" ?data-blocks=${blocks}><span class="name">${icon(name)}${title}</span><strong>${count.toLocaleString()}</strong><span class="money">${money}</span></li>`;
}

function reviewAgain({ review }: PlanContext): TemplateResult {
  return button({ label: 'Review Again', icon: 'refresh', press: review });
}

function actions({ operations, leftOut }: PlanView, context: PlanContext): TemplateResult {
  const waits = leftOut > 0 && !context.leaveOut;
  const forbidden =
    operations === 0 ? 'nothing to apply' : waits ? `${counted(leftOut, 'row')} must be fixed or left out` : undefined;
  const apply = button({ label: 'Apply…', icon: 'run-all', className: 'primary', forbidden, press: context.apply });
  return html`<div
    class="actions"
    role="group"
    aria-label="Actions"
    tabindex="-1"
    data-home
  >${apply}${reviewAgain(context)}${leftOut > 0 && operations > 0 ? leaveOut(leftOut, context) : nothing}</div>`;
}

function leaveOut(count: number, context: PlanContext): TemplateResult {
  return html`<button
    type="button"
    class="check"
    role="checkbox"
    aria-checked=${String(context.leaveOut)}
    @click=${() => context.setLeaveOut(!context.leaveOut)}
  >${icon(context.leaveOut ? 'check' : 'blank', 'box')}Leave out ${counted(count, 'row')} that can’t be applied</button>`;
}

function groupSection(group: PlanGroup, context: PlanContext): TemplateResult {
  const { kind, count, money } = group;
  const { title, about, blocks, icon: name } = kindWords[kind];
  const shown = group.rows.slice(0, context.shown(group));
  const unlisted = count - group.rows.length;
  const more = () => button({ label: 'Show More', of: title, className: 'more', press: () => context.showMore(group) });
  return html`<details
    class="group"
    ?data-blocks=${blocks}
    ${initially({ open: blocks || kind === 'reject' || kind === 'bonus' })}
  ><summary>${icon('chevron-right', 'twistie')}${icon(name)}<h2>${title}</h2><span class="count">${count.toLocaleString()}</span><span class="money">${money}</span></summary>${
    about ? html`<p class="about">${about}</p>` : nothing
  }${table(title, shown, context)}${shown.length < group.rows.length ? more() : nothing}${
    unlisted > 0 && shown.length === group.rows.length
      ? html`<p class="about">${counted(unlisted, 'more row')} ${unlisted === 1 ? 'is' : 'are'} in the file.</p>`
      : nothing
  }</details>`;
}

function table(title: string, shown: readonly PlanRow[], context: PlanContext): TemplateResult {
  const paid = shown.some(({ money }) => money !== '');
  const worked = shown.some(({ workerId }) => workerId !== '');
  const named = shown.some(({ assignmentId }) => assignmentId !== '');
  const head = [
    'Line',
    ...(named ? ['Assignment'] : []),
    ...(worked ? ['Worker'] : []),
    ...(paid ? ['Pays'] : []),
    'Details',
  ];
  const drawn = captionedTable({
    caption: title,
    head,
    rows: shown.map(row => rowOf(row, { named, paid, worked }, context)),
  });
  return html`<div class="scroller">${drawn}</div>`;
}

/** Columns that a table has only if a row fills them. */
interface Columns {
  readonly named: boolean;
  readonly paid: boolean;
  readonly worked: boolean;
}

function rowOf(row: PlanRow, { named, paid, worked }: Columns, context: PlanContext): TemplateResult {
  const { line, column, workerId, money, words } = row;
  const place = link(String(line), `Go to line ${line}, column ${column}`, () => context.openRow(row));
  return html`<tr><td class="line">${place}</td>${named ? html`<td>${assignment(row, context)}</td>` : nothing}${
    worked ? html`<td><code>${foreign(workerId)}</code></td>` : nothing
  }${paid ? html`<td class="money">${money}</td>` : nothing}<td class="words">${foreign(words, 'foreign')}</td></tr>`;
}

function assignment(row: PlanRow, context: PlanContext): TemplateResult {
  const { assignmentId, hitId } = row;
  return hitId !== '' && assignmentId !== ''
    ? link(assignmentId, `Open assignment ${assignmentId}`, () => context.openAssignment(row))
    : html`<code>${foreign(assignmentId)}</code>`;
}

function link(text: string, label: string, press: () => void): TemplateResult {
  return html`<button type="button" class="link" aria-label=${label} @click=${press}>${foreign(text)}</button>`;
}
