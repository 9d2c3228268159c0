/** What was paid on top, and what this machine did to the HIT. */
import type { BonusView, HITView, HistoryView } from '../../panels/hit/contract.ts';
import { icon, longText } from '../base/controls.ts';
import { type Child, type Described, h } from '../base/dom.ts';
import { relativeTime } from '../base/timeElements.ts';
import { foreign } from '../base/visibleText.ts';
import type { PageContext } from './context.ts';
import { resultIcons, resultWords } from './hitLabels.ts';

/** Nothing where no bonus was paid: most HITs have none. */
export function bonusesSection({ bonuses, bonusesKnown }: HITView, context: PageContext): Described | undefined {
  if (!bonuses || bonuses.length === 0) return undefined;
  return h(
    'section',
    { key: 'bonuses', attributes: { class: 'bonuses', 'aria-labelledby': 'bonuses-heading' } },
    h('h2', { attributes: { id: 'bonuses-heading' } }, 'Bonuses', h('span', 'count', bonusesKnown.toLocaleString())),
    h(
      'ul',
      'entries',
      bonuses.map((each, index) => h('li', { key: bonusKey(each, index) }, ...bonus(each, index, context))),
    ),
    rest(bonuses.length, bonusesKnown),
  );
}

function bonusKey({ assignmentId, paid }: BonusView, index: number): string {
  return `${assignmentId} ${paid} ${index}`;
}

function bonus(view: BonusView, index: number, { now, expansion }: PageContext): Child[] {
  return [
    h(
      'div',
      'line',
      icon('gift'),
      h('strong', '', view.amount),
      foreign(view.workerId, 'id'),
      h('span', 'quiet', relativeTime(view.paid, now)),
    ),
    view.reason !== '' &&
      h('div', 'about', longText(`bonus ${bonusKey(view, index)}`, view.reason, expansion, 'the reason')),
  ];
}

export function ledgerSection({ ledger }: HITView, context: PageContext): Described | undefined {
  if (ledger.state === 'loading' || (ledger.state === 'ready' && ledger.known === 0)) return undefined;
  return h(
    'section',
    { key: 'ledger', attributes: { class: 'ledger', 'aria-labelledby': 'ledger-heading' } },
    h(
      'h2',
      { attributes: { id: 'ledger-heading' } },
      'Ledger',
      ledger.state === 'ready' && h('span', 'count', ledger.known.toLocaleString()),
    ),
    ledger.state === 'failed'
      ? h(
          'p',
          { key: 'failed', attributes: { class: 'quiet' } },
          'The ledger can’t be read: ',
          foreign(ledger.reason),
          '.',
        )
      : h(
          'ol',
          { key: 'entries', attributes: { class: 'entries' } },
          ledger.entries.map(each => h('li', { key: each.key }, ...entry(each, context))),
        ),
    ledger.state === 'ready' && rest(ledger.entries.length, ledger.known),
  );
}

function entry(view: HistoryView, { now, expansion }: PageContext): Child[] {
  const { key, label, result, workerIds, about, words, spent, at } = view;
  const [worker, ...others] = workerIds;
  return [
    h(
      'div',
      { key: 'line', attributes: { class: 'line', 'data-result': result } },
      icon(resultIcons[result] ?? 'circle-outline'),
      h('span', '', label),
      worker !== undefined && foreign(worker, 'id'),
      others.length > 0 && h('span', 'quiet', `and ${others.length.toLocaleString()} more`),
      spent !== '' && h('strong', '', spent),
      resultWords[result] !== undefined && h('span', 'result', resultWords[result]),
      h('span', 'quiet', relativeTime(at, now)),
    ),
    [about, words]
      .filter(text => text !== '')
      .map((text, index) =>
        h(
          'div',
          { key: `about ${index}`, attributes: { class: 'about' } },
          longText(`ledger ${key} ${index}`, text, expansion, 'the entry'),
        ),
      ),
  ];
}

function rest(shown: number, known: number): Described | undefined {
  if (known <= shown) return undefined;
  return h(
    'p',
    { key: 'rest', attributes: { class: 'quiet' } },
    `The newest ${shown.toLocaleString()} of ${known.toLocaleString()} are shown.`,
  );
}
