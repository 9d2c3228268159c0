/** The page of a dashboard: figures, charts with their tables, and what takes longer to work out. */
import { guard } from 'lit/directives/guard.js';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { counted } from '../../mturk/plurals.ts';
import type { DashboardModel } from '../../panels/dashboard/contract.ts';
import type { ChartSpec, Figure, TableSpec } from '../../statistics/dashboard/chartSpec.ts';
import { captionedTable } from '../base/captionedTable.ts';
import type { Child } from '../base/templateChild.ts';
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

/** The page of a model. What shows the very same values as before costs nothing to draw. */
export function dashboardPage(model: DashboardModel, actions: PageActions): TemplateResult {
  const { figures, charts, tables, fields } = model;
  return html`<main class="dashboard">
    ${head(model, actions)}
    <section class="figures" aria-label="Figures">${figures.map(figure)}</section>
    <section class="charts" aria-label="Charts">${repeat(charts, idOf, chart => {
      const { id } = chart;
      const above = id === 'answers' ? fields : undefined;
      return guard([chart, above, actions.page(id), actions.isOpen(id)], () =>
        chartFigure(chart, actions, above && fieldPicker(above, actions)),
      );
    })}</section>
    <section class="tables" aria-label="Tables">${repeat(tables, idOf, table =>
      guard([table, actions.page(table.id)], () => tableSection(table, actions)),
    )}</section>
  </main>`;
}

function idOf({ id }: { readonly id: string }): string {
  return id;
}

function head({ title, profile, progress, bonusesUnread }: DashboardModel, { run }: PageActions): TemplateResult {
  const { reading, done, total, stopped, failure } = progress;
  const state = failure
    ? failureLine(failure)
    : reading
      ? `Reading: ${done.toLocaleString('en')} of ${total.toLocaleString('en')} HITs`
      : stopped
        ? `Stopped after ${done.toLocaleString('en')} of ${total.toLocaleString('en')} HITs`
        : '';
  // Another element for each: a press of Stop that ends after the reading did must not refresh.
  const main = reading
    ? button('Stop', 'Stop reading', () => run('stop'))
    : button('Refresh', 'Refresh all data', () => run('refresh'));
  return html`<header>
    <h1><bdi>${title}</bdi></h1>
    ${whereabouts(profile)}
    <p class=${failure ? 'failure' : 'quiet'}>${state}</p>
    <div class="actions" role="group" aria-label="Actions" tabindex="-1" data-home>
      ${keyed(reading, main)}
      ${
        bonusesUnread > 0 && !reading
          ? button('Read Bonuses', `Read Bonuses of ${counted(bonusesUnread, 'more HIT')}`, () => run('readBonuses'))
          : nothing
      }
    </div>
  </header>`;
}

function button(label: string, name: string, run: () => void): TemplateResult {
  return html`<button type="button" aria-label=${name} title=${name} @click=${run}>${label}</button>`;
}

function figure({ label, value, detail }: Figure): TemplateResult {
  const more = detail === undefined ? nothing : html`<p class="quiet">${detail}</p>`;
  return html`<div class="figure"><h2>${label}</h2><p class="value">${value}</p>${more}</div>`;
}

function chartFigure(chart: ChartSpec, actions: PageActions, above: Child): TemplateResult {
  const { id, title, caption, kind, filters } = chart;
  const showTable = ({ currentTarget }: Event) =>
    actions.setOpen(id, currentTarget instanceof HTMLDetailsElement && currentTarget.open);
  return html`<figure class="chart">
    <figcaption><h2><bdi>${title}</bdi></h2><p class="quiet"><bdi>${caption}</bdi></p></figcaption>
    ${above}
    ${legend(chart)}
    <div class="holder">${actions.chart(id)}</div>
    ${
      filters
        ? html`<p class="quiet">Click a ${kind === 'bars' ? 'bar' : 'point'}, or press Enter on it, to open its assignments in the review grid.</p>`
        : nothing
    }
    <div class="actions">
      ${button('Copy as CSV', `Copy as CSV: ${title}`, () => actions.copy(chartCsv(chart), title))}
      ${button('Save as PNG', `Save as PNG: ${title}`, () => actions.save(id))}
    </div>
    <details @toggle=${showTable}>
      <summary>Show as table</summary>
      ${actions.isOpen(id) ? table(tableOf(chart), actions) : nothing}
    </details>
  </figure>`;
}

function legend({ series }: ChartSpec): Child {
  if (series.length < 2) return nothing;
  return html`<ul class="legend">${series.map(
    ({ name }, place) => html`<li><span class=${`swatch swatch-${place % 5}`}></span>${name}</li>`,
  )}</ul>`;
}

function fieldPicker(fields: readonly string[], { chooseField }: PageActions): TemplateResult {
  const choose = ({ target }: Event) => {
    const chosen = target instanceof HTMLSelectElement ? fields[target.selectedIndex] : undefined;
    if (chosen !== undefined) chooseField(chosen);
  };
  const options = fields.map(name => html`<option>${name === '' ? '(unnamed)' : name}</option>`);
  return html`<label class="picker">Answer field <select @input=${choose}>${options}</select></label>`;
}

function tableSection(spec: TableSpec, actions: PageActions): TemplateResult {
  const { title, caption } = spec;
  return html`<section class="table">
    <h2><bdi>${title}</bdi></h2>
    <p class="quiet">${caption}</p>
    ${table(spec, actions)}
    <div class="actions">${button('Copy as CSV', `Copy as CSV: ${title}`, () => actions.copy(tableCsv(spec), title))}</div>
  </section>`;
}

function table(spec: TableSpec, { page, turn, open }: PageActions): TemplateResult {
  const { id, title, columns, rows, filters } = spec;
  const pages = Math.max(1, Math.ceil(rows.length / rowsOfPage));
  const at = Math.min(page(id), pages - 1);
  const first = at * rowsOfPage;
  const shown = rows.slice(first, first + rowsOfPage);
  const drawn = shown.map((cells, place) => tableRow(cells, filters?.[first + place], open));
  const range = `Rows ${first + 1} to ${first + shown.length} of ${rows.length.toLocaleString('en')}`;
  const before = at > 0 ? button('Previous', `Previous: rows of ${title}`, () => turn(id, at - 1)) : nothing;
  const after = at < pages - 1 ? button('Next', `Next: rows of ${title}`, () => turn(id, at + 1)) : nothing;
  return html`<div class="paged">
    ${captionedTable({ caption: title, head: columns, rows: drawn })}
    ${pages > 1 ? html`<p class="pages">${before}${range}${after}</p>` : nothing}
  </div>`;
}

function tableRow(
  [name = '', ...others]: readonly string[],
  filter: string | null | undefined,
  open: (search: string) => void,
): TemplateResult {
  const head = filter ? link(name, () => open(filter)) : html`<bdi>${name}</bdi>`;
  return html`<tr><th scope="row">${head}</th>${others.map(cell => html`<td><bdi>${cell}</bdi></td>`)}</tr>`;
}

function link(text: string, run: () => void): TemplateResult {
  const name = `Open the assignments of ${text} in the review grid`;
  return html`<button type="button" class="link" title=${name} @click=${run}><bdi>${text}</bdi></button>`;
}
