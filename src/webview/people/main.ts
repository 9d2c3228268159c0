/** The page of a worker or a qualification type in the browser: draws what the host tells, and passes on what the user wants. */
import { type PeopleModel, peopleContract, type Sorting } from '../../panels/people/contract.ts';
import { announcer } from '../base/announcer.ts';
import { render } from '../base/dom.ts';
import { keepingFocus } from '../base/focus.ts';
import { connect } from '../base/host.ts';
import { peoplePage } from './page.ts';
import '../base/base.css';
import './people.css';

const host = connect(peopleContract);
const root = document.createElement('div');
root.id = 'root';
document.body.append(root);
const announce = announcer(document);
const sortings = new Map<string, Sorting>();
const pages = new Map<string, number>();
const expanded = new Set<string>();
let model: PeopleModel | undefined;

function draw(): void {
  if (!model) return;
  const page = peoplePage(model, {
    sorting: id => sortings.get(id),
    sort: (id, sorting) => {
      sortings.set(id, sorting);
      pages.delete(id);
      draw();
      const column = model?.page.tables.find(each => each.id === id)?.columns[sorting.column];
      announce(`Sorted by ${column}, ${sorting.descending ? 'descending' : 'ascending'}.`);
    },
    page: id => pages.get(id) ?? 0,
    turn: (id, to) => {
      pages.set(id, to);
      draw();
      announce(`Page ${to + 1}.`);
    },
    open: ref => host.command('open', { ref }),
    copy: (text, what) => {
      host.command('copy', { text });
      announce(`${what} copied.`);
    },
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
  });
  document.title = `${model.page.kind} ${model.page.heading}`;
  keepingFocus(root, () => render(root, [page]));
}

host.listen({
  model: next => {
    const wasReading = model?.reading ?? true;
    model = next;
    host.saveState(next.identity);
    draw();
    if (wasReading && !next.reading) announce(`${next.page.kind} is complete.`);
  },
});
