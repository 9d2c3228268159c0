/** The page of a worker or of a qualification type. */
import type { ScoreBar } from '../../mturk/scoreHistogram.ts';
import type { Fact, PageAction, PeopleModel } from '../../panels/people/contract.ts';
import { button, type Expansion, icon, longText } from '../base/controls.ts';
import { type Described, h } from '../base/dom.ts';
import { foreign } from '../base/visibleText.ts';
import { whereabouts } from '../base/whereabouts.ts';
import { sortedTable, type TableActions } from './sortedTable.ts';

export interface PeopleActions extends TableActions {
  readonly perform: (action: PageAction) => void;
  readonly expansion: Expansion;
}

const actionLabels: Readonly<Record<PageAction, readonly [label: string, icon: string]>> = {
  refresh: ['Refresh', 'refresh'],
  message: ['Send Message…', 'mail'],
  grant: ['Grant Qualification…', 'mortar-board'],
  exclude: ['Exclude from Future HITs…', 'circle-slash'],
  invite: ['Invite Again…', 'person-add'],
  block: ['Block…', 'error'],
  unblock: ['Unblock…', 'pass'],
  note: ['Edit Note…', 'note'],
  copyId: ['Copy ID', 'copy'],
  edit: ['Edit…', 'edit'],
  delete: ['Delete…', 'trash'],
};

export function peoplePage(model: PeopleModel, actions: PeopleActions): Described {
  const { page, now, reading, failure } = model;
  return h(
    'main',
    { key: 'page', attributes: { class: 'people', 'aria-busy': reading ? 'true' : undefined } },
    reading && h('div', { key: 'progress', attributes: { class: 'progress', 'aria-hidden': 'true' } }),
    header(model),
    failure !== undefined &&
      h(
        'div',
        { key: 'failure', attributes: { class: 'notice warning' } },
        icon('warning'),
        h('p', '', foreign(failure)),
      ),
    h(
      'div',
      {
        key: 'actions',
        attributes: { class: 'actions', role: 'group', 'aria-label': 'Actions', tabindex: '-1', 'data-home': true },
      },
      page.actions.map(action => {
        const [label, name] = actionLabels[action];
        return button({ key: action, label, icon: name, press: () => actions.perform(action) });
      }),
    ),
    h(
      'dl',
      { key: 'facts', attributes: { class: 'facts' } },
      page.facts.map(fact => factBlock(fact, actions)),
    ),
    page.histogram !== undefined && page.histogram.length > 0 && histogram(page.histogram),
    h(
      'div',
      { key: 'tables', attributes: { class: 'tables' } },
      page.tables.map(table => sortedTable(table, now, actions)),
    ),
  );
}

function header({ profile, page }: PeopleModel): Described {
  return h(
    'header',
    { key: 'header' },
    whereabouts(profile, h('span', 'quiet', page.kind)),
    h('h1', '', page.heading.trim() === '' ? `${page.kind} without an ID` : foreign(page.heading)),
  );
}

function factBlock({ label, value }: Fact, { expansion }: PeopleActions): Described {
  return h('div', { key: label }, h('dt', '', label), h('dd', '', longText(label, value, expansion, label)));
}

function histogram(bars: readonly ScoreBar[]): Described {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  return h(
    'section',
    { key: 'histogram', attributes: { class: 'histogram', 'aria-labelledby': 'title-histogram' } },
    h('h2', { attributes: { id: 'title-histogram' } }, 'Scores'),
    h(
      'ul',
      '',
      bars.map(({ from, to, count }) =>
        h(
          'li',
          { key: `${from}` },
          h(
            'span',
            'scores',
            from === to ? from.toLocaleString('en') : `${from.toLocaleString('en')} to ${to.toLocaleString('en')}`,
          ),
          h(
            'span',
            { attributes: { class: 'track', 'aria-hidden': 'true' } },
            h('span', { key: 'bar', attributes: { class: 'bar' }, grow: count / most }),
            h('span', { key: 'rest', attributes: { class: 'rest' }, grow: 1 - count / most }),
          ),
          h('span', 'number', `${count.toLocaleString('en')} ${count === 1 ? 'worker' : 'workers'}`),
        ),
      ),
    ),
  );
}
