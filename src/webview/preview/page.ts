/** The page of a preview: what is shown and how, the task, what was submitted, and what went wrong. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { AnswerView, FrameView, NamedValue, PreviewModel } from '../../panels/preview/contract.ts';
import { button, icon } from '../base/controls.ts';
import type { Child } from '../base/templateChild.ts';
import { foreign } from '../base/visibleText.ts';
import type { PageProblem } from './reports.ts';
import { type Device, widths } from './stage.ts';

export interface PreviewContext {
  readonly device: Device;
  readonly setDevice: (device: Device) => void;
  /** Holds the frame. It stays the same element. */
  readonly stage: HTMLElement;
  readonly setRow: (row: number) => void;
  readonly setAccepted: (accepted: boolean) => void;
  readonly reload: () => void;
  readonly openInBrowser: () => void;
  readonly openLink: (url: string) => void;
  readonly openProblem: (index: number) => void;
  readonly copyRow: () => void;
}

export interface Problems {
  readonly problems: readonly PageProblem[];
  /** How many are not listed. */
  readonly more: number;
}

export function previewPage(model: PreviewModel, problems: Problems, context: PreviewContext): TemplateResult {
  const { state, answer } = model;
  const isShown = state.kind === 'shown';
  return html`<main>
    <h1 class="unseen">Preview of ${foreign(model.file)}</h1>
    ${toolbar(model, context)}
    ${state.kind === 'starting' ? html`<p class="quiet" role="status">Starting the preview…</p>` : nothing}
    ${state.kind === 'failed' ? failure(state, context) : nothing}
    <div class=${isShown ? 'around' : 'around empty'}>${context.stage}</div>
    ${isShown && answer ? answerSection(answer, context) : nothing}
    ${isShown ? problemSection(state.frame, problems, context) : nothing}
  </main>`;
}

const deviceNames: Readonly<Record<Device, string>> = { phone: 'Phone', tablet: 'Tablet', desktop: 'Desktop' };
const deviceIcons: Readonly<Record<Device, string>> = {
  phone: 'device-mobile',
  tablet: 'editor-layout',
  desktop: 'device-desktop',
};

function toolbar({ accepted, rows }: PreviewModel, context: PreviewContext): TemplateResult {
  const { device, setDevice, setAccepted } = context;
  const state = (label: string, on: boolean) => choice(label, on === accepted, () => setAccepted(on));
  const devices = Object.keys(widths) as Device[];
  return html`<div class="toolbar" role="toolbar" aria-label="Preview">
    ${rows ? rowPicker(rows, context) : nothing}
    ${group('State of the assignment', [state('Before accepting', false), state('Accepted', true)])}
    ${group(
      'Width',
      devices.map(each => choice(deviceNames[each], each === device, () => setDevice(each), deviceIcons[each])),
    )}
    <span class="space"></span>
    ${button({ label: 'Reload', icon: 'refresh', bare: true, press: context.reload })}
    ${button({ label: 'Open in Browser', icon: 'link-external', bare: true, press: context.openInBrowser })}
  </div>`;
}

function group(name: string, choices: Child): TemplateResult {
  return html`<div class="segments" role="group" aria-label=${name}>${choices}</div>`;
}

function choice(label: string, chosen: boolean, press: () => void, iconName?: string): TemplateResult {
  const name = iconName ? label : nothing;
  return html`<button
    type="button" class="segment" aria-pressed=${String(chosen)} title=${name} aria-label=${name} @click=${press}
  >${iconName ? icon(iconName) : label}</button>`;
}

function rowPicker(
  { count, row, label }: NonNullable<PreviewModel['rows']>,
  { setRow }: PreviewContext,
): TemplateResult {
  const within = (to: number): number => Math.min(count, Math.max(1, to));
  const go = (to: number): void => setRow(within(to));
  const press = ({ key, target }: KeyboardEvent) => {
    if (key !== 'Enter' || !(target instanceof HTMLInputElement)) return;
    const wanted = target.value.trim() === '' ? Number.NaN : Number(target.value);
    const isRow = Number.isSafeInteger(wanted);
    const to = isRow ? within(wanted) : row;
    // What is no row gives way to the one that shows, which is not drawn again.
    target.value = String(to);
    if (isRow) setRow(to);
  };
  const back = row <= 1 ? 'this is the first row' : undefined;
  const on = row >= count ? 'this is the last row' : undefined;
  // Set with each other row, and left alone otherwise: it stays the same field, which keeps the keyboard.
  const field = html`<input
    id="row" type="text" aria-label=${`Row, of ${count}`} .value=${String(row)} @keydown=${press}
  />`;
  return html`<div class="rows" role="group" aria-label="Row of the data">
    ${button({ label: 'Previous Row', icon: 'chevron-left', bare: true, press: () => go(row - 1), forbidden: back })}
    <label for="row">Row</label>
    ${field}
    <span>of ${count.toLocaleString()}</span>
    ${button({ label: 'Next Row', icon: 'chevron-right', bare: true, press: () => go(row + 1), forbidden: on })}
    ${label === '' ? nothing : html`<span class="cells quiet" title=${label}>${foreign(label)}</span>`}
  </div>`;
}

