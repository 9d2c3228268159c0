/** Buttons, icons and long texts, the same on every page. */
import { type Described, h } from './dom.ts';
import { visible } from './visibleText.ts';

export function icon(name: string, className = ''): Described {
  return h('span', {
    attributes: { class: `codicon codicon-${name} ${className}`.trim(), 'aria-hidden': 'true' },
  });
}

export interface ButtonOptions {
  readonly key: string;
  readonly label: string;
  readonly icon?: string;
  /** What it acts on, for those who can't see its surroundings. */
  readonly of?: string;
  /** Only the icon is shown. */
  readonly bare?: boolean;
  /** Why it can't be used now. It stays reachable, so that the reason can be read. */
  readonly forbidden?: string | undefined;
  readonly className?: string;
  readonly press: () => void;
}

export function button(options: ButtonOptions): Described {
  const { key, label, forbidden, press, bare, of } = options;
  const reason = forbidden === undefined ? undefined : `Not available: ${forbidden}.`;
  return h(
    'button',
    {
      key,
      attributes: {
        type: 'button',
        class: `${bare ? 'bare' : 'labelled'} ${options.className ?? ''}`.trim(),
        title: reason ?? (bare ? label : undefined),
        'aria-label': of ? `${label} ${of}` : bare ? label : undefined,
        'aria-disabled': forbidden === undefined ? undefined : 'true',
        'aria-description': reason,
      },
      on: { click: () => forbidden === undefined && press() },
    },
    options.icon && icon(options.icon),
    bare ? undefined : h('span', '', label),
  );
}

/** Which long texts the reader opened. Outlives updates. */
export interface Expansion {
  has(key: string): boolean;
  toggle(key: string): void;
}

const clampedCharacters = 420;
const clampedLines = 8;

/** A foreign text that may be long: its beginning, and the rest on demand. Long ones cost nothing until then. */
export function longText(key: string, text: string, expansion: Expansion, what: string): Described[] {
  const cut = clamp(text);
  const open = expansion.has(key);
  const shown = open || cut === text.length ? text : text.slice(0, cut);
  const block = h(
    'div',
    { key: 'text', attributes: { class: 'foreign', dir: 'auto' } },
    ...visible(shown),
    shown.length < text.length && '…',
  );
  if (cut === text.length) return [block];
  const label = open ? 'Show less' : `Show all ${text.length.toLocaleString()} characters`;
  const toggle = h(
    'button',
    {
      key: 'toggle',
      attributes: {
        type: 'button',
        class: 'link',
        'aria-expanded': String(open),
        'aria-label': `${label} of ${what}`,
      },
      on: { click: () => expansion.toggle(key) },
    },
    label,
  );
  return [block, toggle];
}

/** Where to cut, never inside a surrogate pair. */
function clamp(text: string): number {
  let end = Math.min(text.length, clampedCharacters);
  let lines = 0;
  for (let index = text.indexOf('\n'); index !== -1 && index < end; index = text.indexOf('\n', index + 1)) {
    lines += 1;
    if (lines === clampedLines) end = index;
  }
  // A handful of characters more is less trouble than a button.
  if (text.length - end < 40) return text.length;
  return /[\uD800-\uDBFF]/.test(text[end - 1] ?? '') ? end - 1 : end;
}

/** A box for code or markup. It scrolls, so the keyboard must be able to reach it. */
export function sourceBox(label: string, content: readonly Described[]): Described {
  return h(
    'div',
    { key: 'source', attributes: { class: 'source', role: 'region', tabindex: '0', 'aria-label': label } },
    content,
  );
}
