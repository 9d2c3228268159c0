/** The page of a dashboard: figures, charts with their tables, and what takes longer to work out. */
import type { DashboardModel } from '../../panels/dashboard/contract.ts';
import type { ChartSpec, Figure, TableSpec } from '../../statistics/dashboard/chartSpec.ts';
import { captionedTable } from '../base/captionedTable.ts';
import { type Described, h } from '../base/dom.ts';
import { whereabouts } from '../base/whereabouts.ts';
import { chartCsv, tableCsv, tableOf } from './chartText.ts';
import { failureLine } from './readingResult.ts';

export interface PageActions {
  /** What a chart is drawn on. */
  readonly chart: (id: string) => HTMLElement;
  /** Which page of a table shows, from 0. */
  readonly page: (id: string) => number;
  readonly turn: (id: string, to: number) => void;
  /** Whether the table of a chart shows. */
  readonly isOpen: (id: string) => boolean;
  readonly setOpen: (id: string, isOpen: boolean) => void;
  readonly copy: (text: string, what: string) => void;
  readonly save: (id: string) => void;
  readonly open: (search: string) => void;
  readonly chooseField: (field: string) => void;
  readonly run: (name: 'readBonuses' | 'refresh' | 'stop') => void;
}

const rowsOfPage = 25;

/**
 * Describes a model as a page. What shows the very same values as before gets the very same description, which costs nothing to
 * draw.
 */
export function dashboardPage(actions: PageActions): (model: DashboardModel) => Described {
  const known = new Kept();
  return model =>
    h(
      'main',
      'dashboard',
      head(model, actions),
      h('section', { attributes: { class: 'figures', 'aria-label': 'Figures' } }, model.figures.map(figure)),
      h(
        'section',
        { attributes: { class: 'charts', 'aria-label': 'Charts' } },
        model.charts.map(chart => {
          const { id } = chart;
          const above = id === 'answers' ? model.fields : undefined;
          return known.described(id, [chart, above, actions.page(id), actions.isOpen(id)], () =>
            chartFigure(chart, actions, above && fieldPicker(above, actions)),
          );
        }),
      ),
      h(
        'section',
        { attributes: { class: 'tables', 'aria-label': 'Tables' } },
        model.tables.map(table =>
          known.described(`table ${table.id}`, [table, actions.page(table.id)], () => tableSection(table, actions)),
        ),
      ),
    );
}

/** The last description of each part, and what it shows. */
class Kept {
  readonly #parts = new Map<string, { readonly shows: readonly unknown[]; readonly described: Described }>();

  described(id: string, shows: readonly unknown[], describe: () => Described): Described {
    const before = this.#parts.get(id);
    if (before && shows.every((value, place) => value === before.shows[place])) return before.described;
    const described = describe();
    this.#parts.set(id, { shows, described });
    return described;
  }
}

function head({ title, profile, progress, bonusesUnread }: DashboardModel, { run }: PageActions): Described {
  const { reading, done, total, stopped, failure } = progress;
  const state = failure
    ? failureLine(failure)
    : reading
      ? `Reading: ${done.toLocaleString('en')} of ${total.toLocaleString('en')} HITs`
      : stopped
        ? `Stopped after ${done.toLocaleString('en')} of ${total.toLocaleString('en')} HITs`
        : '';
  return h(
    'header',
    '',
    h('h1', '', h('bdi', '', title)),
    whereabouts(profile),
    h('p', failure ? 'failure' : 'quiet', state),
    h(
      'div',
      'actions',
      reading && button('Stop', 'Stop reading', () => run('stop')),
      !reading && button('Refresh', 'Refresh: read everything again', () => run('refresh')),
      bonusesUnread > 0 &&
        !reading &&
        button('Read Bonuses', `Read Bonuses of ${bonusesUnread.toLocaleString('en')} more HITs`, () =>
          run('readBonuses'),
        ),
    ),
  );
}

function button(label: string, name: string, run: () => void): Described {
  return h(
    'button',
    { key: label, attributes: { type: 'button', 'aria-label': name, title: name }, on: { click: run } },
    label,
  );
}

