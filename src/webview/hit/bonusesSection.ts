/** What was paid on top, and what this machine did to the HIT. */

import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { BonusView, HITView, HistoryView } from '../../panels/hit/contract.ts';
import { icon, longText } from '../base/controls.ts';
import { keyedList } from '../base/keyedList.ts';
import { relativeTime } from '../base/timeElements.ts';
import { foreign } from '../base/visibleText.ts';
import type { PageContext } from './context.ts';
import { resultIcons, resultWords } from './hitLabels.ts';

/** Nothing where no bonus was paid: most HITs have none. */
export function bonusesSection({ bonuses, bonusesKnown }: HITView, context: PageContext): TemplateResult | undefined {
  if (!bonuses || bonuses.length === 0) return undefined;
  return html`<section class="bonuses" aria-labelledby="bonuses-heading"><h2 id="bonuses-heading">Bonuses<span class="count">${bonusesKnown.toLocaleString()}</span></h2><ul class="entries">${keyedList(
    bonuses,
    bonusKey,
    each => bonus(each, context),
  )}</ul>${rest(bonuses.length, bonusesKnown)}</section>`;
}

function bonusKey({ assignmentId, paid, amount, reason }: BonusView): string {
  return `${assignmentId} ${paid} ${amount} ${reason}`;
}

function bonus(view: BonusView, { now, expansion }: PageContext): TemplateResult {
  const reason = () => longText(`bonus ${bonusKey(view)}`, view.reason, expansion, 'the reason');
  return html`<li><div class="line">${icon('gift')}<strong>${view.amount}</strong>${foreign(view.workerId, 'id')}<span class="quiet">${relativeTime(view.paid, now)}</span></div>${
    view.reason === '' ? nothing : html`<div class="about">${reason()}</div>`
  }</li>`;
}

export function ledgerSection({ ledger }: HITView, context: PageContext): TemplateResult | undefined {
  if (ledger.state === 'loading' || (ledger.state === 'ready' && ledger.known === 0)) return undefined;
  const isReady = ledger.state === 'ready';
  return html`<section class="ledger" aria-labelledby="ledger-heading"><h2 id="ledger-heading">Ledger${
    isReady ? html`<span class="count">${ledger.known.toLocaleString()}</span>` : nothing
  }</h2>${
    isReady
      ? html`<ol class="entries">${keyedList(
          ledger.entries,
          ({ key }) => key,
          each => entry(each, context),
        )}</ol>`
      : html`<p class="quiet">The ledger can’t be read: ${foreign(ledger.reason)}.</p>`
  }${isReady ? rest(ledger.entries.length, ledger.known) : nothing}</section>`;
}

function entry(view: HistoryView, { now, expansion }: PageContext): TemplateResult {
  const { key, label, result, workerIds, about, words, spent, at } = view;
  const [worker, ...others] = workerIds;
  const word = resultWords[result];
  return html`<li><div class="line" data-result=${result}>${icon(resultIcons[result] ?? 'circle-outline')}<span>${label}</span>${
    worker === undefined ? nothing : foreign(worker, 'id')
  }${others.length > 0 ? html`<span class="quiet">and ${others.length.toLocaleString()} more</span>` : nothing}${
    spent === '' ? nothing : html`<strong>${spent}</strong>`
  }${word === undefined ? nothing : html`<span class="result">${word}</span>`}<span class="quiet">${relativeTime(at, now)}</span></div>${[
    about,
    words,
  ]
    .filter(text => text !== '')
    .map(
      (text, index) =>
        html`<div class="about">${longText(`ledger ${key} ${index}`, text, expansion, 'the entry')}</div>`,
    )}</li>`;
}

function rest(shown: number, known: number): TemplateResult | undefined {
  if (known <= shown) return undefined;
  return html`<p class="quiet">The newest ${shown.toLocaleString()} of ${known.toLocaleString()} are shown.</p>`;
}
