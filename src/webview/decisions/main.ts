/** The plan of a decision file in the browser: takes models, draws them, and passes on what the user does. */
import { render } from 'lit/html.js';
import { counted } from '../../mturk/plurals.ts';
import { type GroupKind, type PlanViewModel, planContract } from '../../panels/decisions/contract.ts';
import { announcer } from '../base/announcer.ts';
import { keepingFocus } from '../base/focus.ts';
import { connect } from '../base/host.ts';
import { type PlanContext, planPage } from './page.ts';
import '../base/base.css';
import './decisions.css';

/** So many rows of a kind at first, and so many more each time. */
const step = 100;

const host = connect(planContract);
const root = document.createElement('div');
root.id = 'root';
document.body.append(root);
const announce = announcer(document);

let model: PlanViewModel | undefined;
/** Leaving rows out is decided about one plan, so it does not outlive it. */
let leaveOut = false;
const shown = new Map<GroupKind, number>();

function draw(): void {
  const current = model;
  if (current) keepingFocus(root, () => render(planPage(current, context), root));
}

/** Enter asks for what the page is for, as long as the keyboard is at nothing of it. Space scrolls, as in any page. */
function pressPrimary(event: KeyboardEvent): void {
  if (event.key !== 'Enter' || event.repeat || event.target !== document.body) return;
  event.preventDefault();
  root.querySelector<HTMLElement>('button.primary')?.click();
}

const context: PlanContext = {
  get leaveOut() {
    return leaveOut;
  },
  setLeaveOut: chosen => {
    leaveOut = chosen;
    draw();
  },
  shown: ({ kind }) => shown.get(kind) ?? step,
  showMore: ({ kind }) => {
    shown.set(kind, (shown.get(kind) ?? step) + step);
    draw();
  },
  apply: () => host.command('apply', { leaveOut }),
  review: () => host.command('review', {}),
  openRow: ({ line, column }) => host.command('openRow', { line, column }),
  openAssignment: ({ hitId, assignmentId }) =>
    host.command('openAssignment', { kind: 'assignment', hitId, assignmentId }),
};

document.addEventListener('keydown', pressPrimary);

host.listen({
  model: next => {
    if (next.state.kind === 'planned') leaveOut = false;
    model = next;
    host.saveState({ uri: next.uri });
    draw();
    if (next.state.kind === 'planned') {
      const { operations, leftOut } = next.state.plan;
      announce(`${counted(operations, 'decision')} to apply, ${counted(leftOut, 'row')} that can’t be applied.`);
    }
    if (next.state.kind === 'failed') announce(`Couldn’t plan the decisions: ${next.state.reason}`);
  },
});
