/** The whole page for a model: one description, whatever the state. */
import type { HITViewModel } from '../../panels/hit/contract.ts';
import { button, icon } from '../base/controls.ts';
import { type Child, type Described, h } from '../base/dom.ts';
import { foreign } from '../base/visibleText.ts';
import { assignmentsSection } from './assignmentsSection.ts';
import { bonusesSection, ledgerSection } from './bonusesSection.ts';
import type { PageContext } from './context.ts';
import { factsAside } from './factsSection.ts';
import { header, place, progress, progressLine, stalenessLine, updatedLine } from './header.ts';
import { menuContext } from './menus.ts';
import { questionSection } from './question.ts';
import { reviewSection } from './reviewSection.ts';

export function hitPage(model: HITViewModel, context: PageContext): Described {
  const { state } = model;
  switch (state.kind) {
    case 'loading':
      return plainPage(model, 'Reading the HIT…', progressLine());
    case 'failed':
      return plainPage(
        model,
        'The HIT could not be read',
        h(
          'div',
          'notice warning',
          icon('warning'),
          h('p', '', foreign(sentence(state.failure.reason)), ' ', state.failure.advice),
        ),
        h('div', 'actions', button({ key: 'retry', label: 'Try Again', press: () => context.perform('refresh') })),
      );
    case 'gone':
      return plainPage(
        model,
        'This HIT no longer exists',
        h('p', '', 'It was deleted, or this profile never had it.'),
        h(
          'div',
          'actions',
          button({ key: 'retry', label: 'Refresh', icon: 'refresh', press: () => context.perform('refresh') }),
          button({ key: 'copy', label: 'Copy ID', icon: 'copy', press: () => context.copy(model.hitId, 'HIT ID') }),
        ),
      );
    case 'present': {
      const { hit, staleness } = state;
      const read = staleness.updated !== undefined;
      return h(
        'main',
        { key: 'present', attributes: menuContext({ kind: 'hit', hitId: model.hitId }) },
        stalenessLine(staleness, context),
        header(model, hit),
        progress(hit),
        h(
          'div',
          { key: 'columns', attributes: { class: 'columns' } },
          h(
            'div',
            { key: 'wide', attributes: { class: 'wide' } },
            assignmentsSection(hit, read, context),
            bonusesSection(hit, context),
            reviewSection(hit),
            questionSection(hit, context),
            ledgerSection(hit, context),
          ),
          factsAside(model, hit, context),
        ),
        updatedLine(staleness, context),
      );
    }
  }
}

/** A page for a HIT of which nothing is known: where it should be, and why there is nothing. */
function plainPage(model: HITViewModel, title: string, ...children: readonly Child[]): Described {
  return h(
    'main',
    { key: model.state.kind, attributes: { class: 'plain' } },
    h('header', '', place(model), h('h1', '', title)),
    ...children,
  );
}

function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}
