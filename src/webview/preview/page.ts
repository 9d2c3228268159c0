/** The page of a preview: what is shown and how, the task, what was submitted, and what went wrong. */
import type { AnswerView, NamedValue, PreviewModel } from '../../panels/preview/contract.ts';
import { button, icon } from '../base/controls.ts';
import { type Described, h } from '../base/dom.ts';
import { foreign } from '../base/visibleText.ts';
import type { PageProblem } from './reports.ts';
import { type Device, widths } from './stage.ts';

export interface PreviewContext {
  readonly device: Device;
  readonly setDevice: (device: Device) => void;
  /** Holds the frame. It stays the same element. */
  readonly stage: HTMLElement;
  readonly setRow: (row: number) => void;
  readonly setAccepted: (accepted: boolean) => void;
  readonly reload: () => void;
  readonly openInBrowser: () => void;
  readonly openLink: (url: string) => void;
  readonly openProblem: (index: number) => void;
  readonly copyRow: () => void;
}

export interface Problems {
  readonly problems: readonly PageProblem[];
  /** How many are not listed. */
  readonly more: number;
}

export function previewPage(model: PreviewModel, problems: Problems, context: PreviewContext): Described {
  const { state, answer } = model;
  return h(
    'main',
    { key: 'main' },
    h('h1', { key: 'title', attributes: { class: 'unseen' } }, 'Preview of ', foreign(model.file)),
    toolbar(model, context),
    state.kind === 'starting' &&
      h('p', { key: 'starting', attributes: { class: 'quiet', role: 'status' } }, 'Starting the preview…'),
    state.kind === 'failed' && failure(state, context),
    h('div', {
      key: 'stage',
      attributes: { class: state.kind === 'shown' ? 'around' : 'around empty' },
      initially: { content: () => context.stage },
    }),
    state.kind === 'shown' && answer && answerSection(answer, context),
    state.kind === 'shown' && problemSection(model, problems, context),
  );
}

const deviceNames: Readonly<Record<Device, string>> = { phone: 'Phone', tablet: 'Tablet', desktop: 'Desktop' };
const deviceIcons: Readonly<Record<Device, string>> = {
  phone: 'device-mobile',
  tablet: 'editor-layout',
  desktop: 'device-desktop',
};

function toolbar(model: PreviewModel, context: PreviewContext): Described {
  const { accepted, rows } = model;
  const toggle = (label: string, on: boolean) =>
    choice(label, on === accepted, () => context.setAccepted(on), on ? 'accepted' : 'before');
  return h(
    'div',
    { key: 'toolbar', attributes: { class: 'toolbar', role: 'toolbar', 'aria-label': 'Preview' } },
    rows && rowPicker(rows, context),
    group('State of the assignment', toggle('Before accepting', false), toggle('Accepted', true)),
    group(
      'Width',
      ...(Object.keys(widths) as Device[]).map(each =>
        choice(deviceNames[each], each === context.device, () => context.setDevice(each), each, deviceIcons[each]),
      ),
    ),
    h('span', { key: 'space', attributes: { class: 'space' } }),
    button({ key: 'reload', label: 'Reload', icon: 'refresh', bare: true, press: context.reload }),
    button({
      key: 'browser',
      label: 'Open in Browser',
      icon: 'link-external',
      bare: true,
      press: context.openInBrowser,
    }),
  );
}

function group(name: string, ...children: readonly Described[]): Described {
  return h('div', { key: name, attributes: { class: 'segments', role: 'group', 'aria-label': name } }, ...children);
}

function choice(label: string, chosen: boolean, press: () => void, key: string, iconName?: string): Described {
  return h(
    'button',
    {
      key,
      attributes: {
        type: 'button',
        class: 'segment',
        'aria-pressed': String(chosen),
        title: iconName ? label : undefined,
        'aria-label': iconName ? label : undefined,
      },
      on: { click: press },
    },
    iconName ? icon(iconName) : label,
  );
}

function rowPicker({ count, row, label }: NonNullable<PreviewModel['rows']>, { setRow }: PreviewContext): Described {
  const go = (to: number): void => setRow(Math.min(count, Math.max(1, to)));
  return h(
    'div',
    { key: 'rows', attributes: { class: 'rows', role: 'group', 'aria-label': 'Row of the data' } },
    button({
      key: 'previous',
      label: 'Previous Row',
      icon: 'chevron-left',
      bare: true,
      press: () => go(row - 1),
      forbidden: row <= 1 ? 'this is the first row' : undefined,
    }),
    h('label', { key: 'label', attributes: { for: 'row' } }, 'Row'),
    h('input', {
      // A new one with each row: what was typed into the old one is over.
      key: `row ${row}`,
      attributes: { id: 'row', type: 'text', 'aria-label': `Row, of ${count}` },
      initially: { value: String(row) },
      on: {
        keydown: event => {
          const { target } = event;
          if (!(event instanceof KeyboardEvent) || event.key !== 'Enter' || !(target instanceof HTMLInputElement))
            return;
          const wanted = Number(target.value);
          if (Number.isSafeInteger(wanted)) go(wanted);
        },
      },
    }),
    h('span', { key: 'count' }, `of ${count.toLocaleString()}`),
    button({
      key: 'next',
      label: 'Next Row',
      icon: 'chevron-right',
      bare: true,
      press: () => go(row + 1),
      forbidden: row >= count ? 'this is the last row' : undefined,
    }),
    label !== '' && h('span', { key: 'cells', attributes: { class: 'cells quiet', title: label } }, foreign(label)),
  );
}

