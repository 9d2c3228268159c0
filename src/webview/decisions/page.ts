/** The page of a plan: what would be done and spent, what is in the way, and the rows behind each number. */
import type { PlanGroup, PlanRow, PlanView, PlanViewModel } from '../../panels/decisions/contract.ts';
import { captionedTable } from '../base/captionedTable.ts';
import { button, icon } from '../base/controls.ts';
import { type Described, h } from '../base/dom.ts';
import { foreign } from '../base/visibleText.ts';
import { whereabouts } from '../base/whereabouts.ts';
import { kindWords } from './decisionKinds.ts';

export interface PlanContext {
  readonly leaveOut: boolean;
  readonly setLeaveOut: (leaveOut: boolean) => void;
  readonly shown: (group: PlanGroup) => number;
  readonly showMore: (group: PlanGroup) => void;
  readonly apply: () => void;
  readonly review: () => void;
  readonly openRow: (row: PlanRow) => void;
  readonly openAssignment: (row: PlanRow) => void;
}

export function planPage(model: PlanViewModel, context: PlanContext): Described {
  const { state } = model;
  switch (state.kind) {
    case 'reading':
      return plain(
        model,
        'Looking up the assignments…',
        h('div', { attributes: { class: 'progress', 'aria-hidden': 'true' } }),
      );
    case 'failed':
      return plain(
        model,
        'There is no plan',
        h('div', 'notice warning', icon('warning'), h('p', '', foreign(state.reason))),
        h('div', 'actions', button({ key: 'review', label: 'Review Again', icon: 'refresh', press: context.review })),
      );
    case 'planned':
      return planned(model, state.plan, context);
  }
}

function plain(model: PlanViewModel, title: string, ...children: readonly Described[]): Described {
  return h(
    'main',
    { key: model.state.kind },
    h('header', { key: 'header' }, place(model), h('h1', '', title)),
    ...children,
  );
}

function planned(model: PlanViewModel, plan: PlanView, context: PlanContext): Described {
  const blocking = plan.groups.filter(({ kind }) => kindWords[kind].blocks);
  const rest = plan.groups.filter(({ kind }) => !kindWords[kind].blocks);
  const doing = rest.filter(({ kind }) => kind !== 'settled');
  const settled = rest.filter(({ kind }) => kind === 'settled');
  return h(
    'main',
    { key: 'planned' },
    h('header', { key: 'header' }, place(model), h('h1', { key: 'title' }, headline(plan))),
    summary(model, plan),
    actions(plan, context),
    h(
      'div',
      { key: 'groups' },
      [...blocking, ...doing, ...settled].map(group => groupSection(group, context)),
    ),
    h('footer', { key: 'footer' }, leftAlone(plan)),
  );
}

function leftAlone({ undecided, decidedBefore }: PlanView): string {
  if (undecided === 0 && decidedBefore === 0) return 'Every row decides something.';
  return [
    undecided === 0 ? [] : `${rows(undecided)} undecided, and left alone.`,
    decidedBefore === 0 ? [] : `${rows(decidedBefore)} approved or rejected before, by the file’s AssignmentStatus.`,
  ]
    .flat()
    .join(' ');
}

function headline({ operations }: PlanView): string {
  return operations === 0
    ? 'Nothing to apply'
    : `${operations.toLocaleString()} ${operations === 1 ? 'decision' : 'decisions'} to apply`;
}

function place({ profile, file }: PlanViewModel): Described {
  return whereabouts(profile, h('code', '', foreign(file)));
}

function summary({ profile }: PlanViewModel, { groups, total, operations }: PlanView): Described {
  return h(
    'section',
    { key: 'summary', attributes: { class: 'summary', 'aria-label': 'Summary' } },
    h(
      'ul',
      'tiles',
      groups.map(({ kind, count, money }) =>
        h(
          'li',
          { key: kind, attributes: { class: 'tile', 'data-blocks': kindWords[kind].blocks } },
          h('span', 'name', icon(kindWords[kind].icon), kindWords[kind].title),
          h('strong', '', count.toLocaleString()),
          h('span', 'money', money),
        ),
      ),
    ),
    operations > 0 &&
      h('p', 'total', 'Spends ', h('strong', '', total), profile.realMoney ? '' : ' (no real money)', '.'),
  );
}

