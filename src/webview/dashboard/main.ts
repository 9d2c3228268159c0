/** The dashboard in the browser: draws what the host works out, and passes on what the user wants. */
// First, before the chart library is there.
import './knownLanguage.ts';

import { render } from 'lit/html.js';
import { type DashboardModel, dashboardContract } from '../../panels/dashboard/contract.ts';
import { announcer } from '../base/announcer.ts';
import { keepingFocus } from '../base/focus.ts';
import { connect } from '../base/host.ts';
import { changedModel } from './changedModel.ts';
import { onThemeChange } from './chartColours.ts';
import { ChartView } from './chartView.ts';
import { dashboardPage, type PageActions } from './dashboardPage.ts';
import { readingResult } from './readingResult.ts';
import 'uplot/dist/uPlot.min.css';
import '../base/base.css';
import './dashboard.css';

/** Milliseconds: who holds a key down hears the point where it ends. */
const pause = 150;

const host = connect(dashboardContract);
const root = document.createElement('div');
root.id = 'root';
document.body.append(root);
const announce = announcer(document);
const views = new Map<string, ChartView>();
const pages = new Map<string, number>();
const openTables = new Set<string>();
let model: DashboardModel | undefined;
let saying: ReturnType<typeof setTimeout> | undefined;

function say(text: string): void {
  clearTimeout(saying);
  saying = setTimeout(() => announce(text), pause);
}

function viewOf(id: string): ChartView | undefined {
  const spec = model?.charts.find(each => each.id === id);
  const known = views.get(id);
  if (known || !spec) return known;
  const view = new ChartView(spec, { open: search => host.command('openGrid', { search }), say });
  views.set(id, view);
  return view;
}

const actions: PageActions = {
  chart: id => viewOf(id)?.element ?? document.createElement('div'),
  page: id => pages.get(id) ?? 0,
  turn: (id, to) => {
    pages.set(id, to);
    draw();
  },
  isOpen: id => openTables.has(id),
  setOpen: (id, isOpen) => {
    if (isOpen === openTables.has(id)) return;
    if (isOpen) openTables.add(id);
    else openTables.delete(id);
    draw();
  },
  copy: (text, what) => {
    host.command('copy', { text });
    announce(`${what} copied.`);
  },
  save: id => host.command('savePicture', { name: id, base64: viewOf(id)?.picture() ?? '' }),
  open: search => host.command('openGrid', { search }),
  chooseField: field => host.command('chooseField', { field }),
  run: name => host.command(name, {}),
};

function draw(): void {
  if (!model) return;
  const page = dashboardPage(model, actions);
  keepingFocus(root, () => render(page, root));
  // Which one is chosen is a property of the element: the user changes it, too.
  const picker = root.querySelector<HTMLSelectElement>('.picker select');
  if (picker) picker.selectedIndex = model.fields.indexOf(model.field ?? '');
}

function show(next: DashboardModel): void {
  const wasReading = model?.progress.reading ?? true;
  const before = new Set(model?.charts);
  model = next;
  for (const [id, view] of views) {
    const spec = next.charts.find(each => each.id === id);
    if (!spec) {
      view.dispose();
      views.delete(id);
    } else if (!before.has(spec)) view.update(spec);
  }
  draw();
  if (wasReading && !next.progress.reading) announce(readingResult(next.progress));
}

host.listen({
  model: next => {
    host.saveState(next.identity);
    show(next);
  },
  changes: changes => {
    if (model) show(changedModel(model, changes));
  },
});

onThemeChange(document.body, () => {
  for (const view of views.values()) view.redraw();
});