function failure(
  { title, problems }: Extract<PreviewModel['state'], { kind: 'failed' }>,
  { openProblem }: PreviewContext,
): Described {
  return h(
    'section',
    { key: 'failed', attributes: { class: 'notice error', role: 'alert' } },
    icon('error'),
    h(
      'div',
      '',
      h('h2', '', title),
      h(
        'ul',
        '',
        problems.map(({ words, place }, index) =>
          h(
            'li',
            { key: String(index) },
            h('span', 'foreign', foreign(words)),
            place !== '' &&
              h(
                'button',
                {
                  key: 'place',
                  attributes: { type: 'button', class: 'link' },
                  on: { click: () => openProblem(index) },
                },
                foreign(place),
              ),
          ),
        ),
      ),
    ),
  );
}

function answerSection({ fields, row, problem }: AnswerView, { copyRow, reload }: PreviewContext): Described {
  return h(
    'section',
    { key: 'answer', attributes: { class: 'results', 'aria-label': 'Submitted' } },
    h(
      'header',
      '',
      h('h2', '', 'Submitted'),
      button({ key: 'copy', label: 'Copy Row', icon: 'copy', press: copyRow }),
      button({ key: 'again', label: 'Start Again', icon: 'debug-restart', press: reload }),
    ),
    problem !== undefined && h('p', 'notice warning', icon('warning'), foreign(problem)),
    h('h3', { key: 'decoded' }, 'Answer'),
    table('answers', ['Field', 'Value'], fields),
    h('h3', { key: 'row' }, 'Row of the results'),
    wide(row),
  );
}

function table(key: string, heads: readonly string[], values: readonly NamedValue[]): Described {
  if (values.length === 0) return h('p', { key, attributes: { class: 'quiet' } }, 'The answer is empty.');
  return h(
    'table',
    { key },
    h(
      'thead',
      '',
      h(
        'tr',
        '',
        heads.map(head => h('th', { attributes: { scope: 'col' } }, head)),
      ),
    ),
    h(
      'tbody',
      '',
      values.map(({ name, value }, index) =>
        h('tr', { key: String(index) }, h('td', 'name', foreign(name)), h('td', 'foreign', foreign(value))),
      ),
    ),
  );
}

/** As in a file of results: a heading and one line. */
function wide(row: readonly NamedValue[]): Described {
  return h(
    'div',
    { key: 'wide', attributes: { class: 'wide', role: 'region', tabindex: '0', 'aria-label': 'Row of the results' } },
    h(
      'table',
      '',
      h(
        'thead',
        '',
        h(
          'tr',
          '',
          row.map(({ name }) => h('th', { attributes: { scope: 'col' } }, foreign(name))),
        ),
      ),
      h(
        'tbody',
        '',
        h(
          'tr',
          '',
          row.map(({ value }) => h('td', 'foreign', foreign(value))),
        ),
      ),
    ),
  );
}

function problemSection({ state }: PreviewModel, { problems, more }: Problems, context: PreviewContext): Described {
  const { frame } = state as Extract<PreviewModel['state'], { kind: 'shown' }>;
  const title = problems.length === 0 ? 'Problems' : `Problems (${(problems.length + more).toLocaleString()})`;
  return h(
    'section',
    { key: 'problems', attributes: { class: 'problems', 'aria-label': 'Problems of the page' } },
    h('h2', '', title),
    !frame.reports &&
      h(
        'p',
        { key: 'silent', attributes: { class: 'quiet' } },
        'This page comes from ',
        foreign(frame.site ?? 'another site'),
        '. What goes wrong in a page of another site can’t be seen from here, and a reload can’t keep what was typed. Open it in the browser to see its console.',
      ),
    frame.reports &&
      problems.length === 0 &&
      h('p', { key: 'none', attributes: { class: 'quiet' } }, 'No errors, and everything loaded.'),
    h(
      'ul',
      { key: 'list' },
      problems.map((problem, index) =>
        h(
          'li',
          { key: String(index) },
          icon(problem.level === 'error' ? 'error' : 'warning', problem.level),
          h('span', 'unseen', problem.level === 'error' ? 'Error: ' : 'Warning: '),
          h('span', 'foreign', foreign(problem.text)),
          problem.place !== '' && h('span', 'quiet', foreign(problem.place)),
          problem.url !== undefined &&
            button({
              key: 'open',
              label: 'Open in Browser',
              icon: 'link-external',
              bare: true,
              press: () => context.openLink(problem.url ?? ''),
            }),
        ),
      ),
    ),
    more > 0 && h('p', { key: 'more', attributes: { class: 'quiet' } }, `${more.toLocaleString()} more aren’t listed.`),
  );
}
