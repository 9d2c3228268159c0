/** The assignments, newest first: who, its state, what they answered, and what may be done. */
import type { AssignmentView, HITView } from '../../panels/hit/contract.ts';
import { button, icon, longText, sourceBox } from '../base/controls.ts';
import { type Child, type Described, h } from '../base/dom.ts';
import { relativeTime, workText } from '../base/timeElements.ts';
import { foreign } from '../base/visibleText.ts';
import type { PageContext } from './context.ts';
import { assignmentActionNames, statusIcons } from './hitLabels.ts';
import { menuContext } from './menus.ts';

/** Ids can repeat across workers, so both make the key. */
export function assignmentKey({ id, workerId }: AssignmentView): string {
  return `${id} ${workerId}`;
}

export function assignmentsSection(hit: HITView, read: boolean, context: PageContext): Described {
  const { assignments, assignmentsKnown: known } = hit;
  return h(
    'section',
    { key: 'assignments', attributes: { class: 'assignments', 'aria-labelledby': 'assignments-heading' } },
    h(
      'h2',
      { key: 'heading', attributes: { id: 'assignments-heading' } },
      'Assignments',
      known > 0 && h('span', 'count', known.toLocaleString()),
    ),
    known === 0 &&
      h('p', { key: 'none', attributes: { class: 'quiet' } }, read ? noneYet(hit) : 'Reading the assignments…'),
    h(
      'ol',
      { key: 'list' },
      assignments.map((each, index) => h('li', { key: assignmentKey(each) }, assignment(each, index, context))),
    ),
    known > assignments.length &&
      h(
        'p',
        { key: 'more', attributes: { class: 'more' } },
        button({ key: 'more', label: 'Show More', press: context.showMore }),
        ` The newest ${assignments.length.toLocaleString()} of ${known.toLocaleString()} are shown.`,
      ),
  );
}

function noneYet(hit: HITView): string {
  const working = hit.segments.find(({ kind }) => kind === 'working')?.count ?? 0;
  if (working > 0) return 'Nothing has been submitted yet. Work in progress appears here once it is submitted.';
  return hit.segments.some(({ kind }) => kind === 'available') ? 'No worker has submitted yet.' : 'There are none.';
}

function assignment(view: AssignmentView, index: number, context: PageContext): Described {
  // Not by the assignment's id, which may hold spaces: they would name several elements.
  const headingId = `worker-${index}`;
  return h(
    'article',
    {
      attributes: {
        tabindex: '-1',
        'data-home': true,
        'data-assignment': view.id,
        'data-status': view.status,
        'aria-labelledby': headingId,
        ...menuContext({ kind: 'assignment', assignmentId: view.id }),
      },
    },
    h(
      'div',
      { key: 'head', attributes: { class: 'head' } },
      h('h3', { key: 'worker', attributes: { id: headingId } }, foreign(view.workerId, 'id')),
      h(
        'span',
        { key: 'status', attributes: { class: 'status' } },
        icon(statusIcons[view.status]),
        view.status,
        view.mark && markSign(view.mark),
      ),
      h('div', { key: 'facts', attributes: { class: 'facts' } }, facts(view, context)),
      h(
        'div',
        {
          key: 'actions',
          attributes: {
            class: 'actions',
            role: 'group',
            'aria-label': `Actions on the assignment of ${view.workerId}`,
          },
        },
        view.actions.map(({ action, forbidden }) =>
          button({
            key: action,
            ...assignmentActionNames[action],
            forbidden,
            press: () => context.performOnAssignment(action, view.id),
          }),
        ),
      ),
    ),
    view.feedback !== undefined &&
      h(
        'div',
        { key: 'feedback', attributes: { class: 'feedback' } },
        h('span', 'label', 'Feedback'),
        h(
          'div',
          'value',
          longText(`feedback ${assignmentKey(view)}`, view.feedback, context.expansion, 'the feedback'),
        ),
      ),
    view.note !== undefined &&
      h(
        'div',
        { key: 'note', attributes: { class: 'feedback' } },
        h('span', 'label', 'Your note'),
        h('div', 'value', longText(`note ${assignmentKey(view)}`, view.note, context.expansion, 'the note')),
      ),
    answers(view, context),
  );
}

function markSign({ sign, name }: NonNullable<AssignmentView['mark']>): Described {
  return h(
    'span',
    { key: 'mark', attributes: { class: 'noted', title: `Marked: ${name}` } },
    h('span', { attributes: { 'aria-hidden': 'true' } }, sign),
    h('span', 'unseen', `, marked: ${name}`),
  );
}

function facts(view: AssignmentView, context: PageContext): Child[] {
  const { submitted, spent, autoApproves, decided, status, id } = view;
  const { now } = context;
  return [
    h('span', { key: 'submitted' }, 'submitted ', relativeTime(submitted, now)),
    autoApproves !== undefined && h('span', { key: 'auto' }, 'auto-approves ', relativeTime(autoApproves, now)),
    decided !== undefined && h('span', { key: 'decided' }, `${status.toLowerCase()} `, relativeTime(decided, now)),
    h(
      'span',
      { key: 'spent' },
      `took ${workText(spent)}`,
      button({
        key: 'copy',
        bare: true,
        icon: 'copy',
        label: `Copy assignment ID ${id}`,
        press: () => context.copy(id, 'Assignment ID'),
      }),
    ),
  ];
}

function answers(view: AssignmentView, context: PageContext): Described {
  const key = assignmentKey(view);
  if (!view.answers.ok)
    return h(
      'div',
      { key: 'raw', attributes: { class: 'raw' } },
      h(
        'p',
        'notice warning',
        icon('warning'),
        h('span', '', 'The answer can’t be decoded: ', foreign(view.answers.reason), '. Submitted text:'),
      ),
      sourceBox('The raw answer', longText(`raw ${key}`, view.answers.raw, context.expansion, 'the raw answer')),
    );
  const { fields } = view.answers;
  if (fields.length === 0) return h('p', { key: 'empty', attributes: { class: 'quiet' } }, 'The answer is empty.');
  return h(
    'table',
    { key: 'answers', attributes: { class: 'answers' } },
    h('caption', 'unseen', 'Answers of ', foreign(view.workerId)),
    h(
      'thead',
      '',
      h(
        'tr',
        '',
        h('th', { attributes: { scope: 'col' } }, h('span', 'unseen', 'Field')),
        h('th', { attributes: { scope: 'col' } }, h('span', 'unseen', 'Answer')),
      ),
    ),
    h(
      'tbody',
      '',
      fields.map(({ name, text }, index) =>
        h(
          'tr',
          '',
          h('th', { attributes: { scope: 'row' } }, name === '' ? h('span', 'quiet', 'unnamed') : foreign(name)),
          h(
            'td',
            '',
            text === ''
              ? h('span', { key: 'empty', attributes: { class: 'quiet' } }, 'empty')
              : longText(`answer ${key} ${index}`, text, context.expansion, `the answer to ${name}`),
          ),
        ),
      ),
    ),
  );
}
