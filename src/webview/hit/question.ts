/** The question: its kind, its address if it has one, and its source as text. Nothing of it is rendered or fetched here. */
import type { HITView, QuestionView } from '../../panels/hit/contract.ts';
import { button, longText, sourceBox } from '../base/controls.ts';
import { type Child, type Described, h } from '../base/dom.ts';
import { foreign } from '../base/text.ts';
import type { PageContext } from './context.ts';

export function questionSection({ question }: HITView, context: PageContext): Described {
  return h(
    'section',
    { key: 'question', attributes: { class: 'question', 'aria-labelledby': 'question-heading' } },
    h('h2', { attributes: { id: 'question-heading' } }, 'Question'),
    h('p', { key: 'kind' }, kindText(question)),
    question.kind === 'external' && address(question.url, context),
    question.kind !== 'none' && source(context),
  );
}

function kindText(question: QuestionView): Child[] {
  switch (question.kind) {
    case 'external':
      return ['ExternalQuestion: workers see this page', frame(question.frameHeight), '.'];
    case 'html':
      return ['HTMLQuestion: workers see HTML that the HIT carries', frame(question.frameHeight), '.'];
    case 'form':
      return ['QuestionForm: the service draws the form.'];
    case 'unreadable':
      return ['The question can’t be read: ', foreign(question.reason), '.'];
    case 'none':
      return ['The service gave no question for this HIT.'];
  }
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

function source({ question, expansion }: PageContext): Described {
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
