/** The timeline: what happened and what is to come, in order. */

import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { HITView, TimelineEvent } from '../../panels/hit/contract.ts';
import { icon } from '../base/controls.ts';
import { keyedList } from '../base/keyedList.ts';
import { localText, relativeTime } from '../base/timeElements.ts';
import type { PageContext } from './context.ts';
import { timelineNames } from './hitLabels.ts';

export function timelineSection({ timeline }: HITView, { now }: PageContext): TemplateResult {
  const over = timeline.filter(({ ahead }) => !ahead);
  const ahead = timeline.filter(event => event.ahead);
  const upcoming = () => html`<p class="now">Now</p>${list('Upcoming', ahead, now)}`;
  return html`<section class="timeline"><h2>Timeline</h2>${list('Events', over, now)}${ahead.length > 0 ? upcoming() : nothing}</section>`;
}

function list(label: string, events: readonly TimelineEvent[], now: number): TemplateResult {
  return html`<ol aria-label=${label}>${keyedList(
    events,
    ({ kind, at }) => `${kind} ${at}`,
    event =>
      html`<li data-event=${event.kind}>${icon(timelineNames[event.kind].icon)}<span class="what">${what(event)}</span><span class="when">${when(event, now)}</span></li>`,
  )}</ol>`;
}

function what({ kind, count, detail, ahead }: TimelineEvent): TemplateResult {
  const { label, one } = timelineNames[kind];
  const more = detail === undefined ? nothing : html`<span class="quiet"> ${detail}</span>`;
  switch (kind) {
    case 'submitted':
    case 'approved':
    case 'rejected':
    case 'bonus':
    case 'autoApproves':
      return html`<strong>${count.toLocaleString()}</strong> ${count === 1 ? (one ?? label) : label}${more}`;
    case 'expires':
      return html`${ahead ? label : 'Expired'}`;
    default:
      return html`${label}${more}`;
  }
}

function when({ at, until }: TimelineEvent, now: number): TemplateResult {
  const isLong = until !== undefined && until - at >= 60_000;
  return html`${relativeTime(at, now)}${isLong ? html`<span class="quiet"> until ${localText(until)}</span>` : nothing}`;
}
