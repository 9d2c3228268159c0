/** The line that reports what became of an operation, with what can be done about it. It stays until it is closed or replaced. */
import type { DirectiveResult } from 'lit/directive.js';
import { keyed } from 'lit/directives/keyed.js';
import { html } from 'lit/html.js';
import type { GridMessage } from '../../panels/review/contract.ts';
import { button, icon } from '../base/controls.ts';
import { foreign } from '../base/visibleText.ts';

export type ShownMessage = GridMessage & { readonly id: number };

const icons: Readonly<Record<GridMessage['kind'], string>> = { done: 'pass', warning: 'warning', error: 'error' };

/** A message as it is read aloud, with what can be done about it. */
export function spokenMessage({ text, actions }: ShownMessage): string {
  return actions.length === 0 ? text : `${text} Press M for: ${actions.join(', ')}.`;
}

/** Another message is another element: a button that had the keyboard never becomes one that does something else. */
export function statusLine(
  { id, kind, text, actions }: ShownMessage,
  answer: (id: number, action?: string) => void,
): DirectiveResult {
  return keyed(
    id,
    html`<div class=${`notice report ${kind}`} data-report=${kind}>${icon(icons[kind])}<span class="text">${foreign(text)}</span>${actions.map(
      action => button({ label: action, press: () => answer(id, action) }),
    )}${button({ bare: true, icon: 'close', label: 'Close message', press: () => answer(id) })}</div>`,
  );
}
