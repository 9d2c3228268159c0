/** Buttons, icons and long texts, the same on every page. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Child } from './templateChild.ts';
import { visible } from './visibleText.ts';

export function icon(name: string, className = ''): TemplateResult {
  return html`<span class=${`codicon codicon-${name} ${className}`.trim()} aria-hidden="true"></span>`;
}

/** The moving line at the top edge while something loads. */
export function progressLine(): TemplateResult {
  return html`<div class="progress" aria-hidden="true"></div>`;
}

export interface ButtonOptions {
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

export function button(options: ButtonOptions): TemplateResult {
  const { label, forbidden, press, bare, of } = options;
  const reason = forbidden === undefined ? undefined : `Not available: ${forbidden}.`;
  return html`<button
    type="button"
    class=${`${bare ? 'bare' : 'labelled'} ${options.className ?? ''}`.trim()}
    title=${reason ?? (bare ? label : nothing)}
    aria-label=${of ? `${label} ${of}` : bare ? label : nothing}
    aria-disabled=${forbidden === undefined ? nothing : 'true'}
    aria-description=${reason ?? nothing}
    @click=${() => forbidden === undefined && press()}
  >${options.icon ? icon(options.icon) : nothing}${bare ? nothing : html`<span>${label}</span>`}</button>`;
}

/** Which long texts the reader opened. Outlives updates. */
export interface Expansion {
  has(key: string): boolean;
  toggle(key: string): void;
}

const clampedCharacters = 420;
const clampedLines = 8;

/** A foreign text that may be long: its beginning, and the rest on demand. Long ones cost nothing until then. */
export function longText(key: string, text: string, expansion: Expansion, what: string): TemplateResult {
  const cut = clamp(text);
  const open = expansion.has(key);
  const shown = open || cut === text.length ? text : text.slice(0, cut);
  const more = shown.length < text.length ? '…' : nothing;
  return html`<div class="foreign" dir="auto">${visible(shown)}${more}</div>${cut === text.length ? nothing : toggle()}`;

  function toggle(): TemplateResult {
    const label = open ? 'Show less' : `Show all ${text.length.toLocaleString()} characters`;
    return html`<button
      type="button"
      class="link"
      aria-expanded=${String(open)}
      aria-label=${`${label} of ${what}`}
      @click=${() => expansion.toggle(key)}
    >${label}</button>`;
  }
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
export function sourceBox(label: string, content: Child): TemplateResult {
  return html`<div class="source" role="region" tabindex="0" aria-label=${label}>${content}</div>`;
}