function actions({ operations, leftOut }: PlanView, context: PlanContext): Described {
  const waits = leftOut > 0 && !context.leaveOut;
  const forbidden =
    operations === 0 ? 'nothing to apply' : waits ? `${rows(leftOut)} must be fixed or left out` : undefined;
  return h(
    'div',
    {
      key: 'actions',
      attributes: { class: 'actions', role: 'group', 'aria-label': 'Actions', tabindex: '-1', 'data-home': true },
    },
    button({ key: 'apply', label: 'Apply…', icon: 'run-all', className: 'primary', forbidden, press: context.apply }),
    button({ key: 'review', label: 'Review Again', icon: 'refresh', press: context.review }),
    leftOut > 0 &&
      operations > 0 &&
      h(
        'button',
        {
          key: 'leaveOut',
          attributes: { type: 'button', class: 'check', role: 'checkbox', 'aria-checked': String(context.leaveOut) },
          on: { click: () => context.setLeaveOut(!context.leaveOut) },
        },
        icon(context.leaveOut ? 'check' : 'blank', 'box'),
        `Leave out ${rows(leftOut)} that can’t be applied`,
      ),
  );
}

function groupSection(group: PlanGroup, context: PlanContext): Described {
  const { kind, count, money } = group;
  const { title, about, blocks } = kindWords[kind];
  const shown = group.rows.slice(0, context.shown(group));
  const unlisted = count - group.rows.length;
  return h(
    'details',
    {
      key: kind,
      attributes: { class: 'group', 'data-blocks': blocks },
      initially: { open: blocks || kind === 'reject' || kind === 'bonus' },
    },
    h(
      'summary',
      '',
      icon('chevron-right', 'twistie'),
      icon(kindWords[kind].icon),
      h('h2', '', title),
      h('span', 'count', count.toLocaleString()),
      h('span', 'money', money),
    ),
    about && h('p', 'about', about),
    table(title, shown, context),
    shown.length < group.rows.length &&
      button({ key: 'more', label: 'Show More', of: title, className: 'more', press: () => context.showMore(group) }),
    unlisted > 0 &&
      shown.length === group.rows.length &&
      h('p', 'about', `${rows(unlisted)} more: the file has them all.`),
  );
}

function table(title: string, shown: readonly PlanRow[], context: PlanContext): Described {
  const paid = shown.some(({ money }) => money !== '');
  const worked = shown.some(({ workerId }) => workerId !== '');
  const named = shown.some(({ assignmentId }) => assignmentId !== '');
  const head = [
    'Line',
    ...(named ? ['Assignment'] : []),
    ...(worked ? ['Worker'] : []),
    ...(paid ? ['Pays'] : []),
    'Words',
  ];
  return h(
    'div',
    'scroller',
    captionedTable({ caption: title, head, rows: shown.map(row => rowOf(row, { named, paid, worked }, context)) }),
  );
}

/** Columns that a table has only if a row fills them. */
interface Columns {
  readonly named: boolean;
  readonly paid: boolean;
  readonly worked: boolean;
}

function rowOf(row: PlanRow, { named, paid, worked }: Columns, context: PlanContext): Described {
  const { line, column, assignmentId, hitId, workerId, money, words } = row;
  return h(
    'tr',
    '',
    h(
      'td',
      'line',
      link(String(line), `Go to line ${line}, column ${column}`, () => context.openRow(row)),
    ),
    named &&
      h(
        'td',
        '',
        hitId !== '' && assignmentId !== ''
          ? link(assignmentId, `Open assignment ${assignmentId}`, () => context.openAssignment(row))
          : h('code', '', foreign(assignmentId)),
      ),
    worked && h('td', '', h('code', '', foreign(workerId))),
    paid && h('td', 'money', money),
    h('td', 'words', foreign(words, 'foreign')),
  );
}

function link(text: string, label: string, press: () => void): Described {
  return h(
    'button',
    { attributes: { type: 'button', class: 'link', 'aria-label': label }, on: { click: press } },
    foreign(text),
  );
}

function rows(count: number): string {
  return `${count.toLocaleString()} ${count === 1 ? 'row' : 'rows'}`;
}
