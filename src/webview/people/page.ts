/** The page of a worker or of a qualification type. */

import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ScoreBar } from '../../mturk/scoreHistogram.ts';
import type { Fact, PageAction, PeopleModel } from '../../panels/people/contract.ts';
import { button, type Expansion, icon, longText, progressLine } from '../base/controls.ts';
import { keyedList } from '../base/keyedList.ts';
import { grow } from '../base/placement.ts';
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

export function peoplePage(model: PeopleModel, actions: PeopleActions): TemplateResult {
  const { page, now, reading, failure } = model;
  return html`<main class="people" aria-busy=${reading ? 'true' : nothing}>${
    reading ? progressLine() : nothing
  }${header(model)}${
    failure === undefined
      ? nothing
      : html`<div class="notice warning">${icon('warning')}<p>${foreign(failure)}</p></div>`
  }<div class="actions" role="group" aria-label="Actions" tabindex="-1" data-home>${keyedList(
    page.actions,
    action => action,
    action => {
      const [label, name] = actionLabels[action];
      return button({ label, icon: name, press: () => actions.perform(action) });
    },
  )}</div><dl class="facts">${keyedList(
    page.facts,
    ({ label }) => label,
    fact => factBlock(fact, actions),
  )}</dl>${
    page.histogram !== undefined && page.histogram.length > 0 ? histogram(page.histogram) : nothing
  }<div class="tables">${keyedList(
    page.tables,
    ({ id }) => id,
    table => sortedTable(table, now, actions),
  )}</div></main>`;
}

function header({ profile, page }: PeopleModel): TemplateResult {
  const heading = page.heading.trim() === '' ? `${page.kind} without an ID` : foreign(page.heading);
  return html`<header>${whereabouts(profile, html`<span class="quiet">${page.kind}</span>`)}<h1>${heading}</h1></header>`;
}

function factBlock({ label, value }: Fact, { expansion }: PeopleActions): TemplateResult {
  return html`<div><dt>${label}</dt><dd>${longText(label, value, expansion, label)}</dd></div>`;
}

function histogram(bars: readonly ScoreBar[]): TemplateResult {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  return html`<section class="histogram" aria-labelledby="title-histogram"><h2 id="title-histogram">Scores</h2><ul>${keyedList(
    bars,
    ({ from }) => from,
    bar => scoreBar(bar, most),
  )}</ul></section>`;
}

function scoreBar({ from, to, count }: ScoreBar, most: number): TemplateResult {
  const scores = from === to ? from.toLocaleString('en') : `${from.toLocaleString('en')} to ${to.toLocaleString('en')}`;
  const workers = `${count.toLocaleString('en')} ${count === 1 ? 'worker' : 'workers'}`;
  return html`<li><span class="scores">${scores}</span><span class="track" aria-hidden="true"><span class="bar" ${grow(count / most)}></span><span class="rest" ${grow(1 - count / most)}></span></span><span class="number">${workers}</span></li>`;
}
