/** The top of the page: what HIT this is, where it lives, and the state of its assignments. */

import { repeat } from 'lit/directives/repeat.js';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { HITStatus } from '../../mturk/model.ts';
import type { HITView, HITViewModel, Segment, Staleness } from '../../panels/hit/contract.ts';
import { button, icon, progressLine } from '../base/controls.ts';
import { grow } from '../base/placement.ts';
import { relativeTime } from '../base/timeElements.ts';
import { foreign } from '../base/visibleText.ts';
import { whereabouts } from '../base/whereabouts.ts';
import type { PageContext } from './context.ts';
import { segmentNames } from './hitLabels.ts';

export function header(model: HITViewModel, hit: HITView): TemplateResult {
  const title = hit.title === '' ? 'Untitled HIT' : foreign(hit.title);
  return html`<header>${place(model, hit.status)}<h1 tabindex="-1" data-home>${title}</h1></header>`;
}

/** Where the HIT lives, and its ID. */
export function place({ profile, hitId }: HITViewModel, status?: HITStatus): TemplateResult {
  return whereabouts(
    profile,
    status ? html`<span class="status">${status === 'Unknown' ? 'Status unknown' : status}</span>` : nothing,
    html`<code>${foreign(hitId)}</code>`,
  );
}

/** One line that says that something is wrong or on its way, and how old what is shown is. */
export function stalenessLine(staleness: Staleness, context: PageContext): TemplateResult | undefined {
  const { loading, updated, failure } = staleness;
  if (!failure) return loading ? progressLine() : undefined;
  const what = updated === undefined ? 'Couldn’t read the assignments: ' : 'Couldn’t refresh this HIT: ';
  const age = updated === undefined ? nothing : html` Last updated ${relativeTime(updated, context.now)}.`;
  const retry = button({ label: 'Try Again', press: () => context.perform('refresh') });
  return html`<div class="notice warning">${icon('warning')}<p>${what}${foreign(failure.reason)}. ${failure.advice}${age}</p>${retry}</div>`;
}

/** The line at the end of the page. */
export function updatedLine({ loading, updated }: Staleness, context: PageContext): TemplateResult {
  const read = updated === undefined ? nothing : html`Read ${relativeTime(updated, context.now)}`;
  return html`<footer>${loading ? 'Reading…' : read}${button({
    bare: true,
    icon: 'refresh',
    label: 'Refresh',
    press: () => context.perform('refresh'),
  })}</footer>`;
}

/** The places of the HIT as one bar, and in words. */
export function progress({ segments, max }: HITView): TemplateResult {
  return html`<section class="counts" aria-label="Assignments by state"><div class="bar" aria-hidden="true">${repeat(
    segments,
    ({ kind }) => kind,
    ({ kind, count }) => html`<span class="segment" data-kind=${kind} ${grow(count)}></span>`,
  )}</div><ul class="legend">${repeat(
    segments,
    ({ kind }) => kind,
    legendItem,
  )}<li class="total">of <strong>${max.toLocaleString()}</strong></li></ul></section>`;
}

function legendItem({ kind, count }: Segment): TemplateResult {
  return html`<li><span class="swatch" data-kind=${kind} aria-hidden="true"></span><strong>${count.toLocaleString()}</strong> ${segmentNames[kind]}</li>`;
}
