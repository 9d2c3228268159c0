/** The question: its kind, its address if it has one, a preview in which nothing runs, and its source as text. */
import { parseQuestionForm } from '../../mturk/questionForm.ts';
import { parseQuestion } from '../../mturk/questionKinds.ts';
import type { HITView, QuestionView } from '../../panels/hit/contract.ts';
import { button, icon, longText, sourceBox } from '../base/controls.ts';
import { type Child, type Described, h } from '../base/dom.ts';
import { foreign } from '../base/visibleText.ts';
import type { PageContext } from './context.ts';
import { openQuestion } from './hitLabels.ts';
import { formPreview } from './preview/formPreview.ts';
import { previewFrame } from './preview/previewFrame.ts';

export function questionSection({ question }: HITView, context: PageContext): Described {
  const isThere = question.kind !== 'none' && question.kind !== 'loading' && question.kind !== 'unread';
  return h(
    'section',
    { key: 'question', attributes: { class: 'question', 'aria-labelledby': 'question-heading' } },
    h('h2', { attributes: { id: 'question-heading' } }, 'Question'),
    h('p', { key: 'kind' }, kindText(question)),
    question.kind === 'html' && question.uncovered.length > 0 && uncoveredNote(question.uncovered),
    question.kind === 'external' && address(question.url, context),
    context.question.state === 'ready' && preview(question, context.question.source),
    isThere && source(context),
  );
}

function kindText(question: QuestionView): Child[] {
  switch (question.kind) {
    case 'external':
      return ['ExternalQuestion: workers see this page', frame(question.frameHeight), '. It is not loaded here.'];
    case 'html':
      return ['HTMLQuestion: workers see HTML that the HIT carries', frame(question.frameHeight), '.'];
    case 'form':
      return ['QuestionForm: the service draws the form.'];
    case 'unreadable':
      return ['The question can’t be read: ', foreign(question.reason), '.'];
    case 'loading':
      return ['Reading the question…'];
    case 'unread':
      return ['The question could not be read. Refresh to try again.'];
    case 'none':
      return ['The service returned no question for this HIT.'];
  }
}

/** What workers can't do on Local's site, said before somebody wonders why answers are empty. */
function uncoveredNote(names: readonly string[]): Described {
  const list = names.map(name => `<${name}>`).join(', ');
  const words = `Local’s worker site does not cover ${list}: workers see a note in its place, and it gives no answer.`;
  return h('div', { key: 'uncovered', attributes: { class: 'notice warning' } }, icon('warning'), h('p', '', words));
}

function frame(height: number): string {
  return height > 0 ? ` in a frame ${height} pixels high` : ' in a frame that fills the window';
}

function address(url: string, context: PageContext): Described {
  return h(
    'p',
    { key: 'address', attributes: { class: 'address' } },
    h('code', '', foreign(url)),
    /^https?:\/\//i.test(url) &&
      button({ key: 'open', label: 'Open in Browser', icon: 'link-external', press: () => context.openLink(url) }),
  );
}

/** Questions are long and do not change, and the page is drawn often. */
let last: { readonly kind: string; readonly xml: string; readonly drawn: Described | undefined } | undefined;

function preview({ kind }: QuestionView, xml: string): Described | undefined {
  if (last?.kind !== kind || last.xml !== xml) last = { kind, xml, drawn: drawnPreview(kind, xml) };
  return last.drawn;
}

function drawnPreview(kind: QuestionView['kind'], xml: string): Described | undefined {
  if (kind === 'html') {
    const question = parseQuestion(xml);
    if (question.kind !== 'html') return undefined;
    const { html, frameHeight } = question;
    return previewBox(
      'Scripts, images and everything else that needs loading are left out, so what they draw is missing.',
      h('div', { key: 'frame', initially: { content: () => previewFrame(html, frameHeight) } }),
    );
  }
  if (kind !== 'form') return undefined;
  const form = parseQuestionForm(xml);
  return form.ok
    ? previewBox('Images, sound and video are listed, not loaded.', formPreview(form.value))
    : previewBox('', h('p', 'quiet', 'The form can’t be shown: ', foreign(form.problem.reason), '.'));
}

function previewBox(note: string, ...children: readonly Child[]): Described {
  return h(
    'div',
    { key: 'preview', attributes: { class: 'preview' } },
    h('h3', '', 'Preview'),
    note !== '' && h('p', { key: 'note', attributes: { class: 'quiet' } }, note),
    ...children,
  );
}

function source({ question, expansion, perform }: PageContext): Described {
  return h(
    'div',
    { key: 'source', attributes: { class: 'source-part' } },
    h(
      'div',
      'heading',
      h('h3', '', 'Source'),
      button({ key: 'open', ...openQuestion, press: () => perform('openQuestion') }),
    ),
    sourceText(question, expansion),
  );
}

function sourceText(question: PageContext['question'], expansion: PageContext['expansion']): Described {
  switch (question.state) {
    case 'loading':
      return h('p', { key: 'loading', attributes: { class: 'quiet' } }, 'Reading the source…');
    case 'failed':
      return h(
        'p',
        { key: 'failed', attributes: { class: 'quiet' } },
        'The source could not be read: ',
        question.reason,
      );
    case 'ready':
      return sourceBox('The source of the question', longText('question', question.source, expansion, 'the source'));
  }
}
