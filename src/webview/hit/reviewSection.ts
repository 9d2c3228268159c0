/** What the review policies of a HIT found, what they did, and why. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { HITView, ReviewView } from '../../panels/hit/contract.ts';
import { captionedTable } from '../base/captionedTable.ts';
import { icon } from '../base/controls.ts';
import type { Child } from '../base/templateChild.ts';
import { localTime } from '../base/timeElements.ts';
import { foreign } from '../base/visibleText.ts';

/** Nothing where there are no policies: most HITs have none. */
export function reviewSection({ review, reviewFailure }: HITView): TemplateResult | undefined {
  if (review.length === 0 && reviewFailure === undefined) return undefined;
  return html`<section class="policies" aria-labelledby="review-heading"><h2 id="review-heading">Review policies</h2>${
    reviewFailure === undefined
      ? nothing
      : html`<div class="notice warning">${icon('warning')}<p>${foreign(reviewFailure)}</p></div>`
  }${review.map(level)}</section>`;
}

function level({ level: name, policy, results, actions, resultsKnown, actionsKnown }: ReviewView): TemplateResult {
  const isCut = resultsKnown > results.length || actionsKnown > actions.length;
  return html`<div><h3>${name}: ${foreign(policy)}</h3>${
    results.length === 0 && actions.length === 0 ? html`<p class="quiet">No results yet.</p>` : nothing
  }${
    actions.length > 0
      ? table(
          `Actions, ${name}`,
          ['Action', 'Status', 'Completed', 'Reason'],
          actions.map(({ action, status, completed, reason }) => [
            foreign(action),
            foreign(status),
            completed === undefined ? nothing : localTime(completed),
            foreign(reason),
          ]),
        )
      : nothing
  }${
    results.length > 0
      ? table(
          `Results, ${name}`,
          ['Subject', 'Question', 'Finding', 'Value'],
          results.map(each => [
            foreign(each.subject),
            foreign(each.question),
            foreign(each.finding),
            foreign(each.value),
          ]),
        )
      : nothing
  }${
    isCut
      ? html`<p class="quiet">The first ${actions.length.toLocaleString('en')} of ${actionsKnown.toLocaleString('en')} actions and ${results.length.toLocaleString('en')} of ${resultsKnown.toLocaleString('en')} results are shown.</p>`
      : nothing
  }</div>`;
}

function table(caption: string, head: readonly string[], cells: readonly (readonly Child[])[]): TemplateResult {
  const rows = cells.map(row => html`<tr>${row.map(each => html`<td>${each}</td>`)}</tr>`);
  return html`<div class="scrolled" role="region" tabindex="0" aria-label=${caption}>${captionedTable({ caption, head, rows })}</div>`;
}
