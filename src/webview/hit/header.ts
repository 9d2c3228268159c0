/** The top of the page: what HIT this is, where it lives, and the state of its assignments. */
import type { HITStatus } from '../../mturk/model.ts';
import type { HITView, HITViewModel, Segment, Staleness } from '../../panels/hit/contract.ts';
import { button, icon } from '../base/controls.ts';
import { type Child, type Described, h } from '../base/dom.ts';
import { relativeTime } from '../base/timeElements.ts';
import { foreign } from '../base/visibleText.ts';
import { whereabouts } from '../base/whereabouts.ts';
import type { PageContext } from './context.ts';
import { segmentNames } from './hitLabels.ts';

export function header(model: HITViewModel, hit: HITView): Described {
  return h(
    'header',
    { key: 'header' },
    place(model, hit.status),
    h(
      'h1',
      { key: 'title', attributes: { tabindex: '-1', 'data-home': true } },
      hit.title === '' ? 'Untitled HIT' : foreign(hit.title),
    ),
  );
}

/** Where the HIT lives, and its ID. */
export function place({ profile, hitId }: HITViewModel, status?: HITStatus): Described {
  return whereabouts(
    profile,
    status && h('span', 'status', status === 'Unknown' ? 'Status unknown' : status),
    h('code', '', foreign(hitId)),
  );
}

/** One line that says that something is wrong or on its way, and how old what is shown is. */
export function stalenessLine(staleness: Staleness, context: PageContext): Described | undefined {
  const { loading, updated, failure } = staleness;
  if (failure)
    return h(
      'div',
      { key: 'staleness', attributes: { class: 'notice warning' } },
      icon('warning'),
      h(
        'p',
        '',
        updated === undefined
          ? 'The assignments could not be read: '
          : ['This could not be refreshed; it shows the state of ', relativeTime(updated, context.now), ': '],
        foreign(failure.reason),
        '. ',
        failure.advice,
      ),
      button({ key: 'retry', label: 'Try Again', press: () => context.perform('refresh') }),
    );
  return loading ? progressLine() : undefined;
}

/** The moving line at the top edge while something loads. */
export function progressLine(): Described {
  return h('div', { key: 'loading', attributes: { class: 'progress', 'aria-hidden': 'true' } });
}

/** The line at the end of the page. */
export function updatedLine({ loading, updated }: Staleness, context: PageContext): Described {
  return h(
    'footer',
    { key: 'footer' },
    loading ? 'Reading…' : updated === undefined ? '' : ['Read ', relativeTime(updated, context.now)],
    button({
      key: 'refresh',
      bare: true,
      icon: 'refresh',
      label: 'Refresh',
      press: () => context.perform('refresh'),
    }),
  );
}

/** The places of the HIT as one bar, and in words. */
export function progress(hit: HITView): Described {
  const { segments, max } = hit;
  return h(
    'section',
    { key: 'progress', attributes: { class: 'counts', 'aria-label': 'Assignments by state' } },
    h(
      'div',
      { attributes: { class: 'bar', 'aria-hidden': 'true' } },
      segments.map(({ kind, count }) =>
        h('span', { key: kind, attributes: { class: 'segment', 'data-kind': kind }, grow: count }),
      ),
    ),
    h('ul', { attributes: { class: 'legend' } }, segments.map(legendItem), total(max)),
  );
}

function legendItem({ kind, count }: Segment): Described {
  return h(
    'li',
    { key: kind },
    h('span', { attributes: { class: 'swatch', 'data-kind': kind, 'aria-hidden': 'true' } }),
    h('strong', '', count.toLocaleString()),
    ' ',
    segmentNames[kind],
  );
}

function total(max: number): Child {
  return h('li', { key: 'total', attributes: { class: 'total' } }, 'of ', h('strong', '', max.toLocaleString()));
}
