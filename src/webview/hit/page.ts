/** The whole page for a model: one description, whatever the state. */
import type { HITViewModel } from '../../panels/hit/contract.ts';
import { button, icon } from '../base/controls.ts';
import { type Child, type Described, h } from '../base/dom.ts';
import { assignmentsSection } from './assignments.ts';
import type { PageContext } from './context.ts';
import { factsAside } from './facts.ts';
import { header, progress, stalenessLine, updatedLine, whereabouts } from './header.ts';
import { questionSection } from './question.ts';

export function hitPage(model: HITViewModel, context: PageContext): Described {
  const { state } = model;
  switch (state.kind) {
    case 'loading':
      return plainPage(
        model,
        'loading',
        h('div', { key: 'progress', attributes: { class: 'progress', 'aria-hidden': 'true' } }),
        h('p', 'quiet', 'Reading the HIT…'),
      );
    case 'failed':
      return plainPage(
        model,
        'warning',
        h('p', '', 'The HIT could not be read: ', state.failure.reason, '. ', state.failure.advice),
        button({ key: 'retry', label: 'Try Again', press: () => context.act('refresh') }),
      );
    case 'gone':
      return plainPage(
        model,
        'trash',
        h('p', '', 'This HIT is gone. It was deleted, or this profile never had it.'),
        button({ key: 'copy', label: 'Copy Id', icon: 'copy', press: () => context.copy(model.hitId, 'HIT id') }),
        button({ key: 'retry', label: 'Look Again', press: () => context.act('refresh') }),
      );
    case 'present': {
      const { hit, staleness } = state;
      const read = staleness.updated !== undefined;
      return h(
        'main',
        { key: 'present' },
        stalenessLine(staleness, context),
        header(model, hit, context),
        progress(hit),
        h(
          'div',
          { key: 'columns', attributes: { class: 'columns' } },
          h(
            'div',
            { key: 'wide', attributes: { class: 'wide' } },
            assignmentsSection(hit, read, context),
            questionSection(hit, context),
          ),
          factsAside(model, hit, context),
        ),
        updatedLine(staleness, context),
      );
    }
  }
}

function plainPage(model: HITViewModel, kind: string, ...children: readonly Child[]): Described {
  return h(
    'main',
    { key: kind, attributes: { class: 'plain' } },
    h('header', '', whereabouts(model), h('h1', '', 'HIT')),
    kind !== 'loading' && icon(kind),
    ...children,
  );
}