function failure(
  { title, problems }: Extract<PreviewModel['state'], { kind: 'failed' }>,
  { openProblem }: PreviewContext,
): TemplateResult {
  const link = (place: string, index: number) =>
    html`<button type="button" class="link" @click=${() => openProblem(index)}>${foreign(place)}</button>`;
  const items = problems.map(
    ({ words, place }, index) =>
      html`<li><span class="foreign">${foreign(words)}</span>${place === '' ? nothing : link(place, index)}</li>`,
  );
  return html`<section class="notice error" role="alert">${icon('error')}<div><h2>${title}</h2><ul>${items}</ul></div></section>`;
}

function answerSection({ fields, row, problem }: AnswerView, { copyRow, reload }: PreviewContext): TemplateResult {
  return html`<section class="results" aria-label="Submitted">
    <header>
      <h2>Submitted</h2>
      ${button({ label: 'Copy Row', icon: 'copy', press: copyRow })}
      ${button({ label: 'Restart', icon: 'debug-restart', press: reload })}
    </header>
    ${problem === undefined ? nothing : html`<p class="notice warning">${icon('warning')}${foreign(problem)}</p>`}
    <h3>Answer</h3>
    ${fieldTable(fields)}
    <h3>Row of the results</h3>
    ${wide(row)}
  </section>`;
}

function fieldTable(fields: readonly NamedValue[]): TemplateResult {
  if (fields.length === 0) return html`<p class="quiet">The answer is empty.</p>`;
  const rows = fields.map(
    ({ name, value }) =>
      html`<tr><td class="name">${foreign(name)}</td><td class="foreign">${foreign(value)}</td></tr>`,
  );
  const head = ['Field', 'Value'].map(name => html`<th scope="col">${name}</th>`);
  return html`<table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>`;
}

/** As in a file of results: a heading and one line. */
function wide(row: readonly NamedValue[]): TemplateResult {
  const names = row.map(({ name }) => html`<th scope="col">${foreign(name)}</th>`);
  const values = row.map(({ value }) => html`<td class="foreign">${foreign(value)}</td>`);
  return html`<div class="wide" role="region" tabindex="0" aria-label="Row of the results">
    <table><thead><tr>${names}</tr></thead><tbody><tr>${values}</tr></tbody></table>
  </div>`;
}

function problemSection({ reports, site }: FrameView, { problems, more }: Problems, context: PreviewContext): Child {
  const count = problems.length + more;
  const silent = html`<p class="quiet">This page comes from ${foreign(site ?? 'another site')}. Its errors can’t be shown here, and a reload discards what was typed. Open it in the browser to see its console.</p>`;
  return html`<section class="problems" aria-label="Problems of the page">
    <h2>${count === 0 ? 'Problems' : `Problems (${count.toLocaleString()})`}</h2>
    ${reports ? nothing : silent}
    ${reports && problems.length === 0 ? html`<p class="quiet">No errors, and everything loaded.</p>` : nothing}
    <ul>${problems.map(problem => problemItem(problem, context))}</ul>
    ${more > 0 ? html`<p class="quiet">${more.toLocaleString()} more aren’t listed.</p>` : nothing}
  </section>`;
}

function problemItem({ level, text, place, url }: PageProblem, { openLink }: PreviewContext): TemplateResult {
  const isError = level === 'error';
  const open = (address: string) =>
    button({ label: 'Open in Browser', icon: 'link-external', bare: true, press: () => openLink(address) });
  return html`<li>
    ${icon(isError ? 'error' : 'warning', level)}
    <span class="unseen">${isError ? 'Error: ' : 'Warning: '}</span>
    <span class="foreign">${foreign(text)}</span>
    ${place === '' ? nothing : html`<span class="quiet">${foreign(place)}</span>`}
    ${url === undefined ? nothing : open(url)}
  </li>`;
}
