/** The page of a worker or a qualification type in the browser: draws what the host sends, and passes on what the user wants. */
import { render } from 'lit/html.js';
import { type Arrangement, type PeopleModel, peopleContract } from '../../panels/people/contract.ts';
import { announcer } from '../base/announcer.ts';
import { keepingFocus } from '../base/focus.ts';
import { connect } from '../base/host.ts';
import { peoplePage } from './page.ts';
import '../base/base.css';
import './people.css';

/** Milliseconds. */
const tick = 30_000;

const host = connect(peopleContract);
const root = document.createElement('div');
root.id = 'root';
document.body.append(root);
const announce = announcer(document);
const expanded = new Set<string>();
let model: PeopleModel | undefined;
/** Between the account’s clock and this machine’s. */
let skew = 0;

function draw(): void {
  if (!model) return;
  const page = peoplePage(
    { ...model, now: Date.now() + skew },
    {
      sort: ({ id, columns }, sorting) => {
        arrange(id, { sorting, page: 0 });
        announce(`Sorted by ${columns[sorting.column]}, ${sorting.descending ? 'descending' : 'ascending'}.`);
      },
      turn: ({ id, sorting }, page) => {
        arrange(id, { sorting, page });
        announce(`Page ${page + 1}.`);
      },
      open: ref => host.command('open', { ref }),
      copy: ({ id, title }) => void copy(id, title),
      perform: action => {
        host.command('perform', { action });
        if (action === 'copyId') announce('ID copied.');
      },
      expansion: {
        has: key => expanded.has(key),
        toggle: key => {
          if (!expanded.delete(key)) expanded.add(key);
          draw();
        },
      },
    },
  );
  document.title = `${model.page.kind} ${model.page.heading}`;
  keepingFocus(root, () => render(page, root));
}

function arrange(table: string, arrangement: Arrangement): void {
  host.command('arrange', { table, ...arrangement });
}

async function copy(table: string, title: string): Promise<void> {
  try {
    const { rows, total } = await host.request('copyTable', { table });
    const count = (value: number) => value.toLocaleString('en');
    announce(rows < total ? `${title}: only ${count(rows)} of ${count(total)} rows copied.` : `${title} copied.`);
  } catch (error) {
    announce(`Couldn’t copy ${title}: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

host.listen({
  model: next => {
    const wasReading = model?.reading ?? true;
    model = next;
    skew = next.now - Date.now();
    host.saveState(next.identity);
    draw();
    if (wasReading && !next.reading) announce(next.failure ?? `${next.page.kind} page loaded.`);
  },
});

// Relative times stay true while nothing else changes.
setInterval(draw, tick);
