/** The facts of the HIT: money, times, terms, who may work on it, ids. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { spanText } from '../../mturk/times.ts';
import type { HITView, HITViewModel } from '../../panels/hit/contract.ts';
import { button, longText } from '../base/controls.ts';
import type { Child } from '../base/templateChild.ts';
import { localTime, relativeTime } from '../base/timeElements.ts';
import { foreign } from '../base/visibleText.ts';
import type { PageContext } from './context.ts';
import { timelineSection } from './timelineSection.ts';

export function factsAside({ hitId }: HITViewModel, hit: HITView, context: PageContext): TemplateResult {
  return html`<aside aria-label="Facts">${money(hit)}${times(hit, context)}${timelineSection(hit, context)}${texts(
    hit,
    context,
  )}${requirements(hit)}${ids(hitId, hit, context)}</aside>`;
}

function group(title: string, ...children: readonly Child[]): TemplateResult {
  return html`<section><h2>${title}</h2>${children}</section>`;
}

function row(name: string, ...value: readonly Child[]): TemplateResult {
  return html`<div class="row"><dt>${name}</dt><dd>${value}</dd></div>`;
}

function quiet(text: string): TemplateResult {
  return html`<span class="quiet">${text}</span>`;
}

function money({ money: view }: HITView): TemplateResult {
  const rows = [
    row('Reward', view.reward, quiet(` + ${view.fee} fee`)),
    row('So far', view.soFar ?? quiet('not known yet')),
    row('Including bonuses', view.bonuses ?? quiet('not known yet')),
    row('Still to come', view.toCome),
  ];
  const note = `Amounts include fees. Still to come: the cost if all open work is approved.${view.real ? '' : ' No real money is spent in this environment.'}`;
  return group('Money', html`<dl>${rows}</dl>`, html`<p class="quiet note">${note}</p>`);
}

function times(hit: HITView, { now }: PageContext): TemplateResult {
  const both = (instant: number) => html`${relativeTime(instant, now)}<div class="quiet">${localTime(instant)}</div>`;
  const rows = [
    row('Created', both(hit.created)),
    row(hit.expires > now ? 'Expires' : 'Expired', both(hit.expires)),
    row('Time allotted', spanText(hit.assignmentDuration * 1000)),
    row(
      'Auto-approval',
      hit.autoApprovalDelay === 0 ? 'immediately' : `after ${spanText(hit.autoApprovalDelay * 1000)}`,
    ),
  ];
  return group('Time', html`<dl>${rows}</dl>`);
}

function texts(hit: HITView, { expansion }: PageContext): TemplateResult {
  const description = longText('description', hit.description, expansion, 'the description');
  const annotation = longText('annotation', hit.annotation, expansion, 'the annotation');
  return group(
    'Description',
    hit.description === '' ? html`<p class="quiet">None.</p>` : html`<div>${description}</div>`,
    hit.keywords.length > 0
      ? html`<ul class="keywords" aria-label="Keywords">${hit.keywords.map(keyword => html`<li>${foreign(keyword)}</li>`)}</ul>`
      : nothing,
    hit.annotation === ''
      ? nothing
      : html`<dl><div class="row stacked"><dt>Requester annotation</dt><dd>${annotation}</dd></div></dl>`,
  );
}

function requirements({ requirements: all }: HITView): TemplateResult {
  return group(
    'Qualifications',
    all.length === 0
      ? html`<p class="quiet">Any worker can accept this HIT.</p>`
      : html`<ul class="requirements">${all.map(requirement)}</ul>`,
  );
}

function requirement({ name, id, condition, guards }: HITView['requirements'][number]): TemplateResult {
  return html`<li>${name === '' ? html`<code>${foreign(id)}</code>` : html`<span title=${id}>${name}</span>`} <strong>${foreign(condition)}</strong>${
    guards === '' ? nothing : html`<div class="quiet">${guards}</div>`
  }</li>`;
}

function ids(hitId: string, hit: HITView, context: PageContext): TemplateResult {
  const id = (name: string, value: string) =>
    value === ''
      ? nothing
      : html`<div class="row stacked"><dt>${name}</dt><dd class="copyable"><code>${foreign(value)}</code>${button({
          bare: true,
          icon: 'copy',
          label: `Copy ${name}`,
          press: () => context.copy(value, name),
        })}</dd></div>`;
  return group(
    'IDs',
    html`<dl>${id('HIT ID', hitId)}${id('HIT type ID', hit.typeId)}${id('HIT group ID', hit.groupId)}</dl>`,
  );
}
