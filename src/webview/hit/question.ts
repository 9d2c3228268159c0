/** The question: its kind, its address if it has one, a preview in which nothing runs, and its source as text. */

import { keyed } from 'lit/directives/keyed.js';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { parseQuestionForm } from '../../mturk/questionForm.ts';
import { parseQuestion } from '../../mturk/questionKinds.ts';
import type { HITView, QuestionView } from '../../panels/hit/contract.ts';
import { button, icon, longText, sourceBox } from '../base/controls.ts';
import { initially } from '../base/initially.ts';
import type { Child } from '../base/templateChild.ts';
import { foreign } from '../base/visibleText.ts';
import type { PageContext } from './context.ts';
import { openQuestion } from './hitLabels.ts';
import { formPreview } from './preview/formPreview.ts';
import { previewFrame } from './preview/previewFrame.ts';

export function questionSection({ question }: HITView, context: PageContext): TemplateResult {
  const isThere = question.kind !== 'none' && question.kind !== 'loading' && question.kind !== 'unread';
  return html`<section class="question" aria-labelledby="question-heading"><h2 id="question-heading">Question</h2><p>${kindText(question)}</p>${
    question.kind === 'html' && question.uncovered.length > 0 ? uncoveredNote(question.uncovered) : nothing
  }${question.kind === 'external' ? address(question.url, context) : nothing}${
    context.question.state === 'ready' ? preview(question, context.question.source) : nothing
  }${isThere ? source(context) : nothing}</section>`;
}

function kindText(question: QuestionView): Child {
  switch (question.kind) {
    case 'external':
      return `ExternalQuestion: workers see this page${frame(question.frameHeight)}. It is not loaded here.`;
    case 'html':
      return `HTMLQuestion: workers see the HTML in the HIT${frame(question.frameHeight)}.`;
    case 'form':
      return 'QuestionForm: the service renders the form.';
    case 'unreadable':
      return html`The question can’t be read: ${foreign(question.reason)}.`;
    case 'loading':
      return 'Reading the question…';
    case 'unread':
      return 'Couldn’t read the question. Refresh to try again.';
    case 'none':
      return 'The service returned no question for this HIT.';
  }
}

/** What workers can't do on Local's site, said before somebody wonders why answers are empty. */
function uncoveredNote(names: readonly string[]): TemplateResult {
  const list = names.map(name => `<${name}>`).join(', ');
  const words = `Local’s worker site does not cover ${list}: workers see a note in its place, and it gives no answer.`;
  return html`<div class="notice warning">${icon('warning')}<p>${words}</p></div>`;
}

function frame(height: number): string {
  return height > 0 ? ` in a frame ${height} pixels high` : ' in a frame that fills the window';
}

function address(url: string, context: PageContext): TemplateResult {
  const open = () => button({ label: 'Open in Browser', icon: 'link-external', press: () => context.openLink(url) });
  return html`<p class="address"><code>${foreign(url)}</code>${/^https?:\/\//i.test(url) ? open() : nothing}</p>`;
}

/** Questions are long and do not change, and the page is drawn often. */
let last: { readonly kind: string; readonly xml: string; readonly drawn: TemplateResult | undefined } | undefined;

/** The preview with the question it is of: a frame shows what it was made with. */
function preview({ kind }: QuestionView, xml: string): TemplateResult | undefined {
  if (last?.kind !== kind || last.xml !== xml) last = { kind, xml, drawn: drawnPreview(kind, xml) };
  return last.drawn && html`${keyed(last, last.drawn)}`;
}

function drawnPreview(kind: QuestionView['kind'], xml: string): TemplateResult | undefined {
  if (kind === 'html') {
    const question = parseQuestion(xml);
    if (question.kind !== 'html') return undefined;
    const { html: markup, frameHeight } = question;
    return previewBox(
      'Scripts, images and other external content are left out, so anything that they render is missing.',
      html`<div ${initially({ content: () => previewFrame(markup, frameHeight) })}></div>`,
    );
  }
  if (kind !== 'form') return undefined;
  const form = parseQuestionForm(xml);
  return form.ok
    ? previewBox('Images, sound and video are listed, not loaded.', formPreview(form.value))
    : previewBox('', html`<p class="quiet">The form can’t be shown: ${foreign(form.problem.reason)}.</p>`);
}

function previewBox(note: string, content: TemplateResult): TemplateResult {
  return html`<div class="preview"><h3>Preview</h3>${note === '' ? nothing : html`<p class="quiet">${note}</p>`}${content}</div>`;
}

function source({ question, expansion, perform }: PageContext): TemplateResult {
  const open = button({ ...openQuestion, press: () => perform('openQuestion') });
  return html`<div class="source-part"><div class="heading"><h3>Source</h3>${open}</div>${sourceText(question, expansion)}</div>`;
}

function sourceText(question: PageContext['question'], expansion: PageContext['expansion']): TemplateResult {
  switch (question.state) {
    case 'loading':
      return html`<p class="quiet">Reading the source…</p>`;
    case 'failed':
      return html`<p class="quiet">Couldn’t read the source: ${question.reason}</p>`;
    case 'ready':
      return sourceBox('The source of the question', longText('question', question.source, expansion, 'the source'));
  }
}
