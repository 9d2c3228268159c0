/** Parts that several pages show. */
import type { Tx } from '../../engine.ts';
import type { Access } from '../access.ts';
import { type Html, html, nothing } from '../html.ts';
import { counted } from '../words.ts';

/** Requesters have no names here; workers know them by their customer id. */
export function requesterName(tx: Tx, requesterId: number): string {
  return `Requester ${tx.store.requesters.get(requesterId)?.customerId ?? 'unknown'}`;
}

/** One line: whether the worker qualifies, or how much is missing. */
export function qualificationState({ requirements, accept }: Access, workerId: string | undefined): Html {
  if (requirements.length === 0) return nothing;
  if (workerId === undefined) return html`<p class="tag">${counted(requirements.length, 'qualification')} required</p>`;
  if (accept) return html`<p class="tag good">You qualify</p>`;
  const missing = requirements.filter(({ met }) => !met).length;
  return html`<p class="tag bad">${missing} of ${counted(requirements.length, 'qualification')} missing</p>`;
}

/** The requirements one by one, each with what the worker has. */
export function requirementList({ requirements }: Access, workerId: string | undefined): Html {
  if (requirements.length === 0) return html`<p class="hint">No qualification is required.</p>`;
  return html`<ul class="requirements">${requirements.map(
    ({ words, met, yours, requestable }) =>
      html`<li class="${workerId === undefined ? '' : met ? 'met' : 'missing'}">${
        workerId === undefined ? nothing : html`<span class="mark">${met ? 'Met' : 'Not met'}</span> `
      }${words}${yours === undefined ? nothing : html`<span class="hint"> ${yours}</span>`}${
        requestable !== undefined && !met && workerId !== undefined
          ? html` <a href="/qualifications/${requestable}">Request it</a>`
          : nothing
      }</li>`,
  )}</ul>`;
}
