/** The review grid in the browser: takes rows, shows them, and passes on what the reader decides. */
import { reviewContract } from '../../panels/review/contract.ts';
import { announcer } from '../base/announcer.ts';
import { connect } from '../base/host.ts';
import { GridState } from './gridState.ts';
import { ReviewPage } from './page.ts';
import '../base/base.css';
import './review.css';

const tick = 30_000;
/** Rows that come take their places together, so often at most. */
const together = 250;

const host = connect(reviewContract);
const root = document.createElement('main');
root.id = 'root';
document.body.append(root);
const page = new ReviewPage(root, host, new GridState(host), announcer(document));

let gathering = false;

host.listen({
  begin: head => page.begin(head),
  hits: ({ hits }) => page.model.table.putHITs(hits),
  rows: ({ rows }) => {
    page.model.table.put(rows);
    if (page.model.count === 0) page.rowsCame();
    if (gathering) return;
    gathering = true;
    window.setTimeout(() => {
      gathering = false;
      page.rowsCame();
    }, together);
  },
  states: ({ states }) => page.states(states),
  bonuses: ({ hitId, paid }) => {
    page.model.table.putBonuses(hitId, paid);
    page.model.valuesCame();
    page.redraw();
  },
  notes: ({ notes }) => {
    page.model.table.putNotes(notes);
    page.rowsCame();
  },
  gone: ({ hitIds }) => {
    page.model.table.forget(hitIds);
    page.rowsCame();
  },
  progress: progress => page.progress(progress),
  acted: () => page.acted(),
  report: ({ message }) => page.report(message),
  reveal: row => page.reveal(row),
  search: ({ line }) => page.search(line),
});

setInterval(() => page.redraw(), tick);
