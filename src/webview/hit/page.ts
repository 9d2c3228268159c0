/** The whole page for a model, whatever the state. */

import { keyed } from 'lit/directives/keyed.js';
import { html, type TemplateResult } from 'lit/html.js';
import { sentenceOf } from '../../mturk/sentence.ts';
import type { HITViewModel } from '../../panels/hit/contract.ts';
import { button, icon, progressLine } from '../base/controls.ts';
import { foreign } from '../base/visibleText.ts';
import { assignmentsSection } from './assignmentsSection.ts';
import { bonusesSection, ledgerSection } from './bonusesSection.ts';
import type { PageContext } from './context.ts';
import { factsAside } from './factsSection.ts';
import { header, place, progress, stalenessLine, updatedLine } from './header.ts';
import { menuContext } from './menus.ts';
import { questionSection } from './question.ts';
import { reviewSection } from './reviewSection.ts';

export function hitPage(model: HITViewModel, context: PageContext): TemplateResult {
  return html`${keyed(model.state.kind, pageOf(model, context))}`;
}

function pageOf(model: HITViewModel, context: PageContext): TemplateResult {
  const { state } = model;
  const refresh = () => context.perform('refresh');
  switch (state.kind) {
    case 'loading':
      return plainPage(model, 'Reading the HIT…', progressLine());
    case 'failed': {
      const { reason, advice } = state.failure;
      return plainPage(
        model,
        'Couldn’t read the HIT',
        html`<div class="notice warning">${icon('warning')}<p>${foreign(sentenceOf(reason))} ${advice}</p></div><div class="actions">${button({ label: 'Try Again', press: refresh })}</div>`,
      );
    }
    case 'gone': {
      const copy = () => context.copy(model.hitId, 'HIT ID');
      return plainPage(
        model,
        'This HIT no longer exists',
        html`<p>It was deleted, or it belongs to another account.</p><div class="actions">${button({
          label: 'Refresh',
          icon: 'refresh',
          press: refresh,
        })}${button({ label: 'Copy ID', icon: 'copy', press: copy })}</div>`,
      );
    }
    case 'present': {
      const { hit, staleness } = state;
      const read = staleness.updated !== undefined;
      return html`<main data-vscode-context=${menuContext({ kind: 'hit', hitId: model.hitId })}>${stalenessLine(
        staleness,
        context,
      )}${header(model, hit)}${progress(hit)}<div class="columns"><div class="wide">${assignmentsSection(
        hit,
        read,
        context,
      )}${bonusesSection(hit, context)}${reviewSection(hit)}${questionSection(hit, context)}${ledgerSection(
        hit,
        context,
      )}</div>${factsAside(model, hit, context)}</div>${updatedLine(staleness, context)}</main>`;
    }
  }
}

/** A page for a HIT of which nothing is known: where it should be, and why there is nothing. */
function plainPage(model: HITViewModel, title: string, rest: TemplateResult): TemplateResult {
  return html`<main class="plain"><header>${place(model)}<h1>${title}</h1></header>${rest}</main>`;
}
