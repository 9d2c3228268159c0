/** The HIT panel in the browser: takes models, draws them, keeps relative times true, and passes on what the user does. */
import { render } from 'lit/html.js';
import { assignmentsStep, type HITViewModel, hitContract, type QuestionView } from '../../panels/hit/contract.ts';
import { announcer } from '../base/announcer.ts';
import { keepingFocus } from '../base/focus.ts';
import { connect } from '../base/host.ts';
import { changeText } from './changes.ts';
import type { PageContext, QuestionSource } from './context.ts';
import { hitPageState } from './hitPageState.ts';
import { hitPage } from './page.ts';
import '../base/base.css';
import './hit.css';
import './parts.css';

const tick = 30_000;

const host = connect(hitContract);
const state = hitPageState(host);
const root = document.createElement('div');
root.id = 'root';
document.body.append(root);
const announce = announcer(document);

let model: HITViewModel | undefined;
/** Between the account's clock and this machine's. */
let skew = 0;
let question: QuestionSource | undefined;

function draw(): void {
  if (!model) return;
  const page = hitPage(model, context());
  keepingFocus(root, () => render(page, root));
}

function context(): PageContext {
  return {
    now: Date.now() + skew,
    expansion: {
      has: state.isExpanded,
      toggle: key => {
        state.toggleExpanded(key);
        draw();
      },
    },
    question: question ?? { state: 'loading' },
    perform: action => host.command('perform', { action }),
    performOnAssignment: (action, assignmentId) => host.command('performOnAssignment', { action, assignmentId }),
    copy: (text, what) => {
      host.command('copy', { text });
      announce(`${what} copied.`);
    },
    openLink: url => host.command('openLink', { url }),
    showMore: () => {
      const count = state.shown() + assignmentsStep;
      state.setShown(count);
      host.command('showAssignments', { count });
    },
  };
}

/** The question of a HIT never changes, so it is asked for once. */
async function readQuestion(): Promise<void> {
  if (question) return;
  question = { state: 'loading' };
  try {
    question = { state: 'ready', source: (await host.request('question', {})).source };
  } catch (error) {
    question = { state: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
  draw();
}

function isRead({ kind }: QuestionView): boolean {
  return kind !== 'loading' && kind !== 'unread' && kind !== 'none';
}

function reveal(assignmentId: string): void {
  const article = [...root.querySelectorAll<HTMLElement>('[data-assignment]')].find(
    ({ dataset }) => dataset.assignment === assignmentId,
  );
  if (!article) return;
  for (const marked of root.querySelectorAll('.revealed')) marked.classList.remove('revealed');
  article.classList.add('revealed');
  article.scrollIntoView({ block: 'center' });
  article.focus({ preventScroll: true });
}

host.listen({
  model: next => {
    const said = changeText(model, next);
    model = next;
    skew = next.now - Date.now();
    state.setIdentity({ profileId: next.profile.id, hitId: next.hitId });
    draw();
    if (said !== '') announce(said);
    if (next.state.kind === 'present' && isRead(next.state.hit.question)) void readQuestion();
  },
  reveal: ({ assignmentId }) => reveal(assignmentId),
});

if (state.shown() > assignmentsStep) host.command('showAssignments', { count: state.shown() });
setInterval(draw, tick);
