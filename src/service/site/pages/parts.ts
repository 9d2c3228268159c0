/** Parts that several pages show. */

import { counted } from '../../../mturk/plurals.ts';
import type { Tx } from '../../domain/tx.ts';
import type { Eligibility } from '../../eligibility.ts';
import { type Content, type Html, html, nothing } from '../html.ts';
import type { SiteCall } from '../siteCall.ts';
import { duration } from '../siteFormat.ts';

/** Requesters have no names here; workers know them by their customer id. */
export function requesterName(tx: Tx, requesterId: number): string {
  return `Requester ${tx.store.requesters.get(requesterId)?.customerId ?? 'unknown'}`;
}

/** One line: whether the worker qualifies, or how much is missing. */
export function qualificationState({ checks, accept, blocked }: Eligibility, workerId: string | undefined): Html {
  if (blocked) return html`<p class="tag bad">This requester has blocked you</p>`;
  if (checks.length === 0) return nothing;
  if (workerId === undefined) return html`<p class="tag">${counted(checks.length, 'qualification')} required</p>`;
  if (accept) return html`<p class="tag good">You qualify</p>`;
  const missing = checks.filter(({ met }) => !met).length;
  return html`<p class="tag bad">${missing} of ${counted(checks.length, 'qualification')} missing</p>`;
}

/** The requirements one by one, each with what the worker has. */
export function requirementList({ checks }: Eligibility, workerId: string | undefined): Html {
  if (checks.length === 0) return html`<p class="hint">No qualification is required.</p>`;
  return html`<ul class="requirements">${checks.map(({ requirement, name, asked, held, met, requestable }) => {
    const mine = workerId !== undefined;
    return html`<li${mine ? html` class="${met ? 'met' : 'missing'}"` : nothing}>${mine ? html`<span class="mark">${met ? 'Met' : 'Not met'}</span> ` : nothing}${name}: ${asked}${mine ? html` <span class="hint">(yours: ${held})</span>` : nothing}${
      requestable && mine && held === 'none'
        ? html` <a href="/qualifications/${requirement.QualificationTypeId}">Request it</a>`
        : nothing
    }</li>`;
  })}</ul>`;
}

/** The time left, which the site's script counts down where time runs. In ms. */
export function countdown(call: Pick<SiteCall, 'manualClock'>, deadline: number, now: number): Html {
  const left = Math.max(0, Math.ceil((deadline - now) / 1000));
  return html`<time role="timer" id="countdown" data-seconds="${left}"${call.manualClock ? html` data-standing="true"` : nothing}>${duration(left)}</time>`;
}

/** Where the countdown speaks now and then. */
export const announcements = html`<p class="announce" id="announce" role="status"></p>`;

/** Text with its web addresses as links, which lead out of the site. */
export function linked(text: string): Html {
  const parts: Content[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(/https?:\/\/[^\s<>"]+/gi)) {
    // A sentence's own marks are no part of the address; a bracket is one where the address opened it.
    const address = found.replace(/[.,;:!?'”’]+$/, '').replace(/^([^(]*)\)+$/, '$1');
    if (!URL.canParse(address)) continue;
    parts.push(
      text.slice(end, index),
      html`<a href="${address}" target="_blank" rel="noopener noreferrer">${address}</a>`,
    );
    end = index + address.length;
  }
  return html`${parts}${text.slice(end)}`;
}

/** A position in a list by a number, as addresses have it. */
export function readPosition(text: string | null): number | undefined {
  return /^\d{1,15}$/.test(text ?? '') ? Number(text) : undefined;
}
