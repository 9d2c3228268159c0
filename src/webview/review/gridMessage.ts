/** The line that reports what became of an operation, with what can be done about it. It stays until it is closed or replaced. */
import type { GridMessage } from '../../panels/review/contract.ts';
import { button, icon } from '../base/controls.ts';
import { type Described, h } from '../base/dom.ts';
import { foreign } from '../base/visibleText.ts';

export type ShownMessage = GridMessage & { readonly id: number };

const icons: Readonly<Record<GridMessage['kind'], string>> = { done: 'pass', warning: 'warning', error: 'error' };

/** A message as it is read aloud, with what can be done about it. */
export function spokenMessage({ text, actions }: ShownMessage): string {
  return actions.length === 0 ? text : `${text} Press M for: ${actions.join(', ')}.`;
}

export function statusLine(
  { id, kind, text, actions }: ShownMessage,
  answer: (id: number, action?: string) => void,
): Described {
  return h(
    'div',
    { key: `message ${id}`, attributes: { class: `notice report ${kind}`, 'data-report': kind } },
    icon(icons[kind]),
    h('span', 'text', foreign(text)),
    ...actions.map(action => button({ key: action, label: action, press: () => answer(id, action) })),
    button({ key: 'close', bare: true, icon: 'close', label: 'Close message', press: () => answer(id) }),
  );
}