function figure({ label, value, detail }: Figure): Described {
  return h(
    'div',
    { key: label, attributes: { class: 'figure' } },
    h('h2', '', label),
    h('p', 'value', value),
    detail !== undefined && h('p', 'quiet', detail),
  );
}

function chartFigure(chart: ChartSpec, actions: PageActions, above?: Described): Described {
  const { id, title, caption, series } = chart;
  return h(
    'figure',
    { key: id, attributes: { class: 'chart' } },
    h('figcaption', '', h('h2', '', h('bdi', '', title)), h('p', 'quiet', h('bdi', '', caption))),
    above,
    series.length > 1 &&
      h(
        'ul',
        'legend',
        series.map(({ name }, place) => h('li', '', h('span', `swatch swatch-${place % 5}`), name)),
      ),
    h('div', { key: `plot-${id}`, attributes: { class: 'holder' }, initially: { content: () => actions.chart(id) } }),
    chart.filters &&
      h(
        'p',
        'quiet',
        `Click a ${chart.kind === 'bars' ? 'bar' : 'point'}, or press Enter on it, to open its assignments in the review grid.`,
      ),
    h(
      'div',
      'actions',
      button('Copy as CSV', `Copy as CSV: ${title}`, () => actions.copy(chartCsv(chart), title)),
      button('Save as PNG', `Save as PNG: ${title}`, () => actions.save(id)),
    ),
    h(
      'details',
      {
        on: {
          toggle: ({ currentTarget }) =>
            actions.setOpen(id, currentTarget instanceof HTMLDetailsElement && currentTarget.open),
        },
      },
      h('summary', '', 'Show as table'),
      actions.isOpen(id) && table(tableOf(chart), actions),
    ),
  );
}

function fieldPicker(fields: readonly string[], { chooseField }: PageActions): Described {
  return h(
    'label',
    'picker',
    'Answer field ',
    h(
      'select',
      {
        on: {
          input: event => {
            if (event.target instanceof HTMLSelectElement) {
              const chosen = fields[event.target.selectedIndex];
              if (chosen !== undefined) chooseField(chosen);
            }
          },
        },
      },
      fields.map(name => h('option', { key: name }, name === '' ? '(unnamed)' : name)),
    ),
  );
}

function tableSection(spec: TableSpec, actions: PageActions): Described {
  return h(
    'section',
    { key: spec.id, attributes: { class: 'table' } },
    h('h2', '', h('bdi', '', spec.title)),
    h('p', 'quiet', spec.caption),
    table(spec, actions),
    h(
      'div',
      'actions',
      button('Copy as CSV', `Copy as CSV: ${spec.title}`, () => actions.copy(tableCsv(spec), spec.title)),
    ),
  );
}

function table(spec: TableSpec, { page, turn, open }: PageActions): Described {
  const { id, title, columns, rows, filters } = spec;
  const pages = Math.max(1, Math.ceil(rows.length / rowsOfPage));
  const at = Math.min(page(id), pages - 1);
  const shown = rows.slice(at * rowsOfPage, (at + 1) * rowsOfPage);
  return h(
    'div',
    'paged',
    captionedTable({
      caption: title,
      head: columns,
      rows: shown.map((cells, place) => {
        const filter = filters?.[at * rowsOfPage + place];
        const [first = '', ...others] = cells;
        return h(
          'tr',
          '',
          h('th', { attributes: { scope: 'row' } }, filter ? link(first, () => open(filter)) : h('bdi', '', first)),
          others.map(cell => h('td', '', h('bdi', '', cell))),
        );
      }),
    }),
    pages > 1 &&
      h(
        'p',
        'pages',
        at > 0 && button('Previous', `Previous: rows of ${title}`, () => turn(id, at - 1)),
        `Rows ${at * rowsOfPage + 1} to ${at * rowsOfPage + shown.length} of ${rows.length.toLocaleString('en')}`,
        at < pages - 1 && button('Next', `Next: rows of ${title}`, () => turn(id, at + 1)),
      ),
  );
}

function link(text: string, run: () => void): Described {
  const name = `Open the assignments of ${text} in the review grid`;
  return h(
    'button',
    { attributes: { type: 'button', class: 'link', title: name }, on: { click: run } },
    h('bdi', '', text),
  );
}
